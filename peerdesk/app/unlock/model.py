"""What the unlock page knows without opening anything: the labels of notes on this laptop."""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# What folders are called by what they are for, so that it is known before a passphrase is typed.
NOTES, LOOSE, PRACTICE = "notes-", "loose-", "practice-"
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


def is_rescue_asked(folder: Path) -> bool:
    """Say whether the lead has been asked to help these notes open."""
    try:
        return bool(json.loads((folder / _KEYS).read_text(encoding="utf-8"))["pending"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def known_stores(folder: Path) -> list[KnownStore]:
    """Return the stores inside a folder by label; practice is over when it is left."""
    try:
        inside = [path for path in folder.iterdir() if (path / _KEYS).is_file()]
    except OSError:
        return []
    inside = [path for path in inside if not path.name.startswith(PRACTICE)]
    found = [KnownStore(path, label_of(path)) for path in inside]
    return sorted(found, key=lambda store: (store.label.casefold(), store.folder.name))


def notes_to_open(stores: Path, last: Path | None) -> list[KnownStore]:
    """Return the stores inside a folder, and the one opened last if it lies elsewhere."""
    found = known_stores(stores)
    if last is not None and last.parent != stores and (last / _KEYS).is_file():
        found.append(KnownStore(last, label_of(last)))
    return found


def waiting_notes(folder: Path) -> list[KnownStore]:
    """Return the stores that wait for a challenge to move into."""
    return [store for store in known_stores(folder) if store.folder.name.startswith(LOOSE)]


def new_folder(stores: Path, kind: str = NOTES) -> Path:
    """Return a folder for a new store whose name says nothing of what is in it."""
    return stores / f"{kind}{os.urandom(4).hex()}"


def free_label(wanted: str, taken: Iterable[str]) -> str:
    """Return a label that no other notes on this laptop have."""
    others = {label.casefold() for label in taken}
    label, number = wanted, 2
    while label.casefold() in others:
        label, number = f"{wanted} ({number})", number + 1
    return label


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
