"""The links in the cells of error tables.

    | 4100 | 認証失敗 | [手順](signature.md) | 4101 |      two links: to the guide, and to the page of 4101
    | 4101 | 権限[^1] |                                    one, to the footnote on the document's page

A row and its entries share one tuple of fields; they still do when the links in it are resolved, and rows without a
link stay the very objects that they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from html import escape

from errdex.catalog.guides import Draft
from errdex.catalog.links import Linker, Origin
from errdex.catalog.prose import FindCode, code_addresses
from errdex.markup.clean import plain_text
from errdex.markup.rewrite import REFERENCE, footnotes_of, link_codes, link_footnotes, rewrite_links
from errdex.model import ROOT, Column, Document, Entry, Field, Role, Row, Table
from errdex.noun import noun
from errdex.pattern import pattern

_OTHER_NUMBERS: frozenset[Role] = frozenset(("code", "subcode", "status", "category"))
"""Columns whose numbers are no mention of a code; the code's own is linked on the document's page alone."""

_COUNT = pattern(r"\d{1,2}")
"""A bare number that is rather a level, or how often to try."""


def link_cells(draft: Draft, linker: Linker, find: FindCode, known: Set[str]) -> Document:
    """Return the document with every link in its cells resolved, words of `[links]` and codes of others linked.

    `known` are the texts of all codes; `find` gives the address of one. A mark of a footnote that the document has is a
    link to it, and no text any more: a title is not to end with one.
    """
    document = draft.document
    cells = _Cells(
        document=document,
        page=ROOT + draft.url,
        linker=linker,
        find=find,
        known=known,
        words=tuple(escape(word, quote=False) for word in linker.words(document.language)),
        notes=footnotes_of(draft.prose.html) if document.tables else {},
    )
    changed = {id(row.fields): fields for row in cells.suspects() if (fields := cells.link(row)) is not row.fields}
    headed = any(column.footnotes for table in document.tables for column in table.columns)
    if not (changed or headed):
        return document
    return replace(
        document,
        tables=tuple(
            replace(
                table,
                columns=cells.link_headers(table) if headed else table.columns,
                rows=_relink(table, changed),
            )
            for table in document.tables
        ),
        entries=tuple(
            [_with(item, changed[id(item.fields)]) if id(item.fields) in changed else item for item in document.entries]
        ),
    )


@noun
class _Cells:
    """The cells of a document, and what they are linked with."""

    document: Document
    page: str
    """Address of its page, which has its footnotes."""
    linker: Linker
    find: FindCode
    known: Set[str]
    words: tuple[str, ...]
    """Of `[links]`, as they stand in HTML."""
    notes: Mapping[str, int]
    """Label of a footnote -> its number."""

    def suspects(self) -> Iterator[Row]:
        """Yield the rows in which there may be a link; words and marks of footnotes may be in any."""
        for table in self.document.tables:
            yield from table.rows if self.words or self.notes else _suspects(table, self.known)

    def link(self, row: Row) -> tuple[Field, ...]:
        """Return the fields of a row, linked; those of a row without a link are the very tuple that they were."""
        cells = "\0".join([item.html for item in row.fields])
        alone = [item.html for item in row.fields if item.role not in _OTHER_NUMBERS]
        fields = row.fields
        if "<a " in cells or "<img " in cells or any(word in cells for word in self.words):
            at = Origin(self.document.path, self.document.language, lambda: row.line)
            fields = tuple([_with_html(item, self._link(item.html, at)) for item in fields])
        if "<code>" in cells or not self.known.isdisjoint(alone):
            address = code_addresses(self.find, self.document, row.codes)
            fields = tuple([_link_codes(item, address) for item in fields])
        if self.notes and "[^" in cells:
            fields = tuple([self._link_notes(item) for item in fields])
        return fields if any(new is not old for new, old in zip(fields, row.fields, strict=True)) else row.fields

    def link_headers(self, table: Table) -> tuple[Column, ...]:
        """Return the columns with the marks of footnotes behind their headers as links."""
        return tuple(
            replace(column, footnotes=link_footnotes(column.footnotes, self.notes, self.page))
            for column in table.columns
        )

    def _link(self, source: str, at: Origin) -> str:
        source = rewrite_links(source, lambda href, is_picture: self.linker.resolve(href, at, is_picture=is_picture))
        return self.linker.link_words(source, at.language)

    def _link_notes(self, item: Field) -> Field:
        source = link_footnotes(item.html, self.notes, self.page)
        if source == item.html:
            return item
        # A code cell that says no more than its code is not shown on the code's page.
        text = item.text if item.role == "code" else plain_text(REFERENCE.sub("", source))
        return Field(item.label, item.role, text, source)


def _link_codes(item: Field, address: Callable[[str], str]) -> Field:
    """Return a field in which the code is linked that stands alone in it, and those in inline code."""
    if item.role in _OTHER_NUMBERS or _COUNT.fullmatch(item.html):
        return item
    # As a cell of prose would be.
    linked, _ = link_codes(f"<td>{item.html}</td>", address)
    return _with_html(item, linked.removeprefix("<td>").removesuffix("</td>"))


def _with_html(item: Field, source: str) -> Field:
    return item if source == item.html else Field(item.label, item.role, item.text, source)


def _suspects(table: Table, known: Set[str]) -> Iterable[Row]:
    """Return the rows with markup, and those in which a code may stand alone; nearly every one has neither."""
    rows = {
        id(row): row
        for row in table.rows
        for item in row.fields
        if "<" in item.html or (item.html in known and item.role not in _OTHER_NUMBERS)
    }
    return rows.values()


def _relink(table: Table, changed: Mapping[int, tuple[Field, ...]]) -> tuple[Row, ...]:
    """Return the rows of a table, those with the fields that have `changed`, by the id of the former ones."""
    return tuple(
        [
            Row(row.line, changed[id(row.fields)], row.codes, row.across) if id(row.fields) in changed else row
            for row in table.rows
        ]
    )


def _with(entry: Entry, fields: tuple[Field, ...]) -> Entry:
    return Entry(entry.code, entry.aliases, fields, entry.location, entry.table, entry.section)
