"""Joining: from the gathered entries of a catalog to its codes, each with all that is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from sys import intern

from errdex.catalog.guide_links import GuideLinks
from errdex.catalog.notes import NotesByCode, note_for
from errdex.catalog.order import find_family, group_families, order_key
from errdex.catalog.related import relate
from errdex.catalog.wording import find_title, fold
from errdex.model import Aside, Catalog, Code, Entry, Family, Key, Note, Relation, Settings, Wording
from errdex.noun import noun


@noun
class Materials:
    """What the codes of every catalog are joined with."""

    settings: Settings
    slugs: Mapping[Key, str]
    notes: NotesByCode
    links: GuideLinks
    dates: Mapping[str, str]
    """Last change of documents by path, where it is known."""


def join_catalog(
    name: str, gathered: Mapping[str, Mapping[str, Sequence[Entry]]], kept: Iterable[Code], materials: Materials
) -> Catalog:
    """Return the catalog `name` with its codes in order, those that the ledger keeps among them.

    `gathered` has the entries of the catalog: code -> language -> entries in the order of the documents.
    """
    kept = [_annotate(code, materials) for code in kept if code.catalog == name]
    gone = {code.code: code for code in kept if code.code not in gathered}
    authored = materials.settings.families
    places, families = _place(sorted((*gathered, *gone), key=order_key), authored)
    codes: list[Code] = []
    for text, (prefix, place) in places.items():
        key = (name, text)
        noted, code = materials.notes.get(key, {}), gone.get(text)
        wordings = code.wordings if code else _wordings(key, gathered[text], noted, materials)
        named = [other for note in noted.values() for other in note.related] if noted else ()
        sections = materials.links.beside(wordings[0].guides, name) if wordings[0].guides else ()
        related = relate(text, named, sections, families[prefix], place, places)
        if code:
            codes.append(replace(code, family=prefix, related=related))
            continue
        codes.append(
            Code(
                catalog=name,
                code=text,
                slug=materials.slugs[key],
                wordings=wordings,
                aliases=_aliases(gathered[text], noted),
                family=prefix,
                related=related,
                changed=_last_change(gathered[text], materials.dates),
                asides=_asides(key, wordings, noted, materials) if noted else (),
            )
        )
    by_code = {code.code: code for code in codes}
    # Former meanings of codes that have another one now; each has a page of its own.
    others = [replace(code, family=places[code.code][0]) for code in kept if gone.get(code.code) is not code]
    if others:
        codes = sorted((*codes, *others), key=lambda code: order_key(code.code))
    return Catalog(name, tuple(codes), group_families(codes, authored), by_code)


def _place(
    texts: Iterable[str], authored: Sequence[Family]
) -> tuple[Mapping[str, tuple[str, int]], Mapping[str, tuple[Relation, ...]]]:
    """Return the family of each code and its index there, and the codes of each family as relations, by prefix."""
    families: defaultdict[str, list[Relation]] = defaultdict(list)
    places: dict[str, tuple[str, int]] = {}
    for text in texts:
        prefix = intern(find_family(text, authored))
        members = families[prefix]
        places[text] = prefix, len(members)
        members.append(Relation(text, "family"))
    return places, {prefix: tuple(members) for prefix, members in families.items()}


def _annotate(code: Code, materials: Materials) -> Code:
    """Return a code that the ledger keeps with what is noted on it."""
    noted = materials.notes.get((code.catalog, code.code))
    if not noted:
        return code
    languages = materials.settings.languages
    return replace(
        code,
        wordings=tuple(replace(item, note=note_for(noted, item.language, languages)) for item in code.wordings),
        asides=_asides((code.catalog, code.code), code.wordings, noted, materials),
    )


def _wordings(
    key: Key, entries: Mapping[str, Sequence[Entry]], noted: Mapping[str, Note], materials: Materials
) -> tuple[Wording, ...]:
    """Return what each language of the site says of a code."""
    languages = materials.settings.languages
    wordings = []
    for language in languages:
        if language in entries:
            distinct = fold(entries[language])
            note = note_for(noted, language, languages) if noted else None
            guides = materials.links.references(key, language, distinct, note)
            wordings.append(Wording(language, find_title(distinct), distinct, note, guides))
    return tuple(wordings)


def _asides(
    key: Key, wordings: Sequence[Wording], noted: Mapping[str, Note], materials: Materials
) -> tuple[Aside, ...]:
    """Return the notes in languages of the site in which no table tells of the code."""
    told = {wording.language for wording in wordings}
    asides = []
    for language in materials.settings.languages:
        if language in noted and language not in told:
            note = note_for(noted, language, materials.settings.languages)
            guides = materials.links.references(key, language, wordings[0].entries, note)
            asides.append(Aside(note or noted[language], guides))
    return tuple(asides)


def _aliases(entries: Mapping[str, Sequence[Entry]], noted: Mapping[str, Note]) -> tuple[str, ...]:
    """Return the other identifiers of a code."""
    aliases: list[str] = []
    for found in entries.values():
        for entry in found:
            aliases += entry.aliases
    for note in noted.values():
        aliases += note.aliases
    return tuple(dict.fromkeys(aliases)) if aliases else ()


def _last_change(entries: Mapping[str, Sequence[Entry]], dates: Mapping[str, str]) -> str:
    """Return the last change of the documents that hold a code, where it is known."""
    return max(dates.get(entry.location.path, "") for found in entries.values() for entry in found) if dates else ""
