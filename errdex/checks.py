"""What must hold of every site, checked before it is published: each check is one function and one row of `CHECKS`.

Two more, which the recipe calls by themselves, compare the site with what was published. A check returns how many
things it looked at and what it found, so that a check that has silently stopped looking shows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain

from errdex.diagnostics import Diagnostic, count, name_few, nearest
from errdex.markup.anchors import ids_of
from errdex.model import COPIES, FRONT_PAGES, LEDGER, ROOT, Catalog, Code, Guide, Note, Site, fold_path
from errdex.pattern import pattern

Found = tuple[int, tuple[Diagnostic, ...]]

_INTERNAL = re.compile(f'="{ROOT}([^"]*)"')
_ADDRESS = pattern(rf"(?!{COPIES})(?:[^/]+/)?[^/]+/(?!_|index\.html$)[^/]+\.html")
"""A page of a code or a guide, among the files of a site; one of a language's own pages may look so, too."""
_NAMED = 5
_FOLDED = f"upper case does not count on many disks; rename one, or restore {LEDGER} from version control"
_ALIKE = "upper case does not count on many disks; call the folders alike, as published addresses do if there are any"


def check_links(site: Site) -> Found:
    """Every link within the site, in guides, cells and notes, leads to a page and a heading that are there."""
    pages = {site.guide_url(guide): _ids(guide) for guide in site.guides}
    pages.update(dict.fromkeys(site.code_urls(), frozenset()))
    pages.update((site.code_url(code, note.language), ids_of(note.html)) for code, note in _notes(site))
    looked, faults = 0, []
    for path, line, source in _fragments(site):
        found = _INTERNAL.findall(source)
        looked += len(found)
        for href in found:
            if href in pages and "#" not in href and "&" not in href:
                continue  # nearly every one
            url, _, fragment = (html.unescape(href) if "&" in href else href).partition("#")
            if url.startswith(COPIES):
                continue
            if url not in pages or (fragment and fragment not in pages[url]):
                place = f"{url}#{fragment}" if fragment else url
                faults.append(Diagnostic("error", path, line, f"a link leads to {place}, which is not there"))
    return looked, tuple(faults)


def check_pages(site: Site) -> Found:
    """No two pages of the site have one path, on a file system that folds case either; former addresses count."""
    codes: dict[str, Code] = {}
    faults = [*_one_folder(site)]
    for code in site.codes():
        first = codes.setdefault(fold_path(code.page), code)
        if first is not code and first.catalog == code.catalog:
            path = code.wordings[0].entries[0].location.path
            message = f"codes {first.code!r} and {code.code!r} have one page: {first.page} and {code.page}"
            faults.append(Diagnostic("error", path, 0, message, _FOLDED))
    folders = {fold_path(site.folder(tag)) for tag in site.settings.languages}
    others = {fold_path(url): url for url in map(site.guide_url, site.guides)}  # compiling has compared these
    for url in _other_pages(site):
        folded = fold_path(url)
        pages = (folded.removeprefix(folder) for folder in folders if folded.startswith(folder))
        owner = next((f"code {codes[page].code}" for page in pages if page in codes), others.get(folded))
        if owner:
            faults.append(Diagnostic("error", LEDGER, 0, f"{url} is the page of {owner} already", _FOLDED))
        others[folded] = url
    return len(codes), tuple(faults)


def _one_folder(site: Site) -> Iterator[Diagnostic]:
    """Yield a fault for each catalog that is called as another one is, but for upper case."""
    first: dict[str, Catalog] = {}
    for catalog in site.catalogs:
        other = first.setdefault(fold_path(catalog.name), catalog)
        if other is not catalog:
            here, there = _home(catalog), _home(other)
            message = f"catalogs {other.name!r} ({there}) and {catalog.name!r} ({here}) have one folder in the site"
            yield Diagnostic("error", there if here == LEDGER else here, 0, message, _ALIKE)


def _home(catalog: Catalog) -> str:
    """Return the folder of a catalog's documents, the first that is met; the ledger where it has none any more."""
    paths = (code.wordings[0].entries[0].location.path for code in catalog.codes if code.state == "live")
    return next((path.rpartition("/")[0] for path in paths), LEDGER)


def _other_pages(site: Site) -> Iterator[str]:
    """Yield the pages of the languages, and every former address."""
    for tag in site.settings.languages:
        yield from (f"{site.folder(tag)}{name}" for name in FRONT_PAGES)
    yield from (url for code in site.codes() for url in code.former)
    yield from (item.url for item in site.redirects)


