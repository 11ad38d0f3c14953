"""Why a table stays prose, and whether that deserves a word.

| Parameter | Type   |     it lists data types
| Code | City          |     nothing is explained
| Error code | Meaning |     has words alone for codes: a warning
| Code | Description   |     may be of errors, and nothing says so: a warning where each cell looks like a code
| Item | Text          |     of the code in the heading above, where its rows are `Cause`, `Solution` and the like
| Error code | 4100    |     turned: below it `Message | Denied`
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.codes import MAX_CODE, is_hard
from errdex.readers.column import EXPLAINING, Column, speaks_of
from errdex.readers.columns import SAMPLE, Context
from errdex.readers.grid import LaidRow
from errdex.readers.headers import ERRORS, STRONG, WEAK, meaning_of

HINT = (
    "say in the header what they are codes of, such as 'Error Code', or on top `kind: errors` or `kind: guide`; "
    "site.toml takes more headers under [columns]"
)
_CODE_LIKE = pattern(r"[-−]\d+|\d{3,}|0[xX][0-9A-Fa-f]+|[A-Za-z]\w*(?:[_.][A-Za-z\d]|[a-z][A-Z])[\w.]*", re.ASCII)
_HEADED = pattern(
    r"""`?(?P<code>
        -?\d{3,} | 0[xX][0-9A-Fa-f]+ | [A-Z]{1,6}-?\d{2,} | [A-Za-z][\w.-]*_[\w.-]*\w
      | (?:[A-Z]+[a-z][A-Za-z\d]*\.)+[A-Z]+[a-z][A-Za-z\d]*
      | [A-Za-z][A-Za-z\d]{2,}(?:[.-][A-Za-z\d]{3,})+(?=`?\Z)
    )`?(?=[\s:：、,，(（]|\Z)""",
    re.ASCII | re.VERBOSE,
)
"""A heading that is a code or begins with one: `4100`, `E1001: Denied`; not `A.1 Overview`, `Sign-in`, `Node.js`."""
_STANDARD = pattern(
    r"""`?(?:
        (?:hmac[-_]?)?sha[-_]?\d+ | (?:aes|des|rsa|dsa|ed|crc|md|[hrep]s(?=256|384|512))[-_]?\d+ | base[-_]?\d\d
      | (?:utf|ucs|cp|windows)[-_]?\d+ | u?int\d+ | float\d+ | x86[-_]64 | arm64 | log4j\w*
      | (?:iso|iec|rfc|ieee|ecma|cve|cwe|kb|sql|ipv|mp|oauth)[-_]?\d[\d-]*
    )`?(?!\w)""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""A heading that names an algorithm, an encoding, a type, a standard or a notice: `SHA256`, `UTF-16`, `RFC-7231`."""
_SAID = EXPLAINING - {"type"}
MOST_TURNED = 12
"""Rows of a table that may be turned; a code has not more to say."""
_LONGEST_LABEL = 30
"""Characters of what stands before a row; more are a sentence."""


def reason_of(columns: Sequence[Column]) -> str:
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
    if overlooked := overlooked_in(columns, Context("", "", "")):
        return f"nothing says that the codes under {overlooked.label!r} are of errors"
    return "no header speaks of error codes"


def overlooked_in(columns: Sequence[Column], context: Context) -> Column | None:
    """Return the column of an unread table that a reader would take for error codes, if there is one."""
    explained = any(column.meaning in EXPLAINING or column.meaning == ERRORS for column in columns)
    elsewhere = speaks_of(vocabulary.FOREIGN_CONTEXT, context.section)
    if not explained or elsewhere or any(column.is_foreign or column.has_data_types for column in columns):
        return None
    return next((column for column in columns if _is_likely(column)), None)


def emptied_in(columns: Sequence[Column], context: Context) -> Column | None:
    """Return the column of an unread table that is headed as error codes and holds other words, if there is one."""
    explained = any(column.meaning in EXPLAINING for column in columns)
    elsewhere = speaks_of(vocabulary.FOREIGN_CONTEXT, context.section)
    if not explained or elsewhere or any(column.is_foreign or column.has_data_types for column in columns):
        return None
    return next((column for column in columns if column.meaning == STRONG and column.cells), None)


def headed_code(section: str, rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> str:
    """Return the code in the heading above a table that says line by line what it means; empty for another table.

    Of two columns, the first one holds words of at least two different headers; `extra` are a site's own ones.
    """
    if any(len(row.cells) != 2 for row in rows):
        return ""
    heading = _HEADED.match(section[:MAX_CODE])
    if not heading or not is_hard(heading["code"]) or _STANDARD.match(section):
        return ""
    labels = (row.cells[0].text for row in rows[:SAMPLE])
    said = {meaning_of(label, extra) for label in labels if len(label) <= _LONGEST_LABEL} & _SAID
    return heading["code"] if len(said) > 1 else ""


def turned_codes(rows: Sequence[LaidRow], extra: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the codes of a table whose headers stand in its first column; none for another table.

    One of them speaks of an error's code and has nothing but codes beside it; of the others most are headers' words.
    """
    if len(rows) > MOST_TURNED:
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
    """Tell whether a header speaks of codes, of whatever kind, and each cell below looks like one."""
    if column.meaning not in (WEAK, "state") or not column.cells or column.counts or not column.is_headed_code:
        return False
    return column.share(lambda cell: _CODE_LIKE.fullmatch(cell) and is_hard(cell)) == 1
