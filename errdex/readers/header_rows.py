"""Which rows of a table are its header, and what they say together.

Error codes |             |          a title, above the header
Error       | Description |          a header of two rows: "Error" reaches down
Error       | English     |          labels "Error", "Description English"
4000        | Bad request |
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain

from errdex.noun import noun
from errdex.readers.grid import EMPTY, LaidRow
from errdex.readers.headers import meaning_of
from errdex.readers.marks import split_label

HEADER_ROWS = 3
"""The header is looked for in so many rows, and may have as many; a heading across the table may stand above it."""


@noun
class Header:
    """What may be the header of a table."""

    titles: tuple[LaidRow, ...]
    """Rows above it."""
    labels: tuple[str, ...]
    footnotes: tuple[tuple[str, ...], ...]
    """Marks of footnotes behind each label, as HTML."""
    rows: tuple[LaidRow, ...]
    """Rows below it."""


def possible_headers(
    rows: tuple[LaidRow, ...], footnotes: Container[str], extra: Mapping[str, Sequence[str]]
) -> Iterator[Header]:
    """Yield what may be the header of a table, the likeliest first.

    `footnotes` are the labels of those in the document; `extra` are a site's own headers by role.
    """
    for above in _first_rows(rows, extra):
        below = above + 1
        while below < len(rows) - 1 and below < above + HEADER_ROWS and _goes_on(rows[below - 1], rows[below]):
            below += 1
        labels: list[str] = []
        marks: list[tuple[str, ...]] = []
        for column in range(max(len(row.cells) for row in rows[above:below])):
            cells = [row.cells[column] for row in rows[above:below] if column < len(row.cells)]
            parts = [split_label(cell, footnotes) for cell in cells]
            labels.append(" ".join(dict.fromkeys(text for text, _ in parts if text)))
            marks.append(tuple(chain(*[found for _, found in parts])))
        yield Header(rows[:above], tuple(labels), tuple(marks), rows[below:])


def _first_rows(rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> list[int]:
    """Return where a header may begin, the likeliest row first: none below one that has a header's words."""
    candidates = list(range(min(HEADER_ROWS, len(rows) - 1)))
    titles = [i for i in candidates if _is_title(rows[i])]
    headers = [i for i in candidates if i not in titles]
    for place, i in enumerate(headers):
        if any(meaning_of(cell.text.replace("\n", " "), extra) for cell in rows[i].cells):
            headers = headers[: place + 1]
            break
    return headers + titles


def _is_title(row: LaidRow) -> bool:
    """Tell whether a row holds one text only, across the table or beside blank cells: no header, a title."""
    return len(row.cells) > 1 and len({cell for cell in row.cells if cell.text}) <= 1


def _goes_on(row: LaidRow, following: LaidRow) -> bool:
    """Tell whether a header goes on in the next row: a cell of it reaches down there, or both are header rows."""
    if any(cell is above and cell is not EMPTY for cell, above in zip(following.cells, row.cells, strict=False)):
        return True
    spanning = row.own < len(row.cells) or following.own < len(following.cells)
    return row.head and following.head and spanning
