"""The view of the page that tells what happened to the codes: by day, the newest first, then by what it was.

    2026-12-09
      Retired   4105 token error            Tokens no longer expire.
    2026-12-01
      Renamed   4111 CAM check failed       Renamed from 4110

It lists the newest `MOST_CHANGES`; a site without a ledger does not know of any, and has no such page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, get_args

from markupsafe import Markup, escape

from errdex.model import ROOT
from errdex.noun import noun
from errdex.renderers import has_output
from errdex.renderers.events import Event, Kind, recent_events
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.frames import fill
from errdex.renderers.html.views import Row

MOST_CHANGES = 200
"""On the page: some 30 KB of HTML, and as many as the feed has."""


class Change(NamedTuple):
    """A code to which something happened."""

    row: Row
    remark: Markup
    """Of which catalog it is, where there are several; its former name; why it was retired."""


class ChangeGroup(NamedTuple):
    """Changes of one day and kind."""

    id: str
    title: str
    changes: tuple[Change, ...]


class ChangeDay(NamedTuple):
    """The changes of one day."""

    date: str
    groups: tuple[ChangeGroup, ...]


@noun
class ChangesPage:
    """What happened to the codes."""

    title: str
    head_title: str
    description: str
    crumbs: Markup
    feed: str
    """Address of the feed; empty where there is none."""
    days: tuple[ChangeDay, ...]
    only_newest: str
    """That there were more changes; empty where all are listed."""


def changes_page(edition: Edition, crumbs: Markup) -> ChangesPage:
    """Return the view."""
    t = edition.t
    events = recent_events(edition.site, MOST_CHANGES + 1)
    told = [(event, _change(edition, event)) for event in events[:MOST_CHANGES]]
    return ChangesPage(
        title=t["changes.title"],
        head_title=f"{t['changes.title']} | {edition.owner}",
        description=t["changes.description"],
        crumbs=crumbs,
        feed=f"{ROOT}changes.xml" if has_output(edition.settings, "feed") else "",
        days=tuple(_day(date, tuple(found), t) for date, found in groupby(told, lambda item: item[0].date)),
        only_newest=fill(t["changes.only_newest"], count=str(MOST_CHANGES)) if len(events) > MOST_CHANGES else "",
    )


def _day(date: str, told: Sequence[tuple[Event, Change]], t: Mapping[str, str]) -> ChangeDay:
    groups = []
    for kind in get_args(Kind):
        found = tuple(change for event, change in told if event.kind == kind)
        if found:
            groups.append(ChangeGroup(f"{kind}-{date}", t[f"changes.{kind}"], found))
    return ChangeDay(date, tuple(groups))


def _change(edition: Edition, event: Event) -> Change:
    code = event.code
    remarks = [edition.catalog_html(code.catalog)]
    row = edition.rows[code.catalog].by_slug[code.slug]
    if event.kind == "renamed":
        remarks.append(escape(event.in_words(edition.t)))
    elif event.kind == "retired" and code.retirement:
        row = row._replace(retired="")
        remarks.append(escape(code.retirement.reason))
    return Change(row, Markup(" · ").join(filter(None, remarks)))
