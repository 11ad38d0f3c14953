"""Hexadecimal codes among look-alikes, and as the signed and unsigned numbers that programs print instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_codes, shared_page
from tests.search.test_logs import READ
from tests.search.test_queries import ASK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CODES = (
    *("0x80004005", "0x8007000E", "0x8007000B", "0x80070008", "80070008", "0x8007000D", "0xC0000005", "0x40010004"),
    *("8007000", "800040050", "-2146233079", "0x8013150A", "4100", "0x12", "0x1F"),
)
FILLER = tuple(f"0x{0x81000000 + i:08X}" for i in range(2600))


@pytest.fixture(scope="module", params=["small", "large"])
def hexadecimal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of hexadecimal codes and numbers that look like them, once with few and once with thousands."""
    codes = CODES + (FILLER if request.param == "large" else ())
    return build_codes(tmp_path_factory.mktemp("hex"), dict.fromkeys(codes, "it failed"))


@pytest.fixture(scope="module")
def asked(browser: Browser, hexadecimal: Path) -> Iterator[Page]:
    """Open such a site once for all short questions."""
    with shared_page(browser, hexadecimal) as page:
        yield page


def test_the_exact_code_comes_before_what_looks_like_it(page: Page, hexadecimal: Path) -> None:
    """Its digits alone are the code; then come digits that may be misread, then what begins so."""
    page.goto((hexadecimal / "index.html").as_uri())
    for text, codes in (
        ("8007000b", ["0x8007000B", "80070008"]),
        ("8007000E", ["0x8007000E"]),
        ("0x8007000b", ["0x8007000B"]),
        ("80070008", ["80070008"]),
        ("80004005", ["0x80004005", "800040050"]),
        ("8007000", ["8007000", "80070008"]),
    ):
        assert page.evaluate(ASK, text)[0] == codes, text
    for text in ("8007000c", "0x8007000C"):
        assert page.evaluate(ASK, text)[0] == [], text
        near = page.locator(".search-near a").all_text_contents()
        assert near[:3] == ["0x8007000B", "0x8007000D", "0x8007000E"], text


def test_a_number_with_a_point_is_not_hexadecimal(page: Page, hexadecimal: Path) -> None:
    """`1.2` is a version: neither the code 0x12, nor similar to 0x1F."""
    page.goto((hexadecimal / "index.html").as_uri())
    for text in ("1.2", "1.1", "utf8 1.2"):
        assert page.evaluate(ASK, text)[0] == [], text
        assert page.locator(".search-near a").all_text_contents() == [], text
    assert page.evaluate(ASK, "0x12")[0] == ["0x12"]


def test_a_pattern_of_hexadecimal_digits_lists_the_codes_that_fit(page: Page, hexadecimal: Path) -> None:
    """Whatever stands for a digit, in its middle too, with `0x` or without it."""
    page.goto((hexadecimal / "index.html").as_uri())
    alike = ["0x80070008", "0x8007000B", "0x8007000D", "0x8007000E"]
    for text in ("0x8007xxxx", "0x8007XXXX", "0x8007****", "0x8007????", "0x8007*", "0x800700?x", "0x80?7000x"):
        assert page.evaluate(ASK, text)[0] == alike, text
    assert page.evaluate(ASK, "8007xxxx")[0] == ["80070008", *alike]
    assert page.evaluate(ASK, "0x9xxxxxxx")[0] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("-2147467259", ["0x80004005"]),
        ("2147500037", ["0x80004005"]),
        ("−2147467259", ["0x80004005"]),
        ("(-2147467259)", ["0x80004005"]),
        ("HRESULT: -2147467259", ["0x80004005"]),
        ("-1073741819", ["0xC0000005"]),
        ("3221225477", ["0xC0000005"]),
        ("1073807364", ["0x40010004"]),
        ("-2147467259, -1073741819", ["0x80004005", "0xC0000005"]),
        ("-2146233079", ["-2146233079"]),
        ("0x80131509", ["-2146233079"]),
        ("code 0x80131509", ["-2146233079"]),
        ("-2147467260", []),
        ("2147467260 bytes", []),
    ],
)
def test_a_number_is_its_hexadecimal_code(asked: Page, text: str, codes: list[str]) -> None:
    """And back, in two's complement of 32 bits; one that is a code itself is that, one that is none is nothing."""
    assert asked.evaluate(ASK, text)[0] == codes


def test_a_number_in_a_log_is_its_hexadecimal_code(page: Page, hexadecimal: Path) -> None:
    """With a label or in brackets, beside other codes; sizes are none."""
    page.goto((hexadecimal / "index.html").as_uri())
    log = "open failed (-2147467259)\ncode 4100\nexit code: 3221225477\nread size=2147500037 bytes"
    assert page.evaluate(READ, log)[0] == ["0x80004005", "4100", "0xC0000005"]


def test_a_number_is_no_code_where_there_are_no_hexadecimal_ones(page: Page, tmp_path: Path) -> None:
    """It is then unknown, as any other."""
    page.goto((build_codes(tmp_path, {"4100": "it failed", "2147": "it failed"}) / "index.html").as_uri())
    assert page.evaluate(ASK, "-2147467259")[0] == []
    assert "2147467259" in page.locator(".search-status").inner_text()
