"""What the ledger gives the compile stage: a slug for each code, and the codes that the content no longer holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from html import escape, unescape

from errdex.ledger.permalinks import Ledger, Permalink
from errdex.ledger.slug import assign_slugs
from errdex.markup.clean import clean_html
from errdex.model import GUIDES, LEDGER, ROOT, Code, Entry, Field, Key, Location, Retirement, Role, Settings, Wording
from errdex.pattern import pattern

_INNER_LINK = pattern(rf'<a href="{ROOT}([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)

_INNER_IMAGE = pattern(rf'<img\b[^>]*?\ssrc="{ROOT}[^"]*"[^>]*>')
_ALT = pattern(r'\salt="([^"]*)"')

LastWording = Callable[[str, str, str], tuple[Entry, ...]]
"""(catalog, code, language) -> the entries that were last published, as far as they can be had."""


def slugs_for_site(ledger: Ledger, present: Iterable[Key]) -> dict[Key, str]:
    """Return the slug of each code of the content, in the order of `present`; what the ledger pins stays."""
    pins = ledger.pins()
    slugs = {key: pins.get(key, "") for key in present}
    new: dict[str, list[str]] = {}
    for (catalog, code), slug in slugs.items():
        if not slug:
            new.setdefault(catalog, []).append(code)
    used = ledger.slugs() if new else {}
    for catalog, codes in new.items():
        assigned = assign_slugs(codes, used.get(catalog, ()))
        slugs |= {(catalog, code): slug for code, slug in assigned.items()}
    return slugs


def vanished_codes(
    ledger: Ledger, slugs: Mapping[Key, str], settings: Settings, today: str, last: LastWording
) -> tuple[Code, ...]:
    """Return the codes that keep a page though the content does not hold them, each retired.

    `slugs` are those of the codes that it holds; `last` is asked only for a code that vanishes in this build.
    """
    groups: dict[tuple[str, str, str], dict[str, Permalink]] = {}
    for item in ledger.permalinks.values():
        if slugs.get((item.catalog, item.code)) != item.slug and item.has_page and item.catalog != GUIDES:
            groups.setdefault((item.catalog, item.code, item.slug), {})[item.language] = item
    kept = [_retired_code(group, settings, today, last) for group in groups.values()]
    # Of two former meanings of a code the later one comes last, which is the one that its name alone stands for.
    return tuple(sorted(kept, key=lambda code: code.retirement.since if code.retirement else ""))


def unlink(code: Code, places: Collection[str]) -> Code:
    """Return a retired code whose last words link only to pages that the site still has (`places`).

    A picture of theirs is what stands for it in words: nobody can tell whether its file will be there.
    """

    def keep(match: re.Match[str]) -> str:
        return f'<a href="{ROOT}{match[1]}">{match[2]}</a>' if unescape(match[1]) in places else match[2]

    def describe(match: re.Match[str]) -> str:
        words = _ALT.search(match[0])
        return words[1] if words else ""

    def mend(html: str) -> str:
        return _INNER_IMAGE.sub(describe, _INNER_LINK.sub(keep, html)) if ROOT in html else html

    return replace(
        code,
        wordings=tuple(
            replace(wording, entries=tuple(_change_html(entry, mend) for entry in wording.entries))
            for wording in code.wordings
        ),
    )


def _change_html(entry: Entry, change: Callable[[str], str]) -> Entry:
    """Return an entry with the HTML of its cells changed; nearly all stay as they are."""
    html = [change(item.html) for item in entry.fields]
    if html == [item.html for item in entry.fields]:
        return entry
    return replace(entry, fields=tuple(replace(item, html=text) for item, text in zip(entry.fields, html, strict=True)))


def _retired_code(group: Mapping[str, Permalink], settings: Settings, today: str, last: LastWording) -> Code:
    """Return the code that permalinks, one a language, speak of."""
    items = [group[tag] for tag in settings.languages if tag in group] or list(group.values())
    wordings = [
        Wording(item.language, item.title, _last_entries(item, last) or (_title_entry(item),))
        for item in items
        if item.hash or item.title or item.entries
    ]
    first = items[0]
    return Code(
        catalog=first.catalog,
        code=first.code,
        slug=first.slug,
        wordings=tuple(wordings) or (Wording(first.language, first.title, (_title_entry(first),)),),
        retirement=Retirement(first.since or today, first.reason, first.successor),
    )


def _last_entries(item: Permalink, last: LastWording) -> tuple[Entry, ...]:
    """Return a code's last wording; its HTML is cleaned again, because anybody can edit where it was kept."""
    return tuple(_change_html(entry, clean_html) for entry in item.entries or last(*item.key, item.language))


def _title_entry(item: Permalink) -> Entry:
    """Return the least that can be said of a code: itself and its title."""
    cells: tuple[tuple[Role, str], ...] = (("code", item.code), ("title", item.title))
    fields = tuple(Field("", role, text, escape(text, quote=False)) for role, text in cells if text)
    return Entry(item.code, (), fields, Location(LEDGER, 0), table=0, section="")
