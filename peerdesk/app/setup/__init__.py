"""The Setup page: what a lead says of a challenge before and while it goes on."""
