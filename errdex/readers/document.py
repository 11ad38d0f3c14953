"""A source -> a document: its tables read, its error tables cut out of its prose.

    …text                                   …text
    | Code | Description |         ->
    |------|-------------|                  table_mark(0)
    | 4000 | Bad request |
                                            more text…
    more text…

The prose keeps its number of lines, so that a line of it is `prose_line` plus its index in the source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from errdex.diagnostics import Diagnostic, nearest
from errdex.model import Document, Entry, Kind, Source, Table, Unread, table_mark
from errdex.readers.columns import SAMPLE, Columns, Context, judge
from errdex.readers.decode import Text, decode
from errdex.readers.grid import FoundTable, Grid, LaidRow, unfold
from errdex.readers.header_rows import possible_headers
from errdex.readers.html import read_html
from errdex.readers.language import guess_language
from errdex.readers.limits import Refused, check_prose
from errdex.readers.lost import lost_in_table
from errdex.readers.margin import continued, outside_of
from errdex.readers.marks import code_text, footnotes_in
from errdex.readers.notations import find_notations, may_have
from errdex.readers.pipe import read_pipe
from errdex.readers.references import find_references, write_out
from errdex.readers.rows import read_rows
from errdex.readers.scan import Scanner
from errdex.readers.unread import explain_unread, find_turned

READERS: Mapping[str, Callable[[FoundTable], Grid]] = {
    "html": read_html,
    "pipe": read_pipe,
}
"""Kind of table -> its reader. A new kind also needs to be found, in `scan`."""


def read_document(
    source: Source, columns: Mapping[str, Sequence[str]] | None = None
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document of `source` and its faults; `columns` are header words beyond the built-in ones, by role."""
    text = decode(source)
    reading = _Reading(source, text, columns or {})
    try:
        if text.body.strip():
            reading.read_tables()
        elif not text.diagnostics:
            message, hint = "this document is empty, and so is its page", "write something, or delete it"
            reading.diagnostics.append(Diagnostic("warning", source.path, 0, message, hint))
        document = reading.document()
    except Refused as refused:
        message = f"not read: {refused.message}"
        hint = "split the document, or write it more plainly"
        # Prose may have a few lines more than the document: what stands beside the cells of a table has its own.
        line = text.line + min(refused.line, text.body.count("\n"))
        fault = Diagnostic("error", source.path, line, message, hint)
        document = _Reading(source, replace(text, body=""), columns or {}).document()
        return document, (*text.diagnostics, fault)
    return document, tuple(reading.diagnostics)


class _Judged(NamedTuple):
    """How an error table is laid out."""

    titles: tuple[LaidRow, ...]
    """Rows above the header."""
    columns: Columns
    rows: tuple[LaidRow, ...]
    """Rows below the header."""
    footnotes: tuple[str, ...]
    """Marks of footnotes behind the header of each column."""


_KEYS = ("kind", "title")
"""What the front matter of a document says to us."""


