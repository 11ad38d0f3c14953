"""What is no text, and what is too much: refused or read with a diagnostic at its line, and never a traceback."""

from __future__ import annotations

import pytest

from errdex.diagnostics import Diagnostic
from errdex.model import Document, Source
from errdex.readers import read_document

HEAD = "| Error Code | Text |\n|---|---|\n"
OPEN = "<table><tr><td>Error Code</td><td>Text</td></tr>\n<tr><td>1001</td><td>"


def read(data: str | bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read a document of these bytes."""
    return read_document(Source("ja/errors.md", data.encode() if isinstance(data, str) else data, name="errors"))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x\n\n" + "[" * 4000, 3, "open brackets"),
        ("\n".join("  " * depth + "- x" for depth in range(1000)), 101, "nested too deep"),
        ("text\n" + "> " * 1000 + "x", 2, "nested too deep"),
        ("x\n" + "<b>" * 100_000, 1, "nested too deep"),
        (f"text\n\n{OPEN}{'<div>' * 100_000}</td></tr></table>", 3, "nested too deep"),
        (f"text\n\n{OPEN}{'<table><tr><td>' * 1000}x", 3, "nested too deep"),
        (f"{HEAD}| 1001 | {'x' * 1_100_000} |\n", 1, "a cell of 1,100,000 characters"),
        (f"{OPEN}x</td></tr>\n" + "<tr><td>1</td>x<td>2</td></tr>\n" * 20_000 + "</table>", 1, "tags in a table"),
        ("# x\n" * 4000, 1, "headings"),
    ],
    ids=["brackets", "list", "quotes", "tags", "tags in a cell", "tables", "cell", "odd rows", "headings"],
)
def test_too_much_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    """Nothing of the document is handed on that a later stage could take minutes over."""
    document, faults = read(text)
    assert [(fault.level, fault.line) for fault in faults] == [("error", line)]
    assert message in faults[0].message
    assert (document.prose, document.tables) == ("", ())


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| 1001 | {'[' * 4000} |",
        f"{OPEN}{'<b>' * 150}x</td></tr></table>",
        f"{OPEN}x</td></tr>" + "<tr><td>1002</td><td><b>open</td></tr>" * 500 + "</table>",
        f"{OPEN}x</td></tr>" + "<tr><td colspan=1000 rowspan=60000>1</td></tr>" * 300 + "</table>",
        HEAD + "|" * 50_000,
        "<table>\n" * 150,
        "<!-- x" * 20_000,
        "<" * 100_000,
    ],
    ids=["brackets", "bold", "open tags", "spans", "pipes", "open tables", "open comments", "angles"],
)
def test_odd_but_bearable_documents_are_read(text: str) -> None:
    """What costs no time is no reason to refuse."""
    document, faults = read(text)
    assert not [fault for fault in faults if fault.level == "error" and "no code" not in fault.message]
    assert document.prose.strip() or document.tables


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ("a\nb \xe9\n".encode("latin-1"), 2, "not UTF-8: byte 0xe9"),
        ("a".encode("utf-16"), 1, "UTF-16"),
        (b"a\nb\nc\0\n", 3, "U+0000"),
        (b"a\x1atable0\x1a", 1, "U+001A"),
    ],
)
def test_what_is_no_text_is_an_error_with_its_line(data: bytes, line: int, message: str) -> None:
    """The writer is told the line; a forged mark of a table never reaches the prose."""
    document, faults = read(data)
    assert [(fault.level, fault.line) for fault in faults] == [("error", line)]
    assert message in faults[0].message
    assert "\x1a" not in document.prose


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_do_not_matter(end: str, mark: str) -> None:
    """CRLF, a lone CR and a byte order mark read alike, with the same lines."""
    text = mark + end.join(["---", "title: T", "---", HEAD.replace("\n", end) + "| 1001 | x |", ""])
    document, faults = read(text)
    assert not faults
    assert document.title == "T"
    assert [(entry.code, entry.location.line) for entry in document.entries] == [("1001", 6)]


def test_a_fence_that_is_never_closed_is_told() -> None:
    """The rows below it are code to Markdown, which nobody wanted."""
    document, faults = read(f"```\ncode\n\n{HEAD}| 1001 | x |\n")
    assert not document.tables
    assert [(fault.level, fault.line) for fault in faults] == [("warning", 1)]


def test_kind_demands_or_forbids_tables() -> None:
    """`errors` without a table is an error; `guide` leaves a table in the prose; anything else is an error."""
    _, faults = read("---\nkind: errors\n---\ntext\n")
    assert [(fault.level, fault.line) for fault in faults] == [("error", 2)]
    document, faults = read(f"---\nkind: guide\n---\n{HEAD}| 1001 | x |\n")
    assert not faults
    assert not document.tables
    assert "1001" in document.prose
    _, faults = read("---\nkind: error\n---\ntext\n")
    assert [fault.hint for fault in faults] == ["use auto, guide or errors"]
