"""What the cells of an error table hold and no page will show, at its line; see `markup.lost`."""

from __future__ import annotations

from collections.abc import Iterator

from errdex.diagnostics import Diagnostic
from errdex.markup.inline import render_inline
from errdex.markup.lost import find_lost, may_lose
from errdex.readers.grid import FoundTable


def lost_in_table(path: str, found: FoundTable, rest: str) -> Iterator[Diagnostic]:
    """Yield a warning for each thing that is lost of a table's source; `rest` are its rows that are no plain text."""
    if not may_lose(rest):
        return  # nearly every table
    in_html = found.kind == "html"
    # A cell of a pipe table ends with its line; one of an HTML table, and a tag in it, may have several.
    pieces = [found.source] if in_html else found.source.split("\n")
    for number, piece in enumerate(pieces):
        at = 0
        for item in find_lost(render_inline(piece, in_html=in_html)) if may_lose(piece) else ():
            place = piece.find(item.written, at)
            at = place + 1 if place >= 0 else at
            line = found.line + number + piece.count("\n", 0, max(place, 0))
            yield Diagnostic("warning", path, line, item.message, item.hint)
