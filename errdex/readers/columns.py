"""What the columns of a table are for, and whether it is an error table at all.

In: the header's labels, the cells below them, and the words around the table. Out: a role for each column and which
one holds the code; or nothing, for a table of parameters, regions, events …

A header word says what a column may be; the cells decide. `Error Code` over `4100` is a code. `Code` over `4100` is
one where the table also explains something and errors are spoken of: a table of `Code | City` is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from errdex.model import Role
from errdex.noun import noun
from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.codes import is_others
from errdex.readers.column import CONSTANT, EXPLAINING, Column, speaks_of
from errdex.readers.headers import ERRORS, STRONG, WEAK, fold, meaning_of
from errdex.spelling import is_filler

SAMPLE = 200
"""Rows that are looked at to tell what a column holds."""

_CANDIDATES = (WEAK, ERRORS, "result", "state", "symbol", "name", "reason", "type", "ordinal")
"""Meanings of columns that may hold the code where no header says so plainly, the likeliest first."""
_STATUS = pattern(r"[1-5](?:\d\d|xx|\*\*)(?!\w)", re.IGNORECASE)
_CLASS = pattern(r"(?:\w+[.:]+)*[A-Z]\w*(?:Error|Exception|Failure|Fault)", re.ASCII)
"""The name of a class of errors."""
_NOTATION = re.compile(r"10 ?進|10 ?进|十进|십진|10 ?진|decimal", re.IGNORECASE)


@noun
class Columns:
    """The columns of an error table."""

    labels: tuple[str, ...]
    roles: tuple[Role, ...]
    code: int
    """Index of the column with the codes."""
    names: tuple[int, ...]
    """Columns with other identifiers: symbols, sub-codes, the code in another notation."""
    symbolic: bool
    """True when most codes are symbols, false when they are numbers."""
    named: bool = False
    """True when most code cells say a name beside their code."""
    digits: int = 0
    """How many digits each code has that is a plain number; 0 when they differ."""


@noun
class Context:
    """The words around a table."""

    section: str
    """The nearest heading above."""
    near: str
    """All headings that it stands under, and the lines above it."""
    far: str
    """The document's name and title."""
    declared: bool = False
    """Whether the document says itself that its tables are of errors: `kind: errors`."""


def judge(
    labels: Sequence[str],
    rows: Sequence[Sequence[str]],
    context: Context,
    extra: Mapping[str, Sequence[str]] | None = None,
) -> Columns | None:
    """Return the columns of an error table; None for a table of something else; `extra` are a site's headers."""
    columns = columns_of(labels, rows, extra)
    code = _plain(columns)
    if code is None:
        code = _likely(columns, context)
        code = None if code is None else _telling(columns, code)
    if code is None:
        code = _mixed(columns)
    if code is not None:
        return _assign(columns, code)
    code = _ranges(columns, context)
    return None if code is None else _titled(_assign(columns, code))


def columns_of(
    labels: Sequence[str], rows: Sequence[Sequence[str]], extra: Mapping[str, Sequence[str]] | None = None
) -> list[Column]:
    """Return the columns of a table, to be judged."""
    return [
        _column(label, meaning_of(label, extra), [row[i] for row in rows[:SAMPLE] if i < len(row) and row[i]])
        for i, label in enumerate(labels)
    ]


def _column(label: str, meaning: str, cells: Sequence[str]) -> Column:
    telling = tuple(cell for cell in cells if not is_filler(cell) and not is_others(cell))
    return Column(label, meaning, telling, not cells)


def _plain(columns: Sequence[Column]) -> int | None:
    """Return the column whose header speaks of an error's code, when it holds codes."""
    for wanted in (STRONG, "subcode"):
        found = [i for i, column in enumerate(columns) if column.meaning == wanted and column.coded >= 0.5]
        if found:
            # The fullest one; of equals a decimal beside a hexadecimal is the other notation, and the first one counts.
            return max(found, key=lambda i: (round(columns[i].coded, 1), not _NOTATION.search(columns[i].label), -i))
    return None


def _mixed(columns: Sequence[Column]) -> int | None:
    """Return the column whose header speaks of an error's code, when a cell holds one among words."""
    return next(
        (i for i, column in enumerate(columns) if column.meaning == STRONG and column.cells and column.hard), None
    )


def _ranges(columns: Sequence[Column], context: Context) -> int | None:
    """Return the column of code ranges of a table that a category explains, where errors are spoken of."""
    explained = any(column.meaning in EXPLAINING | {"category"} for column in columns)
    said = _said(context)
    if not explained or not (said.here or (said.near and speaks_of(vocabulary.CODES, context.near))):
        return None
    for i, column in enumerate(columns):
        if column.spans and (column.meaning == WEAK or speaks_of(vocabulary.RANGES, column.label)):
            return i
    return None


def _titled(columns: Columns) -> Columns:
    """Return columns of which a category says what the code is, where none says more."""
    if {"title", "message"} & {*columns.roles} or "category" not in columns.roles:
        return columns
    place = columns.roles.index("category")
    return replace(columns, roles=(*columns.roles[:place], "title", *columns.roles[place + 1 :]))


@noun
class _Said:
    """Where around a table errors are spoken of."""

    here: bool
    """In the heading right above it."""
    alone: bool
    """There in so many words, and of nothing else that may have codes."""
    near: bool
    """There, or in a heading further up."""
    far: bool
    """In the document's name or title, or by its kind."""
    listed: bool = False
    """In the heading right above it, which announces their codes: `Error codes`."""


