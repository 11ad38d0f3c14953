"""Places in an error table that a link may lead to.

    | 4100 | <a name="denied"></a>認証失敗 |      (12, "denied"), where this is line 12
    <tr id="denied"><td>4100</td> …             the same

Cells are records, which go to many pages, so none of them keeps an id; the document's page has all of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from errdex.pattern import pattern
from errdex.readers.grid import FoundTable

_SPELLINGS = ("id=", "name=", "ID=", "NAME=")
"""One of these a table holds that has an anchor; to look for tags takes ten times as long."""
_ANCHOR = pattern(
    r"""(?<!`)<(?:a\b[^<>]*?\s(?:id|name)|[a-z][a-z0-9]*\b[^<>]*?\sid)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>=`]+))""",
    re.IGNORECASE,
)


def anchors_in(found: FoundTable) -> Iterator[tuple[int, str]]:
    """Yield line and name of each anchor of a table, as written; names that no link could spell are passed over."""
    source = found.source
    if "<" not in source or "=" not in source or not any(spelling in source for spelling in _SPELLINGS):
        return
    line, counted = found.line, 0
    for match in _ANCHOR.finditer(source):
        line += source.count("\n", counted, match.start())
        counted = match.start()
        name = html.unescape(match[match.lastindex or 1])
        if name and name.isprintable() and " " not in name:
            yield line, name
