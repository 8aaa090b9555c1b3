"""Compiles the dictionary that PeerDesk ships: `python installers/dictionary.py SCOWL_FOLDER`.

It reads SCOWL's word lists and resources/dictionaries/work.txt and writes en-GB.trie and
en-GB.levels beside it. Run by hand, when the lists change; installing PeerDesk does not need it.
"""

import sys
from pathlib import Path

import marisa_trie

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "dictionaries"
LISTS = ("english", "british", "british_z")
SORTS = ("words", "contractions", "abbreviations")
NAMES = ("upper", "proper-names")
# SCOWL sorts words by how common they are. Its makers check spelling with those up to 60: rarer
# ones (calender, ort) are more often slips of common ones. Names are capitals and cannot be.
LEVELS = (10, 20, 35, 40, 50, 55, 60)
NAME_LEVELS = (*LEVELS, 70)
VARIANT_LEVELS = (10, 20, 35)  # spellings that some British dictionaries have: focussed, despatch
WORK_LEVEL = 35


def read_words(scowl: Path) -> dict[str, int]:
    """Return every word with its level, the lowest the most common; possessives are left out."""
    words: dict[str, int] = {}
    for name in LISTS:
        for sort in SORTS:
            _take(words, scowl, f"{name}-{sort}", LEVELS)
        for sort in NAMES:
            _take(words, scowl, f"{name}-{sort}", NAME_LEVELS)
    for sort in SORTS:
        _take(words, scowl, f"british_variant_1-{sort}", VARIANT_LEVELS)
    for line in (FOLDER / "work.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words.setdefault(line, WORK_LEVEL)
    return words


def _take(words: dict[str, int], scowl: Path, name: str, levels: tuple[int, ...]) -> None:
    for level in levels:
        file = scowl / f"{name}.{level}"
        found = file.read_text(encoding="latin-1").split() if file.exists() else []
        for word in found:
            plain = word.removesuffix("'s") if "contractions" not in name else word
            words[plain] = min(level, words.get(plain, level))


def write(words: dict[str, int], folder: Path) -> None:
    """Write the trie, and the level of each of its words at the place of the word's number."""
    trie = marisa_trie.Trie(sorted(words))
    levels = bytearray(len(trie))
    for word, level in words.items():
        levels[trie[word]] = level
    trie.save(str(folder / "en-GB.trie"))
    (folder / "en-GB.levels").write_bytes(levels)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "english-words.10").exists():
        sys.exit("Say where SCOWL's lists are, such as /usr/share/dict/scowl of Debian's scowl.")
    found = read_words(Path(sys.argv[1]))
    write(found, FOLDER)
    print(f"{len(found)} words")
