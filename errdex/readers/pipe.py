r"""Pipe tables of Markdown (GitHub Flavored Markdown, "Tables").

    | Code | Description |
    |:-----|:-----------:|
    | 4000 | a \| b      |
    -1 | no outer pipes

A header and a delimiter row that differ in their number of cells are no table to Markdown; they are read all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from errdex.diagnostics import count
from errdex.pattern import pattern
from errdex.readers.cells import pipe_cell
from errdex.readers.grid import MAX_COLUMNS, FlatRow, FoundTable, Grid, RawRow, Span, lay_out
from errdex.readers.limits import MAX_CELL
from errdex.readers.plain import PAYS, pipe_row

DELIMITER = pattern(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
"""Matches a delimiter row; a lone dash needs a pipe beside it, see `is_delimiter`."""

_CODE = pattern(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def is_delimiter(line: str) -> bool:
    """Tell whether a line may be the delimiter row of a table."""
    return "|" in line and DELIMITER.match(line) is not None


def split_row(line: str, columns: int = 0) -> list[str]:
    r"""Return the cells of a row; `\|` is a pipe in a cell, and so is one in `code` where the row would be too wide."""
    cells = _split(line)
    if columns and len(cells) > columns and "`" in line:
        kept = _split(_CODE.sub(lambda match: match[0].replace("|", "\0"), line))
        if len(kept) == columns:
            return [cell.replace("\0", "|") for cell in kept]
    return cells


def _split(line: str) -> list[str]:
    line = line.strip(" \t\u3000")
    if line.startswith("|"):
        line = line[1:]
    if "\\" in line:
        cells = [cell.replace("\1", "|") for cell in line.replace("\\|", "\1").split("|")]
    else:
        cells = line.split("|")
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def read_pipe(found: FoundTable) -> Grid:
    """Return the table, its header as the first row."""
    lines = found.source.split("\n")
    header = split_row(lines[0])
    delimiter = split_row(lines[1])
    warnings: tuple[tuple[int, str], ...] = ()
    if len(header) != len(delimiter):
        cells = count(len(header), "cell")
        message = f"{cells} in the header and {len(delimiter)} in the delimiter row: no table to Markdown"
        warnings = ((found.line, message),)
    head = RawRow(found.line, [Span(cell, header=True) for cell in header], head=True, plain=True)
    body = [*_body(found, lines, len(header))]
    rest = (lines[row.line - found.line] for row in body if isinstance(row, RawRow))
    rows = lay_out([head, *body], pipe_cell)
    return Grid(rows, (), found.warnings + warnings, "\n".join((lines[0], *rest)))


def _body(found: FoundTable, lines: Sequence[str], columns: int) -> Iterator[RawRow | FlatRow]:
    """Yield the rows below the delimiter row."""
    pays = len(found.source) >= PAYS and columns <= MAX_COLUMNS
    match = pipe_row(columns if pays else 0).fullmatch
    for number, line in enumerate(lines[2:], found.line + 2):
        plain = match(line) if pays and len(line) <= MAX_CELL else None
        if plain:
            texts = plain.groups()
            yield FlatRow(number, texts, texts)
        elif line:  # a comment leaves none of a line
            yield RawRow(number, [Span(cell) for cell in split_row(line, columns)], plain=True)
