"""The one way to find what resources/ holds; it must not know what any of the files mean."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries resources/ inside the package. A frozen program gets it in the same place: its
# modules answer `__file__` with a path below the folder the program was unpacked to.
_SHIPPED = _PACKAGE / "_resources"
# A source tree and an editable install have it beside the package.
_BESIDE = _PACKAGE.parent / "resources"
_CONTENT_TYPES = "[Content_Types].xml"


def path(*parts: str) -> Path:
    """Return where a file or folder of resources/ is: `path("demo", "setup.toml")`.

    Without parts, the folder itself. Raises FileNotFoundError when PeerDesk was shipped without it,
    and ValueError for a part that would lead out of resources/.
    """
    root = _SHIPPED if _SHIPPED.is_dir() else _BESIDE
    found = root.joinpath(*parts)
    if not found.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{found} is outside resources/")
    if not found.exists():
        raise FileNotFoundError(f"PeerDesk was shipped without {'/'.join(parts) or 'resources'}")
    return found


@cache
def office_file(name: str) -> bytes:
    """Return the Office file made of the parts in a folder of the templates."""
    folder = path("templates", name)
    parts = sorted(part for part in folder.rglob("*") if part.is_file())
    parts.sort(key=lambda part: part.name != _CONTENT_TYPES)  # Office wants it first
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part.relative_to(folder).as_posix(), part.read_bytes())
    return out.getvalue()
