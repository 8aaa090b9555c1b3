"""The windows of PeerDesk (Qt Widgets); nothing below this package knows that a screen exists."""

from peerdesk.app.sources import spare_sources

spare_sources()
