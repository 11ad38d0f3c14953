"""A query that stands for several codes: some in a row, a range of them, or all that begin alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_site, shared_page
from tests.search.test_queries import ASK, FOLDERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CODES = (
    *("4100", "4101", "4102", "4110", "4200", "41005", "404", "503", "4", "11", "24", "12", "41", "234", "567"),
    *("ORA-00900", "ORA-00942", "ORA-01000", "5000-5999", "6xx"),
)
JOINTS = (
    *("/", ",", "、", " ", "・", " & ", ";", " / ", ", ", "，", "；", "／", "＆", "＋", "+", "､", "\u3000", "。", "|"),
    *("と", " と ", "和", "및", " and ", " or ", ":", "："),
)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site whose codes might be taken for dates, times and amounts."""
    rows = [f"| {code} | 操作に失敗しました |" for code in CODES]
    table = "\n".join(["# 一覧", "", "| エラーコード | 説明 |", "|---|---|", *rows, ""])
    return build_site(tmp_path_factory.mktemp("mixed"), {"errors.md": table}, "--language", "ja")


@pytest.fixture(scope="module")
def asked(browser: Browser, mixed: Path) -> Iterator[Page]:
    """Open this site once for all short questions."""
    with shared_page(browser, mixed) as page:
        yield page


def ask(page: Page, site: Path, *texts: str) -> list[list[str]]:
    """Return the codes in the list for each text."""
    page.goto((site / "index.html").as_uri())
    return [page.evaluate(ASK, text)[0] for text in texts]


@pytest.mark.parametrize("language", FOLDERS)
def test_codes_in_a_row_come_in_the_order_written(page: Page, site: Path, language: str) -> None:
    """Whatever joins them, in whatever dress, and nothing else comes with them."""
    texts = [f"{one}{joint}{two}" for joint in JOINTS for one, two in (("4101", "4100"), ("5300", "4100"))]
    texts += [
        "E4101, E4100",
        "#4101 #4100",
        "[4101,4100]",
        '"4101","4100"',
        "４１０１／４１００",
        "(4101, 4100)",
        "4101、4100、",
    ]
    answers = ask(page, site / FOLDERS[language], *texts)
    assert [(text, found) for text, found in zip(texts, answers, strict=True) if found[1:] != ["4100"]] == []
    assert {found[0] for found in answers} == {"4101", "5300"}


def test_one_of_several_that_is_not_there_hides_no_other(page: Page, mixed: Path) -> None:
    """The others are listed; where none is there, all are said to be unknown."""
    assert ask(page, mixed, "4100,9999", "9999 4100", "942/900", "404,503") == [
        ["4100"],
        ["4100"],
        ["ORA-00942", "ORA-00900"],
        ["404", "503"],
    ]
    assert ask(page, mixed, "9999/9998") == [[]]
    assert "9999, 9998" in page.locator(".search-status").inner_text()


@pytest.mark.parametrize(
    "text", ["2026/11/24", "11/24/2026", "12:41:00", "1,234,567", "10.0.0.1:4100", "utf8 utf16", "4100 rows in 12 s"]
)
def test_dates_times_and_amounts_are_no_codes_in_a_row(asked: Page, text: str) -> None:
    """Though there are codes 11, 24, 12, 41, 234, 567, none of them comes first."""
    assert asked.evaluate(ASK, text)[0][:1] in ([], ["4100"] if "rows" in text else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4100-4102", ["4100", "4101", "4102"]),
        ("4101〜4110", ["4101", "4102", "4110"]),
        ("４１０１～４１０９", ["4101", "4102"]),
        ("4101..4110", ["4101", "4102", "4110"]),
        ("4101 – 4110", ["4101", "4102", "4110"]),
        ("4101 to 4110", ["4101", "4102", "4110"]),
        ("4101から4110まで", ["4101", "4102", "4110"]),
        ("E4101-E4110", ["4101", "4102", "4110"]),
        ("ORA-00900-ORA-00999", ["ORA-00900", "ORA-00942"]),
        ("900-999", ["ORA-00900", "ORA-00942"]),
        ("41xx", ["4100", "4101", "4102", "4110"]),
        ("４１ＸＸ", ["4100", "4101", "4102", "4110"]),
        ("41**", ["41", "4100", "4101", "4102", "4110"]),
        ("410*", ["4100", "41005", "4101", "4102"]),
        ("ORA-009xx", ["ORA-00900", "ORA-00942"]),
        ("5000-5100", ["5000-5999"]),
        ("5000-5999", ["5000-5999"]),
        ("6xx", ["6xx"]),
        ("6XX", ["6xx"]),
        ("4110-4100", []),
        ("4100-420", []),
        ("7000-7999", []),
        ("78xx", []),
        ("E5xx", ["503", "567"]),
        ("エラー41xx", ["4100", "4101", "4102", "4110"]),
        ("error 41xx", ["4100", "4101", "4102", "4110"]),
        ("ORA-00xxx", ["ORA-00900", "ORA-00942"]),
        ("ora-0?9??", ["ORA-00900", "ORA-00942"]),
        ("ORA-00*42", ["ORA-00942"]),
        ("410?", ["4100", "4101", "4102"]),
        ("４１？０", ["4100", "4110"]),
        ("4x00", ["4100", "4200"]),
        ("41x0", ["4100", "4110"]),
        ("42?", ["4200"]),
        ("42xxx", ["4200"]),
        ("E42xxx", ["4200"]),
        ("*100", ["4100", "5000-5999"]),
        ("*1005", ["41005"]),
        ("?100", ["4100", "5000-5999"]),
        ("*?00", ["6xx", "ORA-00900", "ORA-01000", "4100", "4200", "5000-5999"]),
        ("ORA-*42", ["ORA-00942"]),
        ("?04", ["4", "404", "6xx"]),
    ],
)
def test_a_range_lists_the_codes_within(asked: Page, text: str, codes: list[str]) -> None:
    """From one to another, or all of a length that begin alike; one that is a code itself is that code."""
    assert asked.evaluate(ASK, text)[0] == codes
