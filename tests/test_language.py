"""Which language a text is in, and a folder of them."""

from __future__ import annotations

import pytest

from errdex.loading import _spoken
from errdex.readers import guess_language
from tests.conftest import ROOT, Build

SAMPLES = [
    (
        "ja",
        "| エラーコード | 説明 |\n|---|---|\n| 4100 | 認証失敗 |\n",
    ),
    (
        "ja",
        "| 错误码 | 説明 |\n|---|---|\n| 4100 | 認証に失敗しました |\n",
    ),
    (
        "ja",
        "| コード | 内容 |\n"
        "|---|---|\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n"
        "| 4100 | 認証失敗 |\n"
        "| 4101 | 権限不足 |\n"
        "| 4102 | 署名期限切 |\n"
        "| 4103 | 利用制限超過 |\n",
    ),
    (
        "ja",
        "# 错误\n\n| エラーコード | 説明 |\n|---|---|\n| 4100 | 身元認証失敗 |\n",
    ),
    (
        "ja",
        "| 項目 | 説明 |\n|---|---|\n| 4100 | 認証失敗です |\n",
    ),
    (
        "en",
        "| Code | Description |\n|---|---|\n| 4100 | Bad request |\n",
    ),
    (
        "en",
        "| Error code | Description |\n|---|---|\n| 4100 | Bad request |\n| 4101 | 未知 |\n",
    ),
    (
        "ja",
        "| Code | Message |\n|---|---|\n| 4100 | 認証に失敗しました |\n",
    ),
    (
        "ja",
        "| Code | Message |\n"
        "|---|---|\n"
        "| AuthFailure.SignatureFailure | 認証に失敗しました |\n"
        "| InvalidParameter.ValueTooLong | 値が長すぎます |\n",
    ),
    (
        "ja",
        "| Error Code | Symbol | Description |\n"
        "|---|---|---|\n"
        "| 4100 | AuthFailure.SignatureFailure | 署名の検証に失敗しました |\n"
        "| 4101 | AuthFailure.SecretIdNotFound | キーが存在しません |\n"
        "| 4102 | InvalidParameter.ValueTooLong | 値が長すぎます |\n",
    ),
    (
        "ja",
        "| エラーコード | 説明 |\n"
        "|---|---|\n"
        "| 4100 | Authentication failed because the signature is wrong |\n"
        "| 4101 | The key does not exist |\n"
        "| 4102 | Request expired |\n",
    ),
    (
        "en",
        "| Error Code | Description |\n"
        "|---|---|\n"
        "| 4100 | Authentication failed because the signature is wrong |\n"
        "| 4101 | キー |\n",
    ),
    (
        "zh-Hans",
        "| 错误码 | 说明 |\n|---|---|\n| 4100 | 身份认证失败 |\n",
    ),
    (
        "zh-Hans",
        "| 错误码 | 说明 |\n"
        "|---|---|\n"
        "| AuthFailure.SignatureFailure | Signature wrong, request denied |\n"
        "| InvalidParameter | A parameter is invalid |\n",
    ),
    (
        "zh-Hans",
        "| Code | Description |\n"
        "|---|---|\n"
        "| AuthFailure.SignatureFailure | 签名错误 |\n"
        "| InvalidParameter.ValueTooLong | 参数太长 |\n"
        "| ResourceNotFound.Instance | 实例不存在 |\n",
    ),
    (
        "zh-Hant",
        "| 錯誤碼 | 說明 |\n|---|---|\n| 4100 | 身分驗證失敗 |\n",
    ),
    (
        "zh-Hant",
        "| 代碼 | 訊息 |\n|---|---|\n| 4100 | 帳號不存在 |\n| 4101 | 密碼不正確 |\n",
    ),
    (
        "zh-Hans",
        "| 代码 | 信息 |\n|---|---|\n| 4100 | 账号不存在 |\n| 4101 | 密码不正确 |\n",
    ),
    (
        "zh-Hans",
        "| 错误码 | 说明 |\n|---|---|\n| 4100 | 身份认证失败 |\n| 4101 | 参数错误（エラー） |\n| 4102 | 请求超时 |\n",
    ),
    (
        "ko",
        "| 오류 코드 | 설명 |\n|---|---|\n| 4100 | 인증 실패 |\n",
    ),
    (
        "ko",
        "| Code | Message |\n"
        "|---|---|\n"
        "| AuthFailure.SignatureFailure | 서명이 올바르지 않습니다 |\n"
        "| InvalidParameter.ValueTooLong | 값이 너무 깁니다 |\n",
    ),
    (
        "ko",
        "| 오류 코드 | 설명 |\n"
        "|---|---|\n"
        "| AuthFailure.SignatureFailure | Signature is wrong and so on |\n"
        "| InvalidParameter.ValueTooLong | The value is too long |\n",
    ),
    (
        "ko",
        "| 오류 코드 | 설명 |\n|---|---|\n| 4100 | 인증 실패 (認証失敗) |\n| 4101 | 비밀번호 オ류 |\n",
    ),
    (
        "",
        "| 4100 | 4101 |\n|---|---|\n| 1 | 2 |\n",
    ),
    (
        "",
        "4100\n4101\n",
    ),
    (
        "en",
        "| Code | Symbol |\n|---|---|\n| 4100 | ERR_AUTH |\n",
    ),
    (
        "ja",
        "<table><tr><th>エラーコード</th><th>説明</th></tr><tr><td>4100</td><td>身元認証失敗</td></tr></table>",
    ),
    (
        "ja",
        '<table class="confluence-table wrapped relative"><tr><td style="text-a'
        'lign: left; width: 200px">エラーコード</td><td style="text-align: left; widt'
        'h: 200px">説明</td></tr><tr><td style="text-align: left; width: 200px" c'
        'lass="confluenceTd">4100</td><td style="text-align: left; width: 200px'
        '">認証失敗</td></tr></table>',
    ),
    (
        "ja",
        "# エラー\n"
        "\n"
        "```json\n"
        '{"error": {"code": "4100", "message": "authentication failed because o'
        'f your signature", "requestId": "abc"}}\n'
        "```\n"
        "\n"
        "| コード | 意味 |\n"
        "|---|---|\n"
        "| 4100 | 認証失敗 |\n",
    ),
    (
        "en",
        "# Error codes\n\n| Code | Meaning |\n|---|---|\n| 4100 | The button エラーコードを表示する was pressed |\n",
    ),
    (
        "ja",
        "---\n"
        "title: errors of the service in the api of cloud\n"
        "kind: errors\n"
        "---\n"
        "| コード | 意味 |\n"
        "|---|---|\n"
        "| 4100 | 認証失敗 |\n",
    ),
    (
        "zh-Hant",
        "| 錯誤代碼 | 描述 |\n|---|---|\n| 1 | 無效的引數 |\n",
    ),
    (
        "zh-Hant",
        "本文說明各種錯誤。\n",
    ),
    (
        "zh-Hans",
        "本文说明各种错误。\n",
    ),
    (
        "ja",
        "日本語の文書です。\n",
    ),
    (
        "ja",
        "| コード | 説明 | Message |\n"
        "|---|---|---|\n"
        "| 4100 | 認証失敗 | Authentication failed because the signature is wrong |"
        "\n"
        "| 4101 | 鍵なし | The key does not exist in this account |\n",
    ),
    (
        "en",
        "| Error code | Message | 日本語 |\n"
        "|---|---|---|\n"
        "| 4100 | Authentication failed because the signature is wrong | 認証失敗 |"
        "\n"
        "| 4101 | The key does not exist in this account | 鍵なし |\n",
    ),
    (
        "zh-Hans",
        "| 错误码 | 英文描述 | 说明 |\n"
        "|---|---|---|\n"
        "| 4100 | Authentication failed because the signature is wrong, please "
        "check | 认证失败 |\n",
    ),
    (
        "ja",
        "| code | 説明 |\n|---|---|\n| E_AUTH | 署名エラー |\n| E_KEY | 鍵不正 |\n",
    ),
]


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_the_words_and_the_header_say_the_language(language: str, text: str) -> None:
    """Short documents, mixed ones, one cell in another language, markup and code: none of them misleads."""
    assert guess_language(text) == language


