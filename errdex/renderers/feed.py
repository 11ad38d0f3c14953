"""`changes.xml`: what happened to the codes, newest first, as an Atom feed (RFC 4287).

    <entry>
    <id>tag:errors.example.com,2026-11-24:codes/4100.html#reworded</id>
    <title>4100: 身元認証失敗</title>
    <updated>2026-11-24T00:00:00Z</updated>
    <category term="reworded"/> …

The dates are the ledger's, so the feed of a site without a ledger is empty. It holds the newest `LIMIT` events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import Literal
from urllib.parse import urlsplit

from errdex.model import Artifact, Code, Site, Theme
from errdex.renderers.address import quote_path
from errdex.renderers.xml_text import xml_text

LIMIT = 200
"""Events in the feed; who was away for longer has `errdex diff`."""

NEVER = "1970-01-01"
"""The standard wants a date even where nothing has happened."""

Event = tuple[str, Literal["added", "reworded", "retired"], int, Code]
"""Date, what happened, the code's place in the site, the code."""


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the feed."""
    del theme
    codes = [code for catalog in site.catalogs for code in catalog.codes]
    events = nlargest(LIMIT, _events(codes), key=lambda event: (event[0], -event[2]))
    settings = site.settings
    base = xml_text(settings.base_url)
    address = urlsplit(settings.base_url)
    title = " ".join(part for part in (settings.product, settings.titles[settings.language]) if part)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{settings.language}">',
        f"<id>{base}changes.xml</id>",
        f"<title>{xml_text(title)}</title>",
        f"<updated>{_instant(events[0][0] if events else NEVER)}</updated>",
        f"<author><name>{xml_text(settings.product or title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{base}changes.xml"/>',
        f'<link rel="alternate" type="text/html" href="{base}index.html"/>',
    ]
    for event in events:
        lines += _entry(site, event, base, xml_text(address.hostname or "localhost"))
    yield Artifact("changes.xml", ("\n".join([*lines, "</feed>"]) + "\n").encode())


def _events(codes: Iterable[Code]) -> Iterator[Event]:
    for place, code in enumerate(codes):
        if code.added:
            yield code.added, "added", place, code
        if code.retirement and code.retirement.since and code.added:
            yield code.retirement.since, "retired", place, code
        elif code.changed > code.added:
            yield code.changed, "reworded", place, code


def _entry(site: Site, event: Event, base: str, host: str) -> Iterator[str]:
    date, what, _, code = event
    language = site.settings.language
    wording = code.wording(language)
    path = xml_text(quote_path(site.code_url(code, language)))
    title = f"{code.code}: {wording.title}" if wording.title else code.code
    summary = "\n".join(item.text for entry in wording.entries for item in entry.fields if item.text)
    yield "<entry>"
    # A tag URI (RFC 4151) names the event and stays when the page's address comes to lead elsewhere.
    yield f"<id>tag:{host},{date}:{path}#{what}</id>"
    yield f"<title>{xml_text(title)}</title>"
    yield f"<updated>{_instant(date)}</updated>"
    yield f'<category term="{what}"/>'
    yield f'<link rel="alternate" type="text/html" href="{base}{path}"/>'
    reason = f"{code.retirement.reason}\n" if code.retirement and code.retirement.reason else ""
    yield f'<summary xml:lang="{wording.language}">{xml_text(reason + summary)}</summary>'
    yield "</entry>"


def _instant(date: str) -> str:
    return f"{date}T00:00:00Z"
