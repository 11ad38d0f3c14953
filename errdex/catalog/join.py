"""Joining: from the gathered entries of a catalog to its codes, each with all that is known of it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from errdex.catalog.links import Linker
from errdex.catalog.notes import NotesByCode, note_for
from errdex.catalog.order import find_family, group_families, order_key
from errdex.catalog.related import relate
from errdex.catalog.wording import find_title, fold
from errdex.model import ROOT, Catalog, Code, Entry, Explained, Guide, Note, Reference, Relation, Settings, Wording
from errdex.noun import noun

_LINKED = re.compile(f'href="{ROOT}([^"]*)"')


class GuideLinks:
    """The ways between codes and guides, found by code, by page and by section."""

    def __init__(self, guides: Iterable[Guide], settings: Settings) -> None:
        self.by_url: dict[str, Guide] = {}
        self.by_code: defaultdict[tuple[str, str], list[tuple[Guide, str]]] = defaultdict(list)
        """(catalog, code) -> guides that mention it, with the section."""
        self.sections: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        """(guide path, section, catalog) -> codes explained there."""
        self._settings = settings
        for guide in guides:
            self.by_url[self._url(guide)] = guide
            for item in guide.explains:
                self.by_code[item.catalog, item.code].append((guide, item.section))
                self.sections[guide.path, item.section, item.catalog].append(item.code)

    def references(
        self, key: tuple[str, str], language: str, entries: Iterable[Entry], note: Note | None, linker: Linker
    ) -> tuple[Reference, ...]:
        """Return the guides that explain a code, one reference a guide: the author's, linked from its row, mentioned.

        A guide that the language does not have stands in the default language.
        """
        found: dict[str, str] = {}
        for target in note.guides if note else ():
            url = linker.guide(target, language).removeprefix(ROOT)
            if url:
                found.setdefault(*self._split(url))
        mentioned = {self._url(guide): section for guide, section in self.by_code[key]}
        for entry in entries:
            for item in entry.fields:
                if ROOT in item.html:
                    for href in _LINKED.findall(item.html):
                        url, fragment = self._split(html.unescape(href))
                        if url in self.by_url and not self.by_url[url].has_errors:
                            found.setdefault(url, fragment or mentioned.get(url, ""))
        own = {guide.name for guide, _ in self.by_code[key] if guide.language == language}
        for guide, section in self.by_code[key]:
            stands_in = guide.language == self._settings.language and guide.name not in own
            if guide.language == language or stands_in:
                found.setdefault(self._url(guide), section)
        return tuple(self._reference(url, fragment) for url, fragment in found.items())

    def beside(self, references: Iterable[Reference], catalog: str) -> Iterable[Sequence[str]]:
        """Yield the codes of each guide section referred to, those of one catalog."""
        for reference in references:
            url, section = self._split(reference.url)
            yield self.sections[self.by_url[url].path, section, catalog]

    def _reference(self, url: str, fragment: str) -> Reference:
        guide = self.by_url[url]
        heading = next((item.text for item in guide.headings if item.id == fragment), "") if fragment else ""
        title = f"{guide.title} › {heading}" if heading else guide.title
        return Reference(f"{url}#{fragment}" if fragment else url, title, guide.language)

    def _url(self, guide: Guide) -> str:
        folder = "" if guide.language == self._settings.language else f"{guide.language}/"
        return f"{folder}guides/{guide.name}.html"

    @staticmethod
    def _split(url: str) -> tuple[str, str]:
        path, _, fragment = url.partition("#")
        return path, fragment


@noun
class Ways:
    """What the codes of every catalog are joined with."""

    settings: Settings
    slugs: Mapping[tuple[str, str], str]
    notes: NotesByCode
    links: GuideLinks
    linker: Linker
    dates: Mapping[str, str]
    """Last change of documents by path, where it is known."""


def join_catalog(
    name: str, gathered: Mapping[str, Mapping[str, Sequence[Entry]]], kept: Iterable[Code], ways: Ways
) -> Catalog:
    """Return the catalog `name` with its codes in order, those that the ledger keeps among them.

    `gathered` has the entries of the catalog: code -> language -> entries in the order of the documents.
    """
    held = [_annotate(code, ways) for code in kept if code.catalog == name]
    codes = {code.code: code for code in held}
    codes |= {text: _join(name, text, languages, ways) for text, languages in gathered.items()}
    ordered = sorted(codes.values(), key=lambda code: order_key(code.code))
    families: defaultdict[str, list[Relation]] = defaultdict(list)
    places: dict[str, tuple[str, int]] = {}
    for code in ordered:
        prefix = find_family(code.code, ways.settings.families).prefix
        places[code.code] = prefix, len(families[prefix])
        families[prefix].append(Relation(code.code, "family"))
    finished = []
    for code in ordered:
        prefix, place = places[code.code]
        authored = [other for note in ways.notes.get((name, code.code), {}).values() for other in note.related]
        sections = ways.links.beside(code.wordings[0].guides, name)
        related = relate(code.code, authored, sections, families[prefix], place, codes)
        finished.append(replace(code, family=prefix, related=related))
    by_code = {code.code: code for code in finished}
    twins = [replace(code, family=places[code.code][0]) for code in held if codes[code.code] is not code]
    if twins:  # a code's former meaning, with a page of its own
        finished = sorted((*finished, *twins), key=lambda code: order_key(code.code))
    return Catalog(name, tuple(finished), group_families(finished, ways.settings.families), by_code)


def _annotate(code: Code, ways: Ways) -> Code:
    """Return a code that the ledger keeps with what is noted on it."""
    noted = ways.notes.get((code.catalog, code.code))
    if not noted:
        return code
    languages = ways.settings.languages
    return replace(
        code, wordings=tuple(replace(item, note=note_for(noted, item.language, languages)) for item in code.wordings)
    )


def _join(name: str, text: str, entries: Mapping[str, Sequence[Entry]], ways: Ways) -> Code:
    noted = ways.notes.get((name, text), {})
    wordings = tuple(
        _word(tag, entries[tag], (name, text), noted, ways) for tag in ways.settings.languages if tag in entries
    )
    aliases = [alias for found in entries.values() for entry in found for alias in entry.aliases]
    aliases += [alias for note in noted.values() for alias in note.aliases]
    changed = max(ways.dates.get(entry.location.path, "") for found in entries.values() for entry in found)
    return Code(name, text, ways.slugs[name, text], wordings, tuple(dict.fromkeys(aliases)), changed=changed)


def _word(
    language: str, entries: Sequence[Entry], key: tuple[str, str], noted: Mapping[str, Note], ways: Ways
) -> Wording:
    distinct = fold(entries)
    note = note_for(noted, language, ways.settings.languages) if noted else None
    guides = ways.links.references(key, language, distinct, note, ways.linker)
    return Wording(language, find_title(distinct), distinct, note, guides)


def explain_back(guides: Iterable[Guide], catalogs: Iterable[Catalog], links: GuideLinks) -> tuple[Guide, ...]:
    """Return the guides with the codes whose pages lead to them added to those that they mention, all in order."""
    leading: defaultdict[str, list[Explained]] = defaultdict(list)
    for catalog in catalogs:
        for code in catalog.codes:
            for wording in code.wordings:
                for reference in wording.guides:
                    url, _, section = reference.url.partition("#")
                    leading[links.by_url[url].path].append(Explained(catalog.name, code.code, section))
    return tuple(_with_codes(guide, leading[guide.path]) for guide in guides)


def _with_codes(guide: Guide, leading: Iterable[Explained]) -> Guide:
    first: dict[tuple[str, str], Explained] = {}
    for item in (*guide.explains, *leading):
        first.setdefault((item.catalog, item.code), item)
    explains = sorted(first.values(), key=lambda it: (it.catalog != guide.catalog, it.catalog, order_key(it.code)))
    return replace(guide, explains=tuple(explains))
