"""Ranges of numbers, as writers put them down instead of a code.

4000-7000   112～116   120001 - 130000   1～5   -10~-1       ranges
2-67        100-99     1-2-3                                 codes that hold a hyphen
5xx         12**       -30XXX                                patterns: all numbers of that length that begin so
"""

from __future__ import annotations

import re

from errdex.pattern import pattern

_TIGHT = pattern(r"\d+-\d+")
_WILD = pattern(r"([-−]?)(\d+)([xX*?ｘＸ＊？]+)")
_RANGE = pattern(
    r"([-−]?\d+)(?:-| +[-−] +|\s*(?:[–—~～〜…]|\.\.\.?|to|至|到|から|부터)\s*)([-−]?\d+)\s*(?:まで|까지)?",
    re.IGNORECASE,
)


def range_of(code: str) -> tuple[int, int] | None:
    """Return the first and the last number of a range; None for all else.

    A bare hyphen joins the parts of many a code, so a range written with one has as many digits at both ends, at
    least three.
    """
    if code.isdecimal():
        return None
    match = _RANGE.fullmatch(code)
    if not match:
        return None
    first, last = (int(part.replace("−", "-")) for part in match.groups())
    if first > last and first < 0:
        first, last = last, first
    digits = [len(part) for part in match.groups()]
    if first >= last or (_TIGHT.fullmatch(code) and (digits[0] != digits[1] or digits[0] < 3)):
        return None
    return first, last


def span_of(code: str) -> tuple[int, int] | None:
    """Return the first and the last number that a range or a pattern stands for; None for all else."""
    match = _WILD.fullmatch(code)
    if not match:
        return range_of(code)
    sign, digits, rest = match.groups()
    ends = [int(digits + digit * len(rest)) for digit in "09"]
    return (-ends[1], -ends[0]) if sign else (ends[0], ends[1])
