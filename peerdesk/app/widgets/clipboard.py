"""Text for the clipboard, marked so that clipboard histories leave it out where they can."""

from PySide6.QtCore import QMimeData

# What Klipper, Windows and the managers of macOS look for; none of them is a promise.
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    "application/x-nspasteboard-concealed-type": b"1",
}


def private_text(text: str) -> QMimeData:
    """Return text alone, without styles, with the marks."""
    made = QMimeData()
    made.setText(text)
    for name, value in _MARKS.items():
        made.setData(name, value)
    return made
