"""Tables that were written with full-width bars, as an input method gives them: Markdown knows them for prose.

｜エラーコード｜説明｜
｜－－－｜－－－｜
｜4100｜認証失敗｜
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from errdex.pattern import pattern

_DELIMITERS = pattern(r"\s*｜?(?:\s*[:：]?[-－ー―—─]+[:：]?\s*｜)+(?:\s*[:：]?[-－ー―—─]+[:：]?)?\s*")
_FENCES = ("```", "~~~")
WIDE = "a table with full-width bars (｜) is none, and stays prose"
HINT = "write its bars and dashes in half width: | --- |"


def find_wide(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Yield the number of the first line of each such table, of numbered lines; those in code fences are none."""
    fence, above = "", ""
    for number, line in lines:
        mark = line.lstrip()[:3]
        if mark in _FENCES and fence in ("", mark):
            fence = "" if fence else mark
        elif not fence and "｜" in above and "｜" in line and _DELIMITERS.fullmatch(line):
            yield number - 1
        above = line
