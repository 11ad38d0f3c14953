r"""Pages of one shape, printed from one text with holes in it.

Ten thousand pages come out of one template, and nearly all take the same way through it: the same conditions hold, the
same loops go round as often. Only the texts differ. So the template is rendered once for each shape, with a mark in the
place of each text, and the result is cut at the marks; every further page is those pieces and its own texts, joined:

    CodePage(code="4100", title="身元認証失敗", note="", …)     its shape: code and title, no note, …; see `shapes`
    <h1>\x1f0\x1f \x1f1\x1f</h1>…                               what the template makes of marks
    [b"<h1>", b" ", b"</h1>…"], texts 0, 1                      the stencil

That takes 10 µs where Jinja takes 90. It holds for every template that prints its texts, and asks at most whether there
is one. A template that looks into a text (a filter, a comparison) can't be rendered with marks, which only can be there
or not; and every new stencil is tried on the page that gave the shape. Where that fails, or a shape is met for the
first time, Jinja prints the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

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

Key = tuple[bool | int | None, ...]
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


@noun
class Cut:
    """A page, cut: what stencils of its shape are made of."""

    pieces: tuple[bytes, ...]
    places: tuple[int, ...]
    """Numbers of the texts between the pieces; those of rows come behind all others."""
    plain: tuple[int, ...]
    """Numbers of the texts that are printed and have to be escaped."""
    html: tuple[int, ...]
    """Numbers of those that are printed and are HTML."""
    rows: range
    """Numbers of the texts of rows."""

    def stencil(self, known: Mapping[int, bytes]) -> Stencil:
        """Return a stencil in which the `known` texts, by number, are no longer left out."""
        pieces, places = [self.pieces[0]], []
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            if place in known:
                pieces[-1] += known[place] + piece
            else:
                pieces += (b"", piece)
                places.append(place)
        plain = [number for number in self.plain if number not in known]
        sequence = [*plain, *self.html, *self.rows]
        order = pick([sequence.index(place) for place in places])
        return Stencil(tuple(pieces), pick(plain), pick(list(self.html)), order)


class Shape:
    """The pages of one shape, and their stencil; what all of them so far have in common is a part of it.

    Labels and the like are half of a page's texts, and the same on nearly all pages. To print them once saves 1.5 µs.
    """

    def __init__(self, cut: Cut, texts: list[str], root: bytes) -> None:
        """Take the page that gave the shape, cut, and its texts."""
        self._cut = cut
        self._root = root
        self._share(list(cut.plain), texts)

    def print(self, texts: list[str], rows: list[bytes]) -> bytes:
        """Return the page with these texts, and those of its rows."""
        found = self._pick(texts)
        if found != self._shared:
            same = [n for n, old, new in zip(self._numbers, self._shared, found, strict=True) if old == new]
            self._share(same, texts)
        return self._stencil.fill(texts, rows, self._root)

    def _share(self, numbers: list[int], texts: list[str]) -> None:
        """Take the texts of these numbers into the stencil."""
        self._numbers, self._pick = numbers, pick(numbers)
        self._shared = self._pick(texts)
        known = zip(numbers, make_ready(self._shared, (), self._root), strict=True) if numbers else ()
        self._stencil = self._cut.stencil(dict(known))


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
        self._shapes: dict[Key, Shape | None] = {}
        self._met: set[Key] = set()

    def print(self, page: View, name: str) -> bytes:
        """Return the page with this file name for a view."""
        texts = [self._here + quote_path(name)]
        counts: list[int] = []
        rows: list[bytes] = []
        self._shaper.take_of(type(page))(page, texts, counts, rows)
        key = (*map(bool, texts), None, *counts)
        shape = self._shapes.get(key)
        if shape is not None:
            return shape.print(texts, rows)
        data = finish(self._render(page), self._folder + name, self._language).data
        if key in self._met and key not in self._shapes and len(self._shapes) < MOST_STENCILS:
            cut = self._cut(page)
            shape = Shape(cut, texts, self._root) if cut else None
            self._shapes[key] = shape if shape and shape.print(texts, rows) == data else None
        self._met.add(key)
        return data

    def _cut(self, page: View) -> Cut | None:
        """Return a page cut at its texts, None where the template looks into them."""
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
        plain, html = ([n for n in dict.fromkeys(places) if marks[n].stands_for is kind] for kind in (str, Markup))
        return Cut(
            pieces=tuple(piece.encode() for piece in pieces[::2]),
            places=tuple(places),
            plain=tuple(plain),
            html=tuple(html),
            rows=range(len(texts) + 1, len(marks)),
        )
