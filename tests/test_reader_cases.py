r"""Cases that a writer could have written: `tests/cases/*.md`.

A case is its title, the document, and what the reader sees in it, each ended by a line with a single dot:

    a code and its symbol
    .
    | Error Code | Constant | Description |
    |---|---|---|
    | 4100 | AUTH_FAILED | The signature is wrong |
    .
    1: code, symbol, message
    3: 4100 = AUTH_FAILED | 4100 | AUTH_FAILED | The signature is wrong
    .

What is seen: for each error table its line and the roles of its columns (`-` for none); for each row its line, its
codes, other names behind `=`, and its cells; `skipped:` with the reason; then the diagnostics. `\n` is a line break in
a cell. The document's name is `cases`, so nothing but its own text speaks of errors.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from errdex.model import Document, Source
from errdex.readers import read_document

CASES = Path(__file__).parent / "cases"


def read_cases() -> list[tuple[str, str, str]]:
    """Return title, document and what is seen of every case."""
    cases = []
    for path in sorted(CASES.glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, text, seen in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            cases.append((f"{path.stem}: {title.strip().splitlines()[-1]}", text, seen))
    return cases


def describe(document: Document) -> list[str]:
    """Return the lines that say what was read."""
    lines = []
    for index, table in enumerate(document.tables):
        lines.append(f"{table.line}: " + ", ".join(column.role or "-" for column in table.columns))
        skipped = {item.line: item.reason for item in table.skipped}
        entries = iter(entry for entry in document.entries if entry.table == index)
        for row in table.rows:
            cells = " | ".join(field.text.replace("\n", "\\n") for field in row.fields)
            if row.codes:
                aliases = [next(entries).aliases for _ in row.codes][-1]
                also = f" = {', '.join(aliases)}" if aliases else ""
                lines.append(f"{row.line}: {', '.join(row.codes)}{also} | {cells}")
            else:
                lines.append(f"{row.line}: skipped: {skipped[row.line]}")
    return lines or ["no error table"]


@pytest.mark.parametrize(("title", "text", "seen"), read_cases(), ids=lambda value: value[:60] if ": " in value else "")
def test_a_case_is_read_as_written_down(title: str, text: str, seen: str) -> None:
    """The reader sees in the document what the case says, and complains of nothing else."""
    document, faults = read_document(Source("cases.md", text.encode(), name="cases"))
    found = describe(document) + [f"{fault.line}: {fault.level}: {fault.message}" for fault in faults]
    assert "\n".join(found) == seen, f"{title}: what is seen now:\n" + "\n".join(found)


def test_there_are_cases() -> None:
    """Each file of cases is read whole: no case is lost to a misplaced dot."""
    counts = {path.stem: path.read_text(encoding="utf-8").count("\n.\n") for path in CASES.glob("*.md")}
    assert len(counts) >= 3
    assert not {name: count for name, count in counts.items() if count % 3}
