"""The last wording of a code that has left the content: out of a published `codes.json`, or of old documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from errdex.ledger.permalinks import Ledger
from errdex.ledger.vanished import LastWording
from errdex.model import ROLES, ROOT, Document, Entry, Field, Location, Role
from errdex.pattern import pattern

_INNER = pattern(r'(?<= href=")(?![a-z][a-z0-9+.-]*:|#|/)')
_LOCAL_LINK = pattern(r'<a href="(?![a-z][a-z0-9+.-]*:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)

Wordings = Mapping[tuple[str, str, str], tuple[Entry, ...]]
"""By catalog, code and language."""


def remember(past: Iterator[Wordings]) -> LastWording:
    """Return a look-up in what the past gives, newest first; each part is asked for once, and only if it has to be."""
    known: list[Wordings] = []

    def find(catalog: str, code: str, language: str) -> tuple[Entry, ...]:
        key = (catalog, code, language)
        for wordings in known:
            if key in wordings:
                return wordings[key]
        for wordings in past:
            known.append(wordings)
            if key in wordings:
                return wordings[key]
        return ()

    return find


def written_wordings(documents: Iterable[Document]) -> Wordings:
    """Return the entries of documents as they were read; links to other documents of their time are text."""
    found: dict[tuple[str, str, str], tuple[Entry, ...]] = {}
    for document in documents:
        for entry in document.entries:
            key = (document.catalog, entry.code, document.language)
            fields = tuple(replace(item, html=_LOCAL_LINK.sub(r"\1", item.html)) for item in entry.fields)
            found[key] = (*found.get(key, ()), replace(entry, fields=fields, aliases=()))
    return found


def published_wordings(data: bytes, ledger: Ledger) -> Wordings:
    """Return the entries that a `codes.json` holds; none if it is not one.

    It may be that of another site, whose codes are the same numbers: what does not have the title that the ledger has
    for it is left out.
    """
    titles = {(item.url, item.title) for item in ledger.permalinks.values()}
    try:
        content = json.loads(data)
        base = content["site"]["base_url"]
        return {
            (record["catalog"], record["code"], language): tuple(
                _entry(entry, record["code"], base) for entry in wording["entries"]
            )
            for record in content["codes"]
            for language, wording in record["languages"].items()
            if (unquote(wording["url"]), wording["title"]) in titles
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _entry(record: Mapping[str, Any], code: str, base: str) -> Entry:
    return Entry(
        code=code,
        aliases=(),
        fields=tuple(_field(item, base) for item in record["fields"]),
        location=Location(_text(record["source"]["path"]), _number(record["source"]["line"])),
        table=0,
        section=_text(record["section"]),
    )


def _field(record: Mapping[str, Any], base: str) -> Field:
    """Return a cell, with the links into the site as they were before they were printed."""
    html = _text(record["html"])
    html = html.replace(f'href="{base}', f'href="{ROOT}') if base else _INNER.sub(ROOT, html)
    role: Role = record["role"] if record["role"] in ROLES else ""
    return Field(_text(record["label"]), role, _text(record["text"]), html)


def _text(value: object) -> str:
    """Return a string that can be written again: no half of a surrogate pair."""
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):  # JSON may hold 1e999
        raise TypeError
    return value
