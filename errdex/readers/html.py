"""HTML tables, read as a browser reads them, fast where that is safe.

    <table>
      <tr><td>Error Code</td><td>Description</td></tr>
      <tr><td>4000</td><td>See <a href="guide.md">the guide</a></td></tr>
    </table>

The law is html5lib's tree (`tree`, some 350 µs a row). Rows of plain text are read in one go (`plain`, 1 µs); others
that are written plainly take a short cut, one regular expression a cell. The rows must tile the table without a gap.
What does not fit, an unclosed cell or a stray tag, is handed to the law: up to the next `</tr>` where nothing can leak
out of it, else with the whole table.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import field, replace

from errdex.markup.tags import FLOW, PHRASING, show_unknown_tags
from errdex.noun import mutable
from errdex.pattern import pattern
from errdex.readers.cells import html_cell
from errdex.readers.grid import MAX_COLSPAN, MAX_COLUMNS, MAX_ROWSPAN, FlatRow, FoundTable, Grid, RawRow, Span, lay_out
from errdex.readers.limits import MAX_CELL, check_tree
from errdex.readers.plain import PAYS, html_row
from errdex.readers.tree import Tree, read_by_tree

_ATTRIBUTES = r"""(?:\s++[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+\s*+"""
_CONTAINED = sorted(
    (PHRASING | FLOW) - {"pre", "hr", "ruby", "rb", "rt", "rp", "nobr", "address"}, key=lambda tag: (len(tag), tag)
)
"""Tags that change nothing outside of their cell, whether closed or not; links are found first."""
_TEXT_OR_TAG = rf"<(?:/?(?:{'|'.join(_CONTAINED)}){_ATTRIBUTES}/?>|(?![a-zA-Z/!?]))"
# Groups that repeat are not possessive where they could be: Python before 3.11.5 then loses matches.
_CONTENT = rf"[^<]*+(?:{_TEXT_OR_TAG}[^<]*+)*"
_NEXT = r"(?=<(?:t[dhr]|/tr|/?t(?:head|body|foot)|/table)[\s>])"
"""Before these a browser closes an open cell or row by itself."""

_SPACE = re.compile(r"\s*+(?:<!--(?![->])[^-]*+(?:-(?!-)[^-]*+)*-->\s*+)*")
_OPEN_TABLE = re.compile(rf"<table{_ATTRIBUTES}>", re.IGNORECASE)
_COLUMN_GROUP = pattern(rf"<colgroup{_ATTRIBUTES}>\s*+(?:<col{_ATTRIBUTES}/?>\s*+)*+</colgroup\s*+>", re.IGNORECASE)
_GROUP = pattern(rf"<(/?)(thead|tbody|tfoot)({_ATTRIBUTES})>", re.IGNORECASE)
_OPEN_ROW = re.compile(rf"<tr{_ATTRIBUTES}>\s*+", re.IGNORECASE)
_CELL = re.compile(rf"<(t[dh])({_ATTRIBUTES})>({_CONTENT})(?:</\1\s*+>|{_NEXT})\s*+", re.IGNORECASE)
_CLOSE_ROW = re.compile(rf"</tr\s*+>|{_NEXT}", re.IGNORECASE)
_ROW_END = pattern(r"</tr\s*+>", re.IGNORECASE)
_SPACED_ROW = pattern(
    rf"{_SPACE.pattern}<tr{_ATTRIBUTES}>\s*+"
    rf"(?:<(?P<tag>t[dh]){_ATTRIBUTES}>{_CONTENT}(?:</(?P=tag)\s*+>|{_NEXT})\s*+)*(?P<end>{_CLOSE_ROW.pattern})?",
    re.IGNORECASE,
)
"""A row and what stands before it; without an `end` it is an odd one."""
_CLOSE_TABLE = re.compile(r"</table\s*+>\s*+\Z", re.IGNORECASE)
_LEAKING = pattern(rf"<(?!(?:/?(?:{'|'.join(_CONTAINED)}|t[dhr]){_ATTRIBUTES}/?>|[^a-zA-Z/!?]))", re.IGNORECASE)
"""A tag after which the rest of the table may read otherwise."""
_SPANNING = pattern(r"""(?<![\w-])(col|row)span\s*=\s*["']?\s*(\d+)""", re.IGNORECASE)


class _Leak(Exception):
    """Markup that no short cut can tell the end of."""


def read_html(found: FoundTable) -> Grid:
    """Return the table, laid out."""
    tree = _read_tree(found.source, found.line)
    warnings = found.warnings
    if tree.strays:
        warnings = (*warnings, (found.line, "text outside of all cells stands above the table, as in a browser"))
    return Grid(lay_out(tree.rows, html_cell), (*tree.captions, *tree.strays), warnings, "".join(tree.rest))


def _read_tree(source: str, line: int) -> Tree:
    """Return the table by the shortest way that is safe."""
    with suppress(_Leak):
        return _Tiling(source, line).read()
    source = show_unknown_tags(source)
    with suppress(_Leak):
        return _Tiling(source, line, shown=True).read()
    return read_by_tree(source, line)


@mutable
class _Tiling:
    """A walk over a table, row by row without a gap."""

    source: str
    line: int
    """Of the document, at `counted`."""
    shown: bool = False
    """Whether unknown tags (`<app_id>`) are text already. Until then a row that fits no pattern is a leak: such a tag
    may be the reason."""
    counted: int = 0
    position: int = 0
    rest: int = 0
    """Where the last rows of plain text end."""
    tree: Tree = field(default_factory=lambda: Tree([], [], [], []))
    group: int = 0
    odd: int = 0
    """Tags in odd rows so far."""
    section: str = ""
    """The open thead, tbody or tfoot."""
    columns: int = 0
    """Cells of the last row; the next one is likely to have as many."""

    def read(self) -> Tree:
        """Return all rows; raise `_Leak` where they do not tile the table."""
        source = self.source
        self._pass(_OPEN_TABLE)
        self._skip(_SPACE)
        if source[self.position : self.position + 4].lower() == "<col":
            self._skip(_COLUMN_GROUP)
        while True:
            self._skip(_SPACE)
            self._read_plain()
            if row := _OPEN_ROW.match(source, self.position):
                self._read_row(row)
            elif _CLOSE_TABLE.match(source, self.position):
                self.tree.rest.append(source[self.rest :])
                return self.tree
            elif section := _GROUP.match(source, self.position):
                self._enter(section)
            else:
                raise _Leak

    def _pass(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.source, self.position)
        if not match:
            raise _Leak
        self.position = match.end()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        if match := pattern.match(self.source, self.position):
            self.position = match.end()

    def _enter(self, match: re.Match[str]) -> None:
        """Open or close a row group."""
        closing, name = match[1], match[2].lower()
        if closing and name != self.section:
            raise _Leak
        foot = self.section == "tfoot"
        self.section = "" if closing else name
        self.group += 1
        self.position = match.end()
        if foot:
            # What follows a foot stands above it, which the law knows.
            self._skip(_SPACE)
            if not _CLOSE_TABLE.match(self.source, self.position):
                raise _Leak

    def _read_plain(self) -> None:
        """Read the rows of plain text that come next."""
        if len(self.source) < PAYS or self.columns > MAX_COLUMNS:
            return
        match, source, head = html_row(self.columns).match, self.source, self.section == "thead"
        position, append = self.position, self.tree.rows.append
        while (row := match(source, position)) and row.end() - position <= MAX_CELL:
            self.line += source.count("\n", self.counted, position)
            self.counted = position
            texts = row.groups()
            append(FlatRow(self.line, texts, texts, self.group, head))
            position = row.end()
        if position > self.position:
            self.tree.rest.append(source[self.rest : self.position])
            self.position = self.rest = position

    def _read_row(self, row: re.Match[str]) -> None:
        source, start = self.source, self.position
        self.line += source.count("\n", self.counted, start)
        self.counted = start
        position = row.end()
        spans: list[Span] = []
        plain = True
        match_cell = _CELL.match
        while cell := match_cell(source, position):
            tag, attributes, content = cell.groups()
            if attributes and "span" in attributes.lower():
                plain = False
                spans.append(_spanning(tag, attributes, content))
            else:
                spans.append(Span(content, 1, 1, tag in ("th", "TH")))
            position = cell.end()
        end = _CLOSE_ROW.match(source, position)
        if end:
            self.tree.rows.append(RawRow(self.line, spans, self.group, self.section == "thead", plain))
            self.position = end.end()
            self.columns = len(spans)
        elif self.shown:
            self._read_odd()
        else:
            raise _Leak

    def _read_odd(self) -> None:
        """Hand what stands up to a `</tr>` to the law, and the odd rows that follow with it."""
        start = end = self.position
        while not self._is_plain(end):
            closing = _ROW_END.search(self.source, end)
            if not closing:
                break
            end = closing.end()
        piece = self.source[start:end]
        if not piece or _LEAKING.search(piece):
            raise _Leak
        self.odd += piece.count("<")
        check_tree(self.odd)
        tree = read_by_tree(f"<table><tbody>{piece}</table>", self.line)
        self.tree.rows.extend(replace(row, group=self.group, head=self.section == "thead") for row in tree.rows)
        self.tree.strays.extend(tree.strays)
        self.position = end

    def _is_plain(self, position: int) -> bool:
        """Tell whether something else than an odd row begins here."""
        row = _SPACED_ROW.match(self.source, position)
        return row is None or row["end"] is not None


def _spanning(tag: str, attributes: str, content: str) -> Span:
    spans: dict[str, int] = {}
    for name, value in _SPANNING.findall(attributes):
        spans.setdefault(name.lower(), int(value[:9]))
    colspan = min(spans.get("col", 1) or 1, MAX_COLSPAN)
    return Span(content, colspan, min(spans.get("row", 1), MAX_ROWSPAN), tag.lower() == "th")
