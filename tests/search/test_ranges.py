"""A code that is a range of numbers, or hexadecimal, answers to more than its name, in the search and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from errdex.spelling import lettered_range_of, lettered_span_of, range_of, span_of
from tests.conftest import Build, build_site, shared_page
from tests.host import serving
from tests.search.test_box import PASTE
from tests.search.test_queries import ASK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTENT = """# 一覧

| コード | 説明 |
| --- | --- |
| 4000-7000 | 内部の失敗です |
| 4500 | リプレイ攻撃 |
| -30～-10 | 回線の失敗です |
| 5xx | サーバーの失敗です |
| 502 | 中継の失敗です |
| 81** | 通信の失敗です |
"""
LETTERED = """# 一覧

| エラーコード | 説明 |
| --- | --- |
| E100-E199 | 内部の失敗です |
| E150 | 攻撃の失敗です |
| ERR_10..ERR_19 | 回線の失敗です |
| ORA-06xxx | 通信の失敗です |
| 0x10-0x1F | 装置の失敗です |
| 0x8007xxxx | 窓口の失敗です |
"""
HEX = """# 一覧

| コード | 説明 |
| --- | --- |
| 0x80004005 | 不明な失敗です |
| 0x8007000E | 記憶域の不足です |
| 0x8007000B | 形式の不正です |
| 0x0000007B | 起動装置がありません |
| 0x80070005 | 資源の不足です |
| 80070005 | 番号だけの失敗です |
| 2001FFFF | 装置の失敗です |
"""


@pytest.fixture(scope="module")
def ranges(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a site of ranges and patterns once for all short questions."""
    with shared_page(browser, build_site(tmp_path_factory.mktemp("ranges"), {"errors.md": CONTENT})) as page:
        yield page


@pytest.fixture(scope="module")
def lettered(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a site of ranges and patterns with letters once for all of them."""
    with shared_page(browser, build_site(tmp_path_factory.mktemp("lettered"), {"errors.md": LETTERED})) as page:
        yield page


@pytest.fixture(scope="module")
def hexadecimals(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a site of hexadecimal codes once for all of them."""
    with shared_page(browser, build_site(tmp_path_factory.mktemp("hex"), {"errors.md": HEX})) as page:
        yield page


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
        ("5xx", None),
    ],
)
def test_a_range_is_told_from_a_code_with_a_hyphen(code: str, span: tuple[int, int] | None) -> None:
    """A bare hyphen is a range only between numbers of one length, three digits or more."""
    assert range_of(code) == span


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("5xx", (500, 599)),
        ("12**", (1200, 1299)),
        ("-30XXX", (-30999, -30000)),
        ("５ｘｘ", (500, 599)),
        ("4000-7000", (4000, 7000)),
        ("xx", None),
        ("0x1F", None),
        ("5x0", None),
        ("4100", None),
    ],
)
def test_a_pattern_stands_for_its_numbers(code: str, span: tuple[int, int] | None) -> None:
    """All of its length that begin so."""
    assert span_of(code) == span


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("4600", "4000-7000"),
        ("４６００", "4000-7000"),
        ("4500", "4500"),
        ("-12", "-30～-10"),
        ('{"code": 5100}', "4000-7000"),
        ("503", "5xx"),
        ("５０３", "5xx"),
        ("HTTP 503", "5xx"),
        ("HTTP503", "5xx"),
        ("error 599", "5xx"),
        ('{"code": 503}', "5xx"),
        ("5xx", "5xx"),
        ("502", "502"),
        ("8150", "81**"),
        ("503, 502", "5xx"),
    ],
)
def test_a_number_in_a_range_finds_the_range(ranges: Page, typed: str, first: str) -> None:
    """A number inside leads to the range's page; one that has a page of its own to that first."""
    assert ranges.evaluate(ASK, typed)[0][:1] == [first]


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("E100-E199", ("E", 100, 199)),
        ("E100～199", ("E", 100, 199)),
        ("ERR_100..ERR_199", ("ERR_", 100, 199)),
        ("0x10-0x1F", ("0x", 16, 31)),
        ("0x0F～1F", ("0x", 15, 31)),
        ("ORA-00001", None),
        ("SDK-4-100", None),
        ("E100-199", None),
        ("E199-E100", None),
        ("A1-B9", None),
        ("4000-7000", None),
        ("5xx", None),
    ],
)
def test_a_range_may_have_letters(code: str, span: tuple[str, int, int] | None) -> None:
    """The same on both sides of a hyphen, before numbers that rise."""
    assert lettered_range_of(code) == lettered_span_of(code) == span


