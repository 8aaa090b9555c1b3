"""A table from any kind of file: rows of cells, each with where it stands; knows no meaning."""

from dataclasses import dataclass
from datetime import date, datetime, time

Value = str | datetime | date | time | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds, with the space around it gone; one merged into another is its `copy`.

    `cut` says that it was too long and its end was left out.
    """

    value: Value = None
    copy: bool = False
    cut: bool = False

    @property
    def text(self) -> str:
        """Return it as text; dates and times are the reader's to ask for by `value`."""
        if self.value is None:
            return ""
        if isinstance(self.value, float):
            return f"{self.value:g}"
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and the words with which a person finds it."""

    where: str
    cells: tuple[Cell, ...]
    hidden: bool = False

    @property
    def text(self) -> str:
        """Return all that the row says, each cell once."""
        return " | ".join(c.text for c in self.cells if c.text and not c.copy)

    @property
    def is_cut(self) -> bool:
        """Say whether a cell was too long and its end was left out."""
        return any(cell.cut for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, a table or a run of lines; `above` is what stands over it (a title, a day)."""

    name: str
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Return how many characters its cells hold, each cell once."""
        return sum(len(c.text) for row in self.rows for c in row.cells if not c.copy)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; one beyond the end of its row is empty."""
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else EMPTY

    def last_row_of(self, row: int, column: int) -> int:
        """Return the last row into which the cell at a place is merged."""
        text = self.cell(row, column).text
        while row + 1 < len(self.rows):
            below = self.cell(row + 1, column)
            if not below.copy or below.text != text:
                break
            row += 1
        return row


EMPTY = Cell()
MOST_ROWS = 2_000  # of all tables of a file together
MOST_COLUMNS = 60
MOST_TEXT = 1_000_000  # characters of all tables together; a long timetable has a twentieth
LONGEST_CELL = 2_000  # characters; the rest of a longer one is no timetable


def on_one_line(text: str) -> str:
    """Return the lines of a text as one, with commas between them."""
    return ", ".join(line.rstrip(" ,;") for line in text.split("\n") if line.strip(" ,;"))


def text_cell(text: str, *, copy: bool = False) -> Cell:
    """Return a cell that holds a text."""
    return Cell(cleaned(text) or None, copy, cut=len(text) > LONGEST_CELL)


def cleaned(text: str) -> str:
    """Return a text with one space between words, its line breaks kept and empty lines gone.

    What is beyond all measure is cut off.
    """
    text = text[:LONGEST_CELL]
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
