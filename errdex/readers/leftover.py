"""Codes that are named in a code cell, but became neither a code nor a name: nothing leads to them.

| 4100 |
| 4101 → 4105 |       4105 has the shape of the table's codes
| 4102 (HTTP 401) |   401 has not
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from errdex.pattern import pattern
from errdex.readers.codes import shape_of

_WORD = pattern(r"(?<![\w.])[-−]?[A-Za-z_\d](?:[\w.:/-]*\w)?", re.ASCII)
_YEAR = pattern(r"(?:19|20)\d\d", re.ASCII)
_LETTERED = pattern(r"[A-Za-z]+[-_]?\d+[A-Za-z]?", re.ASCII)
_INNER_CAPITAL = pattern(r"[a-z\d][A-Z]")


def left_over(text: str, known: Collection[str], likely: Collection[str]) -> tuple[str, ...]:
    """Return the words of a code cell's text that look like codes (`likely` are likenesses) and are not `known`."""
    found = []
    for word in dict.fromkeys(_WORD.findall(text)):
        if any(word in item for item in known):
            continue
        year = _YEAR.fullmatch(word) and not any(item.startswith(word[:2]) for item in known)
        if not year and likeness(word) in likely:
            found.append(word)
    return tuple(found)


def likenesses(codes: Iterable[str]) -> frozenset[str]:
    """Return what the codes of a table look like."""
    return frozenset(filter(None, map(likeness, codes)))


def likeness(code: str) -> str:
    """Return what codes of one kind have in common: `9999`, `E9999`, the marks in a symbol; empty for other text."""
    shape = shape_of(code)
    if shape == "number" or (shape in ("hex", "symbol") and _LETTERED.fullmatch(code)):
        return re.sub(r"\d", "9", code) if sum(map(str.isdigit, code)) >= 3 else ""
    if shape == "hex":
        return "hex"
    if shape == "symbol":
        return "".join(sorted(set(re.findall(r"[._:/]", code)))) or ("aA" if _INNER_CAPITAL.search(code) else "")
    return ""
