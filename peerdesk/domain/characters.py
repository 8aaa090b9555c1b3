"""Keeps text within what the XML of Office files can hold."""

import re

REPLACEMENT = "\ufffd"
# XML 1.0, production [2] Char: everything else breaks the file.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub(REPLACEMENT, text)
