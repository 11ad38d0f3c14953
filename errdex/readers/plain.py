r"""Rows of nothing but plain text, as most are: read in one go, with one regular expression a row.

    <tr>
      <td>4000</td> <td> Bad request </td>      ->      ("4000", "Bad request")
    </tr>

Text is plain that a cell prints as it is: no markup, no entity, no line break, and no white space to fold. Some letters
may be markup and are none where they stand: `_` in a word, `]` with no link behind it. A row that is not plain, or only
looks odd, matches nothing here and is left to its reader.
"""

from __future__ import annotations

import re
from functools import cache

PAYS = 32_768
"""Characters of a table from which on it pays to make its pattern, which takes as long (1 ms) as 250 rows without."""

_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `str.split` folds; spelt out, because `\\s` in a set of letters takes a third longer."""
_WORD = rf"[^{_SPACE}<>&`*\\~\]_|\u00ad\u200b\u2060\ufeff]*+"
_JOINT = r"(?: (?![\s<|])|(?<=[^\W_])_|\](?!\()|~(?!~))"
_GAP = r"[ \t\n]*+"
# A group that repeats is not possessive: Python before 3.11.5 then loses matches.
_TEXT = rf"{_WORD}(?:{_JOINT}{_WORD})*"


@cache
def html_row(columns: int) -> re.Pattern[str]:
    """Return the pattern of an HTML row of so many plain cells, and of the white space behind it."""
    return re.compile(rf"<tr>{_GAP}" + rf"<td>{_GAP}({_TEXT}){_GAP}</td>{_GAP}" * columns + rf"</tr>{_GAP}")


@cache
def pipe_row(columns: int) -> re.Pattern[str]:
    """Return the pattern of a line of a pipe table, of so many plain cells with a pipe on either side."""
    return re.compile(rf"{_GAP}\|" + rf"{_GAP}({_TEXT}){_GAP}\|" * columns + _GAP)
