"""The ways between codes and guides: which guides explain a code, and which codes a guide leads to."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from errdex.catalog.links import Linker
from errdex.catalog.order import order_key
from errdex.model import ROOT, Aside, Catalog, Entry, Explained, Guide, Key, Note, Reference, Wording
from errdex.pattern import pattern

_LINKED = pattern(f'href="{ROOT}([^"]*)"')


class GuideLinks:
    """The ways between codes and guides, found by code, by page and by section."""

    def __init__(self, guides: Iterable[Guide], linker: Linker, *, cells: bool) -> None:
        """Take the guides, what resolves the links of notes, and whether a link in any cell stays within the site."""
        self.by_url: dict[str, Guide] = {}
        self.by_code: defaultdict[Key, list[tuple[Guide, str]]] = defaultdict(list)
        """(catalog, code) -> guides that mention it, with the section."""
        self.sections: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        """(guide path, section, catalog) -> codes explained there."""
        self._linker = linker
        self._settings = linker.settings
        self._cells = cells
        for guide in guides:
            self.by_url[self._url(guide)] = guide
            for item in guide.explains:
                self.by_code[item.catalog, item.code].append((guide, item.section))
                self.sections[guide.path, item.section, item.catalog].append(item.code)

    def references(self, key: Key, language: str, entries: Iterable[Entry], note: Note | None) -> tuple[Reference, ...]:
        """Return the guides that explain a code, one reference a guide: the author's, linked from its row, mentioned.

        A guide that the language does not have stands in the default language.
        """
        mentions = self.by_code.get(key, ())
        if not (mentions or note or (self._cells and _are_linked(entries))):
            return ()  # nearly every code
        found: dict[str, str] = {}
        for target in note.guides if note else ():
            url = self._linker.guide(target, language).removeprefix(ROOT)
            if url:
                found.setdefault(*_split(url))
        mentioned = {self._url(guide): section for guide, section in mentions}
        for entry in entries:
            for item in entry.fields:
                if ROOT in item.html:
                    for href in _LINKED.findall(item.html):
                        url, fragment = _split(html.unescape(href))
                        if url in self.by_url and not self.by_url[url].has_errors:
                            found.setdefault(url, fragment or mentioned.get(url, ""))
        own = {guide.name for guide, _ in mentions if guide.language == language}
        for guide, section in mentions:
            stands_in = guide.language == self._settings.language and guide.name not in own
            if guide.language == language or stands_in:
                found.setdefault(self._url(guide), section)
        return tuple(self._reference(url, fragment) for url, fragment in found.items())

    def beside(self, references: Iterable[Reference], catalog: str) -> list[Sequence[str]]:
        """Return the codes of each guide section referred to, those of one catalog."""
        places = (_split(reference.url) for reference in references)
        return [self.sections.get((self.by_url[url].path, section, catalog), ()) for url, section in places]

    def _reference(self, url: str, fragment: str) -> Reference:
        guide = self.by_url[url]
        heading = next((item.text for item in guide.headings if item.id == fragment), "") if fragment else ""
        return Reference(f"{url}#{fragment}" if fragment else url, guide.title, guide.language, heading)

    def _url(self, guide: Guide) -> str:
        return self._settings.guide_url(guide.name, guide.language)


def _are_linked(entries: Iterable[Entry]) -> bool:
    """Tell whether a cell leads somewhere within the site."""
    for entry in entries:
        for item in entry.fields:
            if ROOT in item.html:
                return True
    return False


def _split(url: str) -> tuple[str, str]:
    """Return an address without its fragment, and that."""
    path, _, fragment = url.partition("#")
    return path, fragment


def explain_back(guides: Iterable[Guide], catalogs: Iterable[Catalog], links: GuideLinks) -> tuple[Guide, ...]:
    """Return the guides with the codes whose pages lead to them added to those that they mention, all in order."""
    leading: defaultdict[str, list[Explained]] = defaultdict(list)
    for catalog in catalogs:
        for code in catalog.codes:
            said: Sequence[Wording | Aside] = (*code.wordings, *code.asides) if code.asides else code.wordings
            for reference in (reference for item in said for reference in item.guides):
                url, _, section = reference.url.partition("#")
                leading[links.by_url[url].path].append(Explained(catalog.name, code.code, section))
    return tuple(_with_codes(guide, leading[guide.path]) for guide in guides)


def _with_codes(guide: Guide, leading: Iterable[Explained]) -> Guide:
    first: dict[Key, Explained] = {}
    for item in (*guide.explains, *leading):
        first.setdefault((item.catalog, item.code), item)
    explains = sorted(first.values(), key=lambda it: (it.catalog != guide.catalog, it.catalog, order_key(it.code)))
    return replace(guide, explains=tuple(explains))
