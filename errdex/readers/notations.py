"""Notations that Markdown takes for prose: tables of which no row is read, and lines that other generators understand.

｜エラーコード｜説明｜        +------+-------------+        Code    Description
｜－－－｜－－－｜            | Code | Description |        ------  -------------
｜4100｜認証失敗｜           +======+=============+        4100    Unauthorised
                          | 4100 | Unauthorised|
                          +------+-------------+
full-width bars           a grid, as of Pandoc             columns by blanks, as of Pandoc
of an input method        or reStructuredText              or reStructuredText

{% include errors.md %}   <Tabs groupId="lang">            import Tabs from '@theme/Tabs';
{{< alert >}}             </Tabs>
tags of Jekyll and Hugo   components of MDX and Vue        modules of MDX
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from errdex.markup.tags import is_known
from errdex.pattern import pattern
from errdex.readers.scan import FENCE, TAG

WIDE = (
    "a table with full-width bars (｜) is none, and stays prose",
    "write its bars and dashes in half width: | --- |",
)
DRAWN = (
    "a table that is drawn with dashes and blanks is none, and stays prose",
    "write it with bars: | Error Code | Description |, below it | --- | --- |, then its rows",
)
FOREIGN = "stays text: this is no notation of errdex"
FOREIGN_HINT = "write in Markdown what it stands for, or remove it; said once for all such lines of this document"

_WIDE = pattern(r"｜?\s*(?:[:：]?[-－ー―—─]+[:：]?\s*(?:｜\s*|\Z))+")
_GRID = pattern(r"\s*\+(?:[-=:]{3,}\+){2,}\s*")
_SUSPECT = re.compile(r"\n[ \t]*+(?:\+[-=:]{3}|(?:---|===)[-=]*[ \t]+(?:---|===)|\{%|\{\{[<%]|</?[A-Z]|import )")
"""How such a line begins, but for full-width bars. `\\n` is found four times as fast as `^`."""
_COLUMNS = pattern(r"\s*(?:-{3,}|={3,})(?:\s+(?:-{3,}|={3,}))+\s*")
_COMPONENT = pattern(r"</?([A-Z]\w*)(?:[\s.][^<>]*)?/?>")
_MODULE = pattern(r"import\s[^'\"]*['\"][^'\"]+['\"];?")
_SHOWN = 60
"""Characters of such a line that are shown."""
_OURS = pattern(r"\{%\s*(?:end)?(?:hint|tabs?)\b")


def may_have(text: str) -> bool:
    """Tell whether it is worth looking for such tables in a document, line by line."""
    return "｜" in text or _SUSPECT.search(f"\n{text}") is not None


def find_notations(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the first line of each, of numbered lines, what it is, and what to do about it.

    Of lines for other generators only the first of each kind is reported. Lines in code and in `<pre>` do not count.
    """
    lines = [*numbered, (0, "")]
    fence, above, drawn, preformatted = "", "", False, False
    told: set[str] = set()
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
        elif (kind := _foreign(line.strip())) and kind not in told:
            told.add(kind)
            yield number, f"{kind} {line.strip()[:_SHOWN]} {FOREIGN}", FOREIGN_HINT
        preformatted = preformatted and "</pre" not in line
        above = line


def _foreign(line: str) -> str:
    """Return what a line is to another generator; empty for one that is nothing or that is understood here too."""
    if line.startswith("{"):
        return "the tag" if TAG.fullmatch(line) and not _OURS.match(line) else ""
    component = _COMPONENT.fullmatch(line)
    if component:
        return "" if is_known(component[1].lower()) else "the component"
    return "the module" if line.startswith("import ") and _MODULE.fullmatch(line) else ""
