r"""A session as somebody types it: a script of fifty minutes, flattened to single keys.

Signs of the script: a line by itself is typed and ended with Enter; `\start` types without Enter,
`\end` goes on and ends the line; `\back N` is Backspace; `\paste` pastes lines divided by ⏎;
`\undo` is Ctrl+Z; `\insert N` clicks at the end of the Nth last line and puts another after it;
`\fix N OLD ⇒ NEW` mends the end of the Nth last; `\theme N` is Ctrl+N; `\pause` is seconds of
looking up. `Notepad` is what a plain text would hold after the same keys: nothing in it comes from
the program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).with_name("fifty_minutes.txt")
WORDS_A_MINUTE = 120
LETTERS_A_WORD = 6  # with the space, as typing is measured
SECONDS_A_KEY = 60 / WORDS_A_MINUTE / LETTERS_A_WORD
_KIND_MARKS = "+!=>"


@dataclass(frozen=True, slots=True)
class Key:
    """One key or click: a letter, or the name of another; `text` is what it pastes, or a number."""

    name: str
    text: str = ""

    @property
    def seconds(self) -> float:
        """Return how long it takes a person: letters by their pace, a pause its own time."""
        return float(self.text) if self.name == "pause" else SECONDS_A_KEY


def read_script(path: Path = SCRIPT) -> list[Key]:
    """Return every key of a script."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [key for line in lines if not line.startswith("# ") for key in _keys(line)]


def _keys(line: str) -> Iterator[Key]:
    if not line.startswith("\\"):
        yield from [*_letters(line), Key("enter")]
        return
    sign, _, rest = line[1:].partition(" ")
    if sign == "start":
        yield from _letters(rest)
    elif sign == "end":
        yield from [*_letters(rest), Key("enter")]
    elif sign == "back":
        yield from [Key("back")] * int(rest)
    elif sign == "paste":
        yield Key("paste", "\n".join(part.strip() for part in rest.split("⏎")))
    elif sign == "insert":
        count, _, text = rest.partition(" ")
        yield from [Key("click", count), Key("enter"), *_letters(text), Key("end of all")]
    elif sign == "fix":
        count, _, change = rest.partition(" ")
        old, new = (part.strip() for part in change.split("⇒"))
        yield from [Key("click", count), *[Key("back")] * len(old), *_letters(new)]
        yield Key("end of all")
    else:
        assert sign in ("pause", "undo", "theme", "enter"), f"no such sign: {line}"
        yield Key(sign, rest)


def _letters(text: str) -> list[Key]:
    return [Key("letter", letter) for letter in text]


@dataclass
class Notepad:
    """Lines of plain text and a caret, moved by keys."""

    lines: list[str] = field(default_factory=lambda: [""])
    at: int = 0
    column: int = 0
    themed: list[str] = field(default_factory=list)
    _before_step: tuple[list[str], int, int] | None = None
    _typing: bool = False

    def press(self, key: Key) -> None:
        """Do what a key does."""
        if key.name != "letter":
            self._typing = False
        getattr(self, "_" + key.name.replace(" ", "_"))(key.text)

    def _letter(self, text: str) -> None:
        if not self._typing:
            self._remember()
            self._typing = True
        self._put(text)

    def _put(self, text: str) -> None:
        line = self.lines[self.at]
        self.lines[self.at] = line[: self.column] + text + line[self.column :]
        self.column += len(text)

    def _enter(self, _: str) -> None:
        self._remember()
        line = self.lines[self.at]
        self.lines[self.at : self.at + 1] = [line[: self.column], line[self.column :]]
        self.at, self.column = self.at + 1, 0

    def _back(self, _: str) -> None:
        assert self.column, "the script takes no line away"
        line = self.lines[self.at]
        self.lines[self.at] = line[: self.column - 1] + line[self.column :]
        self.column -= 1

    def _paste(self, text: str) -> None:
        self._remember()
        first, *others = text.split("\n")
        self._put(first)
        for other in others:
            line = self.lines[self.at]
            self.lines[self.at : self.at + 1] = [line[: self.column], line[self.column :]]
            self.at, self.column = self.at + 1, 0
            self._put(other)

    def _undo(self, _: str) -> None:
        assert self._before_step is not None
        lines, self.at, self.column = self._before_step
        self.lines = list(lines)

    def _click(self, count: str) -> None:
        self.at = len(self.lines) - 1 - int(count)
        self.column = len(self.lines[self.at])

    def _end_of_all(self, _: str) -> None:
        self.at = len(self.lines) - 1
        self.column = len(self.lines[-1])

    def _pause(self, _: str) -> None:
        """A person looks up: nothing changes."""

    def _theme(self, _: str) -> None:
        self.themed.append(as_kept(self.lines[self.at])[1])

    def _remember(self) -> None:
        self._before_step = (list(self.lines), self.at, self.column)

    @property
    def is_at_a_new_line(self) -> bool:
        """Say whether the caret is in an empty line after all others."""
        return self.at == len(self.lines) - 1 and not self.lines[-1]

    def kept(self) -> list[tuple[str, str]]:
        """Return (mark, text) of each line that is a note; see `as_kept`."""
        return [as_kept(line) for line in self.lines if as_kept(line)[1]]


def as_kept(line: str) -> tuple[str, str]:
    """Return the mark a line begins with, or "", and what is left of it to keep.

    A mark alone is no note yet.
    """
    found = re.match(rf"([{re.escape(_KIND_MARKS)}])( |$)", line)
    if found:
        return found[1], line[2:].strip()
    return ("“" if line[:1] == "“" else ""), line.strip()
