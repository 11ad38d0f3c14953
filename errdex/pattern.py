r"""Regular expressions that are compiled when they are first asked for something.

    _WILDCARD = pattern(r"[-+]?\d+[xX*?]+")
    _WILDCARD.fullmatch(text)

All rooms together have two hundred, and a small build has a use for half of them. To compile the others at every start
takes 8 ms, 5 % of a build of 22 codes. What nearly every build needs is made by `re.compile`, which is 15 ns faster a
call.
"""

from __future__ import annotations

import re
from collections.abc import Callable


class _Pattern:
    """Takes the place of a `re.Pattern`."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        method: Callable[..., object] = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)  # so this is asked once for each
        return method


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is needed; one that is malformed raises `re.error` then."""
    return _Pattern(source, flags)  # type: ignore[return-value]  # it can do what one can
