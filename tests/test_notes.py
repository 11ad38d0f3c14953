"""Notes on codes: each is on a page, in the language that it is written in, whatever the tables hold."""

from __future__ import annotations

import json

import jsonschema
import pytest
from bs4 import BeautifulSoup

from tests.conftest import Build

SITE = 'title = "T"\nlanguage = "ja"\nlanguages = ["ja", "en", "ko"]\n'
TABLE = "# E\n\n| エラーコード | 説明 |\n|---|---|\n| 4100 | 認証失敗 |\n| 4101 | 権限 |\n"
NOTE = "---\nretryable: no\nsupport: Ask us\nguides: g.md\n---\n## Check it\n\nWords of `4101`, see [g](../g.md).\n"
FILES = {
    "site.toml": SITE,
    "ja/e.md": TABLE,
    "ja/g.md": "# 手引き\n\nx\n",
    "en/g.md": "# Guide\n\nx\n",
    "en/notes/4100.md": NOTE,
}


def test_a_note_without_a_row_in_its_language_is_on_the_page(build: Build) -> None:
    """The page keeps the other language's words, marked as such; note, verdict and guides are in the page's own."""
    result = build(FILES, "--strict")
    assert result.code == 0, result.err
    page = BeautifulSoup(result.page("en/codes/4100.html"), "html.parser")
    body, note, verdict = page.select_one(".entry-body"), page.select_one(".note"), page.select_one(".verdict")
    assert body is not None
    assert body["lang"] == "ja"
    assert note is not None
    assert not note.get("lang")
    assert "Words of 4101" in note.get_text()
    assert verdict is not None
    assert "Ask us" in verdict.get_text()
    assert "lang=" not in str(verdict)
    assert [link.get_text() for link in page.select(".guides a")] == ["Guide"]
    assert "4100" in result.page("en/guides/g.html")
    for path in ("codes/4100.html", "ko/codes/4100.html"):
        assert "Words of" not in result.page(path)
        assert "retry-no" in result.page(path)


@pytest.mark.parametrize("base_url", ["", 'base_url = "https://e.example/x/"\n'])
def test_such_a_note_is_in_the_data_too(build: Build, base_url: str) -> None:
    """JSON has it beside the languages that have words, Markdown has a file for it, and the site is whole."""
    result = build({**FILES, "site.toml": SITE + base_url}, "--strict")
    records = json.loads(result.page("codes.json")), json.loads(result.page("codes/4100.json"))
    validator = jsonschema.Draft202012Validator(json.loads(result.page("codes.schema.json")))
    for record in records:
        validator.validate(record)
    of_all, own = records[0]["codes"][0], records[1]
    assert list(of_all["languages"]) == ["ja"]
    assert of_all["notes"]["en"]["retryable"] == "no"
    assert f'href="{"https://e.example/x/" if base_url else "../"}en/guides/g.html"' in own["notes"]["en"]["html"]
    own["notes"]["en"]["retryable"] = "perhaps"
    assert not validator.is_valid(own)
    assert "Words of" in result.page("en/codes/4100.md")
    assert 'href="4100.md"' in result.page("en/codes/4100.html")
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def test_a_broken_link_in_such_a_note_is_an_error(build: Build) -> None:
    """Nothing of a note goes unchecked."""
    result = build({**FILES, "en/notes/4100.md": "[x](../no.md)\n"})
    assert result.code == 1
    assert "en/notes/4100.md:1: error: link to '../no.md'" in result.err


def test_a_note_may_link_its_own_headings(build: Build) -> None:
    """Its page is that of the code, in every form; a heading that it does not have is an error at its line."""
    note = "## Check it\n\n[here](#check-it), [there](#no)\n"
    result = build({**FILES, "en/notes/4100.md": note})
    assert result.code == 1
    assert "en/notes/4100.md:3: error: link to '#no': the page has no heading 'no'" in result.err
    result = build({**FILES, "en/notes/4100.md": note.replace(", [there](#no)", ""), "ja/notes/4101.md": note[:33]})
    assert result.code == 0, result.err
    assert '<a href="../../en/codes/4100.html#check-it">here</a>' in result.page("en/codes/4100.html")
    assert '<a href="../codes/4101.html#check-it">here</a>' in result.page("codes/4101.html")
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def test_such_a_note_on_a_code_that_has_gone_stays(build: Build) -> None:
    """A retired code keeps its notes in every language."""
    result = build(FILES)
    (result.content / "ja" / "e.md").write_text(TABLE.replace("| 4100 | 認証失敗 |\n", ""), encoding="utf-8")
    result = build(result.content)
    assert result.code == 0, result.err
    assert "Words of" in result.page("en/codes/4100.html")
    assert "Words of" not in result.page("codes/4100.html")


def test_such_a_note_has_a_say_in_the_date_of_the_code(build: Build) -> None:
    """Other words of it are a change of the code; the same words are none."""
    first = build(FILES, env={"SOURCE_DATE_EPOCH": "1767225600"})
    assert first.code == 0, first.err
    assert build(first.content, "--locked", "--no-cache", env={"SOURCE_DATE_EPOCH": "1769904000"}).code == 0
    path = first.content / "en" / "notes" / "4100.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Words of", "Other words of"), encoding="utf-8")
    result = build(first.content, env={"SOURCE_DATE_EPOCH": "1769904000"})
    assert result.code == 0, result.err
    assert "permalinks.jsonl: 1 reworded (4100)" in result.out
    changed = {record["code"]: record["changed"] for record in json.loads(result.page("codes.json"))["codes"]}
    assert changed == {"4100": "2026-02-01", "4101": "2026-01-01"}
