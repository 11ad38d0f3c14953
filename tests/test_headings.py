"""Codes that stand in headings alone: told where they would have no page, and not where they have one."""

from __future__ import annotations

import pytest

from tests.conftest import Build

SAID = "are not read: no column of theirs holds a code"
BELOW = "\n\n| Item | Text |\n|---|---|\n| Cause | Old token |\n| Solution | Get another |\n\n"
TWO = f"# Errors\n\n## 4100{BELOW}## 4101: Forbidden{BELOW}"
TABLE = "# List\n\n| Error code | Message |\n|---|---|\n| 4100 | Denied |\n| 4101 | Forbidden |\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"e.md": TWO}, True),
        ({"e.md": TWO.replace("4100", "E-100").replace("4101", "0x80070005")}, True),
        ({"e.md": TWO, "list.md": TABLE}, False),
        ({"e.md": f"---\nkind: guide\n---\n{TWO}"}, False),
        ({"e.md": TWO.replace("4100", "1. Old").replace("4101", "2.0")}, False),
        ({"e.md": TWO.replace("4100", "Tokens").replace("4101", "Signatures")}, False),
        ({"e.md": TWO.replace("4101", "Tokens")}, False),
        ({"e.md": TWO.replace("4100", "2024 update").replace("4101", "2025年の変更")}, False),
        ({"e.md": TWO.replace("4100", "2024 update").replace("4101", "2025 年の変更")}, False),
        ({"e.md": TWO.replace("4100", "2024 update").replace("4101", "E1001")}, False),
        ({"e.md": TWO.replace("4100", "2001 Old token").replace("4101", "2024 No token")}, True),
        ({"e.md": TWO.replace("4100", "3 Überblick").replace("4101", "10 章")}, False),
        ({"e.md": TWO.replace("4100", "A.1 Overview").replace("4101", "Step-1")}, False),
        ({"e.md": TWO.replace("4100", "Sign-in").replace("4101", "Node.js v1.2")}, False),
        ({"e.md": TWO.replace("4100", "4100 身元認証失敗").replace("4101", "ERR_404")}, True),
        ({"e.md": TWO.replace("4100", "AuthFailure.Expired (old)").replace("4101", "`E1001`")}, True),
        ({"e.md": TWO.replace("4100", "invalid-token").replace("4101: Forbidden", "`auth.expired`")}, True),
        ({"e.md": TWO.replace("Cause", "Region").replace("Solution", "Size")}, False),
        ({"e.md": TWO.replace("Cause", "What is most often their cause")}, True),
        ({"e.md": TWO.replace("Cause", "What is nearly always the cause")}, False),
        ({"e.md": TWO.replace("Text |\n|---|", "Text | More |\n|---|---|")}, False),
    ],
)
def test_codes_without_a_column_are_told_once(build: Build, files: dict[str, str], said: bool) -> None:
    """Two tables of a document or more, each of headers, line by line, below a code that no error table has."""
    result = build({"site.toml": 'language = "en"\n', **files})
    assert result.code == 0
    assert result.err.count(SAID) == said
    assert "Get another" in result.page("guides/e.html")
