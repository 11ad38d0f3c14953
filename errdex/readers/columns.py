"""What the columns of a table are for, and whether it is an error table at all.

In: the header's labels, the cells below them, and the words around the table. Out: a role for each column and which
one holds the code; or nothing, for a table of parameters, regions, events …

A header word says what a column may be; the cells decide. `Error Code` over `4100` is a code. `Code` over `4100` is
one where the table also explains something and errors are spoken of: a table of `Code | City` is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from errdex.model import Role
from errdex.readers import vocabulary
from errdex.readers.codes import read_code, shape_of

SAMPLE = 200
"""Rows that are looked at to tell what a column holds."""

_PUNCTUATION = re.compile(r"[\s\W_]+")
_PARENTHESES = re.compile(r"[(（\[【](.*?)[)）\]】]")
_EXPLAINING = frozenset({"title", "message", "cause", "remedy", "cause-remedy"})
_CODE = frozenset({vocabulary.IDENTIFIER, vocabulary.WEAK, vocabulary.WEAK_ERROR})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an error table."""

    roles: tuple[Role, ...]
    code: int
    """Index of the column with the codes."""
    names: tuple[int, ...]
    """Columns with other identifiers: symbols, sub-codes, the code in another notation."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a table."""

    near: str
    """Heading and the lines above it."""
    far: str
    """The document's name, title and other headings."""


def fold(text: str) -> str:
    """Return a header as the vocabulary writes it: `HTTP ステータス コード` -> `httpステータスコード`."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _exact() -> dict[str, str]:
    return {fold(word): meaning for meaning, words in vocabulary.EXACT.items() for word in words.split() if fold(word)}


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    pairs = {(fold(word), meaning) for meaning, words in vocabulary.PARTS.items() for word in words.split()}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


@cache
def _speech(words: str) -> re.Pattern[str]:
    """Return a pattern that finds a word in prose; Latin words as wholes."""
    latin = [word for word in words.split() if word.isascii()]
    other = [word for word in words.split() if not word.isascii()]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(latin)})(?![a-z])|{'|'.join(other)}")


def speaks_of_errors(text: str) -> bool:
    """Tell whether a text holds a word for errors in one of the four languages."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return bool(_speech(vocabulary.ERROR).search(re.sub(r"(?<=[a-z])(?=code)|[_\s]+", " ", folded)))


