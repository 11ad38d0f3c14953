"""The rows of an error table -> entries, or the reason why a row has none.

    | 4000 | Bad request |      an entry
    | 3004/3005 | Busy |        two entries
    | Others | … |              skipped: not one code
    | **Network** | |           skipped: a heading
    | | Bad request |           an error: the text of this row would be on no code's page

Each body row gives at least one entry, or one `Skipped`; `read_rows` counts, and says so when they do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import groupby, repeat
from typing import NamedTuple

from errdex.diagnostics import Diagnostic, count
from errdex.model import Column, Entry, Field, Location, Role, Row, Skipped, Table
from errdex.noun import mutable
from errdex.readers.anchors import anchors_in
from errdex.readers.code_cell import NOTHING, CodeCell, read_code
from errdex.readers.codes import is_hard, is_others, is_usual, shape_of
from errdex.readers.columns import Columns
from errdex.readers.grid import EMPTY, Cell, FlatRow, FoundTable, LaidRow
from errdex.readers.leftover import left_over, likenesses
from errdex.readers.marks import code_text
from errdex.spelling import is_filler

MAX_ALIAS = 80
"""Characters of a name that is not of a code's shape."""
_APART: tuple[Role, ...] = ("status", "category")
"""Columns that tell two rows with the same code apart, beside other names of the code."""


class Rows(NamedTuple):
    """An error table, read."""

    table: Table
    entries: list[Entry]
    diagnostics: list[Diagnostic]


def read_rows(path: str, found: FoundTable, index: int, columns: Columns, rows: Sequence[LaidRow]) -> Rows:
    """Return the table number `index` of the document at `path`; `rows` are those below the header."""
    reader = _RowReader(path, found.section, index, columns)
    for usual, run in groupby(rows, reader.is_usual):
        if usual:
            reader.read_usual([*run])  # type: ignore[list-item]  # such rows are flat
        else:
            for row in run:
                reader.read(row)
    reader.look_for_repetitions()
    reader.look_for_codes()
    header = tuple(Column(label, role) for label, role in reader.header)
    anchors = tuple(anchors_in(found))
    table = Table(found.line, found.section, found.kind, header, tuple(reader.rows), tuple(reader.skipped), anchors)
    counted = len([row for row in table.rows if row.codes]) + len(table.skipped)
    if not counted == len(rows) == len(table.rows):
        message = f"{count(len(rows), 'row')}, but {counted} read or skipped: a fault of the reader"
        reader.diagnostics.append(Diagnostic("error", path, found.line, message, "please report it"))
    return Rows(table, reader.entries, reader.diagnostics)


