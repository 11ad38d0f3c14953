"""The compile stage: gather, draft, link, join.

Codes are gathered from all documents first, since every link to a code needs its slug; documents are rendered; cells,
guides and notes are linked; last, each code is joined from its wordings, notes, guides and relations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from errdex.catalog.cells import link_cells
from errdex.catalog.guide_links import GuideLinks, explain_back
from errdex.catalog.guides import Draft, draft, finish
from errdex.catalog.join import Materials, join_catalog
from errdex.catalog.links import Linker
from errdex.catalog.notes import finish_notes
from errdex.catalog.prose import FindCode, RenderProse
from errdex.catalog.slips import warn_of_headings, warn_of_spellings
from errdex.diagnostics import Diagnostic
from errdex.markup.prose import render_prose
from errdex.model import MAIN_CATALOG, ROOT, Code, Document, Entry, Key, Note, Settings, Site, page_path
from errdex.noun import noun


@noun
class Compiled:
    """What the stage gives."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    copies: Mapping[str, str]
    """Local files to copy: path in the content folder -> path in the site."""


def compile_site(
    documents: Sequence[Document],
    notes: Sequence[Note],
    settings: Settings,
    *,
    slugs: Mapping[Key, str],
    kept: Sequence[Code] = (),
    files: Collection[str] = (),
    dates: Mapping[str, str] | None = None,
    render: RenderProse = render_prose,
) -> Compiled:
    """Return the site that documents and notes make, each of them with its language set.

    `slugs` has the slug of each (catalog, code) of the documents; `kept` are codes of the ledger that the content no
    longer holds; `files` the paths of local files that can be copied; `dates` the last change of documents by path,
    where it is known; `render` turns prose into HTML.
    """
    dates = dates or {}
    if kept:
        slugs = {(code.catalog, code.code): code.slug for code in kept} | dict(slugs)
    homes = _homes(slugs)
    find = _finder(slugs, homes, settings)
    drafts, faults = _draft(documents, settings, render)
    linker = Linker(settings, {item.document.path: item.target for item in drafts}, files)
    linked = [replace(item, document=link_cells(item, linker, find, homes.keys())) for item in drafts]
    cells = any(new.document is not old.document for new, old in zip(linked, drafts, strict=True))
    guides = [finish(item, linker, find, dates.get(item.document.path, "")) for item in linked]
    noted, more = finish_notes(notes, slugs, linker, find, render)
    links = GuideLinks(guides, linker, cells=cells)
    gathered = _gather(item.document for item in linked)
    materials = Materials(settings, slugs, noted, links, dates)
    catalogs = tuple(join_catalog(name, gathered.get(name, {}), kept, materials) for name in _names(gathered, kept))
    site = Site(settings, catalogs, explain_back(guides, catalogs, links))
    found = (*faults, *more, *linker.diagnostics, *linker.check_settings(), *warn_of_spellings(gathered))
    found += tuple(warn_of_headings(documents))
    return Compiled(site, found, linker.copies)


Gathered = Mapping[str, Mapping[str, Mapping[str, Sequence[Entry]]]]
"""Catalog -> code -> language -> entries, in the order of the documents."""


def _gather(documents: Iterable[Document]) -> Gathered:
    gathered: dict[str, dict[str, dict[str, list[Entry]]]] = {}
    for document in documents:
        by_code = gathered.setdefault(document.catalog, {}) if document.entries else {}
        for entry in document.entries:
            by_code.setdefault(entry.code, {}).setdefault(document.language, []).append(entry)
    return gathered


def _names(gathered: Gathered, kept: Iterable[Code]) -> list[str]:
    """Return the names of the catalogs: the main one first, the others in order."""
    names = {*gathered, *(code.catalog for code in kept)}
    return sorted(names, key=lambda name: (name != MAIN_CATALOG, name))


def _homes(codes: Iterable[Key]) -> Mapping[str, Sequence[str]]:
    """Return the catalogs that hold each code, by its text."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for catalog, code in codes:
        homes[code].append(catalog)
    return homes


def _finder(slugs: Mapping[Key, str], homes: Mapping[str, Sequence[str]], settings: Settings) -> FindCode:
    """Return the look-up of a code by its text: in the catalog asked for, else in the only one that holds it."""

    def find(text: str, catalog: str, language: str) -> tuple[str, str] | None:
        catalogs = homes.get(text)
        if not catalogs:
            return None
        if catalog not in catalogs:
            if len(catalogs) > 1:
                return None
            catalog = catalogs[0]
        return catalog, ROOT + settings.folder(language) + page_path(catalog, slugs[catalog, text])

    return find


def _draft(
    documents: Iterable[Document], settings: Settings, render: RenderProse
) -> tuple[list[Draft], list[Diagnostic]]:
    """Return every document rendered, and the faults; two documents can't have one page."""
    drafts, faults = [], []
    owners: dict[str, str] = {}
    for document in documents:
        url = settings.guide_url(document.name, document.language)
        first = owners.setdefault(url.casefold(), document.path)
        if first != document.path:
            message = f"its page {url} is that of {first} already"
            faults.append(Diagnostic("error", document.path, 0, message, "rename one of the two"))
        item, more = draft(document, url, render)
        drafts.append(item)
        faults += more
    return drafts, faults
