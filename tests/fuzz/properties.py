"""What must hold of any bytes at all, for the fuzzer (`python -m tests.fuzz`) and for its corpus as a test."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from errdex.ledger import dump_ledger, parse_ledger
from errdex.ledger.slug import assign_slugs, slug_for
from errdex.markup.clean import clean_html, plain_text
from errdex.model import Source
from errdex.readers import read_document, read_note
from tests.slugs import code_for


def check_reader(data: bytes) -> None:
    """Assert that a document is read or refused, all its rows accounted for, its HTML clean, its lines its own."""
    document, faults = read_document(Source("a.md", data, language="en", name="a"))
    last = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert all(0 <= fault.line <= last and fault.message for fault in faults)
    for table in document.tables:
        assert len(table.rows) == sum(bool(row.codes) for row in table.rows) + len(table.skipped)
        for cell in (cell for row in table.rows for cell in row.fields):
            check_html(cell.html)
            assert "\x1a" not in cell.html + cell.text
    read_note(Source("notes/1.md", data, is_note=True))


def check_html(html: str) -> None:
    """Assert that HTML holds nothing that runs."""
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name not in {"script", "style", "iframe", "svg", "math", "object", "form"}
        assert not any(name.startswith("on") or name == "style" for name in tag.attrs)
        assert not _address(str(tag.get("href", ""))).startswith(("javascript:", "data:", "vbscript:"))


def _address(written: str) -> str:
    """Return an address as a browser takes it up: without controls and spaces before it, and without breaks in it."""
    return re.sub("[\t\n\r]", "", written).lstrip("".join(map(chr, range(33)))).lower()


def check_markup(data: bytes) -> None:
    """Assert that the sanitiser gives clean HTML, and that no word of it goes or comes when it is cleaned once more.

    Tags may move: `<dd><table><dd>` is nested against the rules, and each parser that reads it mends a little more.
    """
    once = clean_html(data.decode("utf-8", "replace"))
    check_html(once)
    again = clean_html(once)
    check_html(again)
    assert sorted(plain_text(again).split()) == sorted(plain_text(once).split())


def check_slug(data: bytes) -> None:
    """Assert that a code has one slug, safe as a file's name, that leads back to it, and that no two share one."""
    codes = data.decode("utf-8", "replace").split("\n")
    for code in codes:
        slug = slug_for(code)
        assert 0 < len(slug) <= 90
        assert slug.isascii()
        assert not set(slug) & set('/\\:*?"<>| \0')
        assert "~h" in slug or code_for(slug) == code
    slugs = assign_slugs(codes)
    assert len({slug.lower() for slug in slugs.values()}) == len(set(codes))


def check_ledger(data: bytes) -> None:
    """Assert that lines of a ledger are read or named, and that what was read is written so that it reads alike."""
    ledger, faults = parse_ledger(data)
    assert all(1 <= fault.line <= data.count(b"\n") + 1 for fault in faults)
    written = dump_ledger(ledger)
    again, more = parse_ledger(written)
    assert not more
    assert dump_ledger(again) == written


CHECKS = (check_reader, check_markup, check_slug, check_ledger)


def check(data: bytes) -> None:
    """Run all checks on some bytes."""
    for run in CHECKS:
        run(data)
