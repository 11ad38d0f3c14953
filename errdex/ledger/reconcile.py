"""From what was published and what the content says now: the next ledger, and a site that keeps every address.

In go the ledger and the compiled site, whose vanished codes are already in it (`vanished_codes`). Out come the site
with dates, retirements and former addresses filled in, the ledger as it has to be written, what changed in it, and the
faults. The rules (DESIGN, "Links that never break") stand where they are kept: those of the pages of codes in `codes`,
of guides in `guides`; what is not a page any more leads to one (`redirects`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from errdex.diagnostics import Diagnostic
from errdex.ledger.changes import Changes
from errdex.ledger.codes import CodeBook
from errdex.ledger.guides import GuideBook
from errdex.ledger.next_ledger import NextLedger
from errdex.ledger.permalinks import Ledger, Permalink
from errdex.ledger.redirects import add_aliases, find_former, lead_languages_on
from errdex.ledger.vanished import unlink
from errdex.model import Code, Rename, Site
from errdex.noun import noun


@noun
class Reconciled:
    """What comes out."""

    site: Site
    ledger: Ledger
    changes: Changes
    diagnostics: tuple[Diagnostic, ...]


def reconcile(ledger: Ledger, site: Site, today: str) -> Reconciled:
    """Return site and ledger brought together; `today` is a date (UTC), empty where no ledger is kept."""
    following = NextLedger(site, today, dict(ledger.permalinks))
    book = following.permalinks
    code_book = CodeBook(following)
    codes = {(code.catalog, code.slug): code_book.enter(code) for code in site.codes()}
    add_aliases(following, codes.values())
    former, lost = find_former(book, codes.values(), code_book.pages)
    redirects = GuideBook(following).enter()
    away = [item.url for items in former.values() for item in items] + [item.url for item in redirects]
    redirects += tuple(lead_languages_on(site, away, code_book.pages))
    for key, items in former.items():
        codes[key] = _with_past(codes[key], items)
    retired = [key for key, code in codes.items() if code.retirement]
    if retired:
        places = code_book.pages | {site.guide_url(guide) for guide in site.guides}
        codes |= {key: unlink(codes[key], places) for key in retired}
        code_book.check_successors([codes[key] for key in retired])
    for item in lost:
        code_book.report_lost(item)
    catalogs = []
    for catalog in site.catalogs:
        members = tuple(codes[code.catalog, code.slug] for code in catalog.codes)
        catalogs.append(replace(catalog, codes=members, by_code=by_text(members)))
    after = ledger if book == ledger.permalinks else Ledger(book)
    site = replace(site, catalogs=tuple(catalogs), redirects=redirects)
    return Reconciled(site, after, following.changes, following.faults())


def by_text(codes: tuple[Code, ...]) -> Mapping[str, Code]:
    """Return the codes by their text; where a retired one and a live one share it, the live one."""
    live = {code.code: code for code in codes if code.retirement is None}
    return live if len(live) == len(codes) else {code.code: code for code in codes if code.retirement} | live


def _with_past(code: Code, items: Sequence[Permalink]) -> Code:
    """Return a code with its former addresses, and with the names and the first appearance that they tell of."""
    renamed = [item for item in items if item.state == "renamed"]
    renames = {item.key: Rename(*item.key, max(item.since, code.added)) for item in renamed}
    return replace(
        code,
        former=tuple(item.url for item in items),
        moved=(*code.moved, *(item.url for item in items if item.state != "alias")),
        added=min([code.added, *(item.first for item in renamed)]),
        renames=tuple(sorted(renames.values(), key=lambda item: item.date)),
    )
