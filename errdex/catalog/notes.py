"""Notes on codes: rendered, linked, and completed across languages.

What a note states as a fact (retry, actor, successor, related, since) holds in every language, so a language whose note
is silent, or is not there, takes it from the others, the default language's first. Its words stay in their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from errdex.catalog.ids import Settled, settle_ids
from errdex.catalog.links import Linker, Target, target_of
from errdex.catalog.prose import FindCode, RenderProse, code_addresses, render_guarded, rewrite_prose
from errdex.diagnostics import Diagnostic
from errdex.markup.rewrite import link_codes
from errdex.model import ROOT, Key, Note
from errdex.spelling import Shapes

NotesByCode = Mapping[Key, Mapping[str, Note]]
"""Code -> language -> note."""

_FACTS = ("retryable", "actor", "successor", "since", "related", "aliases")


def finish_notes(
    notes: Iterable[Note],
    known: Mapping[Key, object],
    linker: Linker,
    find: FindCode,
    render: RenderProse,
) -> tuple[NotesByCode, tuple[Diagnostic, ...]]:
    """Return the notes by code and language, rendered and linked; `known` are all codes, kept ones too."""
    found: dict[Key, dict[str, Note]] = {}
    faults: list[Diagnostic] = []
    shapes = Shapes(known.keys())
    for note in notes:
        key = (note.catalog, note.code)
        if key not in known:
            hint = "name the file after a code of this catalog, or set `code` in its front matter"
            faults.append(Diagnostic("error", note.path, 0, f"a note on {note.code!r}, which no table holds", hint))
            continue
        first = found.setdefault(key, {}).get(note.language)
        if first:
            faults.append(Diagnostic("error", note.path, 0, f"a second note on {note.code!r}", f"first: {first.path}"))
            continue
        prose, more = render_guarded(note.prose, note.path, note.prose_line, render)
        settled = settle_ids(prose.below(note.code), note.prose, note.path, note.prose_line)
        faults += (*more, *settled.diagnostics)
        source = rewrite_prose(settled.prose.html, note, linker, _page(note, settled, find))
        source = linker.link_words(source, note.language)
        source, _ = link_codes(source, code_addresses(find, note, (note.code,)))
        faults += _check_facts(note, known, linker, shapes)
        found[key][note.language] = replace(note, html=source)
    return found, tuple(faults)


def _check_facts(note: Note, known: Mapping[Key, object], linker: Linker, shapes: Shapes) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names in a note; `shapes` are those of the known codes.

    A successor may be a code of a newer API that the site does not have: only one that looks like the site's own codes
    is a slip.
    """
    for target in note.guides:
        if not linker.guide(target, note.language):
            message, hint = f"guides names {target!r}, which is nowhere", linker.nearest_target(target)
            yield Diagnostic("error", note.path, note.lines.get("guides", 1), message, hint)
    for other in note.related:
        if (note.catalog, other) not in known:
            message = f"related names {other!r}, which no table holds"
            several = all((note.catalog, code.strip()) in known for code in other.split(","))
            hint = f"write a list: related: [{other}]" if several else "name codes of this catalog"
            yield Diagnostic("warning", note.path, note.lines.get("related", 1), message, hint)
    catalog, _, code = note.successor.partition("/")
    if not note.successor or (note.catalog, note.successor) in known or (catalog, code) in known:
        return
    if shapes.fits(note.catalog, note.successor):
        message = f"successor is {note.successor!r}, which no table holds"
        hint = "it looks like the codes of this catalog; correct it, or say in the text where it leads"
        yield Diagnostic("warning", note.path, note.lines.get("successor", 1), message, hint)


def note_for(notes: Mapping[str, Note], language: str, languages: Sequence[str]) -> Note | None:
    """Return what is noted on a code in `language`, facts taken from the other languages where it is silent."""
    others = [notes[tag] for tag in languages if tag in notes and tag != language]
    note = notes.get(language)
    if note is None:
        if not others:
            return None
        note = replace(others[0], language=language, prose="", html="", support="")
    for other in others:
        missing = {fact: getattr(other, fact) for fact in _FACTS if not getattr(note, fact) and getattr(other, fact)}
        note = replace(note, **missing)
    return note


def _page(note: Note, settled: Settled, find: FindCode) -> Target:
    """Return the page of the code, on which a note stands."""
    address = code_addresses(find, note)(note.code)
    return target_of(address.removeprefix(ROOT), settled.prose, settled.moved)
