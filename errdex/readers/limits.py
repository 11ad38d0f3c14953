"""What is too much to read: hostile or huge documents are refused, with the line, before anything takes long over them.

[[[[[[…            more open brackets than any prose has: Markdown takes quadratic time over them
<div><div><div>…   tags nested so deep that parsers take quadratic time over them
"""

from __future__ import annotations

import re

from errdex.markup.clean import is_too_deep
from errdex.pattern import pattern

MAX_CELL = 1_000_000
"""Characters of a cell."""
MAX_TREE_TAGS = 120_000
"""Tags that the slow reading of a table takes on: some 10,000 rows, five seconds."""
MAX_PROSE_LINES = 20_000
"""Lines of prose that are not blank."""
MAX_BRACKETS = 200
"""Open brackets in a paragraph."""
MAX_HEADINGS = 3_000

_BRACKET = pattern(r"\[|\]|\n[ \t]*\n")
_DEEP = pattern(r"^(?:[ \t]{200,}(?:[-*+]|\d+[.)])[ \t]|(?:[ \t]*>){40})", re.MULTILINE)


class Refused(Exception):
    """A document, or a table of it, that is not read."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        """Of the text that was looked at, from 0."""


def check_cell(source: str) -> None:
    """Raise Refused for a cell that is too long or too deep."""
    if len(source) > MAX_CELL:
        raise Refused(f"a cell of {len(source):,} characters; at most {MAX_CELL:,} are read")
    check_depth(source)


def check_depth(source: str) -> None:
    """Raise Refused for tags that nest too deep."""
    if is_too_deep(source):
        raise Refused("tags nested too deep")


def check_tree(tags: int) -> None:
    """Raise Refused for a table with more tags than the slow reading takes on."""
    if tags > MAX_TREE_TAGS:
        raise Refused(
            f"{tags:,} tags in a table whose rows are not written plainly; at most {MAX_TREE_TAGS:,} are read"
        )


def check_prose(prose: str) -> None:
    """Raise Refused for prose that Markdown would take too long over."""
    if len(prose) < MAX_BRACKETS:
        return
    check_depth(prose)
    for place, message in (
        (_open_brackets(prose), "too many open brackets"),
        (match.start() if (match := _DEEP.search(prose)) else -1, "lists or quotes nested too deep"),
        (0 if prose.count("\n#") > MAX_HEADINGS else -1, f"more than {MAX_HEADINGS:,} headings"),
        (0 if _lines(prose) > MAX_PROSE_LINES else -1, f"more than {MAX_PROSE_LINES:,} lines beside error tables"),
    ):
        if place >= 0:
            raise Refused(message, prose.count("\n", 0, place))


def _lines(prose: str) -> int:
    """Return how many lines are not blank, or fewer where so many words can't fill too many."""
    words = len(prose.split())
    return sum(map(bool, map(str.strip, prose.split("\n")))) if words > MAX_PROSE_LINES else words


def _open_brackets(prose: str) -> int:
    """Return where a paragraph has more open brackets than it may, -1 where none has."""
    if prose.count("[") <= MAX_BRACKETS:
        return -1
    depth = 0
    for match in _BRACKET.finditer(prose):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1) if match[0] == "]" else 0
        if depth > MAX_BRACKETS:
            return match.start()
    return -1
