"""Codes that differ in spelling only, as people and keyboards differ: width, case, and the sign of a minus.

４１００  =  4100      −1012  =  -1012      authfailure  =  AuthFailure
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

_MINUS: Mapping[int, str] = {ord(sign): "-" for sign in "‐‑‒–—―−"}


def spelling_of(code: str) -> str:
    """Return a code as others that differ from it in spelling only would be, too."""
    if code.isascii():
        return code.casefold()
    return normalize("NFKC", code).translate(_MINUS).casefold()