def check_mentions(site: Site) -> Found:
    """Every code that a guide explains, or that another code is related to, is there."""
    known = {catalog.name: catalog.by_code for catalog in site.catalogs}
    looked, faults = 0, []
    for guide in site.guides:
        for item in guide.explains:
            looked += 1
            if item.code not in known.get(item.catalog, {}):
                faults.append(Diagnostic("error", guide.path, 0, f"mentions code {item.code}, which is not there"))
    for code in site.codes():
        looked += len(code.related)
        there = known[code.catalog]
        for relation in code.related:
            if relation.code not in there:
                path = code.wordings[0].entries[0].location.path
                message = f"code {code.code} is related to {relation.code}, which is not there"
                faults.append(Diagnostic("error", path, 0, message))
    return looked, tuple(faults)


def check_catalogs(site: Site) -> Found:
    """Every catalog to which site.toml gives a title has codes."""
    there = [catalog.name for catalog in site.catalogs]
    folded = {name.casefold(): name for name in there}
    titled = [item.name for item in site.settings.catalogs]
    hint = f"there are {', '.join(there)}" if there else "the site has no codes"
    faults = []
    for index, name in enumerate(titled):
        if name not in there:
            near = "".join(f"; did you mean {folded[other]!r}?" for other in nearest(name.casefold(), folded))
            message = f"[[catalogs]] gives a title to {name!r}, and no catalog with codes is called that"
            key = ("catalogs", "name")
            faults.append(Diagnostic("warning", "site.toml", 0, message, hint + near, key=key, index=index))
    return len(titled), tuple(faults)


def check_addresses(site: Site, addresses: Collection[str]) -> Found:
    """Every address that was ever published is that of a page, or leads to one."""
    pages = _addresses(site)
    message = "was published, and nothing is there any more"
    faults = (Diagnostic("error", LEDGER, 0, f"{url} {message}") for url in addresses if url not in pages)
    return len(addresses), tuple(faults)


def check_published(site: Site, published: Collection[str]) -> Found:
    """Where no ledger tells what was published, every address among the files of the last site is still there.

    `published` are the paths of those files.
    """
    pages = _addresses(site) if "html" in site.settings.outputs else set()
    fronts = (path.removesuffix("index.html") for path in published if path.endswith("index.html"))
    languages = (folder for folder in fronts if all(folder + name in published for name in ("search.html", "404.html")))
    own = {folder + name for folder in languages for name in FRONT_PAGES}
    addresses = [path for path in published if _ADDRESS.fullmatch(path) and path not in own]
    gone = sorted(path for path in addresses if path not in pages)
    if not gone:
        return len(addresses), ()
    named = name_few(gone, _NAMED)
    message = f"there is no ledger, and {count(len(gone), 'page')} of the published site would be gone: {named}"
    hint = f"restore {LEDGER} from version control; or remove the output folder to start anew"
    return len(addresses), (Diagnostic("error", LEDGER, 0, message, hint),)


CHECKS: tuple[tuple[str, Callable[[Site], Found]], ...] = (
    ("links", check_links),
    ("pages", check_pages),
    ("mentions", check_mentions),
    ("catalogs", check_catalogs),
)


def _addresses(site: Site) -> set[str]:
    """Return every address of codes and guides: their pages, and the former ones that lead to them."""
    pages = set(site.code_urls())
    pages.update(url for code in site.codes() for url in code.former)
    pages.update(site.guide_url(guide) for guide in site.guides)
    pages.update(item.url for item in site.redirects)
    return pages


def _ids(guide: Guide) -> frozenset[str]:
    cells = (row[0] for piece in guide.body if not isinstance(piece, str) for row in piece.rows if ' id="' in row[0])
    return ids_of("".join(chain((piece for piece in guide.body if isinstance(piece, str)), cells)))


def _notes(site: Site) -> Iterator[tuple[Code, Note]]:
    """Yield every code and a note on its page, in each language that has one."""
    for code in site.codes():
        for aside in code.asides:
            yield code, aside.note
        for wording in code.wordings:
            if wording.note:
                yield code, wording.note


def _fragments(site: Site) -> Iterator[tuple[str, int, str]]:
    """Yield every piece of compiled HTML with links into the site, and where it comes from."""
    for guide in site.guides:
        for piece in guide.body:
            if isinstance(piece, str):
                yield guide.path, 0, piece
            else:  # the cells of a table have one place, so they may be looked through as one
                yield guide.path, 0, "".join(chain.from_iterable(piece.rows))
    for _, note in _notes(site):
        yield note.path, 0, note.html
    for code in site.codes():
        for wording in code.wordings:
            for entry in wording.entries:
                for item in entry.fields:
                    if ROOT in item.html:
                        yield entry.location.path, entry.location.line, item.html
