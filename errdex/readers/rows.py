"""The rows of an error table -> entries, or the reason why there is none.

Each body row gives at least one entry, or one `Skipped`.
"""

from __future__ import annotations

from collections.abc import Sequence

from errdex.diagnostics import Diagnostic
from errdex.model import Column, Entry, Field, Location, Row, Skipped, Table
from errdex.readers.codes import CodeCell, is_filler, is_others, read_code
from errdex.readers.columns import Columns
from errdex.readers.grid import EMPTY, Cell, Found, GridRow


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, path: str, found: Found, table: int, columns: Columns, labels: Sequence[str]) -> None:
        self.path = path
        self.section = found.section
        self.table = table
        self.columns = columns
        self.labels = tuple(labels)
        self.header = tuple(zip(self.labels, columns.roles, strict=True))
        self.rows: list[Row] = []
        self.skipped: list[Skipped] = []
        self.entries: list[Entry] = []
        self.diagnostics: list[Diagnostic] = []
        self.seen: dict[tuple[str, ...], tuple[int, tuple[Field, ...]]] = {}

    def read(self, row: GridRow) -> None:
        """Add what a row says."""
        line, cells = row.line, row.cells
        width = len(self.header)
        if len(cells) != width:
            cells = self._fit(row)
        fields = tuple(
            [Field(label, role, cell.text, cell.html) for (label, role), cell in zip(self.header, cells, strict=False)]
        )
        if len(cells) > width:
            fields += tuple(Field("", "", cell.text, cell.html) for cell in cells[width:])
        text = cells[self.columns.code].text
        cell = self._code(cells)
        if not cell.codes or text == self.labels[self.columns.code]:
            self._skip(row, fields, text)
            return
        self.rows.append(Row(line, fields, cell.codes))
        aliases = self._aliases(cell, cells)
        location = Location(self.path, line)
        for code in cell.codes:
            names = tuple(alias for alias in aliases if alias != code)
            self.entries.append(Entry(code, names, fields, location, self.table, self.section))
            self._compare(code, names, fields, line)

    def _code(self, cells: Sequence[Cell]) -> CodeCell:
        """Return the codes of a row: those of the code column, else of the first other column that names it."""
        cell = read_code(cells[self.columns.code].text)
        for index in self.columns.names:
            if not cell.codes:
                cell = read_code(cells[index].text)
        return cell

    def _fit(self, row: GridRow) -> tuple[Cell, ...]:
        """Return the cells with blank ones for those that are missing, and say what is missing or too many."""
        cells, width = row.cells, len(self.header)
        if len(cells) > width:
            surplus = [cell for cell in cells[width:] if cell.text]
            if not surplus:
                return cells[:width]
            message = (
                f"{len(cells)} cells in a row of a table with {width} columns; the surplus is kept without a label"
            )
            self._warn(row.line, message, r"write a pipe inside a cell as \|")
            return cells
        if any(cell.text for cell in cells) and row.own > 1:
            self._warn(row.line, f"{len(cells)} cells in a row of a table with {width} columns", "add the missing cell")
        return cells + (EMPTY,) * (width - len(cells))

    def _aliases(self, cell: CodeCell, cells: Sequence[Cell]) -> tuple[str, ...]:
        names = list(cell.aliases)
        for index in self.columns.names:
            text = cells[index].text
            if text:
                names += read_code(text).codes or ((text,) if len(text) <= 80 and "\n" not in text else ())
        return tuple(dict.fromkeys(names))

    def _is_repeated_header(self, fields: Sequence[Field]) -> bool:
        return all(field.text == label for field, label in zip(fields, self.labels, strict=False))

    def _skip(self, row: GridRow, fields: tuple[Field, ...], text: str) -> None:
        """Add a row without a code, and why it has none."""
        filled = [field.text for field in fields if field.text]
        if not filled:
            reason = "blank row"
        elif self._is_repeated_header(fields):
            reason = "the header again"
        elif row.own == 1 and len(set(filled)) == 1 and len(self.header) > 1:
            reason = "a heading across the table"
        elif not text.strip():
            reason = "no code"
            message = f"no code in this row: {_short(filled[0])}"
            hint = "write its code into the column " + repr(self.labels[self.columns.code])
            self.diagnostics.append(Diagnostic("error", self.path, row.line, message, hint))
        elif is_filler(text):
            reason = f"filler instead of a code: {_short(text)}"
        elif is_others(text):
            reason = f"not one code: {_short(text)}"
        else:
            reason = f"no code: {_short(text)}"
            self._warn(row.line, f"this is no code: {_short(text)}", "the row stays on the document's page only")
        self.rows.append(Row(row.line, fields, ()))
        self.skipped.append(Skipped(row.line, reason))

    def _compare(self, code: str, aliases: tuple[str, ...], fields: tuple[Field, ...], line: int) -> None:
        """Warn when the code stands twice in the table, in other words and with nothing to tell the rows apart."""
        key = (code, *aliases, *(f.text for f in fields if f.role in ("status", "category")))
        first = self.seen.setdefault(key, (line, fields))
        if first[1] is not fields and [f.text for f in first[1]] != [f.text for f in fields]:
            self._warn(line, f"code {code} again in this table, in other words", f"first at line {first[0]}")

    def _warn(self, line: int, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic("warning", self.path, line, message, hint))

    def table_value(self, found: Found, line: int, given: int) -> Table:
        """Return the table; say so when not all of the `given` rows are accounted for."""
        columns = tuple(Column(label, role) for label, role in self.header)
        table = Table(line, found.section, found.kind, columns, tuple(self.rows), tuple(self.skipped))
        counted = sum(bool(row.codes) for row in table.rows) + len(table.skipped)
        if not counted == given == len(table.rows):
            message = f"{given} rows, but {counted} read or skipped: a fault of the reader"
            self.diagnostics.append(Diagnostic("error", self.path, line, message, "please report it"))
        return table


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 60 else line[:59] + "…"
