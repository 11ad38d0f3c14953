"""The address of a code's page, as a ticket has it, finds the code; so does a code with a counter or a particle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search.test_queries import ASK, FOLDERS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Build

SITE = "https://errors.example.com/"
ADDRESSES = (
    *("4100.html", "4100.htm", "4100.json", "4100.md", "/codes/4100.html", "codes/4100", "codes/4100/", "/codes/4100"),
    *(f"{SITE}codes/4100.html", f"{SITE}en/codes/4100.html#remedy", f"{SITE}codes/4100?from=ticket"),
    *(f"{SITE}search.html?q=4100", f"{SITE}en/search.html#q=4100", "http://localhost:8000/docs/codes/4100.html"),
    *("file:///srv/site/codes/4100.html", "４１００．ｈｔｍｌ", f"<{SITE}codes/4100.html>"),
    f"see {SITE}codes/4100.html please",
)
COUNTED = (
    *("4100件", "4100番", "4100号が", "4100回", "エラー4100が", "エラー4100件", "code4100", "ERR4100"),
    *("4100번이", "错误4100吗"),
)
CONTENT = """# 一覧

| コード | 説明 |
| --- | --- |
| 1001 | {} |
| DB:0140 | 接続の失敗です |
| InvalidParameter.Foo | 値の不正です |
"""


@pytest.mark.parametrize("language", FOLDERS)
def test_an_address_or_a_counter_hides_no_code(page: Page, site: Path, language: str) -> None:
    """In four languages: the code comes first, whatever the address has before and behind it."""
    page.goto((site / FOLDERS[language] / "index.html").as_uri())
    answers = {text: page.evaluate(ASK, text)[0][:1] for text in (*ADDRESSES, *COUNTED)}
    assert {text: found for text, found in answers.items() if found != ["4100"]} == {}


def test_an_address_names_its_catalog_and_writes_signs_otherwise(build: Build, page: Page) -> None:
    """Of two pages with one code the one in the address; a slug's escapes and those of URLs are read."""
    files = {"ja/errors.md": CONTENT.format("一般の失敗です"), "ja/sms/errors.md": CONTENT.format("送信の失敗です")}
    result = build({**files, "site.toml": 'language = "ja"\nlanguages = ["ja"]\n'})
    assert result.code == 0, result.err
    page.goto((result.site / "index.html").as_uri())
    titles = "[...document.querySelectorAll('.search-title')].map((title) => title.textContent)"
    for text, title in (
        ("https://x.example/codes/1001.html", "一般の失敗です"),
        ("https://x.example/sms/1001.html", "送信の失敗です"),
        ("sms/1001", "送信の失敗です"),
    ):
        codes, _time = page.evaluate(ASK, text)
        assert codes == ["1001", "1001"]
        assert page.evaluate(titles)[0] == title
    slug = next((result.site / "codes").glob("*140.html")).name
    for text in (f"https://x.example/codes/{slug}", "/codes/DB%3A0140.html", slug):
        assert page.evaluate(ASK, text)[0][:1] == ["DB:0140"], text
    for text in ("codes/InvalidParameter.Foo.html", "InvalidParameter.Foo.html", "InvalidParameter.Foo"):
        assert page.evaluate(ASK, text)[0][:1] == ["InvalidParameter.Foo"], text
    assert page.evaluate(ASK, "https://x.example/codes/%E0%A4.html")[0] == []
