"""Why a table stays prose, and whether that deserves a word.

| Parameter | Type   |     it lists data types
| Code | City          |     nothing is explained
| Error code | Meaning |     has words alone for codes: a warning
| Code | Description   |     may be of errors, and nothing says so: a warning where each cell looks like a code
| Item | Text          |     of the code in the heading above, where its rows are `Cause`, `Solution` and the like
| Error code | 4100    |     turned: below it `Message | Denied`
| 4100 | Denied         |     has no header, below a heading that speaks of errors: a warning
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from errdex.diagnostics import name_few
from errdex.model import Unread
from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.code_cell import read_code
from errdex.readers.codes import is_hard
from errdex.readers.column import EXPLAINING, Column, speaks_of
from errdex.readers.columns import SAMPLE, columns_of
from errdex.readers.grid import LaidRow
from errdex.readers.headers import ERRORS, STRONG, WEAK, meaning_of
from errdex.readers.leading import leading_code
from errdex.readers.marks import code_text

_HINT = (
    "say in the header what they are codes of, such as 'Error Code', or on top `kind: errors` or `kind: guide`; "
    "site.toml takes more headers under [columns]"
)
_NOT_READ = "not read as an error table: "
_NO_HEADER = "write a header above its rows: | Error Code | Description |"
_CODE_LIKE = pattern(r"[-−]\d+|\d{3,}|0[xX][0-9A-Fa-f]+|[A-Za-z]\w*(?:[_.][A-Za-z\d]|[a-z][A-Z])[\w.]*", re.ASCII)
_SAID = EXPLAINING - {"type"}
_MOST_TURNED = 12
"""Rows of a table that may be turned; a code has not more to say."""
_LIKELY = 0.6
"""Share of the cells below a header of codes that are no small numbers."""
_LONGEST_LABEL = 30
"""Characters of what stands before a row; more are a sentence."""


def find_turned(line: int, rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> Unread | None:
    """Return the table on this line as unread if its headers stand in its first column; None for another table."""
    codes = _turned_codes(rows, extra)
    if not codes:
        return None
    return Unread(line, f"its headers stand in its first column, beside {name_few(codes)}", codes, turned=True)


def explain_unread(
    line: int, section: str, rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]
) -> tuple[Unread, tuple[str, str] | None]:
    """Return why a table stays prose, and message and hint of a warning where it may well be of errors.

    `section` is the heading above it; `extra` are a site's own headers by role.
    """
    if len(rows) < 2:
        return Unread(line, "it has no rows below a header"), None
    header, *below = rows[: SAMPLE + 1]
    body = [[code_text(cell) for cell in row.cells] for row in below]
    columns = columns_of([cell.text.replace("\n", " ") for cell in header.cells], body, extra)
    code = _headed_code(section, rows, extra)
    reason = f"no column holds a code, and its heading {code}" if code else _reason(columns)
    if not code and (first := _headless_code(section, rows)):
        reason = f"it has codes, such as {first}, and no header"
        return Unread(line, reason), (_NOT_READ + reason, _NO_HEADER)
    return Unread(line, reason, (code,) if code else ()), _doubt(columns, section)


def _headless_code(section: str, rows: Sequence[LaidRow]) -> str:
    """Return the first code of a table whose rows all begin with one, the uppermost too unless it is blank there.

    Nothing but the heading says that they are of errors.
    """
    if not speaks_of(vocabulary.ERRORS + vocabulary.SPOKEN, section) or any(len(row.cells) < 2 for row in rows):
        return ""
    cells = tuple(code_text(row.cells[0]) for row in rows[:SAMPLE] if row.cells[0].text)
    column = Column("", "", cells, is_blank=not cells)
    return read_code(cells[0]).codes[0] if len(cells) > 1 and _has_codes(column) else ""


def _reason(columns: Sequence[Column]) -> str:
    """Return why a table of these columns is no error table, in words."""
    if len(columns) < 2:
        return "it has one column"
    for column in columns:
        if column.has_data_types:
            return f"{column.label!r} lists data types"
        if column.is_foreign:
            return f"{column.label!r} speaks of something else"
    for column in columns:
        if column.meaning in (STRONG, "subcode"):
            return f"there are no codes under {column.label!r}"
    if overlooked := _overlooked(columns):
        return _unsaid(overlooked)
    return "no header speaks of error codes"


def _doubt(columns: Sequence[Column], section: str) -> tuple[str, str] | None:
    """Return the warning that a table which stays prose may be of errors; None where nothing speaks for it."""
    if speaks_of(vocabulary.FOREIGN_CONTEXT, section) or any(c.is_foreign or c.has_data_types for c in columns):
        return None
    if overlooked := _overlooked(columns):
        return _NOT_READ + _unsaid(overlooked), _HINT
    emptied = next((column for column in columns if column.meaning == STRONG and column.cells), None)
    if emptied and any(column.meaning in EXPLAINING for column in columns):
        hint = "write codes alone into it; or, where it is none of errors, another header"
        return f"{_NOT_READ}no cell under {emptied.label!r} holds a code", hint
    return None


def _unsaid(column: Column) -> str:
    return f"nothing says that the codes under {column.label!r} are of errors"


def _overlooked(columns: Sequence[Column]) -> Column | None:
    """Return the column that a reader would take for error codes, beside one that explains them, if there is one."""
    if not any(column.meaning in EXPLAINING or column.meaning == ERRORS for column in columns):
        return None
    return next((column for column in columns if _is_likely(column)), None)


def _headed_code(section: str, rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> str:
    """Return the code in the heading above a table that says line by line what it means; empty for another table.

    Of two columns, the first one holds words of at least two different headers; `extra` are a site's own ones.
    """
    if any(len(row.cells) != 2 for row in rows):
        return ""
    code = leading_code(section)
    if not code:
        return ""
    labels = (row.cells[0].text for row in rows[:SAMPLE])
    said = {meaning_of(label, extra) for label in labels if len(label) <= _LONGEST_LABEL} & _SAID
    return code if len(said) > 1 else ""


def _turned_codes(rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the codes of a table whose headers stand in its first column; none for another table.

    One of them speaks of an error's code and has nothing but codes beside it; of the others most are headers' words.
    """
    if len(rows) > _MOST_TURNED:
        return ()
    codes: tuple[str, ...] = ()
    said, others = 0, 0
    for row in rows:
        label, *values = [cell.text for cell in row.cells] or [""]
        meaning = meaning_of(label, extra) if label and len(label) <= _LONGEST_LABEL else ""
        if meaning == STRONG and any(values) and all(is_hard(text) and not meaning_of(text) for text in values if text):
            codes = codes or tuple(dict.fromkeys(filter(None, values)))
        elif label:
            others += 1
            said += bool(meaning)
    return codes if said * 2 > others else ()


def _is_likely(column: Column) -> bool:
    """Tell whether a header speaks of codes, of whatever kind, and the cells below look like some."""
    if column.meaning not in (WEAK, "state") or not column.cells or column.counts or not column.is_headed_code:
        return False
    return _has_codes(column)


def _has_codes(column: Column) -> bool:
    return column.hard == 1 and column.share(_holds_codes) > _LIKELY


def _holds_codes(cell: str) -> bool:
    return all(map(_CODE_LIKE.fullmatch, read_code(cell).codes))
