"""Tables in notations that Markdown takes for prose: no row of theirs is read, so each deserves a word.

｜エラーコード｜説明｜        +------+-------------+        Code    Description
｜－－－｜－－－｜            | Code | Description |        ------  -------------
｜4100｜認証失敗｜           +======+=============+        4100    Unauthorised
                          | 4100 | Unauthorised|
                          +------+-------------+
full-width bars           a grid, as of Pandoc             columns by blanks, as of Pandoc
of an input method        or reStructuredText              or reStructuredText
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from errdex.pattern import pattern
from errdex.readers.scan import FENCE

WIDE = (
    "a table with full-width bars (｜) is none, and stays prose",
    "write its bars and dashes in half width: | --- |",
)
DRAWN = (
    "a table that is drawn with dashes and blanks is none, and stays prose",
    "write it with bars: | Error Code | Description |, below it | --- | --- |, then its rows",
)

_WIDE = pattern(r"｜?\s*(?:[:：]?[-－ー―—─]+[:：]?\s*(?:｜\s*|\Z))+")
_GRID = pattern(r"\s*\+(?:[-=:]{3,}\+){2,}\s*")
_DRAWN = re.compile(r"^[ \t]*(?:\+[-=:]{3}|(?:---|===)[-=]*[ \t]+(?:---|===))", re.MULTILINE)
_STROKES = ("---", "===", "+")
"""One of these a drawn table holds; to look for lines that begin with one takes four times as long."""
_COLUMNS = pattern(r"\s*(?:-{3,}|={3,})(?:\s+(?:-{3,}|={3,}))+\s*")


def may_have(text: str) -> bool:
    """Tell whether it is worth looking for such tables in a document, line by line."""
    return "｜" in text or (any(stroke in text for stroke in _STROKES) and _DRAWN.search(text) is not None)


def find_notations(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the first line of each such table, of numbered lines, what it is, and what to do about it.

    Those in fenced or indented code and in `<pre>` are none.
    """
    lines = [*numbered, (0, "")]
    fence, above, drawn, preformatted = "", "", False, False
    for (number, line), (_, below) in pairwise(lines):
        mark = FENCE.match(line)
        preformatted = preformatted or "<pre" in line
        if fence:
            is_end = mark is not None and mark[1].startswith(fence) and not line[mark.end() :].strip()
            fence = "" if is_end else fence
        elif mark:
            fence = mark[1]
        elif not line.strip():
            drawn = False
        elif drawn or preformatted or line.startswith(("    ", "\t")):
            pass
        elif "｜" in above and "｜" in line and _WIDE.fullmatch(line.strip()):
            yield (number - 1, *WIDE)
        elif _GRID.fullmatch(line):
            drawn = True
            yield (number, *DRAWN)
        elif above.strip() and below.strip() and _COLUMNS.fullmatch(line):
            drawn = True
            yield (number - 1, *DRAWN)
        preformatted = preformatted and "</pre" not in line
        above = line
