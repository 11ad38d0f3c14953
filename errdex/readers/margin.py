"""What stands before the text of a line: the marks of the block quotes and list items that it is in.

    > | Code |              "> "
    - > | Code |            "- > "
      > | 4100 |            "  > "       what goes on with it, line by line

The mark of the item that begins last on a line belongs to its text.
"""

from __future__ import annotations

import re

from errdex.pattern import pattern

ITEM = re.compile(r"[ ]{0,9}(?:[-*+:]|\d{1,9}[.)])[ \t]+")
"""How the item of a list begins, or the definition of a term."""

_QUOTE = r"(?:[ ]{0,3}>[!?]?[ ]?)*"
_OUTER_ITEM = rf"{ITEM.pattern}(?=>|[-*+][ \t]|\d{{1,9}}[.)][ \t])"
"""An item on whose own line another one begins, or a block quote."""
_MARGIN = re.compile(rf"{_QUOTE}(?:{_OUTER_ITEM}{_QUOTE})*")
_SET_IN = pattern(r"(?:[ ]*>[!?]?[ ]?)*")
"""The marks of block quotes in a list, however far it is set in."""
_MARKS = re.compile(r"[-*+:\d.)]")


def margin_of(line: str, in_list: bool) -> str:
    """Return the margin of a line; nothing where it has none."""
    margin = _MARGIN.match(line)[0]  # type: ignore[index]  # matches nothing, too
    if in_list and not _MARKS.search(margin):
        margin = margin + _SET_IN.match(line, len(margin))[0]  # type: ignore[index]
    return margin


def continued(margin: str) -> str:
    """Return the margin of the lines that go on with one: an item's mark stands before its first line only."""
    return _MARKS.sub(" ", margin)


def outside_of(margin: str) -> str:
    """Return the margin of a line above one: without the items that begin there."""
    item = _MARKS.search(margin)
    return margin[: item.start()] if item else margin


def behind_quote(line: str) -> str | None:
    """Return a line that goes on with a block quote without its marks; None for one that stands outside."""
    marks = _SET_IN.match(line)
    return line[marks.end() :] if marks and marks.end() else None
