"""Codes that are written alike.

Some differ in spelling only, as people and keyboards differ: by width, case, and the sign of a minus. Others have one
shape, as those of one catalog mostly do: they differ in their digits.

４１００  =  4100      −1012  =  -1012      authfailure  =  AuthFailure
E4100 and E4211: E0000
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from unicodedata import normalize

from errdex.noun import mutable
from errdex.pattern import pattern

REMARKS = frozenset(
    [
        "new",
        "old",
        "beta",
        "alpha",
        "deprecated",
        "obsolete",
        "removed",
        "reserved",
        "unused",
        "legacy",
        "internal",
        "retry",
        "todo",
    ]
)
"""Words beside a code that are no name of it."""

_DIGIT = pattern(r"\d")
_MINUS: Mapping[int, str] = {ord(sign): "-" for sign in "‐‑‒–—―−"}


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

    def hold(self, catalog: str, name: str) -> bool:
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
