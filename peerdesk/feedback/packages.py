"""Zips a folder of template parts into an Office file, and keeps text within what XML can hold."""

import re
import zipfile
from functools import cache
from io import BytesIO

from peerdesk import resources

REPLACEMENT = "\ufffd"
_CONTENT_TYPES = "[Content_Types].xml"
# XML 1.0, production [2] Char: everything else breaks the file.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def template(name: str) -> bytes:
    """Return the Office file made of the parts in a folder of the templates."""
    folder = resources.path("templates", name)
    parts = sorted(path for path in folder.rglob("*") if path.is_file())
    parts.sort(key=lambda path: path.name != _CONTENT_TYPES)  # Office wants it first
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in parts:
            archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return out.getvalue()


def clean(text: str) -> str:
    """Return the text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub(REPLACEMENT, text)
