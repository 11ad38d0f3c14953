"""What a code cell shows beside its codes: marks of footnotes, and markup that tells two codes apart.

8000<sup>1</sup>  7002※  7003*  7004[^1]  ->   8000  7002  7003  7004
<code>A.B</code>/<code>A.C</code>         ->   A.B、A.C

`4100*` is a wildcard elsewhere, and a mark in a table whose other codes have four digits too. The label of a column has
no marks of footnotes either: `Error code[^1]` is `Error code`.
"""

from __future__ import annotations

import re
from collections.abc import Container

from errdex.markup.clean import plain_text
from errdex.markup.rewrite import take_footnotes
from errdex.pattern import pattern
from errdex.readers.grid import Cell

_TELLING = re.compile(r"[*＊※†‡¹²³⁰⁴-⁹]|\[\^|</(?:sup|code)>")
"""Without any of these a cell says what its text says, as nearly all do."""
_RAISED = pattern(r"<sup>.*?</sup>", re.DOTALL)
_JOINT = pattern(r"</code>\s*[/／]\s*<code>")
_MARK = pattern(r"(?<=[\w*)）])[ \t]*(?:[※†‡]+\d{0,2}|[¹²³⁰⁴-⁹]+)(?!\w)|[(（][*＊※†‡]+\d{0,2}[)）]|\[\^[^\[\]<>]+\]")
_STAR = pattern(r"(?<![\w.])([-−]?(\d+))[ \t]*[*＊]+\d{0,2}(?![\w*＊])", re.ASCII)
_NOTE = pattern(r"^ {0,3}\[\^([^\[\]<>\n]+)\]:", re.MULTILINE)


def footnotes_in(text: str) -> frozenset[str]:
    """Return the labels of the footnotes of a document."""
    return frozenset(_NOTE.findall(text)) if "[^" in text else frozenset()


def split_label(cell: Cell, footnotes: Container[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a header cell, on one line and without marks of `footnotes`, and those as HTML."""
    text, marks = cell.text, tuple[str, ...]()
    if footnotes and "[^" in text:
        html, marks = take_footnotes(cell.html, footnotes)
        text = plain_text(html)
    return text.replace("\n", " "), marks


def code_text(cell: Cell, digits: int = 0) -> str:
    """Return the text of a code cell without the marks of footnotes; `digits` are those of each other code, 0 if none.

    A cell of nothing but marks keeps them.
    """
    html = cell.html
    if not _TELLING.search(html):
        return cell.text
    told = _JOINT.sub("</code>、<code>", _RAISED.sub("", html) if "</sup>" in html else html)
    text = _MARK.sub("", cell.text if told == html else plain_text(told))
    if digits:
        text = _STAR.sub(lambda match: match[1] if len(match[2]) == digits else match[0], text)
    return text or cell.text