class _Reading:
    """The reading of one document."""

    def __init__(self, source: Source, text: Text, columns: Mapping[str, Sequence[str]]) -> None:
        self.source = source
        self.text = text
        self.columns = columns
        self.diagnostics = list(text.diagnostics)
        self.scanner = Scanner(text.body, text.line)
        self.tables: list[Table] = []
        self.entries: list[Entry] = []
        self.unread: list[Unread] = []
        self.cuts: list[tuple[FoundTable, Grid]] = []
        self.footnotes = footnotes_in(text.body)
        self.kind = self._kind()
        if isinstance(text.front.get("title"), tuple):
            self._warn(text.front_lines.get("title", 1), "title is a list", "write one text")
        for key in text.front:
            # Most keys are those of another program, and none of our business.
            near = nearest(key, _KEYS, likeness=0.75) if key not in _KEYS else []
            if near and near[0] not in key:
                self._warn(text.front_lines.get(key, 1), f"unknown key {key}", f"did you mean {near[0]}?")

    def _kind(self) -> Kind:
        kind = self.text.front.get("kind", "auto")
        if kind in ("auto", "guide", "errors"):
            return kind  # type: ignore[return-value]  # one of the three, as just seen
        message = "kind is a list" if isinstance(kind, tuple) else f"kind is {kind!r}"
        line = self.text.front_lines.get("kind", 1)
        self.diagnostics.append(Diagnostic("error", self.source.path, line, message, "use auto, guide or errors"))
        return "auto"

    def read_tables(self) -> None:
        """Read every error table of the document, and its headings; a guide's tables are passed over."""
        far = f"{self.source.name} {self.text.front.get('title', '')}"
        self.scanner.loose.far = far + " error codes" * (self.kind == "errors")
        references = find_references(self.text.body)
        while found := self.scanner.next():
            if self.kind == "guide":
                continue
            found = found._replace(source=write_out(found.source, references))
            grid = self._grid(found)
            judged = self._judge(grid, found, far)
            self.scanner.strays.columns = len(judged.columns.labels) if judged and found.kind == "pipe" else 0
            if judged:
                self._read(found, grid, judged)
            elif found.kind == "html":
                self.scanner.enter(found)
        fence = self.scanner.unclosed_fence
        if fence >= 0:
            message = "code fence is never closed: all that follows is code"
            self._warn(fence, message, "close it with the same marks on a line of their own")
        for number, message, hint in self.scanner.strays.found:
            self._warn(number, message, hint)
        if may_have(self.text.body):
            for number, message, hint in find_notations(zip(self.scanner.numbers, self.scanner.lines, strict=True)):
                self._warn(number, message, hint)
        if self.kind == "errors" and not self.tables:
            line = self.text.front_lines.get("kind", 1)
            message = "kind is errors, but there is no error table"
            hint = "an error table has a column such as 'Error Code' with codes in it"
            self.diagnostics.append(Diagnostic("error", self.source.path, line, message, hint))

    def _grid(self, found: FoundTable) -> Grid:
        try:
            return READERS[found.kind](found)
        except Refused as refused:
            raise Refused(refused.message, found.line - self.text.line) from refused

    def _judge(self, grid: Grid, found: FoundTable, far: str) -> _Judged | None:
        """Return how an error table is laid out; None for another table."""
        context = Context(found.section, found.context, far, self.kind == "errors")
        if turned := find_turned(found.line, grid.rows, self.columns):
            self.unread.append(turned)
            return None
        for header in possible_headers(grid.rows, self.footnotes, self.columns):
            labels, rows = unfold(header.labels, header.rows)
            body = [[code_text(cell) for cell in row.cells] for row in rows[:SAMPLE]]
            columns = judge(labels, body, context, self.columns)
            if columns:
                width = len(labels)
                footnotes = tuple("".join(dict.fromkeys(chain(*header.footnotes[i::width]))) for i in range(width))
                return _Judged(header.titles, columns, rows, footnotes)
        unread, warning = explain_unread(found.line, found.section, grid.rows, self.columns)
        self.unread.append(unread)
        if warning:
            self._warn(found.line, *warning)
        return None

    def _read(self, found: FoundTable, grid: Grid, judged: _Judged) -> None:
        read = read_rows(self.source.path, found, len(self.tables), judged.columns, judged.rows)
        table = read.table
        if any(judged.footnotes):
            columns = zip(table.columns, judged.footnotes, strict=True)
            table = replace(table, columns=tuple(replace(column, footnotes=found) for column, found in columns))
        self.tables.append(table)
        self.scanner.loose.cover()
        self.entries += read.entries
        self.diagnostics += read.diagnostics
        self.diagnostics += lost_in_table(self.source.path, found, grid.rest)
        for line, message in grid.warnings:
            self._warn(line, message, "")
        titles = [" ".join(dict.fromkeys(cell.html for cell in row.cells if cell.text)) for row in judged.titles]
        self.cuts.append((found, replace(grid, outside=(*grid.outside, *filter(None, titles)))))

    def _warn(self, line: int, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic("warning", self.source.path, line, message, hint))

    def document(self) -> Document:
        """Return the document."""
        source, front = self.source, self.text.front
        language = source.language or guess_language(self.text.body)
        title = front.get("title")
        if not isinstance(title, str) or not title.strip():
            outline = self.scanner.outline
            title = outline.title or (self.tables[0].section if self.tables else "") or outline.first
        return Document(
            path=source.path,
            language=language,
            catalog=source.catalog,
            name=source.name,
            kind=self.kind,
            front=front,
            title=title or source.name,
            prose=self._prose(),
            prose_line=self.text.line,
            tables=tuple(self.tables),
            entries=tuple(self.entries),
            unread=tuple(self.unread),
            loose=tuple(self.scanner.loose.found.values()) if self.kind != "guide" else (),
        )

    def _prose(self) -> str:
        """Return the body with a mark in the place of each error table."""
        lines: list[str] = []
        at = 0
        for index, (found, grid) in enumerate(self.cuts):
            lines += self.scanner.original[at : found.start]
            lines += _cut(index, found, grid)
            at = found.end
        prose = "\n".join(lines + self.scanner.original[at:])
        check_prose(prose)
        return prose


def _cut(index: int, found: FoundTable, grid: Grid) -> list[str]:
    """Return the lines that stand for a table: as many as it had, or a few more for a table on a single line."""
    lead, below = found.prefix, continued(found.prefix)
    blank = below.rstrip()
    lines = [outside_of(lead).rstrip()]
    for text in (*(" ".join(html.split()) for html in grid.outside), table_mark(index)):
        lines += [lead + text, blank]
        lead = below
    return lines + [blank] * (found.end - found.start - len(lines))
