"""The source of a cell -> what is printed and what is searched."""

from __future__ import annotations

import re

from errdex.markup.clean import clean_html, plain_text
from errdex.markup.inline import is_marked, render_inline
from errdex.readers.grid import Cell

_FOLD = re.compile(r"[ \t\n\f\r]+")


def html_cell(source: str) -> Cell:
    """Return the cell of an HTML table, in which Markdown may stand: `<td>see **this**</td>`."""
    return _cell(source, escapes=False)


def pipe_cell(source: str) -> Cell:
    """Return the cell of a pipe table, in which HTML may stand: `| a<br>b |`."""
    return _cell(source, escapes=True)


def _cell(source: str, escapes: bool) -> Cell:
    if is_marked(source):
        html = clean_html(render_inline(source, escapes))
        if "<pre" not in html:
            html = _FOLD.sub(" ", html).strip(" ")
        return Cell(html, plain_text(html))
    text = " ".join(source.split())
    return Cell(text, text)
