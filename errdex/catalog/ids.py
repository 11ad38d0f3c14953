"""Ids that a page needs for itself, where a writer has put one, too: the writer's gets a number.

    ## x {#main}                ->  <h2 id="main_1">, and a warning; a link to #main leads there
    ## Main                     ->  the same without the warning, for nobody has chosen the id
    <tr id="main"><td>4100      ->  as the first

So python-markdown numbers the second of two headings that say the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from errdex.diagnostics import Diagnostic
from errdex.markup.prose import Prose
from errdex.noun import noun
from errdex.pattern import pattern

PAGE_IDS = "main|contents-title|explained-codes|search-list|search-hit-[0-9]+"
"""What templates and scripts call the parts of a page that prose may stand on, as a pattern."""

_AT_A_GLANCE = re.compile(rf'\sid="(?:{PAGE_IDS})"')
_TAKEN = pattern(PAGE_IDS)
_ID = pattern(r'(<[a-z][a-z0-9]*\b(?:[^>"]|"[^"]*")*?\sid=")([^"]*)')
_HINT = "links in the content lead to it all the same; give it another name for those from elsewhere"

Anchors = Iterable[tuple[int, str]]
"""Line and name of each anchor of the tables of a page."""


@noun
class Settled:
    """Prose without the ids of its page."""

    prose: Prose
    moved: Mapping[str, str]
    """What the writer calls a place -> its id; nearly always empty."""
    diagnostics: tuple[Diagnostic, ...] = ()


def settle_ids(prose: Prose, text: str, path: str, line: int, anchors: Anchors = ()) -> Settled:
    """Give each part of rendered prose that has an id of its page another one, and say which were the writer's choice.

    `text` is the prose as written, from line `line` of `path` on. Names of `anchors` count, and are not changed here.
    """
    places = {name: at for at, name in anchors}
    if not _AT_A_GLANCE.search(prose.html) and not any(map(_TAKEN.fullmatch, places)):
        return Settled(prose, {})
    ids = {html.unescape(found[2]) for found in _ID.finditer(prose.html)} | places.keys()
    moved = {name: _free(name, ids) for name in sorted(ids) if _TAKEN.fullmatch(name)}
    source = _ID.sub(lambda found: found[1] + moved.get(found[2], found[2]), prose.html)
    headings = tuple((level, moved.get(id_, id_), words) for level, id_, words in prose.headings)
    faults = _warn(moved, places, text, path, line)
    return Settled(replace(prose, html=source, headings=headings), moved, tuple(faults))


def _free(name: str, ids: Iterable[str]) -> str:
    return next(free for number in count(1) if (free := f"{name}_{number}") not in ids)


def _warn(moved: Mapping[str, str], places: Mapping[str, int], text: str, path: str, line: int) -> Iterator[Diagnostic]:
    """Yield a warning for each id that the writer has chosen, at its line."""
    for name, id_ in moved.items():
        written = re.search(rf"""{{[^{{}}\n]*#{name}[\s}}]|\s(?i:id|name)\s*=\s*["']?{name}["'\s>]""", text)
        at = line + text.count("\n", 0, written.start()) if written else places.get(name)
        if at is not None:
            message = f"the id {name!r} is one of the page itself, so here it is {id_!r}"
            yield Diagnostic("warning", path, at, message, _HINT)
