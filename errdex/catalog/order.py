"""The order of codes, and the families they stand in.

-1012 < 0 < 1-99 < 999 < 4000 < 4xxx < 0x9 < 0xA < 0x10 < AuthFailure < AuthFailure.Expire < E2 < E10
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from errdex.model import Code, Family
from errdex.pattern import pattern
from errdex.spelling import lettered_span_of, span_of

_NUMBER = pattern(r"-?\d{1,18}")
_HEX = pattern(r"0x([0-9a-f])([0-9a-f]{0,40})([x*?]*)", re.IGNORECASE)
"""With what makes a pattern of it: 0x8007xxxx."""
_ODD_NUMBER = pattern(r"\d[0-9a-z]{1,11}", re.ASCII | re.IGNORECASE)
"""Digits and letters: 5xx, and 42P01 of SQLSTATE."""
_SHAPE = pattern(r"(\D*)(\d)(\d*)")
_PARTING = pattern(r"[.:/_\s-]")
_DIGITS = pattern(r"(\d{1,1000})")  # Python refuses to count with more than some thousands


def order_key(code: str) -> tuple[object, ...]:
    """Return a sort key: whole numbers by value, then everything else with the numbers inside compared by value.

    A range or a pattern stands behind the first number that it stands for.
    """
    if code.isascii() and ((code.isdecimal() and len(code) <= 18) or _NUMBER.fullmatch(code)):  # most are digits alone
        return (0, int(code), code)
    span = span_of(code) if len(code) <= 36 else None
    if span:
        return (0, span[0], code)
    if hexadecimal := _HEX.match(code):
        is_plain = hexadecimal.end(2) == len(code)
        several = None if is_plain else lettered_span_of(code)
        if is_plain or several:
            return (1, (("", 0), ("", 0), ("x", 0), ("", several[1] if several else int(code, 16))), code)
    parts = _DIGITS.split(code.lower())
    return (1, tuple((part, 0) if i % 2 == 0 else ("", int(part)) for i, part in enumerate(parts)), code)


def find_family(code: str, authored: Sequence[Family]) -> str:
    """Return the prefix of a code's family: the longest authored one that fits, else one by the code's shape.

    By shape: `4xxx` for 4000 to 4999, `-30xxx`, `AuthFailure` for `AuthFailure.Expire`, `TS2xxx` for `TS2307`,
    `0x8xxx` for `0x80A0`, `0x80A0-0x80AF` and `0x80xx`, `5xx` for `5xx`, `4xxxx` for `42P01`.
    """
    fitting = [family.prefix for family in authored if code.startswith(family.prefix)] if authored else ()
    if fitting:
        return max(fitting, key=len)
    if code.isdecimal() and code.isascii():  # nearly every code
        return code[0] + "x" * (len(code) - 1)
    hexadecimal = _HEX.match(code)
    if hexadecimal:
        return f"0x{hexadecimal[1].upper()}{'x' * len(hexadecimal[2] + hexadecimal[3])}"
    if _ODD_NUMBER.fullmatch(code):
        return code[0] + "x" * (len(code) - 1)
    shape = _SHAPE.match(code)
    if shape:
        letters, first, digits = shape.groups()
        if (first + digits).isascii() and len(letters) <= 12 and "." not in letters:
            return f"{letters}{first}{'x' * len(digits)}"
    return _PARTING.split(code, maxsplit=1)[0] or code


def group_families(codes: Iterable[Code], authored: Iterable[Family]) -> tuple[Family, ...]:
    """Return the families that the codes (in order) stand in: in the order of their first code."""
    known = {family.prefix: family for family in authored}
    return tuple(known.get(prefix) or Family(prefix) for prefix in dict.fromkeys(code.family for code in codes))
