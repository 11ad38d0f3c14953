"""What happened to the codes, as far as their dates tell: the feed lists it, and the page of changes.

    2026-11-24  added     4100
    2026-12-01  renamed   4111, before that 4110
    2026-12-09  retired   4105

The dates are the ledger's, so a site without a ledger has no events. Of a code that was reworded on several days, in
whatever languages, there is one event: the last day's, which is all that somebody who was away wants to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Literal

from errdex.model import Code, Site
from errdex.noun import noun

Kind = Literal["added", "renamed", "reworded", "retired"]


@noun
class Event:
    """Something that happened to a code."""

    date: str
    kind: Kind
    code: Code
    name: tuple[str, str]
    """Catalog and code, as it was called before."""

    def in_words(self, t: Mapping[str, str]) -> str:
        """Return what happened: `Added`, `Renamed from 4110`."""
        catalog, code = self.name
        before = code if catalog == self.code.catalog else f"{catalog}/{code}"
        return t["changes.renamed_from" if self.kind == "renamed" else f"changes.{self.kind}"].replace("{code}", before)


def recent_events(site: Site, limit: int) -> list[Event]:
    """Return the newest events, the newest first; those of one day in the order of the site."""
    codes = list(site.codes())
    dates = [_newest(code) for code in codes]
    # So many events can't be of more codes.
    recent = sorted(sorted(range(len(codes)), key=dates.__getitem__, reverse=True)[:limit])
    events = [event for place in recent for event in list_events(codes[place])]
    return sorted(events, key=attrgetter("date"), reverse=True)[:limit]


def list_events(code: Code) -> Iterator[Event]:
    """Yield what happened to a code, as far as its dates tell."""
    name = (code.catalog, code.code)
    names = [(item.catalog, item.code) for item in code.renames]
    settled = max([code.added, *(item.date for item in code.renames)])
    if code.added:
        yield Event(code.added, "added", code, (*names, name)[0])
    for item in code.renames:
        yield Event(item.date, "renamed", code, (item.catalog, item.code))
    if code.retirement and code.retirement.since and code.added:
        yield Event(code.retirement.since, "retired", code, name)
    elif code.changed > settled:
        yield Event(code.changed, "reworded", code, name)


def _newest(code: Code) -> str:
    """Return the date of the last of a code's events."""
    if code.renames or code.retirement:
        return max((event.date for event in list_events(code)), default="")
    return code.changed if code.changed > code.added else code.added  # what these come to for nearly all
