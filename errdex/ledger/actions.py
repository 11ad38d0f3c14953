"""What people decide about a code, entered in the ledger: `retire`, `rename`, `reinstate`.

Each takes a ledger and returns a new one. What can't be done is a SettingFault: it is the call that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from errdex.diagnostics import SettingFault, nearest
from errdex.ledger.permalinks import Ledger, Permalink, resolve
from errdex.ledger.slug import slug_for
from errdex.model import Entry, Key
from errdex.spelling import spelling_of


def find_catalog(ledger: Ledger, code: str, catalog: str = "") -> str:
    """Return the catalog that a code was published in; `catalog` says which where several have it."""
    named = [item for item in ledger.permalinks.values() if item.code == code]
    homes = sorted({item.catalog for item in named if item.state != "alias"} or {item.catalog for item in named})
    if catalog in homes:
        return catalog
    if not homes or catalog:
        known = {item.code for item in ledger.permalinks.values() if not catalog or item.catalog == catalog}
        alike = sorted(item for item in known if spelling_of(item) == spelling_of(code))
        near = alike or nearest(code, known, 3)
        where = f" in catalog {catalog}" if catalog else ""
        hint = f"did you mean {' or '.join(near)}?" if near else "one is published once a build has entered it"
        raise SettingFault(f"code or guide {code!r} was never published{where}", hint)
    if len(homes) > 1:
        raise SettingFault(f"code {code!r} is in {len(homes)} catalogs", f"add --catalog {' or '.join(homes)}")
    return homes[0]


def retire(
    ledger: Ledger,
    catalog: str,
    code: str,
    *,
    reason: str,
    successor: str,
    today: str,
    wordings: Mapping[str, tuple[Entry, ...]],
) -> Ledger:
    """Return the ledger with a code retired for a reason.

    `wordings` are its entries by language where its row still stands. For a code that is retired already, reason and
    successor are replaced, and its date and last wording stay.
    """
    if not reason.strip():
        raise SettingFault("what is retired needs a reason", 'add --reason "no longer sent since version 3"')
    if successor and not successor.strip():
        raise SettingFault(f"code {code!r} can't be replaced by a blank", "name a code or guide, or no successor")
    if successor:
        _check_chain(ledger, (catalog, code), successor)
    pages = _pages(ledger, catalog, code)
    retired = (
        replace(
            item,
            state="retired",
            since=item.since or today,
            reason=" ".join(reason.split()),
            successor=successor,
            entries=item.entries or wordings.get(item.language, ()),
        )
        for item in pages
    )
    return _with(ledger, retired)


def rename(ledger: Ledger, catalog: str, old: str, new: str, *, today: str) -> Ledger:
    """Return the ledger with every page of `old` leading to `new`, which need not be published yet.

    `new` is a code of the same catalog, or one of another as `catalog/code`. A code that leads elsewhere leads there
    instead.
    """
    if not new.strip():
        raise SettingFault(f"code {old!r} can't be renamed to nothing", "name the code or guide that it is now")
    target = _key(ledger, catalog, new)
    if target == (catalog, old):
        raise SettingFault(f"code {old!r} has this name already", f"a code of another catalog is CATALOG/{old}")
    moved = [
        replace(item, state="renamed", since=today, reason="", successor=new, entries=())
        for item in _pages(ledger, catalog, old, renamed=True)
    ]
    # Back to a former name: its pages are pages again, or the two would lead to each other for ever.
    freed = [_live(item) for item in ledger.of_code(*target) if item.state == "renamed"]
    return _with(ledger, [*moved, *freed])


def reinstate(ledger: Ledger, catalog: str, code: str, *, slug: str = "", today: str = "") -> Ledger:
    """Return the ledger with a retired or renamed code free to be in the content again, with whatever title.

    With `slug` its old pages stay as they are, retired, and the code gets new ones under this name.
    """
    gone = [item for item in ledger.of_code(catalog, code) if item.state in ("retired", "renamed")]
    if not gone:
        raise SettingFault(f"code {code!r} is neither retired nor renamed")
    if not slug:
        return _with(ledger, (_live(item) for item in gone))
    _check_slug(ledger, catalog, slug)
    anew = (
        Permalink(
            url=item.url.removesuffix(f"{item.slug}.html") + f"{slug}.html",
            catalog=catalog,
            language=item.language,
            code=code,
            slug=slug,
            title="",
            state="live",
            first=today,
        )
        for item in gone
    )
    return _with(ledger, anew)


def _key(ledger: Ledger, catalog: str, name: str) -> Key:
    """Return catalog and code that `name` means, seen from a catalog; see `resolve`."""
    other, _, code = name.partition("/")
    known = {(home, text) for home, text in ((catalog, name), (other, code)) if ledger.of_code(home, text)}
    return resolve(name, catalog, known)


def _check_chain(ledger: Ledger, start: Key, successor: str) -> None:
    """Raise SettingFault where one successor after the other leads back to where it began."""
    key, chain = start, [start[1]]
    while successor:
        key = _key(ledger, key[0], successor)
        if key == start:
            if len(chain) == 1:
                raise SettingFault(f"code {start[1]!r} can't replace itself")
            raise SettingFault(
                f"{' -> '.join((*chain, successor))}: a circle of successors leads to no code",
                "name a code that is still in use",
            )
        if key[1] in chain:
            return
        chain.append(key[1])
        successor = next((item.successor for item in ledger.of_code(*key) if item.successor), "")


def _pages(ledger: Ledger, catalog: str, code: str, *, renamed: bool = False) -> tuple[Permalink, ...]:
    """Return the pages of a code that are in use, else, if `renamed`, those that lead elsewhere.

    Raises SettingFault where it has none.
    """
    items = ledger.of_code(catalog, code)
    live = tuple(item for item in items if item.state == "live")
    pages = live or tuple(item for item in items if item.has_page)
    if renamed and not pages:
        pages = tuple(item for item in items if item.state == "renamed")
    if not pages:
        onward = items[0].successor if items else "nothing"
        raise SettingFault(f"code {code!r} has no page of its own; it leads to {onward!r}")
    return pages


def _live(item: Permalink) -> Permalink:
    """Return the permalink as that of a live page; the next build enters what its wording is then."""
    return replace(item, state="live", since="", reason="", successor="", entries=())


def _check_slug(ledger: Ledger, catalog: str, slug: str) -> None:
    if slug_for(slug) != slug:
        raise SettingFault(f"{slug!r} can't be the name of a page", "use the letters a to z, digits, dots and hyphens")
    if slug.lower() in {used.lower() for used in ledger.slugs().get(catalog, ())}:
        raise SettingFault(f"the page {slug!r} is there already")


def _with(ledger: Ledger, items: Iterable[Permalink]) -> Ledger:
    return Ledger(dict(ledger.permalinks) | {item.url: item for item in items}, ledger.data)
