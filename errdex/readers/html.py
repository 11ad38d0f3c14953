"""HTML tables, read as a browser reads them, fast where that is safe.

The law is html5lib's tree (`read_by_tree`, some 350 µs a row). Rows that are written plainly take a short cut: one
regular expression per cell, and the rows must tile the table without a gap. What does not fit, an unclosed cell or a
stray tag, is handed to the law, row by row where nothing can leak out of the row, else with the whole table.

    <table>
      <tr><td>Error Code</td><td>Description</td></tr>
      <tr><td>4000</td><td>See <a href="guide.md">the guide</a></td></tr>
    </table>
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from errdex.markup.tags import FLOW, PHRASING, show_unknown_tags
from errdex.readers.cells import html_cell
from errdex.readers.grid import Found, Grid, RawRow, Span, lay_out

if TYPE_CHECKING:
    from bs4 import Tag

_ATTRIBUTES = r"""(?:\s++[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+\s*+"""
_PLAIN_TAGS = "|".join(
    sorted((PHRASING | FLOW) - {"pre", "hr", "wbr", "ruby", "rb", "rt", "rq", "nobr"}, key=len, reverse=True)
)
_CONTENT = rf"[^<]*+(?:<(?:/?(?:{_PLAIN_TAGS}){_ATTRIBUTES}/?>|(?![a-zA-Z/!?]))[^<]*+)*+"
_SPACE = re.compile(r"\s*+(?:<!--(?:[^-]|-(?!-))*+-->\s*+)*+")
_OPEN_TABLE = re.compile(rf"<table{_ATTRIBUTES}>", re.IGNORECASE)
_COLGROUP = re.compile(rf"(?:\s*+</?col(?:group)?{_ATTRIBUTES}/?>)*+", re.IGNORECASE)
_GROUP = re.compile(r"<(/?)(thead|tbody|tfoot)" + _ATTRIBUTES + ">", re.IGNORECASE)
_OPEN_ROW = re.compile(rf"<tr{_ATTRIBUTES}>\s*+", re.IGNORECASE)
_CELL = re.compile(rf"<(t[dh])({_ATTRIBUTES})>({_CONTENT})</\1\s*+>\s*+", re.IGNORECASE)
_CLOSE_ROW = re.compile(r"</tr\s*+>", re.IGNORECASE)
_CLOSE_TABLE = re.compile(r"\s*+</table\s*+>\s*+\Z", re.IGNORECASE)
_SPANNING = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
_ODD = re.compile(
    rf"<(?:/?(?:{_PLAIN_TAGS}|t[dhr]){_ATTRIBUTES}/?>|(?![a-zA-Z/!?]))|(<)",
    re.IGNORECASE,
)
"""Every tag; group 1 for one after which nothing is certain."""


class _Leak(Exception):
    """An odd row that may change how the rest of the table reads."""


def read_html(found: Found) -> Grid:
    """Return the table, laid out."""
    source = show_unknown_tags(found.source)
    try:
        rows, outside = _tile(source, found.line)
    except _Leak:
        rows, outside = read_by_tree(source, found.line)
    return Grid(lay_out(rows, html_cell), tuple(outside), found.warnings)


def _tile(source: str, line: int) -> tuple[list[RawRow], list[str]]:
    """Return the rows of a table that rows tile without a gap; raise `_Leak` when they do not."""
    opening = _OPEN_TABLE.match(source)
    if not opening:
        raise _Leak
    rows: list[RawRow] = []
    outside: list[str] = []
    position = _end(_COLGROUP, source, _end(_SPACE, source, opening.end()))
    counted = 0
    group, head = 0, False
    while True:
        position = _end(_SPACE, source, position)
        row = _OPEN_ROW.match(source, position)
        if row:
            line += source.count("\n", counted, position)
            counted = position
            spans, end = _cells(source, row.end())
            if spans is None:
                found, beside, end = _odd_row(source, position, line)
                rows += [raw._replace(group=group, head=head) for raw in found]
                outside += beside
            else:
                rows.append(RawRow(line, spans, group, head))
            position = end
            continue
        section = _GROUP.match(source, position)
        if section:
            group += 1
            head = not section[1] and section[2].lower() == "thead"
            position = section.end()
        elif _CLOSE_TABLE.match(source, position):
            return rows, outside
        else:
            raise _Leak


def _end(pattern: re.Pattern[str], source: str, position: int) -> int:
    match = pattern.match(source, position)
    return match.end() if match else position


def _cells(source: str, position: int) -> tuple[list[Span] | None, int]:
    """Return the cells of a plainly written row and where it ends; None for an odd one."""
    spans = []
    match_cell = _CELL.match
    while cell := match_cell(source, position):
        tag, attributes, content = cell.groups()
        if attributes and "span" in attributes.lower():
            spans.append(_spanning(tag, attributes, content))
        else:
            spans.append(Span(content, 1, 1, tag in ("th", "TH")))
        position = cell.end()
    end = _CLOSE_ROW.match(source, position)
    return (spans, end.end()) if end else (None, position)


def _spanning(tag: str, attributes: str, content: str) -> Span:
    spans = {name.lower(): int(value[:6]) for name, value in _SPANNING.findall(attributes)}
    return Span(content, min(spans.get("col", 1) or 1, 1000), min(spans.get("row", 1), 65534), tag.lower() == "th")


def _odd_row(source: str, position: int, line: int) -> tuple[list[RawRow], list[str], int]:
    """Return what the law reads up to the next `</tr>`, and where that ends."""
    end = _CLOSE_ROW.search(source, position)
    if not end:
        raise _Leak
    piece = source[position : end.end()]
    if any(match[1] for match in _ODD.finditer(piece)):
        raise _Leak
    rows, outside = read_by_tree(f"<table><tbody>{piece}</tbody></table>", line)
    return rows, outside, end.end()


def read_by_tree(source: str, line: int) -> tuple[list[RawRow], list[str]]:
    """Return the rows of the first table of `source` as html5lib reads it, and the HTML shown outside of its cells."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source, "html5lib")
    body = soup.body
    table = soup.select_one("table")
    if body is None or table is None:
        return [], []
    rows: list[RawRow] = []
    outside = [str(node) for node in body.contents if node is not table and str(node).strip()]
    group = 0
    for part in table.find_all(True, recursive=False):
        if part.name == "caption":
            outside.append(part.decode_contents())
        elif part.name in ("thead", "tbody", "tfoot"):
            group += 1
            rows += [
                RawRow(line + (row.sourceline or 1) - 1, _spans(row), group, part.name == "thead")
                for row in part.find_all("tr", recursive=False)
            ]
    return rows, outside


def _spans(row: Tag) -> list[Span]:
    return [
        Span(
            cell.decode_contents(),
            _number(cell, "colspan", 1000) or 1,
            _number(cell, "rowspan", 65534),
            cell.name == "th",
        )
        for cell in row.find_all(["td", "th"], recursive=False)
    ]


def _number(cell: Tag, name: str, most: int) -> int:
    match = re.match(r"\s*\+?(\d{1,9})", str(cell.get(name, "1")))
    return min(int(match[1]), most) if match else 1
