"""Spelling in the Notes page: what is known, what is underlined, what is offered instead."""
