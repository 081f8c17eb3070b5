"""What a reader gives of a document: paragraphs and tables in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_COLUMNS = 100
REPEATED = 40  # characters; a merged cell's text up to this length is repeated in every row it covers


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; it covers `across` columns and `down` rows. Paragraphs in it are parted by a space."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break the writer set by hand is a newline."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: for each row the cells that begin in it, from left to right."""

    rows: tuple[tuple[Cell, ...], ...]

    def places(self) -> list[list[tuple[Cell | None, bool]]]:
        """Rows of equal length: at each place the cell that covers it and whether it begins there; null = nothing."""
        out: list[list[tuple[Cell | None, bool]]] = []
        hanging: dict[int, tuple[Cell, int]] = {}  # column: cell from above, rows still to cover
        for cells in self.rows:
            row: dict[int, tuple[Cell | None, bool]] = {at: (cell, False) for at, (cell, _) in hanging.items()}
            hanging = {at: (cell, left - 1) for at, (cell, left) in hanging.items() if left > 1}
            column = 0
            for cell in cells:
                while column in row:
                    column += 1
                for at in range(column, min(column + max(cell.across, 1), MOST_COLUMNS)):
                    row.setdefault(at, (cell, at == column))
                    if cell.down > 1:
                        hanging[at] = (cell, cell.down - 1)
                column += max(cell.across, 1)
                if column >= MOST_COLUMNS:
                    break
            out.append([row.get(at, (None, False)) for at in range(max(row, default=-1) + 1)])
        width = max((len(row) for row in out), default=0)
        return [row + [(None, False)] * (width - len(row)) for row in out]

    def lines(self) -> list[str]:
        """One line a row, places parted by tabs; short text of a cell over several rows is said in each of them.

        Whoever reads a row alone then still knows its task or unit.
        """
        out = []
        above: set[int] = set()
        for row in self.places():
            said: list[str] = []
            seen: set[int] = set()
            for cell, begins in row:
                again = cell is not None and not begins and id(cell) in above and id(cell) not in seen
                shown = cell is not None and (begins or (again and len(cell.text) <= REPEATED))
                said.append(cell.text if cell is not None and shown else "")
                seen |= {id(cell)} if cell is not None else set()
            above = seen
            out.append("\t".join(said).rstrip("\t"))
        return out


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its blocks, and its text as one paragraph or table row a line."""

    text: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Document:
        """The document these blocks make."""
        found = tuple(blocks)
        lines: list[str] = []
        for block in found:
            lines += block.lines() if isinstance(block, Grid) else [block.text]
        return cls("\n".join(lines), found)

    @classmethod
    def of_text(cls, text: str) -> Document:
        """A plain text as it stands; runs of lines whose cells are parted by tabs are tables."""
        blocks: list[Block] = []
        rows: list[tuple[Cell, ...]] = []
        for line in [*text.splitlines(), None]:
            if line is not None and "\t" in line.strip():
                rows.append(tuple(Cell(cell.strip()) for cell in line.split("\t")))
                continue
            if rows:
                blocks.append(Grid(tuple(rows)))
                rows = []
            if line is not None:
                blocks.append(Paragraph(line))
        return cls(text, tuple(blocks))


def flat(text: str) -> str:
    """Text as it may stand in a cell: one line without tabs and NUL."""
    return " ".join(text.replace("\0", "").split())
