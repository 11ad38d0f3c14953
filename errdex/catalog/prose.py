"""The prose of documents and notes: rendered within bounds, its links resolved, each fault at its line.

text of a document  ->  render_guarded  ->  Prose(html=…)  ->  rewrite_prose  ->  HTML with addresses of the site
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator

from errdex.catalog.links import Linker, Origin, Target
from errdex.diagnostics import Diagnostic
from errdex.markup.lost import MOST
from errdex.markup.patience import Overdue, within
from errdex.markup.prose import Prose
from errdex.markup.rewrite import rewrite_links
from errdex.model import Document, Note
from errdex.pattern import pattern

PATIENCE = 3.0
"""Seconds of the processor for the prose of a document, and one more for each MiB of it."""

RenderProse = Callable[[str], Prose]
"""Markdown -> HTML; raises RecursionError where it is nested too deeply."""

FindCode = Callable[[str, str, str], tuple[str, str] | None]
"""(text, catalog, language) -> the catalog of the code that the text is, and the address of its page."""

_NOWHERE = pattern(
    r"""\]\(\s*(?:<\s*>)?\s*(?:"[^"]*"|'[^']*')?\s*\)|\s(?:href|src)(?:\s*=\s*(?:"\s*"|'\s*'|(?=>)))?(?=[\s/>])""",
    re.IGNORECASE,
)
"""The address of a link or picture, where there is none."""


def render_guarded(text: str, path: str, line: int, render: RenderProse) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """Render Markdown of a document or note; what the Markdown library can't follow, or not in time, is an error."""
    try:
        with within(PATIENCE + len(text) / 2**20):
            prose = render(text)
    except RecursionError:
        fault = Diagnostic("error", path, line, "lists or quotes nested too deeply to be rendered", "nest them less")
    except Overdue:
        message = f"more than {PATIENCE:.0f} seconds of work to render"
        fault = Diagnostic("error", path, line, message, "look for thousands of marks in one paragraph, or split it")
    else:
        return prose, tuple(_say_lost(prose, text, path, line))
    return Prose("", "", (), ""), (fault,)


def _say_lost(prose: Prose, text: str, path: str, line: int) -> Iterator[Diagnostic]:
    """Yield a warning for each thing that was left out of prose, at its line."""
    met: Counter[str] = Counter()
    for item in prose.lost:
        met[item.written] += 1
        at = line + line_of(item.written, met[item.written], text)
        yield Diagnostic("warning", path, at, item.message, item.hint)


def rewrite_prose(source: str, owner: Document | Note, linker: Linker, own: Target | None = None) -> str:
    """Return rendered prose with its links resolved; a broken one is reported at its line.

    After `MOST` of them the line is that on which the prose begins: to look for each would take the square of the
    text. `own` is the page that it stands on, where that is not a document's.
    """
    met: Counter[str] = Counter()
    most = len(linker.diagnostics) + MOST

    def resolve(href: str, is_picture: bool) -> str:
        met[href] += 1
        return linker.resolve(href, Origin(owner.path, owner.language, lambda: line(href)), own, is_picture=is_picture)

    def line(href: str) -> int:
        is_one_of_many = len(linker.diagnostics) >= most
        return owner.prose_line + (0 if is_one_of_many else line_of(href, met[href], owner.prose))

    return rewrite_links(source, resolve)


def code_addresses(find: FindCode, owner: Document | Note, own: Container[str] = ()) -> Callable[[str], str]:
    """Return what gives the address of a code to a document or note: empty for other text, and for its `own`."""

    def address(text: str) -> str:
        hit = None if text in own else find(text, owner.catalog, owner.language)
        return hit[1] if hit else ""

    return address


def line_of(href: str, number: int, prose: str) -> int:
    """Return the index of the line in which Markdown holds an address, of several the one of that number, from 1.

    The same text elsewhere, such as in a code span before the link, may be taken for it. 0 where there is none.
    """
    places = [found.start() for found in _written(href).finditer(prose)]
    return prose.count("\n", 0, places[min(number, len(places)) - 1]) if places else 0


def _written(href: str) -> re.Pattern[str]:
    """Return the pattern of an address as Markdown or HTML holds it, whole."""
    if not href.strip():
        return _NOWHERE
    if href.startswith("<"):  # a tag
        return re.compile(rf"{re.escape(href)}(?=[\s/>])")
    spellings = "|".join(re.escape(text) for text in {href, html.escape(href)})
    return re.compile(rf"""(?<![^\s(<"'=:])(?:{spellings})(?![^\s)>"'])""")