def _said(context: Context) -> _Said:
    """Tell where errors are spoken of; a section on regions speaks of none, whatever the document is about."""
    words = vocabulary.ERRORS + vocabulary.SPOKEN
    here, elsewhere = speaks_of(words, context.section), speaks_of(vocabulary.FOREIGN_CONTEXT, context.section)
    if elsewhere and not here:
        return _Said(False, False, False, False)
    far = speaks_of(words, context.far) and not speaks_of(vocabulary.FOREIGN_CONTEXT, context.near)
    named = speaks_of(vocabulary.ERRORS, context.section)
    listed = named and speaks_of(vocabulary.CODES, context.section)
    return _Said(here, named and not elsewhere, speaks_of(words, context.near), far or context.declared, listed)


def _likely(columns: Sequence[Column], context: Context) -> int | None:
    """Return the column that holds codes although its header does not say so plainly."""
    said = _said(context)
    explained = any(_explains(column, said) for column in columns)
    foreign = any(column.is_foreign for column in columns)
    if not explained and (foreign or not said.listed):
        return None
    named = any(column.names_errors and not column.is_foreign for column in columns)
    if (foreign and not (named or said.near)) or any(column.has_data_types for column in columns):
        return None
    headed = any(
        column.meaning in (ERRORS, "status", "remedy", "cause-remedy")
        or speaks_of(vocabulary.ERRORS, column.label)
        or fold(column.label) in vocabulary.RETURNED.split()
        for column in columns
    )
    if headed or named or said.near or said.far:
        for meaning in _CANDIDATES:
            for i, column in enumerate(columns):
                meant = headed or said.here or (context.declared and column.is_headed_code)
                numbered = column.counts and (meaning == "ordinal" or not meant)
                coded = column.identifies or _has_words(column, said)
                if column.meaning == meaning and coded and not numbered and (explained or column.is_headed_code):
                    return i
    for i, column in enumerate(columns):
        if explained and said.here and column.cells and column.share(_CLASS.fullmatch) == 1:
            return i
        if column.meaning in ("status", "state", WEAK) and column.cells and column.share(_STATUS.match) == 1:
            return i
    return None


def _explains(column: Column, said: _Said) -> bool:
    """Tell whether a column says what a code means; where the heading announces codes, its name does."""
    if column.meaning == ERRORS:
        return column.hard < 0.5
    return column.meaning in EXPLAINING or (said.listed and column.meaning in ("name", "symbol"))


def _has_words(column: Column, said: _Said) -> bool:
    """Tell whether the plain words below a header such as `Code` are codes: `conflict`, where errors are spoken of."""
    if column.meaning != WEAK or not column.is_headed_code:
        return False
    if said.listed and (said.alone or column.hard > 0):
        return column.coded >= 0.5
    return column.coded >= 0.95 and ((said.here and said.alone) or (said.near and column.hard > 0))


def _telling(columns: Sequence[Column], code: int) -> int:
    """Return the column of symbols that tells errors apart where `code` says their HTTP status.

    | Code | Message | Description |      400 | NAME_MISSING | …      400 | NAME_TOO_LONG | …
    """
    if _repeats_status(columns[code]):
        for i, column in enumerate(columns):
            if len({*column.cells}) == len(column.cells) == len(columns[code].cells) and column.symbols == 1:
                return i
    return code


def _repeats_status(column: Column) -> bool:
    """Tell whether a column headed as codes has nothing but HTTP statuses, one of them several times."""
    repeated = column.is_headed_code and len({*column.cells}) < len(column.cells)
    return repeated and column.share(_STATUS.fullmatch) == 1


def _assign(columns: Sequence[Column], code: int) -> Columns:
    """Return the roles of all columns, now that the code's is known."""
    roles: list[Role] = ["code" if i == code else _role(column) for i, column in enumerate(columns)]
    names = tuple(i for i, role in enumerate(roles) if i != code and role in ("code", "symbol", "subcode"))
    labels = tuple(column.label for column in columns)
    coded = columns[code]
    return Columns(labels, tuple(roles), code, names, coded.symbols >= 0.5, coded.named, coded.digits)


def _role(column: Column) -> Role:
    """Return the role of a column beside the code's."""
    meaning = column.meaning
    if meaning in ("", "message", "title", "definition") and column.cells and column.share(CONSTANT.fullmatch) >= 0.8:
        return "symbol"
    if meaning == "ordinal":
        return ""
    if meaning == "type":
        if column.share(lambda cell: fold(cell) in vocabulary.LEVELS.split()) == 1:
            return "category"
        distinct = len(set(column.cells)) > 0.6 * len(column.cells) or len(column.cells) < 3
        return "title" if distinct else "category"
    return _identifier(column) if meaning in _IN_WORDS else cast("Role", meaning)


def _identifier(column: Column) -> Role:
    """Return the role of a column whose header may mean an identifier."""
    meaning = column.meaning
    if column.cells and (column.hard >= 0.7 or column.identifies):
        if meaning == "subcode":
            return "subcode"
        if (meaning == "state" and column.share(_STATUS.match) >= 0.8) or (meaning == WEAK and _repeats_status(column)):
            return "status"
        return "symbol" if column.symbols >= 0.5 else "code"
    return cast("Role", _IN_WORDS[meaning])


_IN_WORDS: Mapping[str, str] = {
    STRONG: "",
    WEAK: "",
    ERRORS: "message",
    "symbol": "title",
    "subcode": "subcode",
    "name": "title",
    "state": "",
    "result": "message",
    "reason": "cause-remedy",
}
"""The role of a column whose header may mean an identifier, but whose cells are words."""
