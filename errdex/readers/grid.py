"""Tables as readers hand them on: rows of cells as a browser lays them out.

A reader finds rows whose cells may span; `lay_out` copies a cell into every place that it covers, so that place `i` of
each row stands below header `i` (HTML standard, "Forming a table").

    <td rowspan=2>4000</td><td>a</td>          4000 | a
    <td>b</td>                                 4000 | b
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from errdex.noun import noun

MAX_COLUMNS = 50
"""Of a table; a wider one is no error table, and spans end here."""

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
"""As in browsers; also stands for "to the end of the row group"."""


@noun
class Cell:
    """The content of a cell."""

    html: str
    """Sanitised."""
    text: str
    """Plain, white space folded."""


@noun
class Span:
    """A cell as its tag describes it."""

    source: str
    """HTML or Markdown, as written or as a parser gives it back."""
    colspan: int = 1
    rowspan: int = 1
    """0 for "to the end of the row group"."""
    header: bool = False


@noun
class RawRow:
    """A row before spans are laid out."""

    line: int
    spans: Sequence[Span]
    group: int = 0
    """Number of its thead, tbody or tfoot."""
    head: bool = False
    """Stands in a thead, or above the delimiter row of a pipe table."""
    plain: bool = False
    """None of its cells spans."""


@noun
class FlatRow:
    """A row of cells that span nothing, which is laid out as it is; most tables have no others."""

    line: int
    texts: tuple[str, ...]
    htmls: tuple[str, ...]
    """The same as `texts` for a row of plain text; see `plain`."""
    group: int = 0
    head: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cells, made anew at each call."""
        return tuple(map(Cell, self.htmls, self.texts))

    @property
    def own(self) -> int:
        """Return how many cells it has, for all are its own."""
        return len(self.texts)


@noun
class GridRow:
    """A row, laid out."""

    line: int
    cells: tuple[Cell, ...]
    head: bool
    """In a thead, or all its cells are `<th>`."""
    own: int
    """How many of its places are its own cells rather than covered from above or from the left."""


LaidRow = GridRow | FlatRow

EMPTY = Cell("", "")


@noun
class Grid:
    """A table, laid out."""

    rows: tuple[LaidRow, ...]
    outside: tuple[str, ...] = ()
    """HTML to be shown above the table: captions, and text outside of all cells."""
    warnings: tuple[tuple[int, str], ...] = ()
    """Line and message of what is odd about the table's markup."""
    rest: str = ""
    """Its source without rows of plain text."""


class FoundTable(NamedTuple):
    """A table found in a document, not read yet."""

    kind: Literal["html", "pipe"]
    source: str
    """Without the block quote's marks."""
    line: int
    """Of the document on which it begins, from 1."""
    start: int
    """Index of that line among the scanner's."""
    end: int
    """Index of the line after its last one."""
    prefix: str
    """Marks and indentation of the block quote or list item that it stands in."""
    section: str
    """Text of the nearest heading above."""
    context: str
    """The headings that it stands under and the last lines of text above it."""
    warnings: tuple[tuple[int, str], ...] = ()


CellMaker = Callable[[str], Cell]
"""Renders the source of a cell."""


def lay_out(rows: Iterable[RawRow | FlatRow], cell_of: CellMaker) -> tuple[LaidRow, ...]:
    """Return `rows` with each cell in all the places that it covers."""
    laid: list[LaidRow] = []
    below: dict[int, tuple[int, Cell]] = {}
    group = -1
    for row in rows:
        if row.group != group:
            group = row.group
            below = {}
        if isinstance(row, FlatRow):
            if not below:
                laid.append(row)
                continue
            row = RawRow(row.line, [Span(text) for text in row.texts], row.group, row.head)
        spans = row.spans
        head = row.head or (bool(spans) and spans[0].header and all(span.header for span in spans))
        if row.plain and not below:
            cells = [cell_of(span.source) for span in spans]
            texts, htmls = tuple([cell.text for cell in cells]), tuple([cell.html for cell in cells])
            laid.append(FlatRow(row.line, texts, htmls, row.group, head))
        else:
            placed, below = _place(spans, below, cell_of)
            laid.append(GridRow(row.line, placed, head, len(spans)))
    return tuple(laid)


def _place(
    spans: Sequence[Span], above: dict[int, tuple[int, Cell]], cell_of: CellMaker
) -> tuple[tuple[Cell, ...], dict[int, tuple[int, Cell]]]:
    """Return the cells of a row and what reaches down from it; both dicts: column -> (rows left, cell)."""
    places = {column: cell for column, (_, cell) in above.items()}
    below = {column: (left - 1, cell) for column, (left, cell) in above.items() if left > 1}
    column = 0
    for span in spans:
        while column in above:
            column += 1
        cell = cell_of(span.source)
        for covered in range(column, min(column + span.colspan, max(column + 1, MAX_COLUMNS))):
            if covered in above:
                continue
            places[covered] = cell
            if span.rowspan != 1 and covered < MAX_COLUMNS:
                below[covered] = ((span.rowspan or MAX_ROWSPAN) - 1, cell)
        column += span.colspan
    width = max(places, default=-1) + 1
    return tuple(places.get(column, EMPTY) for column in range(width)), below


def unfold(labels: Sequence[str], rows: Sequence[LaidRow]) -> tuple[list[str], tuple[LaidRow, ...]]:
    """Return the columns of a table that was laid out in several blocks side by side as one block.

    Code | Text | Code | Text
    1001 | Down | 1003 | Left     ->   1001 | Down,  1003 | Left
    """
    width = len(labels)
    for period in range(2, width // 2 + 1):
        if width % period == 0 and all(label == labels[i % period] for i, label in enumerate(labels)):
            unfolded: list[LaidRow] = []
            for row in rows:
                for start in range(0, max(len(row.cells), 1), period):
                    cells = row.cells[start : start + period]
                    if start == 0 or any(cell.text for cell in cells):
                        unfolded.append(GridRow(row.line, cells, row.head, min(row.own, period)))
            return list(labels[:period]), tuple(unfolded)
    return list(labels), tuple(rows)