@pytest.mark.parametrize(
    ("code", "span"),
    [("E5xx", ("E", 500, 599)), ("ORA-6**", ("ORA-", 600, 699)), ("0x1X", ("0x", 16, 31)), ("E5x", None)],
)
def test_a_pattern_may_have_letters(code: str, span: tuple[str, int, int] | None) -> None:
    """One x alone may belong to the code, unless it is hexadecimal."""
    assert lettered_span_of(code) == span


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("E120", ["E100-E199"]),
        ("e-120", ["E100-E199"]),
        ("E150", ["E150", "E100-E199"]),
        ("ERR_15", ["ERR_10..ERR_19"]),
        ("ORA-06512", ["ORA-06xxx"]),
        ("error 0x15 in line", ["0x10-0x1F"]),
        ("0x1a", ["0x10-0x1F"]),
        ("0x80070005", ["0x8007xxxx"]),
        ("E200", []),
        ("0x20", []),
        ("F120", []),
    ],
)
def test_a_code_in_a_lettered_range_finds_the_range(lettered: Page, typed: str, codes: list[str]) -> None:
    """As a number does; one with a page of its own leads to that first."""
    assert lettered.evaluate(ASK, typed)[0] == codes


@pytest.mark.parametrize("number", ["7001", "499", "600", "5030", "8200"])
def test_a_number_outside_finds_none(ranges: Page, number: str) -> None:
    """The ends of a range are its ends."""
    assert ranges.evaluate(ASK, number)[0] == (["4000-7000"] if number == "5030" else [])


def test_a_pattern_is_found_in_a_log_and_at_a_dead_address(build: Build, page: Page) -> None:
    """A pasted log names it, once for all its numbers; the address of one leads to it."""
    result = build({"errors.md": CONTENT}, "--language", "ja")
    page.goto((result.site / "index.html").as_uri())
    page.evaluate(PASTE, ["ERROR code=503 retry\nERROR code=599 giving up", "paste"])
    expect(page.locator(".search-hit .search-code")).to_have_text(["5xx"])
    with serving(result.site) as url:
        page.goto(f"{url}codes/503.html")
        expect(page.locator(".search-hit .search-code").first).to_have_text("5xx")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("80004005", ["0x80004005"]),
        ("0x80004005", ["0x80004005"]),
        ("x80004005", ["0x80004005"]),
        ("８０００４００５", ["0x80004005"]),
        ("code 80004005", ["0x80004005"]),
        ("8007000e", ["0x8007000E"]),
        ("8007000b", ["0x8007000B"]),
        ("7B", ["0x0000007B"]),
        ("0x7b", ["0x0000007B"]),
        ("80070005", ["80070005"]),
        ("0x80070005", ["0x80070005"]),
        ("800400", []),
        ("800040", ["0x80004005"]),
        ("0x2001FFFF", ["2001FFFF"]),
        ("80004005 / 8007000E", ["0x80004005", "0x8007000E"]),
    ],
)
def test_a_hexadecimal_code_is_found_without_its_mark(hexadecimals: Page, typed: str, codes: list[str]) -> None:
    """By its digits, whole or begun, and with its zeros left out; a code that is those digits itself wins."""
    assert hexadecimals.evaluate(ASK, typed)[0] == codes
