"""The order of codes, and the families they stand in.

-1012 < 0 < 999 < 4000 < 0x1000 < AuthFailure < AuthFailure.Expire < E2 < E10
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from errdex.model import Code, Family

_NUMBER = re.compile(r"-?\d{1,18}")
_DIGITS = re.compile(r"(\d{1,1000})")  # Python refuses to count with more than some thousands


def order_key(code: str) -> tuple[object, ...]:
    """Return a sort key: whole numbers by value, then everything else with the numbers inside compared by value."""
    if _NUMBER.fullmatch(code) and code.isascii():
        return (0, int(code), code)
    parts = _DIGITS.split(code.lower())
    return (1, tuple((part, 0) if i % 2 == 0 else ("", int(part)) for i, part in enumerate(parts)), code)


def find_family(code: str, authored: Iterable[Family]) -> Family:
    """Return the family of a code: the authored one with the longest fitting prefix, else one by its shape.

    By shape: `4xxx` for 4000 to 4999, `-30xxx`, `AuthFailure` for `AuthFailure.Expire`, `TS2xxx` for `TS2307`.
    """
    fitting = [family for family in authored if code.startswith(family.prefix)]
    if fitting:
        return max(fitting, key=lambda family: len(family.prefix))
    shape = re.match(r"(\D*)(\d)(\d*)", code)
    if shape and (shape[2] + shape[3]).isascii() and len(shape[1]) <= 12 and "." not in shape[1]:
        return Family(f"{shape[1]}{shape[2]}{'x' * len(shape[3])}")
    head = re.split(r"[.:/_\s-]", code, maxsplit=1)[0]
    return Family(head or code)


def group_families(codes: Iterable[Code], authored: Iterable[Family]) -> tuple[Family, ...]:
    """Return the families that the codes (in order) stand in: in the order of their first code."""
    known = {family.prefix: family for family in authored}
    return tuple(known.get(prefix) or Family(prefix) for prefix in dict.fromkeys(code.family for code in codes))
