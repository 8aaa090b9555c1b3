"""What the unlock page knows without opening anything: the labels of notes on this laptop."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

_KEYS = "keys.json"  # read without the store's own module, which would load cryptography too early


@dataclass(frozen=True, slots=True)
class KnownStore:
    """A store's folder and the label its owner chose, the only plaintext there is."""

    folder: Path
    label: str


def label_of(folder: Path) -> str:
    """Return the label of a store, or its folder's name where that cannot be read."""
    try:
        label = json.loads((folder / _KEYS).read_text(encoding="utf-8"))["label"]
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name
    return str(label) or folder.name


def known_stores(folder: Path) -> list[KnownStore]:
    """Return the stores inside a folder by label."""
    try:
        inside = [path for path in folder.iterdir() if (path / _KEYS).is_file()]
    except OSError:
        return []
    found = [KnownStore(path, label_of(path)) for path in inside]
    return sorted(found, key=lambda store: (store.label.casefold(), store.folder.name))


def new_folder(stores: Path) -> Path:
    """Return a folder for a new store whose name says nothing of what is in it."""
    return stores / f"notes-{os.urandom(4).hex()}"


def strength(passphrase: str) -> str:
    """Say in words how hard a passphrase is to guess, from its length and variety alone."""
    words = [word for word in re.split(r"[\s\-_.]+", passphrase) if len(word) > 2]
    variety = len(set(passphrase.casefold()))
    if not passphrase:
        return ""
    if len(passphrase) < 8 or variety < 5:
        return "Weak: easily guessed. Three or four unrelated words are better."
    if (len(words) >= 4 and variety >= 9) or (len(passphrase) >= 16 and variety >= 10):
        return "Strong."
    return "Fair. One more word would make it strong."
