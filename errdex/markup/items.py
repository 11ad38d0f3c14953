"""Blocks that stand in list items, where python-markdown looks for most of them at the margin alone.

    1. Run this:                homes: of the first line -1, of all others the first: nearest before it and set in less

       ```sh                    level 4: python-markdown sets in by four, whatever the writer does
       errdex check
       ```

It also ends an item at a paragraph that is set in by less; what comes then is in no item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r" *(?:[-*+]|\d+\.) ")

Mark = tuple[int, int, str]
"""What begins or ends a block: the line that holds it, how far it is set in, and how it is written."""


class Items:
    """Follows the items through lines of Markdown, from the first to the last."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._homes = _homes(lines)
        self._ended: set[int] = set()
        """Lines that begin an item which is over before those that are set in are."""

    def mark(self, at: int, mark: str) -> Mark:
        """Return what line `at` has in common with others that begin or end a block there with the same mark."""
        return self._homes[at], indent_of(self._lines[at]), mark.strip()

    def level(self, at: int) -> int:
        """Return how far a block is to be set in that begins in line `at`, 0 where its item has ended; else -1."""
        home = self._homes[at]
        level = self._level_in(home)
        if not level or indent_of(self._lines[at]) >= level + 4:
            return -1
        return 0 if home in self._ended else level

    def leave(self, at: int, after_blank: bool) -> None:
        """Go on behind line `at`, which stays as it is."""
        line = self._lines[at]
        if after_blank and line.strip() and not _ITEM.match(line) and indent_of(line) < self._level_in(self._homes[at]):
            self._ended.add(self._homes[at])

    def _level_in(self, home: int) -> int:
        line = self._lines[home] if home >= 0 else ""
        return indent_of(line) // 4 * 4 + 4 if _ITEM.match(line) else 0


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _homes(lines: Sequence[str]) -> list[int]:
    """Return for each line the nearest one before it that is set in less, as its index; -1 where there is none."""
    homes: list[int] = []
    above: list[tuple[int, int]] = [(-1, -1)]
    for at, line in enumerate(lines):
        if line.strip():
            indent = indent_of(line)
            while above[-1][0] >= indent:
                above.pop()
            homes.append(above[-1][1])
            if line[indent] != ">":  # a quote holds nothing that stands without its mark
                above.append((indent, at))
        else:
            homes.append(-1)
    return homes
