"""Codes that stand in headings or lists alone: told where they would have no page, and not where they have one."""

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
        ({"e.md": TWO.replace("4100", "SHA256").replace("4101", "UTF-16")}, False),
        ({"e.md": TWO.replace("4100", "`AES-128` keys").replace("4101", "HTTP/2")}, False),
        ({"e.md": TWO.replace("4100", "RFC-7231").replace("4101", "CVE-2021-44228")}, False),
        ({"e.md": TWO.replace("4100", "ISO_ERR_1").replace("4101", "MD_E100")}, True),
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


TURNED = "# Errors\n\n| Error code | {} |\n|---|---|\n| Message | Denied |\n| Solution | Get another |\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TURNED.format("4100"), "4100"),
        (TURNED.format("`E-100`"), "E-100"),
        (
            TURNED.format("4100")
            .replace("| Error", "| | |\n|---|---|\n| Error")
            .replace("4100 |\n|---|---|", "4100 |"),
            "4100",
        ),
        ("<table><tr><th>오류 코드<td>E1<td>E2<tr><th>설명<td>a<td>b<tr><th>비고<td><td>Get another</table>", "E1, E2"),
        (
            "<table><tr><th>Error code<td>E1<td>E2<td>E3<td>E2<td>E4<td>E5<tr><th>Message<td>a<td>b<td>c<td>d<td>e<td>"
            "Get another<tr><th>Note<td>x</table>",
            "E1, E2, E3 and 2 more",
        ),
        (TURNED.format("Text"), ""),
        (TURNED.format("4100").replace("Message", "4101").replace("Solution", "4102"), ""),
        (TURNED.format("4100") + "| Country | Japan |\n| Owner | Team |\n", ""),
    ],
)
def test_a_table_that_is_turned_is_told(build: Build, text: str, said: str) -> None:
    """One whose headers stand in the first column, beside a code: it stays prose, and no header is taken for a code."""
    result = build({"site.toml": 'language = "en"\n', "e.md": text})
    assert result.code == 0
    assert ("their headers stand in the first column" in result.err) == bool(said)
    assert f"the tables that tell of {said} are" in result.err or not said
    assert "Get another" in result.page("guides/e.html")
    assert not said or not (result.site / "codes").exists()


def test_a_turned_table_of_a_code_that_has_a_page_is_no_loss(build: Build) -> None:
    """It is what a guide says more of it."""
    result = build({"site.toml": 'language = "en"\n', "e.md": TURNED.format("4100"), "list.md": TABLE}, "--strict")
    assert result.code == 0, result.err


HEADED = "# Error codes\n\n## 4100 Denied\n\nSign again.\n\n## Error 4101: Forbidden\n\nAsk.\n"
LISTED = "# API\n\n## Errors\n\n- `4100`: Denied\n- **4101** - Forbidden\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADED, "4100, 4101 stand in headings"),
        (HEADED.replace("# Error codes", "# API").replace("## 4100", "## Error 4100"), "4100, 4101 stand in headings"),
        (HEADED.replace("# Error codes", "# API"), ""),
        (
            HEADED.replace("4100", "`CARD_DECLINED`").replace("Error 4101", "expired_card"),
            "CARD_DECLINED, expired_card",
        ),
        (HEADED.replace(" codes", "s").replace("4100", "MAX_TRIES").replace("Error 4101", "get_error"), ""),
        (HEADED.replace("4100", "ERR_DENIED").replace("Error 4101", "ERR_GONE"), "ERR_DENIED, ERR_GONE"),
        (HEADED.replace("Error 4101", "RFC-7231"), ""),
        (HEADED.replace("4100", "502").replace("Error 4101", "504"), "502, 504 stand in headings"),
        (HEADED.replace(" codes", "s").replace("4100", "502").replace("Error 4101", "504"), ""),
        (
            HEADED.replace(" codes", "s").replace("4100", "Error 521").replace("4101", "522"),
            "521, 522 stand in headings",
        ),
        (HEADED.replace("4100", "2024").replace("Error 4101", "2025"), ""),
        (f"---\nkind: guide\n---\n{HEADED}", ""),
        (f"---\nkind: guide\n---\n{LISTED}", ""),
        ("## 4100 series\n\n{0}## 4200 series\n\n### Tokens\n\n{1}", ""),
        (LISTED, "4100, 4101 stand in a list"),
        (LISTED.replace("Errors", "Ports"), ""),
        (LISTED.replace("4100", "400").replace("4101", "401"), ""),
        (LISTED.replace("4100", "400").replace("4101", "401").replace("Errors", "Error codes"), "400, 401 stand in a"),
        (LISTED.replace("`4100`: ", "[4100](#errors): ").replace("**4101** -", '"4101" (old):'), "4100, 4101 stand in"),
        (LISTED.replace("`4100`: Denied", "4100 times denied"), ""),
        (LISTED.replace("4100", "error_code").replace("4101", "request_id"), ""),
        (LISTED.replace("- `4100`", "- `error_code`: of the error\n- `text`: x\n- `request_id`"), ""),
        ("# API\n\nError codes:\n\n- a\n- b\n- c\n- 4100: Denied\n- `E_GONE`: Gone\n", "4100, E_GONE stand in a list"),
        (
            LISTED.replace("4100", "E_DENIED").replace("4101", "E_GONE").replace("Errors", "Error codes"),
            "E_DENIED, E_GONE",
        ),
        (LISTED.replace("4100", "ERR-100").replace("4101", "0x80070005"), "ERR-100, 0x80070005"),
        (f"```\n{LISTED}```\n", ""),
        ("# API\n\n* Error number: 4100\n\n    Denied.\n\n* Error 4101\n\n    Gone.\n", "4100, 4101 stand in a list"),
        ("# Errors\n\n**4100: Denied**\n\nSign.\n\n**Error 4101**\n\nAsk.\n", "4100, 4101 stand in headings"),
        ("# Errors\n\n**4100** is old.\n\n**Note** that **4101**\n", ""),
    ],
)
def test_codes_without_a_table_are_told(build: Build, text: str, said: str) -> None:
    """Those that stand where errors are spoken of; other names, where error codes are."""
    tables = [TABLE.removeprefix("# List\n\n") + "\n", "| Error code | Message |\n|---|---|\n| 4201 | Late |\n"]
    result = build({"site.toml": 'language = "en"\n', "e.md": text.format(*tables) if "{0}" in text else text})
    assert result.code == 0
    assert ("they get no page" in result.err) == bool(said), result.err
    assert f"the codes {said}" in result.err or not said


def test_codes_without_a_table_that_have_pages_are_no_loss(build: Build) -> None:
    """They are what a guide says more of them; one of them alone is no catalogue."""
    for text in (HEADED, LISTED, HEADED.replace("4101", "4102")):
        result = build({"site.toml": 'language = "en"\n', "e.md": text, "list.md": TABLE}, "--strict")
        assert result.code == 0, result.err


def test_documents_of_a_code_each_are_told_once(build: Build) -> None:
    """Two or more, unless a table has their codes."""
    files = {f"e{code}.md": f"# Error {code}\n\nAsk.\n" for code in (4100, 4101, 4102)}
    said = "the codes {} stand in documents of their own"
    assert said.format("4100, 4101, 4102") in build({"site.toml": 'language = "en"\n', **files}).err
    result = build({"site.toml": 'language = "en"\n', "list.md": TABLE, **files}, "--strict")
    assert result.code == 0, result.err
