"""The commands: everything PeerDesk does without a screen. Knows nothing of Qt."""