def test_a_header_speaks_for_a_long_table_of_kanji() -> None:
    """Kana in the header are Japanese, however many kanji stand below."""
    rows = "| 4100 | 身元認証失敗 | 署名確認 |\n" * 200
    assert guess_language(f"| エラーコード | 説明 | 対処方法 |\n|---|---|---|\n{rows}") == "ja"


def test_a_folder_speaks_as_most_of_its_tables() -> None:
    """By their amount of text; what has no table counts only where nothing has one."""
    table = "| エラーコード | 説明 |\n|---|---|\n| 4100 | 認証失敗 |\n".encode()
    english = b"| Error code | Meaning |\n|---|---|\n| 4100 | Gone |\n"
    readme = b"# About this folder\n\nHow to add a code.\n" * 40
    assert _spoken([("a.md", table), ("README.md", readme)]) == "ja"
    assert _spoken([("a.md", table * 9), ("b.md", english), ("c.md", english)]) == "ja"
    assert _spoken([("a.md", table), ("b.md", english * 9)]) == "en"
    assert _spoken([("README.md", readme)]) == "en"
    assert _spoken([("a.md", b"4100\n")]) == ""


TRADITIONAL = "# 錯誤碼\n\n| 錯誤碼 | 說明 | 處理方式 |\n|---|---|---|\n| 4100 | 驗證失敗 | 請檢查 |\n"


def test_traditional_chinese_builds(build: Build) -> None:
    """With the words of the interface in simplified Chinese, and a warning, until the folder has its own."""
    result = build({"e.md": TRADITIONAL})
    assert result.code == 0, result.err
    assert "zh-Hant.toml: warning: not there: in 'zh-Hant' the user interface speaks simplified Chinese" in result.err
    page = result.page("codes/4100.html")
    assert '<html lang="zh-Hant"' in page
    assert "<title>4100 驗證失敗" in page
    assert "错误码</title>" in page
    words = (ROOT / "templates" / "locales" / "zh-Hans.toml").read_text("utf-8")
    again = build({"e.md": TRADITIONAL, "theme/locales/zh-Hant.toml": words}, "--strict")
    assert again.code == 0, again.err
