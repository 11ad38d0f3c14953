"""Ids of a page that stand in it twice: one of them gets a number.

    ## x {#main}                ->  <h2 id="main_1">, and a warning; a link to #main leads there
    ## Main                     ->  the same without the warning, for nobody has chosen the id
    <tr id="main"><td>4100      ->  as the first

    <a id="x"></a> … <b id="x"> ->  <a id="x"></a> … <b id="x_1">, and a warning with both lines
    <a id="x"></a> … ## X       ->  the same without the warning

An id that the page itself needs wins over the writer's. Of two of the writer's the first stays, for a browser goes to
that one; python-markdown, too, numbers the second of two headings that say the same.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import count

from errdex.diagnostics import Diagnostic
from errdex.markup.prose import Prose
from errdex.noun import noun
from errdex.pattern import pattern

PAGE_IDS = "main|contents-title|explained-codes|other-wordings|search-list|search-hit-[0-9]+"
"""What templates and scripts call the parts of a page that prose may stand on, as a pattern."""

_ANY = pattern(r'\sid="([^"]*)"')
_NEEDED = re.compile(rf'\sid="(?:{PAGE_IDS})"')
_TAKEN = pattern(PAGE_IDS)
_ID = pattern(r'(<[a-z][a-z0-9]*\b(?:[^>"]|"[^"]*")*?\sid=")([^"]*)')
_HINT = "links in the content lead to it all the same; give it another name for those from elsewhere"
_HEADED = pattern(r"<h[1-6]\b")
_WRITTEN = pattern(r"""\{[^{}\n]*?#([^\s{}]+)[^{}\n]*\}|\s(?i:id|name)\s*=\s*["']?([^"'\s>]+)""")

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
    """Give another id to each part of rendered prose whose id is taken, and warn where the writer has chosen it.

    `text` is the prose as written, from line `line` of `path` on. Names of `anchors` count, and are not changed here.
    """
    places: dict[str, list[int]] = {}
    for at, name in anchors:
        places.setdefault(name, []).append(at)
    needed = _NEEDED.search(prose.html) or any(map(_TAKEN.fullmatch, places))
    if not needed and not _has_repeats(prose, places):
        return Settled(prose, {})
    in_prose = {html.unescape(found[2]) for found in _ID.finditer(prose.html)}
    ids = in_prose | places.keys()
    moved = {name: _free_id(name, ids) for name in sorted(ids) if _TAKEN.fullmatch(name)}
    source, seconds = _number_repeats(prose.html, moved, ids)
    # In tables a second one is left out.
    seconds |= {name: True for name, lines in places.items() if name in in_prose or len({*lines}) > 1}
    faults: list[Diagnostic] = []
    for name, lines in _chosen_lines(text, line, places).items():
        if name in moved:
            message = f"the id {name!r} is one of the page itself, so here it is {moved[name]!r}"
            faults.append(Diagnostic("warning", path, lines[0], message, _HINT))
        if name in seconds and (len(lines) > 1 or seconds[name]):
            first = f"first at line {lines[0]}" if len(lines) > 1 else "first at a heading of this name"
            message = f"the id {name!r} stands here again: a link to it leads to the first"
            faults.append(Diagnostic("warning", path, lines[:2][-1], message, f"{first}; give each place another"))
    return Settled(prose.of(source), moved, tuple(faults))


def _has_repeats(prose: Prose, places: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether an id stands in prose or tables twice."""
    found = [html.unescape(found) for found in _ANY.findall(prose.html)]
    names = [name for name, lines in places.items() for _ in lines]
    return len({*found, *names}) < len(found) + len(names)


def _free_id(name: str, ids: Container[str], start: int = 1) -> str:
    return next(free for number in count(start) if (free := f"{name}_{number}") not in ids)


def _number_repeats(source: str, moved: Mapping[str, str], ids: set[str]) -> tuple[str, dict[str, bool]]:
    """Return HTML with each id `moved`, and with a number where it stood before.

    Beside it: each id that was numbered, and whether that was the writer's choice, whose name a heading has kept.
    """
    met: dict[str, bool] = {}
    seconds: dict[str, bool] = {}
    last: defaultdict[str, int] = defaultdict(int)

    def number(found: re.Match[str]) -> str:
        name = html.unescape(found[2])
        is_heading = _HEADED.match(found[1]) is not None
        id_ = moved.get(name, name)
        if name in met:
            seconds[name] = seconds.get(name, False) or (met[name] and not is_heading)
            id_ = _free_id(id_, ids, last[name] + 1)
            ids.add(id_)
            last[name] = int(id_.rpartition("_")[2])
        met.setdefault(name, is_heading)
        return found[1] + html.escape(id_)

    return _ID.sub(number, source), seconds


def _chosen_lines(text: str, line: int, places: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[int]]:
    """Return the lines on which the writer has chosen each id, those in prose first; `line` is that of `text`.

    A line counts once: exported pages give one place the same id several times.
    """
    lines: defaultdict[str, dict[int, None]] = defaultdict(dict)
    counted = 0
    for found in _WRITTEN.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        lines[html.unescape(found[1] or found[2])][line] = None
    for name, more in places.items():
        lines[name] |= dict.fromkeys(more)
    return {name: tuple(found) for name, found in lines.items()}
