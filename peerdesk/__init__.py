"""PeerDesk: notes, evidence and feedback for a peer challenge; this file holds the version only."""

__version__ = "0.1.0"
