"""A name with a number in it, IPv6 or SHA-256, is a word of the texts and no beginning of a code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_codes
from tests.search.test_queries import ASK

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = {
    "2": "the file is not there",
    "6": "the handle is not valid",
    "8": "out of memory",
    "64": "the name is gone",
    "256": "too many names",
    "2560": "the tape is full",
    "503": "the server is busy",
    "6000": "the address is not IPv6",
    "6100": "a fault of IPv6Gateway",
    "7001": "the peer does not speak HTTP/2",
    "7002": "the text is not UTF-8",
    "7003": "the digest is no SHA256 one",
    "7004": "the value is not in base64",
    "7005": "SSL 3.0 is switched off",
    "7006": "the script is for Python3.11 or newer",
    "MD5": "a sum is wrong",
    "TLS13.NotOffered": "an old peer",
}
FILLER = {str(20000 + i): f"disk {i} is full" for i in range(3000)}


@pytest.fixture(scope="module", params=["small", "large"])
def names(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site whose codes begin as names end, once with few codes and once with thousands."""
    return build_codes(tmp_path_factory.mktemp("names"), TEXTS | (FILLER if request.param == "large" else {}))


def test_a_name_with_a_number_finds_the_texts_that_have_it(page: Page, names: Path) -> None:
    """With its hyphen or without, with a version's point; where it is a code, or the beginning of a symbol, that."""
    page.goto((names / "index.html").as_uri())
    for text, codes in (
        ("IPv6", ["6000", "6100"]),
        ("ipv6", ["6000", "6100"]),
        ("http2", ["7001"]),
        ("HTTP/2", ["7001"]),
        ("utf8", ["7002"]),
        ("UTF-8", ["7002"]),
        ("sha256", ["7003"]),
        ("SHA-256", ["7003"]),
        ("base64", ["7004"]),
        ("SSL 3.0", ["7005"]),
        ("ssl3.0", ["7005"]),
        ("Python3.11", ["7006"]),
        ("python 3.11", ["7006"]),
        ("md5", ["MD5"]),
        ("tls13", ["TLS13.NotOffered"]),
    ):
        assert page.evaluate(ASK, text)[0] == codes, text


def test_a_name_that_no_text_has_is_no_code(page: Page, names: Path) -> None:
    """Nothing is found, and nothing is called a code; letters that say so still make a code of a number."""
    page.goto((names / "index.html").as_uri())
    for text in ("IPv4", "x64", "s3", "oauth2", "sha6", "hs256", "HmacSHA256", "k8s", "ODBC 1.2"):
        assert page.evaluate(ASK, text)[0] == [], text
        assert text in page.locator(".search-status").inner_text()
    for text, code in (("E6", "6"), ("code2", "2"), ("error 8", "8"), ("E256", "256"), ("HTTP503", "503")):
        assert page.evaluate(ASK, text)[0][:1] == [code], text


def test_a_number_with_a_point_is_a_version_and_no_unknown_code(page: Page, names: Path) -> None:
    """Nothing is found, and it is not called a code; unless the text says that it is one, and then it is whole."""
    page.goto((names / "index.html").as_uri())
    for text in ("3.12", "9.9", "10.0.0.1", "2024-05-06", "999-1"):
        assert page.evaluate(ASK, text)[0] == [], text
        assert page.locator(".search-status").inner_text() == f"Nothing matches “{text}”.", text
    for text, code in (('"code": 9.25', "9.25"), ("error 9404.3", "9404.3"), ("error 9404.", "9404")):
        assert page.evaluate(ASK, text)[0] == [], text
        assert page.locator(".search-status").inner_text() == f"There is no code {code}.", text
    assert page.evaluate(ASK, '{\n"code": 9.25}')[0] == []
    assert page.locator(".search-near").inner_text().split(": ")[1].startswith("9.25 ")
    assert page.evaluate(ASK, '{\n"code": 0.25}')[0] == []
    assert "0.25" in page.locator(".search-near").inner_text(), "no success either"
