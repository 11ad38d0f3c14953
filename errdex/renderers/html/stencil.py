r"""Pages of one shape, printed from one text with holes in it.

Ten thousand pages come out of one template, and nearly all take the same way through it: the same conditions hold, the
same loops go round as often. Only the texts differ. So the template is rendered once for each shape, with a mark in the
place of each text, and the result is cut at the marks; every further page is those pieces and its own texts, joined:

    CodePage(code="4100", title="身元認証失敗", note="", …)     its shape: (True, True, False, …)
    <h1>\x1f0\x1f \x1f1\x1f</h1>…                               what the template makes of marks
    [b"<h1>", b" ", b"</h1>…"], texts 0, 1                      the stencil

That takes 20 µs where Jinja takes 90. It holds for every template that prints its texts, and asks at most whether there
is one. A template that looks into a text (a filter, a comparison) can't be rendered with marks, for they know nothing
but to be there; and every new stencil is tried on the page that gave the shape. Where that fails, or a shape is met for
the first time, Jinja prints the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from itertools import count
from operator import attrgetter, itemgetter
from typing import Any

from jinja2 import TemplateError

from errdex.model import ROOT
from errdex.renderers.address import quote_path
from errdex.renderers.html.environment import Mark, escape_text
from errdex.renderers.html.frames import HERE, finish
from errdex.renderers.html.views import Row

STENCILS_PAY = 200
"""Pages of one template and language; fewer are printed before they would have been cut."""
MOST_STENCILS = 400
"""Of one template: a few megabytes."""
MOST_ROWS = 4000
"""Rows whose texts are kept; a page shows its neighbours."""

_ROOT = ROOT.encode()
_MARK = re.compile("\x1f(\\d+)\x1f")

Shape = tuple[object, ...]
Text = str | bytes
"""Bytes are HTML already."""
View = Any
"""One of the classes in `views`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a class of views is taken apart: its texts, then its parts (other views, or tuples of texts and views)."""

    texts: Callable[[View], tuple[str, ...]]
    parts: Callable[[View], tuple[Any, ...]]

    @classmethod
    def of(cls, kind: type) -> Plan:
        """Return the plan of a class."""
        return cls(*map(_getter, _names(kind)))


@dataclass(frozen=True, slots=True)
class Stencil:
    """A page's constant pieces, and which texts stand between them."""

    pieces: tuple[bytes, ...]
    """Every other one is empty: the place of a text."""
    used: Callable[[list[Text]], tuple[Text, ...]]
    """All texts of a page -> those that are printed, each once."""
    order: Callable[[list[bytes]], tuple[bytes, ...]]
    """Those -> the texts of all places."""

    def fill(self, texts: list[Text], root: bytes) -> bytes:
        """Return the page with these texts."""
        shown = [text if type(text) is bytes else escape_text(text).encode() for text in self.used(texts)]
        parts = list(self.pieces)
        parts[1::2] = self.order(shown)
        return b"".join(parts).replace(_ROOT, root)


class StencilPrinter:
    """Prints the pages of a template, all in one folder."""

    def __init__(self, render: Callable[[object], str], folder: str) -> None:
        """Print with `render`, from `page_printer`; `folder` is the language's, as in `finish`."""
        self._render = render
        self._folder = folder
        self._plans: dict[type, Plan] = {}
        self._rows: dict[int, tuple[Row, Shape, list[Text]]] = {}
        """Rows are on many pages: by id, with the row itself so that the id stays its own."""
        self._stencils: dict[Shape, Stencil | None] = {}
        self._met: set[Shape] = set()

    def print(self, page: object, path: str) -> bytes:
        """Return the page at `path` (below the language's folder) for a view."""
        texts: list[Text] = []
        shape = self._take_apart(page, texts)
        texts.append(quote_path(path).encode())
        stencil = self._stencils.get(shape)
        if stencil is not None:
            return stencil.fill(texts, _root_from(self._folder + path))
        data = finish(self._render(page), path, self._folder).data
        if shape in self._met and shape not in self._stencils and len(self._stencils) < MOST_STENCILS:
            stencil = self._cut(page, len(texts) - 1)
            works = stencil is not None and stencil.fill(texts, _root_from(self._folder + path)) == data
            self._stencils[shape] = stencil if works else None
        self._met.add(shape)
        return data

    def _cut(self, page: object, here: int) -> Stencil | None:
        """Return the stencil of a page's shape, None where the template looks into its texts."""
        try:
            text = self._render(self._with_marks(page, count()))
        except (TypeError, AttributeError, ValueError, TemplateError):
            return None
        text = text.replace(HERE, Mark(here).shown)
        pieces = _MARK.split(text)
        places = [int(place) for place in pieces[1::2]]
        pieces[1::2] = [""] * len(places)
        used = list(dict.fromkeys(places))
        if len(used) < 2:
            return None
        return Stencil(
            tuple(piece.encode() for piece in pieces),
            itemgetter(*used),
            itemgetter(*(used.index(place) for place in places)),
        )

    def _take_apart(self, view: View, texts: list[Text]) -> Shape:
        """Add the texts of a view to the list; return its shape."""
        if type(view) is Row:
            known = self._rows.get(id(view))
            if known is None:
                plain = self._plan(Row).texts(view)
                if len(self._rows) >= MOST_ROWS:
                    self._rows.clear()
                shown: list[Text] = [escape_text(text).encode() for text in plain]
                known = self._rows[id(view)] = (view, tuple(map(bool, plain)), shown)
            texts += known[2]
            return known[1]
        plan = self._plan(type(view))
        found = plan.texts(view)
        texts += found
        shape: list[object] = [*map(bool, found)]
        for part in plan.parts(view):
            if not part:
                shape.append(None)
            elif type(part) is tuple:
                shape.append(tuple([self._take_item(item, texts) for item in part]))
            else:
                shape.append(self._take_apart(part, texts))
        return tuple(shape)

    def _take_item(self, item: object, texts: list[Text]) -> object:
        if isinstance(item, str):
            texts.append(item)
            return bool(item)
        return self._take_apart(item, texts)

    def _with_marks(self, view: View, numbers: Iterator[int]) -> object:
        """Return the view with a mark in place of each text, numbered in the order of `_take_apart`."""
        values: dict[str, object] = {}
        texts, parts = _names(type(view))
        for name in (*texts, *parts):
            value = getattr(view, name)
            if name in texts:
                values[name] = self._mark(value, numbers)
            elif not value:
                values[name] = value
            elif type(value) is tuple:
                values[name] = tuple(
                    self._mark(item, numbers) if isinstance(item, str) else self._with_marks(item, numbers)
                    for item in value
                )
            else:
                values[name] = self._with_marks(value, numbers)
        return type(view)(**values)

    @staticmethod
    def _mark(text: str, numbers: Iterator[int]) -> object:
        number = next(numbers)
        return Mark(number) if text else text

    def _plan(self, kind: type) -> Plan:
        plan = self._plans.get(kind)
        if plan is None:
            plan = self._plans[kind] = Plan.of(kind)
        return plan


def _root_from(path: str) -> bytes:
    return b"../" * path.count("/")


def _names(kind: type) -> tuple[list[str], list[str]]:
    """Return the names of a class's texts and of its parts."""
    texts = [field.name for field in fields(kind) if field.type in ("str", "Markup")]
    return texts, [field.name for field in fields(kind) if field.name not in texts]


def _getter(names: list[str]) -> Callable[[View], tuple[Any, ...]]:
    """Return a function that gives the attributes of these names as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda view: tuple(getattr(view, name) for name in names)
