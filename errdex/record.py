"""Decisions about codes and guides that leave the content, recorded in the ledger: retire, rename, reinstate.

    python3 build.py retire 4105 --reason "no longer sent since version 3" --successor 4104
    python3 build.py rename 4105 4107
    python3 build.py rename signature authentication            guides by the names of their pages
    python3 build.py reinstate 4105 [--slug 4105-b]

Each reads the content folder, changes the ledger in one step, and returns what there is to say. Pages follow at the
next build.
"""

from __future__ import annotations

from errdex import ledger as room
from errdex.diagnostics import SettingFault, count
from errdex.disk.replace import Replacement, replace_file
from errdex.ledger import Ledger
from errdex.ledger.permalinks import Permalink
from errdex.ledger.published import remember
from errdex.loading import Loaded, Request, load
from errdex.model import GUIDES, LEDGER, Entry
from errdex.noun import noun
from errdex.pipeline import past_wordings, read


@noun
class Decision:
    """What was recorded, in words."""

    said: str
    changes: tuple[str, ...]
    """A line for each line of the ledger that was written: `codes/4105.html: live -> retired, 1 row kept`."""


@noun
class Book:
    """A content folder and its ledger, opened for a decision about a code of a catalog, or a guide."""

    request: Request
    loaded: Loaded
    ledger: Ledger
    catalog: str

    def named(self, code: str) -> str:
        """Return what the decision is about, in words."""
        return f"{'guide' if self.catalog == GUIDES else 'code'} {code}"


def retire(request: Request, code: str, *, catalog: str, reason: str, successor: str) -> Decision:
    """Record why a code or guide has gone, or goes, and what replaces it."""
    book = _open(request, code, catalog)
    after = room.retire(
        book.ledger,
        book.catalog,
        code,
        reason=reason,
        successor=successor,
        today=request.today,
        wordings={} if book.catalog == GUIDES else _wordings(book, code),
    )
    changes = _write(book, after)
    since = next(item.since for item in after.of_code(book.catalog, code) if item.state == "retired")
    onward = f", replaced by {successor}" if successor else ""
    after_that = "its address leads there" if successor else "its address leads to the index"
    stays = after_that if book.catalog == GUIDES else "its page stays"
    return Decision(f"{book.named(code)} is retired since {since}{onward}; {stays}", changes)


def rename(request: Request, old: str, new: str, *, catalog: str) -> Decision:
    """Record that a code or guide has another name, so that its addresses lead there."""
    book = _open(request, old, catalog)
    changes = _write(book, room.rename(book.ledger, book.catalog, old, new, today=request.today))
    return Decision(f"{book.named(old)} is renamed: its addresses lead to {new} from the next build on", changes)


def reinstate(request: Request, code: str, *, catalog: str, slug: str) -> Decision:
    """Record that a retired or renamed code or guide may be in the content again."""
    book = _open(request, code, catalog)
    if slug and book.catalog == GUIDES:
        raise SettingFault("--slug is for codes", "a guide's page has the name of its document")
    changes = _write(book, room.reinstate(book.ledger, book.catalog, code, slug=slug, today=request.today))
    page = f"on the page {slug}.html; its former page stays retired" if slug else "on its former page"
    return Decision(f"{book.named(code)} may be in the content again, {page}", changes)


def _open(request: Request, code: str, catalog: str) -> Book:
    """Return the book; raises SettingFault where the folder keeps no ledger, or a broken one, or not this code."""
    loaded = load(request)
    shown = request.content.as_posix()
    if loaded.content.site_toml is None:
        raise SettingFault(f"{shown} keeps no ledger", f"a folder with {shown}/site.toml does; it may be empty")
    ledger, faults = room.parse_ledger(loaded.content.permalinks or b"")
    if faults:
        raise SettingFault("\n".join(fault.format(f"{shown}/") for fault in faults))
    return Book(request, loaded, ledger, room.find_catalog(ledger, code, catalog))


def _wordings(book: Book, code: str) -> dict[str, tuple[Entry, ...]]:
    """Return what a code means, by language: as the content says it, else as it was last published or committed."""
    find = remember(past_wordings(book.request, read(book.loaded)))
    return {tag: find(book.catalog, code, tag) for tag in book.loaded.settings.languages}


def _write(book: Book, after: Ledger) -> tuple[str, ...]:
    """Write the ledger, and return what changed in it, a line an address."""
    path = book.request.content / LEDGER
    replace_file(Replacement(path, book.loaded.content.permalinks, room.dump_ledger(after)))
    before = book.ledger.permalinks
    items = (item for _, item in sorted(after.permalinks.items()))
    return tuple(_describe(before.get(item.url), item) for item in items if before.get(item.url) != item)


def _describe(old: Permalink | None, new: Permalink) -> str:
    kept = f", {count(len(new.entries), 'row')} kept" if new.entries else ""
    return f"{new.url}: {old.state if old else 'new'} -> {new.state}{kept}"
