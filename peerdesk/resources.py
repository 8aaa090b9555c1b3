"""The one way to find what resources/ holds; it must not know what any of the files mean."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries resources/ inside the package. A frozen program gets it in the same place: its
# modules answer `__file__` with a path below the folder the program was unpacked to.
_SHIPPED = _PACKAGE / "_resources"
# A source tree and an editable install have it beside the package.
_BESIDE = _PACKAGE.parent / "resources"


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
