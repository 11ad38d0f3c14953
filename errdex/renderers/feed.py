"""`changes.xml`: what happened to the codes, newest first, as an Atom feed (RFC 4287).

    <entry>
    <id>urn:uuid:0c9a3f5e-…</id>
    <title>説明の変更: 4100 身元認証失敗</title>
    <updated>2026-11-24T00:00:00Z</updated>
    <category term="reworded"/> …

The dates are the ledger's, so the feed of a site without a ledger is empty. It holds the newest `LIMIT` events.

The entry of a reworded code has the words of today, and an id of its day. The old id with a later `updated` would be as
good by the standard (4.2.15), but many feed readers show an entry once and never again, and a second change would pass
unseen.

An id must stay when the feed moves to another host (RFC 4287, 4.2.6), or all readers get every entry anew. A `tag:` URI
would name a host, so it is a UUID of version 5 (RFC 9562), made from the product (else the site's title: short codes
collide between vendors), the code's first name, what happened and when. `base_url` has no part in it. A second meaning
of a code, on a page of its own, may have come on the day of the first: then its page is part of the later entry's id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID, uuid5

from errdex.model import Artifact, Code, Site, Theme, Wording
from errdex.renderers.address import quote_path
from errdex.renderers.events import Event, list_events, recent_events
from errdex.renderers.xml_text import xml_text

LIMIT = 200
"""Events in the feed; for older ones there is the command `diff`."""

NEVER = "1970-01-01"
"""The standard wants a date even where nothing has happened."""

NAMESPACE = UUID("3f6d1c52-8a0e-4c1b-9d47-5be2a7f0c6e1")
"""Of all ids, drawn once."""


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the feed."""
    settings = site.settings
    events = recent_events(site, LIMIT)
    base = xml_text(settings.base_url)
    title = " ".join(part for part in (settings.product, settings.titles[settings.language]) if part)
    whose = settings.product or title
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{settings.language}">',
        f"<id>urn:uuid:{uuid5(NAMESPACE, whose)}</id>",
        f"<title>{xml_text(title)}</title>",
        f"<updated>{_instant(events[0].date if events else NEVER)}</updated>",
        f"<author><name>{xml_text(whose)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{base}changes.xml"/>',
        f'<link rel="alternate" type="text/html" href="{base}index.html"/>',
    ]
    for id_, event in zip(_entry_ids(site, events, whose), events, strict=True):
        lines += _entry(site, event, id_, theme.locales[settings.language])
    yield Artifact("changes.xml", ("\n".join([*lines, "</feed>"]) + "\n").encode())


def _entry_ids(site: Site, events: Collection[Event], whose: str) -> Iterator[str]:
    """Yield the id of each event's entry in the feed of a product.

    All events of the site have a say in which are alike, those that are in the feed no more too: else an id would
    change when the other entry leaves.
    """
    names = {event.name for event in events}
    first: dict[tuple[str, ...], Code] = {}
    for code in site.codes():  # a later meaning stands before the former one
        if code.renames or (code.catalog, code.code) in names:
            first.update((_what(event), code) for event in list_events(code))
    for event in events:
        yield entry_id(event, whose, *(() if first[_what(event)] is event.code else (event.code.slug,)))


def entry_id(event: Event, whose: str, *page: str) -> str:
    """Return the id of an event's entry in the feed of a product; the slug of its `page` tells it from one alike."""
    return f"urn:uuid:{uuid5(NAMESPACE, chr(10).join((whose, *_what(event), *page)))}"


def _what(event: Event) -> tuple[str, ...]:
    return (*event.name, event.kind, event.date)


def _entry(site: Site, event: Event, id_: str, t: Mapping[str, str]) -> Iterator[str]:
    code, language = event.code, site.settings.language
    wording = code.wording(language)
    address = xml_text(site.settings.base_url + quote_path(site.code_url(code, language)))
    title = f"{event.in_words(t)}: {code.code} {wording.title}".rstrip()
    label = site.catalog_label(code.catalog, language)
    title += f" ({label})" if label else ""
    yield "<entry>"
    yield f"<id>{id_}</id>"
    yield f"<title>{xml_text(title)}</title>"
    yield f"<updated>{_instant(event.date)}</updated>"
    yield f'<category term="{event.kind}"/>'
    yield f'<link rel="alternate" type="text/html" href="{address}"/>'
    yield f'<summary xml:lang="{wording.language}">{xml_text(_summary(code, wording, t))}</summary>'
    yield "</entry>"


def _summary(code: Code, wording: Wording, t: Mapping[str, str]) -> str:
    """Return why a code was retired and what replaces it, and its cells, a line each."""
    lines = [item.text for entry in wording.entries for item in entry.fields if item.text]
    retired = code.retirement
    if retired:
        lines.insert(0, t["page.retired_text"])
    if retired and retired.successor:
        lines.insert(0, f"{t['page.successor']}: {retired.successor}")
    if retired and retired.reason:
        lines.insert(0, retired.reason)
    return "\n".join(lines)


def _instant(date: str) -> str:
    return f"{date}T00:00:00Z"
