"""Joining: from the gathered entries of a catalog to its codes, each with all that is known of it."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import Any

from errdex.catalog.links import Linker
from errdex.catalog.notes import NotesByCode, note_for
from errdex.catalog.order import find_family, group_families, order_key
from errdex.catalog.related import relate
from errdex.catalog.wording import find_title, fold
from errdex.model import (
    ROOT,
    Aside,
    Catalog,
    Code,
    Entry,
    Explained,
    Guide,
    Key,
    Note,
    Reference,
    Relation,
    Settings,
    Wording,
)
from errdex.noun import noun
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
                found.setdefault(*self._split(url))
        mentioned = {self._url(guide): section for guide, section in mentions}
        for entry in entries:
            for item in entry.fields:
                if ROOT in item.html:
                    for href in _LINKED.findall(item.html):
                        url, fragment = self._split(html.unescape(href))
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
        places = (self._split(reference.url) for reference in references)
        return [self.sections.get((self.by_url[url].path, section, catalog), ()) for url, section in places]

    def _reference(self, url: str, fragment: str) -> Reference:
        guide = self.by_url[url]
        heading = next((item.text for item in guide.headings if item.id == fragment), "") if fragment else ""
        return Reference(f"{url}#{fragment}" if fragment else url, guide.title, guide.language, heading)

    def _url(self, guide: Guide) -> str:
        return self._settings.guide_url(guide.name, guide.language)

    @staticmethod
    def _split(url: str) -> tuple[str, str]:
        path, _, fragment = url.partition("#")
        return path, fragment


def _are_linked(entries: Iterable[Entry]) -> bool:
    """Tell whether a cell leads somewhere within the site."""
    for entry in entries:
        for item in entry.fields:
            if ROOT in item.html:
                return True
    return False


@noun
class Ways:
    """What the codes of every catalog are joined with."""

    settings: Settings
    slugs: Mapping[Key, str]
    notes: NotesByCode
    links: GuideLinks
    dates: Mapping[str, str]
    """Last change of documents by path, where it is known."""


def join_catalog(
    name: str, gathered: Mapping[str, Mapping[str, Sequence[Entry]]], kept: Iterable[Code], ways: Ways
) -> Catalog:
    """Return the catalog `name` with its codes in order, those that the ledger keeps among them.

    `gathered` has the entries of the catalog: code -> language -> entries in the order of the documents.
    """
    held = [_annotate(code, ways) for code in kept if code.catalog == name]
    alone = {code.code: code for code in held if code.code not in gathered}
    texts = sorted((*gathered, *alone), key=order_key)
    families: defaultdict[str, list[Relation]] = defaultdict(list)
    places: dict[str, tuple[str, int]] = {}
    for text in texts:
        prefix = intern(find_family(text, ways.settings.families))
        members = families[prefix]
        places[text] = prefix, len(members)
        members.append(Relation(text, "family"))
    related_by_family = {prefix: tuple(members) for prefix, members in families.items()}
    codes: list[Code] = []
    nothing: Mapping[str, Any] = {}
    for text, (prefix, place) in places.items():
        noted = ways.notes.get((name, text), nothing) if ways.notes else nothing
        code = alone.get(text) if alone else None
        entries = gathered.get(text, nothing)
        wordings = code.wordings if code else _word(name, text, entries, noted, ways)
        authored = [other for note in noted.values() for other in note.related] if noted else ()
        sections = ways.links.beside(wordings[0].guides, name) if wordings[0].guides else ()
        related = relate(text, authored, sections, related_by_family[prefix], place, places)
        if code:
            codes.append(replace(code, family=prefix, related=related))
        else:
            aliases, changed = _name(entries, noted), _date(entries, ways)
            slug = ways.slugs[name, text]
            asides = _set_aside((name, text), wordings, noted, ways) if noted else ()
            codes.append(Code(name, text, slug, wordings, aliases, prefix, related, None, (), changed, "", asides))
    by_code = {code.code: code for code in codes}
    twins = [replace(code, family=places[code.code][0]) for code in held if alone.get(code.code) is not code]
    if twins:  # a code's former meaning, with a page of its own
        codes = sorted((*codes, *twins), key=lambda code: order_key(code.code))
    return Catalog(name, tuple(codes), group_families(codes, ways.settings.families), by_code)


def _annotate(code: Code, ways: Ways) -> Code:
    """Return a code that the ledger keeps with what is noted on it."""
    noted = ways.notes.get((code.catalog, code.code))
    if not noted:
        return code
    languages = ways.settings.languages
    return replace(
        code,
        wordings=tuple(replace(item, note=note_for(noted, item.language, languages)) for item in code.wordings),
        asides=_set_aside((code.catalog, code.code), code.wordings, noted, ways),
    )


def _word(
    name: str, text: str, entries: Mapping[str, Sequence[Entry]], noted: Mapping[str, Note], ways: Ways
) -> tuple[Wording, ...]:
    """Return what each language of the site says of a code."""
    languages = ways.settings.languages
    wordings = []
    for language in languages:
        if language in entries:
            distinct = fold(entries[language])
            note = note_for(noted, language, languages) if noted else None
            guides = ways.links.references((name, text), language, distinct, note)
            wordings.append(Wording(language, find_title(distinct), distinct, note, guides))
    return tuple(wordings)


def _set_aside(key: Key, wordings: Sequence[Wording], noted: Mapping[str, Note], ways: Ways) -> tuple[Aside, ...]:
    """Return the notes in languages of the site in which no table tells of the code."""
    told = {wording.language for wording in wordings}
    asides = []
    for language in ways.settings.languages:
        if language in noted and language not in told:
            note = note_for(noted, language, ways.settings.languages)
            guides = ways.links.references(key, language, wordings[0].entries, note)
            asides.append(Aside(note or noted[language], guides))
    return tuple(asides)


def _name(entries: Mapping[str, Sequence[Entry]], noted: Mapping[str, Note]) -> tuple[str, ...]:
    """Return the other identifiers of a code."""
    aliases: list[str] = []
    for found in entries.values():
        for entry in found:
            aliases += entry.aliases
    for note in noted.values():
        aliases += note.aliases
    return tuple(dict.fromkeys(aliases)) if aliases else ()


def _date(entries: Mapping[str, Sequence[Entry]], ways: Ways) -> str:
    """Return the last change of the documents that hold a code, where it is known."""
    if not ways.dates:
        return ""
    return max(ways.dates.get(entry.location.path, "") for found in entries.values() for entry in found)


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
