"""Why a table stays prose, and whether that deserves a word.

| Parameter | Type   |     it lists data types
| Code | City          |     nothing is explained
| Code | Description   |     may be of errors, and nothing says so: a warning where each cell looks like a code
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.codes import is_hard
from errdex.readers.column import EXPLAINING, Column, speaks_of
from errdex.readers.columns import Context
from errdex.readers.headers import ERRORS, STRONG, WEAK

HINT = (
    "say in the header what they are codes of, such as 'Error Code', or on top `kind: errors` or `kind: guide`; "
    "site.toml takes more headers under [columns]"
)
_CODE_LIKE = pattern(r"[-−]\d+|\d{3,}|0[xX][0-9A-Fa-f]+|[A-Za-z]\w*(?:[_.][A-Za-z\d]|[a-z][A-Z])[\w.]*", re.ASCII)


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


def _is_likely(column: Column) -> bool:
    """Tell whether a header speaks of codes, of whatever kind, and each cell below looks like one."""
    if column.meaning not in (WEAK, "state") or not column.cells or column.counts or not column.is_headed_code:
        return False
    return column.share(lambda cell: _CODE_LIKE.fullmatch(cell) and is_hard(cell)) == 1
