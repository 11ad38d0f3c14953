r"""Pages of one shape, printed from one text with holes in it.

Ten thousand pages come out of one template, and nearly all take the same way through it: the same conditions hold, the
same loops go round as often. Only the texts differ. So the template is rendered once for each shape, with a mark in the
place of each text, and the result is cut at the marks; every further page is those pieces and its own texts, joined:

    CodePage(code="4100", title="身元認証失敗", note="", …)     its shape: code and title, no note, …; see `shapes`
    <h1>\x1f0\x1f \x1f1\x1f</h1>…                               what the template makes of marks
    [b"<h1>", b" ", b"</h1>…"], texts 0, 1                      the stencil

That takes 10 µs where Jinja takes 90. It holds for every template that prints its texts, and asks at most whether there
is one. A template that looks into a text (a filter, a comparison) can't be rendered with marks, for they know nothing
but to be there; and every new stencil is tried on the page that gave the shape. Where that fails, or a shape is met for
the first time, Jinja prints the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import TemplateError
from markupsafe import Markup

from errdex.model import ROOT
from errdex.noun import noun
from errdex.renderers.address import quote_path, root_from
from errdex.renderers.html.environment import Mark
from errdex.renderers.html.frames import HERE, finish
from errdex.renderers.html.shapes import Shaper, View, make_ready, pick, take_marks, with_marks

STENCILS_PAY = 200
"""Pages of one template and language; fewer are printed before they would have been cut."""
MOST_STENCILS = 400
"""Of one template: a few megabytes."""

_MARK = re.compile("\x1f(\\d+)\x1f")

Shape = tuple[bool | int | None, ...]
"""Which texts there are, None, and the counts."""


@noun
class Stencil:
    """A page's constant pieces, and which texts stand between them."""

    pieces: tuple[bytes, ...]
    """Every other one is empty: the place of a text."""
    plain: Callable[[list[str]], tuple[str, ...]]
    """All texts of a page -> those that are printed and have to be escaped, each once."""
    html: Callable[[list[str]], tuple[str, ...]]
    """All texts -> those that are printed and are HTML."""
    order: Callable[[list[bytes]], tuple[bytes, ...]]
    """Those, then the texts of rows -> the texts of all places."""

    def fill(self, texts: list[str], rows: list[bytes], root: bytes) -> bytes:
        """Return the page with these texts, and those of its rows."""
        ready = make_ready(self.plain(texts), self.html(texts), root)
        ready += rows
        parts = list(self.pieces)
        parts[1::2] = self.order(ready)
        return b"".join(parts)


class StencilPrinter:
    """Prints the pages of a template, all in one folder."""

    def __init__(self, render: Callable[[object], str], language: str, folder: str) -> None:
        """Print with `render`, from `page_printer`, what stands in `folder` (`codes/`) of a language's folder."""
        self._render = render
        self._language = language
        self._folder = folder
        self._here = quote_path(folder)
        self._root = root_from(language + folder).encode()
        self._shaper = Shaper(self._root)
        self._stencils: dict[Shape, Stencil | None] = {}
        self._met: set[Shape] = set()

    def print(self, page: View, name: str) -> bytes:
        """Return the page with this file name for a view."""
        texts = [self._here + quote_path(name)]
        counts: list[int] = []
        rows: list[bytes] = []
        self._shaper.take_of(type(page))(page, texts, counts, rows)
        shape = (*map(bool, texts), None, *counts)
        stencil = self._stencils.get(shape)
        if stencil is not None:
            return stencil.fill(texts, rows, self._root)
        data = finish(self._render(page), self._folder + name, self._language).data
        if shape in self._met and shape not in self._stencils and len(self._stencils) < MOST_STENCILS:
            stencil = self._cut(page)
            works = stencil is not None and stencil.fill(texts, rows, self._root) == data
            self._stencils[shape] = stencil if works else None
        self._met.add(shape)
        return data

    def _cut(self, page: View) -> Stencil | None:
        """Return the stencil of a page's shape, None where the template looks into its texts."""
        marked = with_marks(page)
        texts, rows = take_marks(marked)
        marks = [Mark(str), *texts, *rows]
        for number, mark in enumerate(marks):
            if mark:
                mark.shown = f"\x1f{number}\x1f"
        try:
            text = self._render(marked)
        except (TypeError, AttributeError, ValueError, TemplateError):
            return None
        pieces = _MARK.split(text.replace(HERE, "\x1f0\x1f").replace(ROOT, self._root.decode()))
        places = [int(place) for place in pieces[1::2]]
        pieces[1::2] = [""] * len(places)
        plain, html = ([n for n in dict.fromkeys(places) if marks[n].stands_for is kind] for kind in (str, Markup))
        sequence = [*plain, *html, *range(len(texts) + 1, len(marks))]
        return Stencil(
            pieces=tuple(piece.encode() for piece in pieces),
            plain=pick(plain),
            html=pick(html),
            order=pick([sequence.index(place) for place in places]),
        )
