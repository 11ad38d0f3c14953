"""However a code is written, typed or asked about, in whatever language: it comes first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_codes
from tests.search.test_queries import ASK, FOLDERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

BRACKETS = (
    *(
        '""',
        "''",
        "“”",
        "「」",
        "『』",
        "``",
        "()",
        "[]",
        "<>",
        "{}",
        "【】",
        "《》",
        "〈〉",
        "〔〕",
        "（）",
        "［］",
        "**",
    ),
)
BEFORE = (
    *("#", "＃", "# ", "E", "e", "E-", "E_", "#E", "ERR-", "ERR_", "error ", "error-", "err:", "Err", "No.", "№", "-"),
    *("code:", "code=", "code ", "Code", "CODE-", "errno=", "ret_code=", "status code ", "exception ", "failed: ", "~"),
    *(
        "エラー",
        "エラー ",
        "ｴﾗｰ ",
        "コード：",
        "エラーコード",
        "エラー番号:",
        "エラーＮｏ．",
        "エラーコードが",
        "第",
        "※",
        "→",
        "・",
    ),
    *("错误码", "错误码：", "错误代码：", "错误 ", "返回码：", "錯誤碼 ", "錯誤代碼："),
    *("오류 ", "오류코드 ", "오류 코드: ", "에러 코드:", "응답 코드 ", "codes/", "https://errors.example.com/codes/"),
)
AFTER = (
    *(".", "。", "、", ",", ";", ":", "・", "!", "?", "？", "-", " .", "  ", "\u3000", "\u200b", "※"),
    *(
        "番",
        "号",
        "番エラー",
        "エラー",
        " エラー",
        "とは",
        "って何",
        " が出る",
        "エラーが出る",
        "と表示された",
        "のエラー",
    ),
    *("错误", " 怎么办", "是什么意思", "번 오류", " 에러", "이 뭐야", " 뜻", " error", " meaning", " retry 3"),
)
OTHERS = (
    "４１００番",
    "Ｅ４１００",
    "41oo",
    "4l00",
    "４１ＯＯ",
    "4 1 0 0",
    "4,100",
    "04100",
    '{"code":4100}',
    "(E4100)",
)
TEXTS = (
    *(f"{pair[0]}4100{pair[1]}" for pair in BRACKETS),
    *(f"{word}4100" for word in BEFORE),
    *(f"4100{word}" for word in AFTER),
    *OTHERS,
)


@pytest.mark.parametrize("language", FOLDERS)
def test_a_code_comes_first_however_it_is_written(page: Page, site: Path, language: str) -> None:
    """Width, case, brackets, stops, words before and behind, in four languages each on the pages of all four."""
    page.goto((site / FOLDERS[language] / "index.html").as_uri())
    answers = {text: page.evaluate(ASK, text)[0][:1] for text in TEXTS}
    assert {text: found for text, found in answers.items() if found != ["4100"]} == {}


def test_a_code_comes_before_what_is_left_of_it(page: Page, tmp_path: Path) -> None:
    """Letters and digits of its own are not taken for the word that announces it, nor its x for any digit."""
    codes = ("E8913", "8913", "0x3849", "33849", "03849")
    page.goto((build_codes(tmp_path, dict.fromkeys(codes, "it failed")) / "index.html").as_uri())
    for code in codes:
        for text in ("code {}", "error {}", "错误码：{}", '{{"code": "{}"}}', "{} failed"):
            assert page.evaluate(ASK, text.format(code))[0][:1] == [code], text.format(code)
