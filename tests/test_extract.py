"""`extract`: what the reader sees, as JSON, CSV and lines."""

from __future__ import annotations

import csv
import io
import json

import pytest

from errdex.extract import FORMATS, extract
from errdex.model import Source
from errdex.summary import summarise
from tests.conftest import Build

TEXT = """# Errors

| Error Code | Constant | Description |
|---|---|---|
| 4100 | AUTH_FAILED | Wrong **signature** |
| 3004/3005 | BUSY | Later |
| Others | - | - |
| | | lost |
"""
EXTRACTED = extract([Source("en/errors.md", TEXT.encode(), name="errors")])


def test_json_holds_what_its_schema_names() -> None:
    """One record a row and code; each row is a record or skipped; faults have their place."""
    value = json.loads(EXTRACTED.print("json"))
    assert value["schema"] == "errdex.extract/1"
    (document,) = value["documents"]
    assert (document["path"], document["lang"]) == ("en/errors.md", "en")
    (table,) = document["tables"]
    assert [column["role"] for column in table["columns"]] == ["code", "symbol", "message"]
    assert (table["line"], table["section"], table["kind"]) == (3, "Errors", "pipe")
    assert (table["rows"], table["records"], [item["line"] for item in table["skipped"]]) == (4, 3, [7, 8])
    assert [(record["code"], record["line"]) for record in document["records"]] == [
        ("4100", 5),
        ("3004", 6),
        ("3005", 6),
    ]
    first = document["records"][0]
    assert (first["aliases"], first["table"], first["section"]) == (["AUTH_FAILED"], 0, "Errors")
    assert first["fields"][2] == {
        "label": "Description",
        "role": "message",
        "text": "Wrong signature",
        "html": "Wrong <strong>signature</strong>",
    }
    (fault,) = value["diagnostics"]
    assert (fault["level"], fault["path"], fault["line"]) == ("error", "en/errors.md", 8)


def test_csv_has_a_line_for_each_record() -> None:
    """The columns are roles, so that tables of several vendors stand under each other."""
    rows = list(csv.DictReader(io.StringIO(EXTRACTED.print("csv"))))
    assert [(row["code"], row["aliases"], row["message"]) for row in rows] == [
        ("4100", "AUTH_FAILED", "Wrong signature"),
        ("3004", "BUSY", "Later"),
        ("3005", "BUSY", "Later"),
    ]


def test_each_format_names_every_code() -> None:
    """No form leaves a record out."""
    for form in FORMATS:
        assert all(code in EXTRACTED.print(form) for code in ("4100", "3004", "3005"))


def test_tables_that_stay_prose_are_named_with_the_reason() -> None:
    """Only where asked for: most documents have some."""
    text = "|Name|Type|Description|\n|-|-|-|\n|a|int|b|\n\n|Region|Code|\n|-|-|\n|x|y|\n\n"
    text += "|Error Code|Text|\n|-|-|\n|a b|c|\n"
    text += "\n|Code|Text|\n|-|-|\n|4100|c|\n\n|Code|Text|\n|-|-|\n\n|Code|\n|-|\n|4|\n\n|Word|Sense|\n|-|-|\n|a|b|\n"
    documents = extract([Source("a.md", text.encode(), name="a")]).documents
    named = [line for line in summarise(documents, "", True) if ": no error table: " in line]
    assert named == [
        "a.md:1: no error table: 'Type' lists data types",
        "a.md:5: no error table: 'Region' speaks of something else",
        "a.md:9: no error table: there are no codes under 'Error Code'",
        "a.md:13: no error table: nothing says that the codes under 'Code' are of errors",
        "a.md:17: no error table: it has no rows below a header",
        "a.md:20: no error table: it has one column",
        "a.md:24: no error table: no header speaks of error codes",
    ]
    assert not [line for line in summarise(documents, "", False) if "no error table" in line]


@pytest.mark.parametrize("name", ["other.toml", "page.html", "errors.txt", "errors.mdx"])
def test_a_file_that_no_build_reads_is_refused(build: Build, name: str) -> None:
    """Only what a build takes for a document is one here; any text would pass for one without tables."""
    content = build({name: TEXT, "errors.MARKDOWN": TEXT}, command="extract").content
    result = build(content, str(content / name), command="extract")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: not a document: {content / name}\n"
        "hint: documents are Markdown files; their names end in .md or .markdown\n"
    )
    assert build(content, str(content / "errors.MARKDOWN"), command="extract").code == 1  # for its lost row


def test_a_folder_without_documents_is_refused(build: Build) -> None:
    """Nothing found is no success."""
    result = build({"page.html": TEXT}, command="extract")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: no documents in {result.content}\nhint: documents are Markdown files")
