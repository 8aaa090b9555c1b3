"""The windows of PeerDesk (Qt Widgets); nothing below this package knows that a screen exists."""
