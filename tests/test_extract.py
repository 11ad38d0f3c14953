"""`extract`: what the reader sees, as JSON, CSV and lines."""

from __future__ import annotations

import csv
import io
import json

from errdex.extract import FORMATS, extract
from errdex.model import Source

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
