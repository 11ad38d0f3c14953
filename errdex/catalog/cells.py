"""The links in the cells of error tables.

A row and its entries share one tuple of fields; they still do when the links in it are resolved, and rows without a
link stay the very objects that they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from errdex.catalog.links import Linker
from errdex.markup.rewrite import link_words, rewrite_links
from errdex.model import Document, Entry, Field, Location, Row


def link_cells(document: Document, linker: Linker) -> Document:
    """Return the document with every link in its cells resolved and the words of `[links]` linked."""
    words = linker.words(document.language)
    marks = [escape(word, quote=False) for word in words]
    changed: dict[int, tuple[Field, ...]] = {}
    for table in document.tables:
        for row in table.rows:
            cells = "\0".join([item.html for item in row.fields])
            if "<a " not in cells and "<img " not in cells and not (marks and any(mark in cells for mark in marks)):
                continue  # nearly every row
            at = Location(document.path, row.line)
            fields = tuple(_link(item, linker, words, at, document.language) for item in row.fields)
            if any(new is not old for new, old in zip(fields, row.fields, strict=True)):
                changed[id(row.fields)] = fields
    if not changed:
        return document
    tables = tuple(
        replace(
            table,
            rows=tuple(
                [
                    Row(row.line, changed[id(row.fields)], row.codes) if id(row.fields) in changed else row
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


def _link(item: Field, linker: Linker, words: Mapping[str, str], at: Location, language: str) -> Field:
    source = rewrite_links(item.html, lambda href: linker.resolve(href, at, language))
    if words:
        source, found = link_words(source, words)
        linker.used |= found
    return item if source == item.html else Field(item.label, item.role, item.text, source)


def _with(entry: Entry, fields: tuple[Field, ...]) -> Entry:
    return Entry(entry.code, entry.aliases, fields, entry.location, entry.table, entry.section)
