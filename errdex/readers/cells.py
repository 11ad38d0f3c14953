r"""The source of a cell -> what is printed and what is searched.

<td>see **this**</td>     Markdown in HTML     ->   Cell("see <strong>this</strong>", "see this")
| a<br>b |                HTML in Markdown     ->   Cell("a<br>b", "a\nb")
"""

from __future__ import annotations

import re

from errdex.markup.clean import clean_html, plain_text
from errdex.markup.inline import has_markdown, is_marked, render_inline
from errdex.pattern import pattern
from errdex.readers.grid import Cell
from errdex.readers.limits import check_cell

LONG = 600
"""Characters of a cell that is worth a look at its limits; a shorter one can pass none."""
_LISTED = pattern(r"(?<=\S)\s*\n\s*(?=(?:[-*+•]|\d{1,3}[.)、])[ \t])")
"""Where the item of a Markdown list begins in a cell."""
_FOLD = re.compile(r"[ \t\n\f\r]+")


def html_cell(source: str) -> Cell:
    """Return the cell of an HTML table.

    Markup is put in order before Markdown is looked for, so that a cell as written and the same cell out of a parser's
    tree read alike.
    """
    if len(source) > LONG:
        check_cell(source)
    if not is_marked(source):
        return _plain(source)
    html = clean_html(source)
    return _cell(clean_html(render_inline(html, in_html=True)) if has_markdown(html) else html)


def pipe_cell(source: str) -> Cell:
    """Return the cell of a pipe table."""
    if len(source) > LONG:
        check_cell(source)
    return _cell(clean_html(render_inline(source))) if is_marked(source) else _plain(source)


def _plain(source: str) -> Cell:
    if "\n" in source and _LISTED.search(source):
        return _cell(source)
    text = " ".join(source.split())
    return Cell(text, text)


def _cell(html: str) -> Cell:
    if "<pre" not in html:
        html = _FOLD.sub(" ", _LISTED.sub("<br>", html) if "\n" in html else html).strip(" ")
    return Cell(html, plain_text(html))
