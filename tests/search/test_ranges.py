"""A code that is a range of numbers answers for each of them, in the search and at a dead address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from errdex.markup.ranges import range_of
from tests.conftest import Build

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONTENT = """# 一覧

| コード | 説明 |
| --- | --- |
| 4000-7000 | 内部の失敗です |
| 4500 | リプレイ攻撃 |
| -30～-10 | 回線の失敗です |
"""


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("4000-7000", (4000, 7000)),
        ("112～116", (112, 116)),
        ("120001 - 130000", (120001, 130000)),
        ("-10~-1", (-10, -1)),
        ("2-67", None),
        ("100-99", None),
        ("1-2-3", None),
        ("4100", None),
    ],
)
def test_a_range_is_told_from_a_code_with_a_hyphen(code: str, span: tuple[int, int] | None) -> None:
    """A bare hyphen is a range only between numbers of one length, three digits or more."""
    assert range_of(code) == span


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("4600", "4000-7000"),
        ("４６００", "4000-7000"),
        ("4500", "4500"),
        ("-12", "-30～-10"),
        ('{"code": 5100}', "4000-7000"),
    ],
)
def test_a_number_in_a_range_finds_the_range(build: Build, page: Page, typed: str, first: str) -> None:
    """A number inside leads to the range's page; one that has a page of its own to that first."""
    result = build({"errors.md": CONTENT}, "--language", "ja")
    assert result.code == 0, result.err
    page.goto((result.site / "index.html").as_uri())
    page.locator(".search-input").fill(typed)
    expect(page.locator("[data-search]")).to_have_attribute("aria-busy", "false")
    assert page.locator(".search-hit .search-code").first.text_content() == first


def test_a_number_outside_finds_none(build: Build, page: Page) -> None:
    """The ends of a range are its ends."""
    result = build({"errors.md": CONTENT}, "--language", "ja")
    page.goto((result.site / "index.html").as_uri())
    page.locator(".search-input").fill("7001")
    expect(page.locator("[data-search]")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".search-hit .search-code")).to_have_count(0)
