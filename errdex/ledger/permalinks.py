"""The ledger's nouns: a permalink is one URL that was ever published, the ledger is all of them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import field
from typing import Literal

from errdex.model import GUIDES, Entry, Key
from errdex.noun import noun

PermalinkState = Literal["live", "retired", "renamed", "alias"]
"""`live` and `retired` have a page; `renamed` and `alias` lead to the page of `successor`."""


@noun
class Permalink:
    """One published URL, and what stands or stood there."""

    url: str
    """From the site's root: `codes/4100.html`, `en/codes/4100.html`."""
    catalog: str
    language: str
    code: str
    """As written; of an alias the alias itself, of a guide its name."""
    slug: str
    title: str
    """Empty where the code has none, or where the language says nothing of it."""
    state: PermalinkState
    first: str
    """Date of its first appearance (UTC), `2026-11-24`."""
    version: str = ""
    """Of the content when it first appeared, where site.toml names one."""
    hash: str = ""
    """Of the wording in this language; empty where there is none."""
    changed: str = ""
    """Date on which `hash` last became another one."""
    since: str = ""
    """Date on which a code was retired or renamed."""
    reason: str = ""
    """Why it was retired, in the words of `retire --reason`; empty until somebody says."""
    successor: str = ""
    """The code that replaces a retired one, or that a renamed one or an alias leads to."""
    entries: tuple[Entry, ...] = ()
    """The last wording of a retired code, where it could be had."""

    @property
    def has_page(self) -> bool:
        """Tell whether a page of its own stands at the URL, not a redirect."""
        return self.state in ("live", "retired")

    @property
    def key(self) -> Key:
        """Return catalog and code."""
        return self.catalog, self.code


def resolve(name: str, catalog: str, *known: Container[Key]) -> Key:
    """Return catalog and code that a successor means: a code of the same catalog, else `catalog/code` of another one.

    Where neither is known, it is a code of the same catalog that is still to come.
    """
    other, slash, code = name.partition("/")
    if slash and other != GUIDES and catalog != GUIDES:
        for keys in known:
            if (catalog, name) in keys:
                break
        else:
            if any((other, code) in keys for keys in known):
                return other, code
    return catalog, name


@noun
class Ledger:
    """Every permalink, by URL."""

    permalinks: Mapping[str, Permalink] = field(default_factory=dict)
    data: bytes = b""
    """The file as it was read; empty for a ledger that is new."""

    def of_code(self, catalog: str, code: str) -> tuple[Permalink, ...]:
        """Return the permalinks of a code, in all languages."""
        return tuple(item for item in self.permalinks.values() if item.catalog == catalog and item.code == code)

    def catalogs(self) -> set[str]:
        """Return the catalogs that have an address, be it that of a document: `sms-errors` is one of `sms`."""
        catalogs = {item.catalog for item in self.permalinks.values()}
        return catalogs | {item.code.partition("-")[0] for item in self.permalinks.values() if item.catalog == GUIDES}

    def pins(self) -> dict[Key, str]:
        """Return the slug of each (catalog, code); of a code with two, the one in use."""
        live_last = sorted(self.permalinks.values(), key=lambda item: item.state == "live")
        return {(item.catalog, item.code): item.slug for item in live_last}

    def slugs(self) -> dict[str, set[str]]:
        """Return for each catalog all slugs that were ever published."""
        used: dict[str, set[str]] = {}
        for item in self.permalinks.values():
            used.setdefault(item.catalog, set()).add(item.slug)
        return used
