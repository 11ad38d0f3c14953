"""What the search knows of a code in one language: its row.

    ["4100", "身元認証失敗", [0, "通常、署名の計算が…", 1, "…"], {"a": ["AuthFailure.SignatureFailure"]}]
     code    title           label, text, label, text           more, left out where there is none:
                                                                 c catalog, s slug where it is not the code,
                                                                 a aliases, l language of the words, r where retired:
                                                                 since when, and the successor

Labels and catalogs are numbers: places in the lists that the root script holds, `Vocabulary` here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from errdex.model import Catalog, Code, Role, Site, Wording

Texts = list[str | int]
Value = str | int | list[str] | Texts | dict[str, str | int | list[str]]

WEIGHTS: Mapping[Role, int] = {
    "title": 10,
    "message": 9,
    "symbol": 9,
    "cause": 8,
    "remedy": 8,
    "cause-remedy": 8,
    "category": 6,
    "remark": 7,
}
"""How much a match counts by the role of its field, in tenths of a match in the title."""
OTHER_WEIGHT = 6
NOTE_WEIGHT = 3
NOTE_LIMIT = 1200
"""Characters of a note that are searched: most whole. Leaves are then 5 KB gzipped, where each code has a note."""
TEXT_LIMIT = 2000
"""Characters of a field that are searched."""


class Row(NamedTuple):
    """A code as the search knows it."""

    code: str
    """As written."""
    values: list[Value]
    head: str
    """Code, title and aliases: what a word is best found in."""
    body: str
    """The texts of the fields."""
    aliases: tuple[str, ...]


class Vocabulary:
    """The labels of an index, each with its weight, numbered as they come."""

    def __init__(self) -> None:
        self.labels: dict[tuple[str, int], int] = {}

    def number(self, label: str, weight: int) -> int:
        """Return the number of a label, a new one if need be."""
        return self.labels.setdefault((label, weight), len(self.labels))


def make_rows(
    site: Site, language: str, vocabulary: Vocabulary, note_label: str, plain_text: Callable[[str], str]
) -> Iterator[Row]:
    """Yield the rows of a language, all catalogs, in the order of the site; `plain_text` takes the tags out of HTML."""
    for number, catalog in enumerate(site.catalogs):
        for code in catalog.codes:
            wording = code.wording(language)
            texts: list[str | int] = []
            seen = {wording.title, ""}  # each text once
            for entry in wording.entries:
                for item in entry.fields:
                    text = item.text
                    if text not in seen and item.role != "code":
                        seen.add(text)
                        weight = WEIGHTS.get(item.role, OTHER_WEIGHT)
                        texts += (vocabulary.number(item.label, weight), text[:TEXT_LIMIT])
            if wording.note and wording.note.html:
                text = plain_text(wording.note.html)[:NOTE_LIMIT]
                texts += (vocabulary.number(note_label, NOTE_WEIGHT), text)
            aliases = _aliases(code, wording, catalog)
            more: dict[str, str | int | list[str]] = {}
            if number:
                more["c"] = number
            if code.slug != code.code:
                more["s"] = code.slug
            if aliases:
                more["a"] = aliases
            if code.retirement:
                more["r"] = [code.retirement.since, code.retirement.successor]
            if wording.language != language:
                more["l"] = wording.language
            values: list[Value] = [code.code, wording.title, texts]
            if more:
                values.append(more)
            body: list[str] = texts[1::2]  # type: ignore[assignment]  # every other one is a text
            yield Row(code.code, values, "\n".join((wording.title, *aliases)), "\n".join(body), tuple(aliases))


def _aliases(code: Code, wording: Wording, catalog: Catalog) -> list[str]:
    """Return other names of a code: those of its rows and notes, and a successor that has no page here."""
    if not code.aliases and not wording.note:
        return []
    names = dict.fromkeys(code.aliases)
    if wording.note:
        names.update(dict.fromkeys(wording.note.aliases))
        if wording.note.successor and wording.note.successor not in catalog.by_code:
            names[wording.note.successor] = None
    names.pop(code.code, None)
    return list(names)
