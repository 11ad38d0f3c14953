"""Where an HTML table ends: at its `</table>`; one that is never closed before the next heading, fence or table.

In go the lines of a document and the place where a table begins. Out come the source from there on, without the marks
of a block quote, and where in it the table ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from errdex.markup.clean import MAX_DEPTH
from errdex.pattern import pattern
from errdex.readers.limits import Refused
from errdex.readers.margin import behind_quote

_TABLE = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)table(?=[\s>/])", re.IGNORECASE | re.DOTALL)
_STOP = pattern(r"\n[ ]{0,3}(?:#{1,6}[ \t]|```|~~~)|\n[ \t]*<table(?=[\s>])", re.IGNORECASE)
"""Where an open table ends at the latest."""


def last_closing(body: str) -> int:
    """Return the index of the last line on which a table may be closed, 0 where none is."""
    place = body.rfind("</")
    while place > 0 and body[place + 2 : place + 7].lower() != "table":
        place = body.rfind("</", 0, place)
    return body.count("\n", 0, max(0, place))


def closed_extent(lines: Sequence[str], at: int, start: int, line: int, *, quoted: bool) -> tuple[str, int] | None:
    """Return the source from column `start` of line `at` on, and where the table ends in it; None where it never does.

    Raises Refused, at `line`, for tables nested too deeply.
    """
    for source in _growing(lines, at, start, quoted=quoted):
        end = _table_end(source, line)
        if end >= 0:
            return source, end
    return None


def open_extent(lines: Sequence[str], at: int, start: int, *, quoted: bool) -> tuple[str, int]:
    """Return the same of a table that is never closed."""
    source, end = "", -1
    for source in _growing(lines, at, start, quoted=quoted):
        stop = _STOP.search(source, 1)
        end = stop.start() if stop else len(source.rstrip())
        if stop:
            break
    return source, end


def _growing(lines: Sequence[str], at: int, start: int, *, quoted: bool) -> Iterator[str]:
    """Yield what stands from column `start` of line `at` on, ever more of it, without the marks of a quote."""
    size, left = 50, len(lines) - at
    while size < 8 * left + 50:
        piece = lines[at : at + size]
        if quoted:
            piece = [piece[0], *(item if (rest := behind_quote(item)) is None else rest for item in piece[1:])]
        yield "\n".join(piece)[start:]
        size *= 8


def _table_end(source: str, line: int) -> int:
    """Return where the table with which `source`, at a line, begins is closed, -1 when it never is."""
    depth = 0
    for match in _TABLE.finditer(source):
        if match[1] is None:
            continue
        depth += -1 if match[1] else 1
        if depth > MAX_DEPTH:  # whatever is still to come, it would be refused
            raise Refused("tags nested too deep", line)
        if depth == 0:
            closing = source.find(">", match.end())
            return closing + 1 if closing >= 0 else len(source)
    return -1
