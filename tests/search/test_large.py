"""A site of thousands of codes, in the browser and from disk: few and small scripts a query, and the same answers."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import build_site
from tests.search.test_box import PASTE
from tests.search.test_queries import ASK

if TYPE_CHECKING:
    from playwright.sync_api import Page

THINGS = (
    *("署名", "暗号鍵", "インスタンス", "バックアップ デバイス", "スナップショット"),
    *("割り当て量", "証明書", "サブネット", "ドメイン名", "残高"),
)
FAULTS = (
    *("が不正です", "が存在しません", "の作成に失敗しました", "の有効期限が切れました"),
    *("が使用中です", "の上限を超えました", "を開けません"),
)
MOST_SHARDS = 8
ROWS = 3500
Ask = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of 3,500 codes `DB-10000` and on; four of them are unlike the others."""
    special = {
        2345: "デッドロックの対象になりました",
        1234: "リプレイ攻撃を検出しました",
        777: "unterminated string literal",
        888: "SHA256の値が合いません",
    }
    titles = [special.get(i) or THINGS[i % 10] + FAULTS[i // 10 % 7] for i in range(ROWS)]
    rows = [f"| DB-{10000 + i} | {title} | 項番{i * 7919 % 9973}を確認してください |" for i, title in enumerate(titles)]
    table = "\n".join(["# 一覧", "", "| エラーコード | 説明 | 対処方法 |", "|---|---|---|", *rows, ""])
    return build_site(tmp_path_factory.mktemp("large"), {"errors.md": table}, "--language", "ja")


@pytest.fixture
def ask(page: Page, large: Path) -> Ask:
    """Ask a query on the large site from disk; no query may fetch more than eight shards of the index."""
    fetched: list[Path] = []
    page.on("request", lambda request: fetched.append(Path(unquote(urlsplit(request.url).path))))
    page.goto((large / "index.html").as_uri())

    def asking(text: str) -> list[str]:
        fetched.clear()
        codes, _time = page.evaluate(ASK, text)
        shards = [path for path in fetched if re.search(r"/search/ja/\w{6}-[rt]\d+\.js$", path.as_posix())]
        assert len(shards) <= MOST_SHARDS
        assert all(len(gzip.compress(path.read_bytes())) < 16384 for path in shards)
        return list(codes)

    return asking


def test_codes_are_found_in_any_dress(ask: Ask) -> None:
    """By the whole code, its number alone, in other letters, misread digits; the beginning of one lists its family."""
    for text in ("DB-12345", "db12345", "ＤＢ－１２３４５", "12345", "DB:12345", "#12345", "DB-1234S"):
        assert ask(text)[:1] == ["DB-12345"], text
    assert ask("DB-1234") == [f"DB-1234{digit}" for digit in range(10)]
    assert ask("1234")[:2] == ["DB-12340", "DB-12341"]
    assert ask("99999") == []


def test_several_codes_are_found_among_thousands(ask: Ask) -> None:
    """Codes in a row, wherever they lie; the first of a range, as many as the list shows."""
    assert ask("DB-13000/DB-10100、10007") == ["DB-13000", "DB-10100", "DB-10007"]
    assert ask("10100-10102") == ["DB-10100", "DB-10101", "DB-10102"]
    for text in ("DB-10000-DB-13000", "1xxxx", "10*", "DB-10xxx", "10xx"):
        assert ask(text) == [f"DB-{10000 + i}" for i in range(40)]
    for text in ("db-1?345", "DB-??345", "*345"):
        assert ask(text) == ["DB-10345", "DB-11345", "DB-12345", "DB-13345"], text


def test_words_are_found_among_thousands(ask: Ask) -> None:
    """Words, pieces of messages, kana, voicing marks left out, Latin words with slips and unfinished ones."""
    for text in ("デッドロック", "でっどろっく", "デットロック", "ﾃﾞｯﾄﾞﾛｯｸの対象", "ロックの対象になり"):
        assert ask(text)[:1] == ["DB-12345"], text
    assert ask("リプレー攻撃")[:1] == ["DB-11234"]
    for text in ("unterminated", "untermin", "untermnated string"):
        assert ask(text)[:1] == ["DB-10777"], text
    assert ask("寿司") == []
    assert ask("SHA256") == ask("sha256") == ["DB-10888"]
    assert ask("X-79191") == []
    assert ask("バックアップデバイスを開けません")
    assert ask("項番7919")[:1] == ["DB-10001"]


def test_a_log_is_read_among_thousands(page: Page, large: Path) -> None:
    """All codes of a log are found in order, wherever in the index they lie."""
    page.goto((large / "index.html").as_uri())
    codes = [f"DB-{10000 + i * 331}" for i in range(10)]
    log = "\n".join(f"2026-11-24 02:25:{i:02} ERROR code={code} took {i}ms" for i, code in enumerate(codes))
    page.evaluate(PASTE, [log, "paste"])
    page.locator(".search-ticket").wait_for()
    assert page.locator(".search-hit .search-code").all_text_contents() == codes


def test_hexadecimal_codes_are_found_among_thousands(page: Page, tmp_path: Path) -> None:
    """Without their `0x`, and in a log that does not call them codes."""
    rows = [f"| 0x{0x80070000 + i:08X} | {THINGS[i % 10]}の失敗 |" for i in range(3000)]
    table = "\n".join(["# 一覧", "", "| エラーコード | 説明 |", "|---|---|", *rows, ""])
    site = build_site(tmp_path, {"errors.md": table}, "--language", "ja")
    page.goto((site / "index.html").as_uri())
    for text in ("80070abc", "８００７０ＡＢＣ", "code 80070ABC", "0x80070abc", "x80070ABC"):
        assert page.evaluate(ASK, text)[0] == ["0x80070ABC"], text
    assert page.evaluate(ASK, "80070AB")[0] == [f"0x80070AB{digit:X}" for digit in range(16)]
    assert page.evaluate(ASK, "gave up at 0x80070ABC\nand 0x80070B00 came")[0] == ["0x80070ABC", "0x80070B00"]


def test_a_code_of_several_catalogs_is_found_in_each(page: Page, tmp_path: Path) -> None:
    """Though its rows, which lie side by side, be on two leaves."""
    codes = [f"DB:{1000 + i}" for i in range(1000)]
    rows = "".join(f"| {code} | {THINGS[i % 10]}の失敗 |\n" for i, code in enumerate(codes))
    table = f"# 一覧\n\n| エラーコード | 説明 |\n|---|---|\n{rows}"
    site = build_site(tmp_path, {f"{path}errors.md": table for path in ("", "sms/", "text/")}, "--language", "ja")
    page.goto((site / "index.html").as_uri())
    for code in codes[:64]:
        assert page.evaluate(ASK, f"code={code}\nfailed")[0] == [code] * 3


def test_the_end_of_a_note_is_found_among_a_thousand(page: Page, tmp_path: Path) -> None:
    """Though a note be a page long, what a reader fetches stays as small as on any large site."""
    codes = [str(4000 + i) for i in range(1000)]
    rows = [f"| {code} | {THINGS[i % 10]}{FAULTS[i // 10 % 7]} |" for i, code in enumerate(codes)]
    table = "\n".join(["# 一覧", "", "| エラーコード | 説明 |", "|---|---|", *rows, ""])
    said = (
        "".join(f"{THINGS[(i + j) % 10]}が第{i * j % 977}の理由で失敗します。" for j in range(30)) for i in range(1000)
    )
    notes = {f"notes/{code}.md": f"## 確認\n\n{text}\n\n合言葉{code}\n" for code, text in zip(codes, said, strict=True)}
    site = build_site(tmp_path, {"errors.md": table, **notes}, "--language", "ja")
    sent: list[int] = []
    page.on(
        "request",
        lambda request: sent.append(len(gzip.compress(Path(unquote(urlsplit(request.url).path)).read_bytes()))),
    )
    page.goto((site / "index.html").as_uri())
    for text in ("合言葉4321", "4321"):
        sent.clear()
        assert page.evaluate(ASK, text)[0][:1] == ["4321"], text
        assert sum(sent) < 100_000
