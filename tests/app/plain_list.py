"""A notepad as a plain list of lines: what the editor must show after the same keys.

Nothing in it comes from the editor but where the caret is and which words Qt sees; places count an
emoji as two, as Qt does.
"""

from dataclasses import dataclass, field

MARKS = {"+": "strength", "!": "consideration", "=": "fact", ">": "follow_up"}
BULLETS = "-*•"
QUOTES = "\"“‘'"
SUMS = ("£", "+", "=", ">")  # what a sum goes on with after "=", of the letters that are tried


@dataclass
class PlainLine:
    """A line's letters and kind."""

    text: str = ""
    kind: str = "plain"


@dataclass
class PlainList:
    """Lines, and what Backspace gives back where the last key took a mark."""

    lines: list[PlainLine] = field(default_factory=lambda: [PlainLine()])
    taken: "list[PlainLine] | None" = None
    taken_at: int = -1
    sum_waits: bool = False

    def texts(self) -> list[str]:
        """Return the lines' letters."""
        return [line.text for line in self.lines]

    def replace(self, start: int, end: int, put: list[PlainLine]) -> None:
        """Put lines in place of what stands between two places of the whole text."""
        self.forget()
        above, head, _ = self._at(start)
        below, _, tail = self._at(end)
        first, last = self.lines[above], self.lines[below]
        self.lines[above : below + 1] = [PlainLine()] * len(put)
        met = _met(first, head, last, tail) if above != below else first.kind
        kinds = [one.kind for one in put]
        stays_above = bool(head.strip()) or not tail.strip()
        blank = not (head + tail).strip()
        if blank and (start != end):
            met = "plain"
        texts = [one.text for one in put]
        texts[0] = head + texts[0]
        texts[-1] += tail
        for number, text in enumerate(texts):
            ours = number == (0 if stays_above else len(texts) - 1)
            kind = met if ours and (head + tail).strip() else kinds[number]
            if ours and blank and kinds[number] == "plain":
                kind = met
            self.lines[above + number] = PlainLine(text, kind)

    def type(self, at: int, letter: str) -> None:
        """Put in a letter and read the mark it may end."""
        if self.taken is not None and self.taken_at == at and self.sum_waits and letter in SUMS:
            self.lines, at = self.taken, at + 2
        number, head, _ = self._at(at)
        self.replace(at, at, [PlainLine(letter)])
        line = self.lines[number]
        before = [PlainLine(one.text, one.kind) for one in self.lines]
        rest = line.text[2:]
        is_free = line.kind == "plain" or bool(rest.strip())
        if not head and letter in QUOTES and is_free and line.kind == "plain":
            line.kind = "quote"
        elif len(head) == 1 and letter == " " and head in [*MARKS, *BULLETS] and is_free:
            if head == "=" and rest.lstrip()[:1] in SUMS and rest.strip():
                return
            line.text = rest.lstrip()
            line.kind = MARKS.get(head, line.kind)
            if head in BULLETS:
                self._read_after_bullet(line)
        else:
            return
        gone = len(before[number].text) - len(line.text) if line.kind != "quote" or head else 0
        self.taken, self.sum_waits = before, head == "="
        self.taken_at = at + 1 if not gone else at - 1

    def commit(self, at: int, text: str) -> None:
        """Put in what was dictated at once, and read the mark it may begin with."""
        lines = text.split("\n")
        number, head, tail = self._at(at)
        self.replace(at, at, [PlainLine(one) for one in lines])
        if len(lines) > 1 or head:
            return
        line = self.lines[number]
        before = [PlainLine(one.text, one.kind) for one in self.lines]
        if text[:1] in MARKS and text[1:2] == " " and (line.kind == "plain" or tail.strip()):
            line.kind, line.text = MARKS[text[0]], line.text[2:].lstrip()
            self.taken = before
            self.taken_at = at + len(text) - 2

    def forget(self) -> None:
        """Do something else: a mark that was taken stays taken."""
        self.taken, self.sum_waits = None, False

    def _read_after_bullet(self, line: PlainLine) -> None:
        if line.text[:1] in QUOTES and line.text and line.kind == "plain":
            line.kind = "quote"

    def _at(self, place: int) -> tuple[int, str, str]:
        for number, line in enumerate(self.lines):
            length = len(line.text.encode("utf-16-le")) // 2
            if place <= length:
                wide = line.text.encode("utf-16-le")
                parts = wide[: 2 * place], wide[2 * place :]
                return number, *(part.decode("utf-16-le") for part in parts)  # type: ignore[return-value]
            place -= length + 1
        raise AssertionError("behind the end")


def _met(first: PlainLine, head: str, last: PlainLine, tail: str) -> str:
    if head.strip() and tail.strip():
        return last.kind if first.kind == "plain" else first.kind
    return last.kind if tail.strip() else first.kind