def meaning_of(label: str, extra: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a role, "type", "ordinal" or a strength of code column for a header; empty where it says nothing known."""
    exact = _exact()
    whole = fold(label)
    for role, words in (extra or {}).items():
        if whole in {fold(word) for word in words}:
            return vocabulary.IDENTIFIER if role == "code" else role
    outside = fold(_PARENTHESES.sub("", label))
    inside = [fold(part) for part in _PARENTHESES.findall(label)]
    for candidate in (whole, outside):
        if candidate in exact and exact[candidate] not in _CODE:
            return exact[candidate]
    for candidate in (whole, outside):
        for part, meaning in _parts():
            if part in candidate:
                return meaning
    for candidate in (whole, outside, *inside):
        if candidate in exact:
            return exact[candidate]
    return next((meaning for candidate in inside for part, meaning in _parts() if part in candidate), "")


def judge(
    labels: Sequence[str],
    rows: Sequence[Sequence[str]],
    context: Context,
    extra: Mapping[str, Sequence[str]] | None = None,
) -> Columns | None:
    """Return the columns of an error table; None for a table of something else."""
    meanings = [meaning_of(label, extra) for label in labels]
    cells = [[row[index] for row in rows[:SAMPLE] if index < len(row) and row[index]] for index in range(len(labels))]
    code = _strong(meanings, cells, labels)
    if code is None:
        code = _weak(meanings, cells, labels, context)
    if code is None:
        return None
    return _assign(meanings, cells, code)


def _share(cells: Sequence[str], hard: bool = False) -> float:
    """Return how many of the cells hold codes; `hard` leaves plain words out. Blank cells speak against nothing."""
    if not cells:
        return 1.0
    if hard:
        return sum(shape_of(cell.split("\n")[0]) not in ("", "word") for cell in cells) / len(cells)
    return sum(bool(read_code(cell).codes) for cell in cells) / len(cells)


def _strong(meanings: Sequence[str], cells: Sequence[Sequence[str]], labels: Sequence[str]) -> int | None:
    """Return the column whose header speaks of an error's code, when it holds codes."""
    for wanted in ((vocabulary.IDENTIFIER,), ("subcode",)):
        found = [i for i, meaning in enumerate(meanings) if meaning in wanted and _share(cells[i]) >= 0.5]
        if found:
            plain = [i for i in found if not _is_varied(labels[i])]
            return (plain or found)[0]
    return None


def _is_varied(label: str) -> bool:
    return bool(re.search(r"decimal notation|10 ?進|10进|십진", unicodedata.normalize("NFKC", label).casefold()))


def _weak(
    meanings: Sequence[str], cells: Sequence[Sequence[str]], labels: Sequence[str], context: Context
) -> int | None:
    """Return the column that holds codes although its header does not say so plainly."""
    foreign = _set(vocabulary.FOREIGN)
    has_foreign = any(fold(label) in foreign or fold(_PARENTHESES.sub("", label)) in foreign for label in labels)
    explained = any(
        meaning in _EXPLAINING or (meaning == vocabulary.WEAK_ERROR and _share(column) < 0.5)
        for meaning, column in zip(meanings, cells, strict=True)
    )
    if not explained:
        return None
    spoken = any(
        meaning in (vocabulary.WEAK_ERROR, "remedy", "cause-remedy") or speaks_of_errors(label)
        for meaning, label in zip(meanings, labels, strict=True)
    )
    near = speaks_of_errors(context.near)
    if has_foreign and not (near and not _speaks_of_else(context.near)):
        return None
    named = any(_names_errors(column) for column in cells)
    around = near or (speaks_of_errors(context.far) and not _speaks_of_else(context.near))
    candidates = [
        i
        for i, meaning in enumerate(meanings)
        if meaning in (vocabulary.WEAK, vocabulary.WEAK_ERROR, "symbol") and _share(cells[i], hard=True) >= 0.8
    ]
    if candidates and (spoken or named or around):
        numbers = [i for i in candidates if meanings[i] != "symbol"]
        return (numbers or candidates)[0]
    statuses = [i for i, meaning in enumerate(meanings) if meaning in ("status", vocabulary.WEAK)]
    for i in statuses:
        if (
            not has_foreign
            and cells[i]
            and all(re.match(r"[1-5](?:\d\d|xx)\b", cell, re.IGNORECASE) for cell in cells[i])
        ):
            return i
    return None


def _speaks_of_else(text: str) -> bool:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return bool(_speech(vocabulary.FOREIGN_CONTEXT).search(folded))


def _names_errors(cells: Sequence[str]) -> bool:
    """Tell whether the cells are symbols that name errors: `ERR_SOURCE_DAMAGED`, `QuotaExceeded`."""
    if not cells:
        return False
    named = sum(
        bool(re.search(r"(?i)err|fail|invalid|denied|exceed|timeout|not_?found", c)) and shape_of(c) == "symbol"
        for c in cells
    )
    return named / len(cells) >= 0.3


def _assign(meanings: Sequence[str], cells: Sequence[Sequence[str]], code: int) -> Columns:
    """Return the roles of all columns, now that the code's is known."""
    roles: list[Role] = []
    names: list[int] = []
    for index, meaning in enumerate(meanings):
        role = _role(index, meaning, cells[index], code)
        if role in ("code", "symbol", "subcode") and index != code:
            names.append(index)
        roles.append(role)
    return Columns(tuple(roles), code, tuple(names))


def _role(index: int, meaning: str, cells: Sequence[str], code: int) -> Role:
    if index == code:
        return "code"
    if meaning == "type":
        distinct = len(set(cells)) > 0.6 * len(cells) if len(cells) > 2 else True
        return "title" if distinct else "category"
    if meaning == "ordinal":
        return ""
    if meaning in _CODE or meaning in ("symbol", "subcode"):
        hard = _share(cells, hard=True) >= 0.7
        if not hard:
            return "message" if meaning != vocabulary.WEAK or not cells else "title"
        if meaning == "subcode":
            return "subcode"
        symbols = sum(shape_of(cell) in ("symbol", "word") for cell in cells)
        return "symbol" if symbols >= 0.5 * len(cells) else "code"
    if not meaning:
        symbols = sum(shape_of(cell) == "symbol" and not cell.isalpha() for cell in cells)
        return "symbol" if cells and symbols >= 0.8 * len(cells) else ""
    return cast("Role", meaning)
