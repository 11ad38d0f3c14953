"""URLs of codes that lead elsewhere: aliases, renames, and pages of a language that the site no longer has.

A redirect is followed by code, not by URL: a rename of a rename, and an alias of a retired code, end at the page of the
last code in the chain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from errdex.ledger.next_ledger import NextLedger
from errdex.ledger.permalinks import Permalink, resolve
from errdex.ledger.slug import slug_for
from errdex.model import CHANGES, GUIDES, Code, Key, Redirect, Site, page_path


def add_aliases(ledger: NextLedger, codes: Iterable[Code]) -> None:
    """Enter each identifier that just one live code has as its alias, and where it leads.

    An alias gets an address in the default language, and only if no code is called so and no page is in the way. It
    keeps it: if the code that it leads to has it no longer and another one has, it leads there.
    """
    claims: dict[Key, list[Code]] = {}
    for code in codes:
        if code.aliases and code.state == "live":
            for alias in code.aliases:
                claims.setdefault((code.catalog, alias), []).append(code)
    if not claims:
        return
    book = ledger.permalinks
    holders = {(item.catalog, item.slug.lower()): item.code if item.state == "alias" else "" for item in book.values()}
    language = ledger.site.settings.language
    for (catalog, alias), claimants in claims.items():
        slug = slug_for(alias)
        if len(claimants) > 1 or holders.setdefault((catalog, slug.lower()), alias) != alias:
            continue
        target = claimants[0].code
        url = page_path(catalog, slug)
        old = book.get(url)
        if old is None:
            book[url] = Permalink(url, catalog, language, alias, slug, "", "alias", ledger.today, successor=target)
        elif old.successor != target:
            book[url] = replace(old, successor=target)
        else:
            continue
        ledger.changes.note("redirected", catalog, alias)


def find_former(
    book: Mapping[str, Permalink], codes: Iterable[Code], pages: Collection[str]
) -> tuple[dict[tuple[str, str], list[Permalink]], tuple[Permalink, ...]]:
    """Return the permalinks that lead to each page (by catalog and slug), and those that lead nowhere.

    `pages` are the URLs that have a page of their own.
    """
    away = [book[url] for url in sorted(book.keys() - pages) if book[url].catalog != GUIDES]
    if not away:
        return {}, ()  # most sites
    homes = {(code.catalog, code.code): code for code in sorted(codes, key=lambda code: code.state == "live")}
    onward = {item.key: item.successor for item in away if not item.has_page}
    former: dict[tuple[str, str], list[Permalink]] = {}
    lost = []
    for item in away:
        home = _follow(item, homes, onward)
        if home:
            former.setdefault((home.catalog, home.slug), []).append(item)
        else:
            lost.append(item)
    return former, tuple(lost)


def lead_languages_on(site: Site, urls: Collection[str], pages: Collection[str]) -> Iterator[Redirect]:
    """Yield where the pages of each language lead that only former addresses (`urls`) know: its index, search, changes.

    `pages` are the URLs of codes: no redirect takes the place of one of them, or of a former address.
    """
    settings = site.settings
    folders = {site.folder(language) for language in settings.languages}
    gone = {f"{url.split('/', 1)[0]}/" for url in urls if url.count("/") > 1} - folders
    for folder in sorted(gone):
        for name in ("index.html", "search.html", *([CHANGES] if pages else ())):
            if folder + name not in pages and folder + name not in urls:
                yield Redirect(folder + name, name, settings.titles[settings.language], settings.language)


def _follow(item: Permalink, homes: Mapping[Key, Code], onward: Mapping[Key, str]) -> Code | None:
    """Return the code at the end of the chain that begins at a permalink."""
    key, seen = item.key, set()
    if not item.has_page:
        key = resolve(item.successor, item.catalog, homes, onward)
    while key not in homes and key in onward and key not in seen:
        seen.add(key)
        key = resolve(onward[key], key[0], homes, onward)
    return homes.get(key)