@mutable
class _RowReader:
    """What was read of a table so far."""

    path: str
    section: str
    table: int
    columns: Columns
    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    header: tuple[tuple[str, Role], ...] = ()
    beside: int = 0
    """A column beside the code's; the code's own where there is no other."""
    apart: tuple[int, ...] = ()
    simple: bool = False
    """Whether nothing but the code column says codes, and another one stands beside it."""
    heading: str = ""
    """Text of the last heading across the table."""
    above: Cell = EMPTY
    """The code cell of the row above."""
    told: list[tuple[str, Entry]] = field(default_factory=list)
    """The entries that a row of their own tells of, each with the heading above."""
    odd: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    """Line, text, and codes with names, of the code cells that say more than one code."""

    def __post_init__(self) -> None:
        self.header = tuple(zip(self.columns.labels, self.columns.roles, strict=True))
        self.beside = min(1, len(self.header) - 1) if self.columns.code == 0 else 0
        self.apart = tuple(i for i, role in enumerate(self.columns.roles) if role in _APART)
        self.simple = self.beside != self.columns.code and not self.columns.names

    def is_usual(self, row: LaidRow) -> bool:
        """Tell whether a row says one code as most do, and something beside it; `read` finds no more in it."""
        if not (self.simple and isinstance(row, FlatRow)):
            return False
        texts, code = row.texts, self.columns.code
        return (
            len(texts) == len(self.header)
            and texts[self.beside] != ""
            and is_usual(texts[code])
            and texts[code] != self.columns.labels[code]
            and "</sup>" not in row.htmls[code]
        )

    def read_usual(self, rows: Sequence[FlatRow]) -> None:
        """Add what usual rows say, column by column: 1.4 µs a row, where `read` takes 3.1."""
        lines = [row.line for row in rows]
        texts = [*zip(*[row.texts for row in rows], strict=True)]
        htmls = [*zip(*[row.htmls for row in rows], strict=True)]
        cells = [
            map(Field, repeat(label), repeat(role), text, html)
            for (label, role), text, html in zip(self.header, texts, htmls, strict=True)
        ]
        fields, codes = [*zip(*cells, strict=True)], texts[self.columns.code]
        places = map(Location, repeat(self.path), lines)
        entries = [*map(Entry, codes, repeat(()), fields, places, repeat(self.table), repeat(self.section))]
        self.rows += map(Row, lines, fields, zip(codes, strict=True))
        self.entries += entries
        self.told += zip(repeat(self.heading), entries, strict=False)
        self.above = EMPTY

    def read(self, row: LaidRow) -> None:
        """Add what a row says, whatever it is."""
        line, cells = row.line, row.cells
        if len(cells) != len(self.header):
            cells = self._fit(row)
        fields = tuple(
            [Field(label, role, cell.text, cell.html) for (label, role), cell in zip(self.header, cells, strict=False)]
        )
        if len(cells) > len(self.header):
            fields += tuple(Field("", "", cell.text, cell.html) for cell in cells[len(self.header) :])
        codes, names = self._code(row, cells)
        if not codes:
            self._skip(row, fields)
            return
        self.rows.append(Row(line, fields, codes))
        location = Location(self.path, line)
        named = cells[self.columns.code]
        for code in codes:
            aliases = tuple([name for name in names if name != code]) if names else ()
            self.entries.append(Entry(code, aliases, fields, location, self.table, self.section))
            if named is not self.above:
                self.told.append((self.heading, self.entries[-1]))
        if named is not self.above and named.text != codes[0]:
            self.odd.append((line, code_text(named, self.columns.digits), (*codes, *names)))
        self.above = named

    def look_for_repetitions(self) -> None:
        """Warn of codes that stand twice in the table, in other words and with nothing to tell the rows apart."""
        if len({entry.code for _, entry in self.told}) == len(self.told):
            return  # nearly every table
        seen: dict[tuple[str, ...], Entry] = {}
        for heading, entry in self.told:
            key = (entry.code, heading, *entry.aliases, *[entry.fields[i].text for i in self.apart])
            first = seen.setdefault(key, entry)
            if first is not entry and [item.text for item in first.fields] != [item.text for item in entry.fields]:
                message = f"code {entry.code} again in this table, in other words"
                self._warn(entry.location.line, message, f"first at line {first.location.line}")

    def look_for_codes(self) -> None:
        """Warn of what looks like a code in a code cell, and became none."""
        likely = likenesses(entry.code for entry in self.entries) if self.odd else ()
        for line, text, known in self.odd:
            for word in left_over(text, known, likely):
                hint = "write several codes with commas between them, and what else there is to say into another column"
                self._warn(line, f"{word} stands in a code cell, but became no code: {_short(text)}", hint)

    def _fit(self, row: LaidRow) -> tuple[Cell, ...]:
        """Return the cells with blank ones for those that are missing, and say what is missing or too many."""
        cells, width = row.cells, len(self.header)
        message = f"{count(len(cells), 'cell')} in a row of a table with {count(width, 'column')}"
        if len(cells) < width:
            if row.own > 1:
                self._warn(row.line, message, "add the missing cell")
            return cells + (EMPTY,) * (width - len(cells))
        if not any(cell.text for cell in cells[width:]):
            return cells[:width]
        self._warn(row.line, f"{message}; the surplus stands without a label", r"a pipe inside a cell is written \|")
        return cells

    def _code(self, row: LaidRow, cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the codes of a row and its other names; the codes are empty for a row without any."""
        columns = self.columns
        text = code_text(cells[columns.code], columns.digits)
        if text == columns.labels[columns.code] or self._is_heading(row, cells):
            return (), ()
        cell = read_code(text) if text else NOTHING
        if columns.named and cell.words:
            cell = CodeCell(cell.codes, cell.aliases + cell.words)
        if not columns.names:
            return cell.codes, cell.aliases
        others = [(cells[index].text, read_code(cells[index].text)) for index in columns.names]
        if not cell.codes:
            # A row may have a name but no number; then the name is its code.
            cell = next((other for _, other in others if other.codes), NOTHING)
        return cell.codes, _names(cell, others)

    def _is_heading(self, row: LaidRow, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is a heading for those below: one text across the table, or alone in the code column."""
        named, beside = cells[self.columns.code], cells[self.beside]
        if beside.text and beside is not named:
            return False  # nearly every row
        for cell in cells:
            if cell.text and cell is not named:
                return False
        if len(self.header) == 1 or not named.text:
            return False
        if row.own == 1 and len(row.cells) > 1 and all(cell is named for cell in cells):
            return True
        codes = read_code(named.text).codes
        return not codes or not is_hard(codes[0]) or (shape_of(codes[0]) == "symbol") != self.columns.symbolic

    def _skip(self, row: LaidRow, fields: tuple[Field, ...]) -> None:
        """Add a row without a code, and why it has none."""
        cell = fields[self.columns.code]
        text = cell.text
        filled = [field.text for field in fields if field.text]
        if not filled:
            reason = "blank row"
        elif code_text(Cell(cell.html, text)) == self.columns.labels[self.columns.code]:
            reason = "the header again"
        elif is_filler(text):
            reason = f"a filler instead of a code: {_short(text)}"
        elif is_others(text):
            reason = f"not one code: {_short(text)}"
        elif text and (len(set(filled)) == 1 or row.head):
            self.heading = text
            reason = f"a heading: {_short(text)}"
        elif not text and [item.role for item in fields if item.text] == ["category"]:
            self.heading = filled[0]
            reason = f"a heading: {_short(filled[0])}"
        elif not text:
            reason = "no code"
            label = self.columns.labels[self.columns.code]
            message = f"no code in this row: {_short(filled[0])}"
            hint = f"write its code into the column {label!r}, the same again where it goes on with the row above"
            self.diagnostics.append(Diagnostic("error", self.path, row.line, message, hint))
        else:
            reason = f"no code: {_short(text)}"
            self._warn(row.line, f"this is no code: {_short(text)}", "the row stands on the document's page only")
        across = row.own == 1 and len(row.cells) > 1 and all(cell is row.cells[0] for cell in row.cells)
        self.rows.append(Row(row.line, fields, (), across))
        self.skipped.append(Skipped(row.line, reason))

    def _warn(self, line: int, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic("warning", self.path, line, message, hint))


def _names(cell: CodeCell, others: Iterable[tuple[str, CodeCell]]) -> tuple[str, ...]:
    """Return the names in the code cell and in the columns of names, each once."""
    names = list(cell.aliases)
    for text, other in others:
        if other.codes:
            names += other.codes
        elif text and len(text) <= MAX_ALIAS and "\n" not in text and not is_filler(text):
            names.append(text)
    return tuple(dict.fromkeys(names))


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 60 else line[:59] + "…"
