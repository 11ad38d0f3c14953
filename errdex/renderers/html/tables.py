"""The error tables on their documents' pages: column heads, and rows of cells of HTML.

A table may have ten thousand rows, so the template of a row is rendered once for all of one width, with a mark in the
place of each cell, and then filled for each row: 1.3 µs, where a loop in the template takes twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from errdex.model import Listing
from errdex.noun import noun
from errdex.renderers.html.frames import Framer
from errdex.renderers.html.prose import breakable
from errdex.renderers.html.views import trust

PROSE_CELL = 30
"""Characters; a column with a longer cell is prose, and keeps a width in which one can read."""

LONG_CELL = 24
"""Characters of a row's first cell, which stays in one line as long as it is shorter."""

_MARK = "\x1f"
"""Stands for a cell; no input holds it."""
_TAG = re.compile(r"<[^>]*>")


class ColumnHead(NamedTuple):
    """The head of a table's column."""

    label: Markup
    is_prose: bool


@noun
class TableView:
    """An error table."""

    header: tuple[ColumnHead, ...]
    rows: Markup


class TablePrinter:
    """Makes the views of tables, for pages of one language."""

    def __init__(self, framer: Framer, language: str) -> None:
        self._framer = framer
        self._language = language
        self._formats: dict[tuple[int, int], str] = {}

    def view(self, listing: Listing) -> TableView:
        """Return the view of a table."""
        width = len(listing.header)
        whole = [row for row in listing.rows if len(row) == width]
        labels = [escape(label) + trust(notes) for label, notes in zip(listing.header, listing.footnotes, strict=True)]
        heads = (
            ColumnHead(label, any(_is_longer(row[n], PROSE_CELL) for row in whole)) for n, label in enumerate(labels)
        )
        return TableView(tuple(heads), trust("\n".join(self._print(listing.rows, width))))

    def _print(self, rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
        """Return the HTML of each row."""
        formats = {cells: self._format(cells, width) for cells in {len(row) for row in rows}}
        return [
            formats[len(row)] % ((_breakable(row[0]), *row[1:]) if _is_longer(row[0], LONG_CELL) else row)
            for row in rows
        ]

    def _format(self, cells: int, width: int) -> str:
        """Return the HTML of a row of so many cells, with `%s` for each; one of a single cell goes across the table."""
        span = width if cells < width else 0
        if (cells, span) not in self._formats:
            html = str(self._framer.part("row", self._language, cells=[trust(_MARK)] * cells, span=span))
            self._formats[cells, span] = html.replace("%", "%%").replace(_MARK, "%s")
        return self._formats[cells, span]


def _breakable(html: str) -> str:
    return f'<div class="is-long">{breakable(html)}</div>'


def _is_longer(html: str, limit: int) -> bool:
    """Tell whether a cell has more characters of text; most have no more with their tags, or behind the first one."""
    if html.startswith("<"):
        html = html.partition(">")[2]
    return len(html) > limit and len(_TAG.sub("", html)) > limit
