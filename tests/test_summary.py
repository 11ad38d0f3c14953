"""What the commands say at their end, in words that a person would use."""

from __future__ import annotations

import re

from errdex.diagnostics import count
from tests.conftest import Build

ONE = {"site.toml": 'language = "en"\n', "e.md": "# Errors\n\n| code | message |\n|---|---|\n| 4100 | Denied |\n"}


def test_one_thing_is_no_plural(build: Build) -> None:
    """One document, one row, one code, one warning and one fault are one; and so when nothing has changed."""
    assert [count(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    result = build({**ONE, "e.md": ONE["e.md"] + "\n[x](javascript:)\n"})
    assert result.out.startswith(f"{result.content}/e.md:3: 1 row = 1 with codes + 0 skipped\n1 document, 1 row (")
    assert "0 skipped), 1 code\n" in result.out
    assert "0 errors, 1 warning\n" in result.out
    for words in (result.out, build(result.content, "-v").out, extracted(build, result.content)):
        assert not re.search(r"\b1 [a-z]+s\b", words), words
    (result.site / "_headers").write_text("x")
    assert build(result.content, "-o", str(result.site), command="check").out.endswith("\n1 fault\n")


def extracted(build: Build, content: object) -> str:
    """Return what `extract` says of a folder as a table."""
    return build({}, str(content), "--format", "table", command="extract").out
