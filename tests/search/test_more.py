"""More results than the list shows at first: how many there are in all, and the way to the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import build_codes
from tests.search.test_box import PASTE, found, search

if TYPE_CHECKING:
    from playwright.sync_api import Page

HUNDREDS = 312


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of 312 codes."""
    return build(tmp_path_factory.mktemp("hundreds"), HUNDREDS)


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of so many codes that its index has leaves."""
    return build(tmp_path_factory.mktemp("thousands"), 3500)


def build(folder: Path, size: int) -> Path:
    """Build a site of codes 40000 and on, every one about a disk, the last 100 about a printer too."""
    near = range(size - 100, size)
    messages = {str(40000 + i): f"disk {i} failed{' near the printer' if i in near else ''}" for i in range(size)}
    return build_codes(folder, messages)


def codes_from(first: int, number: int) -> list[str]:
    """Return so many codes, one after the other."""
    return [str(code) for code in range(first, first + number)]


@pytest.mark.parametrize("text", ["4", "40*", "40xxx", "40000-40999", "disk", "failed disk"])
def test_all_results_are_counted_and_can_be_seen(page: Page, hundreds: Path, text: str) -> None:
    """Codes that begin so, a range of them, words: 40 at first, then 40 more at a time, each once."""
    page.goto((hundreds / "index.html").as_uri())
    search(page, text)
    status, more = page.locator(".search-status"), page.get_by_role("button", name="Show more")
    for shown in range(40, HUNDREDS, 40):
        expect(status).to_have_text(f"Results: {shown} of {HUNDREDS}")
        assert len(found(page)) == shown
        more.click()
    expect(status).to_have_text(f"Results: {HUNDREDS}")
    expect(more).to_have_count(0)
    assert sorted(found(page)) == codes_from(40000, HUNDREDS)
    ids = page.locator(".search-hit").evaluate_all("(hits) => hits.map((hit) => hit.id)")
    assert len(set(ids)) == HUNDREDS
    search(page, "40017")
    expect(status).to_have_text("Results: 1")
    expect(more).to_have_count(0)


def test_keys_go_on_where_the_list_ended(page: Page, hundreds: Path) -> None:
    """The button, by Tab and Enter, and the arrow behind the last result both lead to the first of the new ones."""
    page.goto((hundreds / "index.html").as_uri())
    search(page, "disk")
    field, hits = page.locator(".search-input"), page.locator(".search-hit")
    field.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show more")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-activedescendant", "search-hit-40")
    expect(page.locator("[aria-selected=true]")).to_have_id("search-hit-40")
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-hit-80")
    expect(hits).to_have_count(120)
    expect(hits.nth(80).locator("mark")).to_have_text("disk")
    wanted = hits.nth(80).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_a_pointer_leaves_the_focus_alone(page: Page, hundreds: Path) -> None:
    """So that no keyboard comes up on a phone."""
    page.goto((hundreds / "index.html").as_uri())
    search(page, "printer")
    expect(page.locator(".search-status")).to_have_text("Results: 40 of 100")
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(more).to_be_focused()
    expect(page.locator("[aria-selected=true]")).to_have_count(0)


def test_of_thousands_a_few_leaves_show_more(page: Page, thousands: Path) -> None:
    """Codes that begin alike are counted by where they stand; words by what is known of them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((thousands / "index.html").as_uri())
    status, more = page.locator(".search-status"), page.get_by_role("button", name="Show more")
    search(page, "42")
    expect(status).to_have_text("Results: 40 of 1000")
    for shown in (80, 120, 160, 200):
        asked.clear()
        more.click()
        expect(status).to_have_text(f"Results: {shown} of 1000")
        assert len(asked) <= 2
    assert found(page) == codes_from(42000, 200)
    search(page, "4")
    expect(status).to_have_text("Results: 40 of 2000+")
    search(page, "printer")
    expect(status).to_have_text("Results: 40 of 100")
    asked.clear()
    more.click()
    more.click()
    expect(status).to_have_text("Results: 100")
    expect(more).to_have_count(0)
    assert sorted(found(page)) == codes_from(43400, 100)
    assert len(asked) <= 32


def test_a_log_of_many_codes_hides_none(page: Page, hundreds: Path) -> None:
    """The first 40 are listed, the others behind the button; the words above them count them all."""
    page.goto((hundreds / "index.html").as_uri())
    page.evaluate(PASTE, ["\n".join(f"error code {code}" for code in codes_from(40000, 45)), "paste"])
    expect(page.locator(".search-status")).to_contain_text("45")
    expect(page.locator(".search-hit")).to_have_count(40)
    page.get_by_role("button", name="Show more").click()
    assert found(page) == codes_from(40000, 45)
    expect(page.locator(".search-ticket")).to_contain_text("40044")
