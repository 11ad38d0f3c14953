"""How codes are written: alike, as a range, or with a remark beside them.

Some differ in spelling only, as people and keyboards differ: by width, case, and the sign of a minus. Others have one
shape, as those of one catalog mostly do: they differ in their digits. And writers put down ranges instead of a code:

    ４１００  =  4100      −1012  =  -1012      authfailure  =  AuthFailure
    E4100 and E4211: E0000
    4000-7000   112～116   120001 - 130000   1～5   -10~-1       ranges
    E100-E199   ERR_100..ERR_199   E02～09   0x10-0x1F           ranges of codes with the same letters before numbers
    2-67   100-99   1-2-3   ORA-00001   SDK-4-100   A1-B9        codes that hold a hyphen
    5xx   12**   -30XXX   E5xx   0x8007xxxx                      patterns: all numbers of that length that begin so
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import field
from unicodedata import normalize

from errdex.noun import mutable
from errdex.pattern import pattern

REMARKS = frozenset(
    (
        *("new", "old", "beta", "alpha", "deprecated", "obsolete", "removed", "reserved", "unused", "legacy"),
        *("internal", "retry", "todo"),
    )
)
"""Words beside a code that are no name of it."""

_FILLER = re.compile(
    r"[-–—―ー_*.…·~/\\|=+\s]+|n/?a|none|nil|null|tbd|無し|なし|无|無|없음|해당\s?없음|略", re.IGNORECASE
)
_DIGIT = pattern(r"\d")
_MINUS: Mapping[int, str] = {ord(sign): "-" for sign in "‐‑‒–—―−"}
_TIGHT = pattern(r"\d+-\d+")
_WILD = pattern(r"([-−]?)(\d+)([xX*?ｘＸ＊？]+)")
_BETWEEN = r" +[-−] +|\s*(?:[–—~～〜…]|\.\.\.?|to|through|至|到|から|부터)\s*"
_END = r"\s*(?:まで|까지)?"
_RANGE = pattern(rf"([-−]?\d+)(?:-|{_BETWEEN})([-−]?\d+){_END}", re.IGNORECASE)
_LETTERS = r"[A-Za-z](?:[\w.:#-]*[A-Za-z_.:#-])?"
_LETTERED = pattern(
    rf"(?P<letters>{_LETTERS})(\d+)(?:-(?=(?P=letters))|{_BETWEEN})(?:(?P=letters))?(\d+){_END}", re.ASCII
)
_LETTERED_WILD = pattern(rf"(?P<letters>{_LETTERS})(\d+)([xX]{{2,}}|[*?]+)", re.ASCII)
"""One x may be a letter of the code."""
_HEX = pattern(rf"0x([\da-f]+)(?:-(?=0x)|{_BETWEEN})(?:0x)?([\da-f]+){_END}", re.ASCII | re.IGNORECASE)
_HEX_WILD = pattern(r"0x([\da-f]+)([x*?]+)", re.ASCII | re.IGNORECASE)

LettersSpan = tuple[str, int, int]
"""What stands before the numbers, `0x` where they are hexadecimal; the first and the last of them."""


def spelling_of(code: str) -> str:
    """Return a code as others that differ from it in spelling only would be, too."""
    if code.isascii():
        return code.casefold()
    return normalize("NFKC", code).translate(_MINUS).casefold()


@mutable
class Shapes:
    """The shapes of the codes of each catalog."""

    known: Collection[tuple[str, str]]
    """Catalog and code of each."""
    _found: dict[str, set[str]] = field(default_factory=dict)
    """Catalog -> shapes; made when it is first asked for, for most builds need none."""

    def fits(self, catalog: str, name: str) -> bool:
        """Tell whether a name looks like a code of `catalog`, or says `catalog/code` of one that is there.

        Where there is no such code, it is a slip; any other name may be that of a code which the site does not have.
        """
        if not self._found:
            for home, code in self.known:
                self._found.setdefault(home, set()).add(_shape(code))
        other, slash, _ = name.partition("/")
        return _shape(name) in self._found.get(catalog, ()) or (bool(slash) and other in self._found)


def _shape(code: str) -> str:
    """Return a code with every digit the same."""
    return _DIGIT.sub("0", code)


def is_filler(text: str) -> bool:
    """Tell whether a cell stands for nothing: `-`, `N/A`, `なし`."""
    return _FILLER.fullmatch(text) is not None


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
    first, last = _filled(digits, rest, "09", 10)
    return (-last, -first) if sign else (first, last)


def lettered_range_of(code: str) -> LettersSpan | None:
    """Return what a range of codes with letters stands for; None for all else.

    A bare hyphen makes one where the same letters stand on both sides of it; the numbers always rise.
    """
    match = _HEX.fullmatch(code)
    if match:
        letters, first, last = "0x", int(match[1], 16), int(match[2], 16)
    elif match := _LETTERED.fullmatch(code):
        letters, first, last = match["letters"], int(match[2]), int(match[3])
    else:
        return None
    return (letters, first, last) if first < last else None


def lettered_span_of(code: str) -> LettersSpan | None:
    """Return what a range or a pattern of codes with letters stands for; None for all else."""
    if match := _HEX_WILD.fullmatch(code):
        return "0x", *_filled(match[1], match[2], "0f", 16)
    if match := _LETTERED_WILD.fullmatch(code):
        return match["letters"], *_filled(match[2], match[3], "09", 10)
    return lettered_range_of(code)


def _filled(digits: str, rest: str, ends: str, base: int) -> tuple[int, int]:
    """Return the first and the last number that begins with some digits and goes on with as many as `rest` has."""
    first, last = (int(digits + digit * len(rest), base) for digit in ends)
    return first, last
