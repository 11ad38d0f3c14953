"""What `build.py extract` prints: documents as the reader sees them, without building a site.

{"schema": "errdex.extract/1",
 "documents": [{"path", "lang", "tables": [{"line", "section", "kind", "columns", "rows", "records", "skipped"}],
                "records": [{"code", "aliases", "line", "table", "section", "fields"}]}],
 "diagnostics": [{"level", "path", "line", "column", "message", "hint"}]}
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, get_args

from errdex.diagnostics import Diagnostic, count, in_order
from errdex.model import Document, Entry, Source
from errdex.noun import noun
from errdex.readers import read_document

SCHEMA = "errdex.extract/1"
Format = Literal["json", "csv", "table"]
FORMATS: tuple[Format, ...] = get_args(Format)
_SAID = ("level", "path", "line", "column", "message", "hint")
"""What is printed of a fault."""


@noun
class Extracted:
    """What the reader saw."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    """In order, those of the files themselves among them."""

    def print(self, form: Format) -> str:
        """Return it as text."""
        return _PRINTERS[form](self)


def extract(
    sources: Iterable[Source],
    columns: Mapping[str, Sequence[str]] | None = None,
    diagnostics: Iterable[Diagnostic] = (),
) -> Extracted:
    """Read the sources one after the other; `diagnostics` is what was wrong with their files."""
    documents = []
    found = list(diagnostics)
    for source in sources:
        document, faults = read_document(source, columns)
        documents.append(document)
        found += faults
    return Extracted(tuple(documents), in_order(found))


def _as_json(extracted: Extracted) -> str:
    value = {
        "schema": SCHEMA,
        "documents": [_document(document) for document in extracted.documents],
        "diagnostics": [{name: getattr(item, name) for name in _SAID} for item in extracted.diagnostics],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _document(document: Document) -> dict[str, object]:
    records = [0] * len(document.tables)
    for entry in document.entries:
        records[entry.table] += 1
    return {
        "path": document.path,
        "lang": document.language.partition("-")[0],
        "tables": [
            {
                "line": table.line,
                "section": table.section,
                "kind": table.kind,
                "columns": [{"label": column.label, "role": column.role} for column in table.columns],
                "rows": len(table.rows),
                "records": records[index],
                "skipped": [{"line": item.line, "reason": item.reason} for item in table.skipped],
            }
            for index, table in enumerate(document.tables)
        ],
        "records": [
            {
                "code": entry.code,
                "aliases": list(entry.aliases),
                "line": entry.location.line,
                "table": entry.table,
                "section": entry.section,
                "fields": [
                    {"label": item.label, "role": item.role, "text": item.text, "html": item.html}
                    for item in entry.fields
                ],
            }
            for entry in document.entries
        ],
    }


_COLUMNS = ("path", "line", "section", "code", "aliases", "title", "message", "cause", "remedy", "status")


def _values(documents: Sequence[Document]) -> Iterable[tuple[str, ...]]:
    for document in documents:
        for entry in document.entries:
            yield (
                document.path,
                str(entry.location.line),
                entry.section,
                entry.code,
                " ".join(entry.aliases),
                entry.text("title"),
                entry.text("message"),
                entry.text("cause"),
                entry.text("remedy") or entry.text("cause-remedy"),
                entry.text("status"),
            )


def _as_csv(extracted: Extracted) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_values(extracted.documents))
    return out.getvalue()


def _as_table(extracted: Extracted) -> str:
    lines = []
    for document in extracted.documents:
        lines.append(document.path)
        found: dict[int, list[Entry]] = {}
        for entry in document.entries:
            found.setdefault(entry.table, []).append(entry)
        for index, table in enumerate(document.tables):
            entries = found.get(index, ())
            skipped = f", {len(table.skipped)} skipped" if table.skipped else ""
            read = f"{count(len(table.rows), 'row')}, {count(len(entries), 'record')}"
            lines.append(f"  line {table.line}: {read}{skipped}  {table.section}")
            for entry in entries:
                text = entry.text("title") or entry.text("message")
                lines.append(f"    {entry.code:<24} {text.splitlines()[0] if text else ''}")
            lines += [f"    line {item.line} skipped: {item.reason}" for item in table.skipped]
    return "\n".join(lines) + "\n"


_PRINTERS: Mapping[Format, Callable[[Extracted], str]] = {"json": _as_json, "csv": _as_csv, "table": _as_table}
