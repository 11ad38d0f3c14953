"""The links in the cells of error tables.

    | 4100 | 認証失敗 | [手順](signature.md) | 4101 |      two links: to the guide, and to the page of 4101
    | 4101 | 権限[^1] |                                    one, to the footnote on the document's page

A row and its entries share one tuple of fields; they still do when the links in it are resolved, and rows without a
link stay the very objects that they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from html import escape

from errdex.catalog.guides import Draft, FindCode
from errdex.catalog.links import Linker
from errdex.markup.clean import plain_text
from errdex.markup.rewrite import REFERENCE, footnotes_of, link_codes, link_footnotes, link_words, rewrite_links
from errdex.model import ROOT, Column, Document, Entry, Field, Location, Role, Row, Table
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
    notes = footnotes_of(draft.prose.html) if document.tables else {}
    words = linker.words(document.language)
    marks = [escape(word, quote=False) for word in words]
    changed: dict[int, tuple[Field, ...]] = {}
    for table in document.tables:
        for row in table.rows if marks or notes else _suspects(table, known):
            cells = "\0".join([item.html for item in row.fields])
            alone = [item.html for item in row.fields if item.role not in _OTHER_NUMBERS]
            mentions = "<code>" in cells or not known.isdisjoint(alone)
            marked = "<a " in cells or "<img " in cells or (marks and any(mark in cells for mark in marks))
            noted = notes and "[^" in cells
            if not (marked or mentions or noted):
                continue
            at = Location(document.path, row.line)
            fields = row.fields
            if marked:
                fields = tuple(_link(item, linker, words, at, document.language) for item in fields)
            if mentions:
                fields = _link_codes(fields, row, document, find)
            if noted:
                fields = tuple(_link_notes(item, notes, draft.url) for item in fields)
            if any(new is not old for new, old in zip(fields, row.fields, strict=True)):
                changed[id(row.fields)] = fields
    headed = any(column.footnotes for table in document.tables for column in table.columns)
    if not (changed or headed):
        return document
    tables = tuple(
        replace(
            table,
            columns=_link_headers(table, notes, draft.url) if headed else table.columns,
            rows=tuple(
                [
                    Row(row.line, changed[id(row.fields)], row.codes, row.across) if id(row.fields) in changed else row
                    for row in table.rows
                ]
            ),
        )
        for table in document.tables
    )
    entries = tuple(
        [
            _with(entry, changed[id(entry.fields)]) if id(entry.fields) in changed else entry
            for entry in document.entries
        ]
    )
    return replace(document, tables=tables, entries=entries)


def _suspects(table: Table, known: Set[str]) -> Iterable[Row]:
    """Return the rows with markup, and those in which a code may stand alone; nearly every one has neither."""
    rows = {
        id(row): row
        for row in table.rows
        for item in row.fields
        if "<" in item.html or (item.html in known and item.role not in _OTHER_NUMBERS)
    }
    return rows.values()


def _link(item: Field, linker: Linker, words: Mapping[str, str], at: Location, language: str) -> Field:
    source = rewrite_links(
        item.html, lambda href, is_picture: linker.resolve(href, at, language, is_picture=is_picture)
    )
    if words:
        source, found = link_words(source, words)
        linker.used |= found
    return item if source == item.html else Field(item.label, item.role, item.text, source)


def _link_headers(table: Table, notes: Mapping[str, int], url: str) -> tuple[Column, ...]:
    return tuple(
        replace(column, footnotes=link_footnotes(column.footnotes, notes, ROOT + url)) for column in table.columns
    )


def _link_notes(item: Field, notes: Mapping[str, int], url: str) -> Field:
    source = link_footnotes(item.html, notes, ROOT + url)
    if source == item.html:
        return item
    # A code cell that says no more than its code is not shown on the code's page.
    text = item.text if item.role == "code" else plain_text(REFERENCE.sub("", source))
    return Field(item.label, item.role, text, source)


def _link_codes(fields: tuple[Field, ...], row: Row, document: Document, find: FindCode) -> tuple[Field, ...]:
    """Return the cells of a row with the codes linked that stand alone in one, or in inline code; never its own."""

    def address(text: str) -> str:
        hit = None if text in row.codes else find(text, document.catalog, document.language)
        return hit[1] if hit else ""

    linked = []
    for item in fields:
        source = item.html
        if item.role not in _OTHER_NUMBERS and not _COUNT.fullmatch(source):
            # As a cell of prose would be.
            source = link_codes(f"<td>{source}</td>", address)[0].removeprefix("<td>").removesuffix("</td>")
        linked.append(item if source == item.html else Field(item.label, item.role, item.text, source))
    return tuple(linked)


def _with(entry: Entry, fields: tuple[Field, ...]) -> Entry:
    return Entry(entry.code, entry.aliases, fields, entry.location, entry.table, entry.section)
