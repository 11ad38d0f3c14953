"""HTML tables by the law: BeautifulSoup over html5lib, which builds the tree that a browser builds.

<table><tr><td>1<td>2<tr>stray<td>3</table>   ->   rows [1, 2] and [3]; "stray" stands above the table
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from errdex.markup.clean import without_controls
from errdex.readers.grid import MAX_COLSPAN, MAX_ROWSPAN, FlatRow, RawRow, Span
from errdex.readers.limits import check_depth, check_tree

if TYPE_CHECKING:
    from bs4 import Tag


class Tree(NamedTuple):
    """A table as a browser has it."""

    rows: list[RawRow | FlatRow]
    captions: list[str]
    """HTML of its captions."""
    strays: list[str]
    """HTML that a browser shows above the table, because it stands in none of its cells."""
    rest: list[str]
    """Pieces of its source, without rows of plain text."""


def read_by_tree(source: str, line: int) -> Tree:
    """Return the table with which `source` begins, on line `line` of the document."""
    from bs4 import BeautifulSoup

    check_tree(source.count("<"))
    check_depth(source)
    soup = BeautifulSoup(without_controls(source), "html5lib")
    table = soup.select_one("table")
    tree = Tree([], [], [], [source])
    if soup.body is None or table is None:
        return tree
    tree.strays.extend(str(node) for node in soup.body.contents if node is not table and str(node).strip())
    parts = table.find_all(True, recursive=False)
    for group, part in enumerate(sorted(parts, key=lambda part: part.name == "tfoot")):
        if part.name == "caption":
            tree.captions.append(part.decode_contents())
        elif part.name in ("thead", "tbody", "tfoot"):
            tree.rows.extend(
                RawRow(line + (row.sourceline or 1) - 1, _spans(row), group, part.name == "thead")
                for row in part.find_all("tr", recursive=False)
            )
    return tree


def _spans(row: Tag) -> list[Span]:
    return [
        Span(cell.decode_contents(), _colspan(cell), _number(cell, "rowspan", MAX_ROWSPAN), cell.name == "th")
        for cell in row.find_all(["td", "th"], recursive=False)
    ]


def _colspan(cell: Tag) -> int:
    return _number(cell, "colspan", MAX_COLSPAN) or 1


def _number(cell: Tag, name: str, most: int) -> int:
    """Return a span; "2abc" is 2 and "abc" is 1, as in a browser."""
    match = re.match(r"\s*\+?(\d{1,9})", str(cell.get(name, "1")))
    return min(int(match[1]), most) if match else 1
