"""Which of the four languages a text is in.

    | Code | Message |                       |
    | 4100 | 認証に失敗しました |            |   ja: the words are Japanese, the header's two do not weigh them down
    | エラーコード | 説明 |                  |
    | 4100 | Authentication failed |         |   ja: so speaks the header, whatever was copied below it
    | 错误码 | 说明 |                        |
    | 4101 | 参数错误（エラー） |            |   zh-Hans: more letters that Japanese has not than kana

Code, tags, addresses and identifiers speak no language.
"""

from __future__ import annotations

import re
from itertools import pairwise

from errdex.noun import noun
from errdex.pattern import pattern

_KANA = pattern("[\u3041-\u30ff対処応検続権単発済変読拡険実証戻込払]")
"""With letters of kanji that Chinese writes otherwise, in either of its ways."""
_HAN = pattern("[\u4e00-\u9fff]")
_HANGUL = pattern("[\uac00-\ud7a3]")
_LATIN = pattern("[A-Za-z]{2,}")
_TRADITIONAL = pattern("[錯誤說碼參數據請為無與後對應該網頁機關閉開啟戶號資訊連線錄寫讀處過時項]")
_SIMPLIFIED = pattern("[错误说码参数据请为无与后对应该网页机关闭开启户号资讯连线录写读处过时项]")
_NOT_JAPANESE = pattern("[错误说码请为无对应该网页关闭开启户资讯连线录读处过时项这们认证权验签务员设备动态]")
"""Simplified letters that Japanese does not have."""
_CODE = pattern(r"^[ >]*(```|~~~).*?(?:^[ >]*\1|\Z)|`[^`\n]{1,500}`|<!--.*?(?:-->|\Z)", re.MULTILINE | re.DOTALL)
_UNSPOKEN = pattern(r"<[^<>]{0,500}>|https?://\S+|(?<![A-Za-z\d])[A-Za-z\d]*(?:[._][A-Za-z\d]+|[a-z\d][A-Z])[\w.]*")
"""Tags, addresses, identifiers."""
_FIRST_ROW = pattern(r"<table\b(?:(?!</tr).){0,3000}", re.IGNORECASE | re.DOTALL)
_HEADER_CELL = pattern(r"<th\b[^<>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_WORD = 2
"""A Latin word weighs as much as so many letters of the others."""


@noun
class _Letters:
    """How much of a text is in each script; Latin in words."""

    kana: int
    han: int
    hangul: int
    latin: int

    @property
    def is_latin(self) -> bool:
        """Tell whether it speaks with Latin letters rather."""
        return self.latin * _WORD > self.kana + self.han + self.hangul


def guess_language(text: str) -> str:
    """Return "ja", "en", "zh-Hans", "zh-Hant" or "ko"; an empty string for a text without words."""
    sample = _CODE.sub(" ", text[:200_000])
    heads, words = _letters(_headers(sample)), _UNSPOKEN.sub(" ", sample)
    body = _letters(words)
    if heads.is_latin and body.is_latin:
        return "en"  # a remark in another language does not make it one
    # A header that is not English speaks for its table, whose cells may be copied from the program.
    latin = body.latin if heads.is_latin or not (heads.kana or heads.han or heads.hangul) else 0
    if body.hangul > body.kana and body.hangul * 2 > body.han and body.hangul * 4 > latin:
        return "ko"
    is_japanese = body.kana * 12 > body.han or heads.kana > 0
    if is_japanese and body.kana * 4 > latin and body.kana >= _count(_NOT_JAPANESE, words):
        return "ja"
    if body.han and body.han * 4 > latin:
        return "zh-Hant" if _count(_TRADITIONAL, words) > _count(_SIMPLIFIED, words) else "zh-Hans"
    return "en" if body.latin else ""


def _headers(text: str) -> str:
    """Return the words of the headers of tables: lines above a rule, header cells, first rows."""
    below = pairwise(text.split("\n"))
    pipes = [line for line, rule in below if "---" in rule and "|" in rule and not rule.strip(" \t|:-")]
    rows = _FIRST_ROW.findall(text)
    return _UNSPOKEN.sub(" ", " ".join((*pipes, *_HEADER_CELL.findall(text), *rows)))


def _letters(text: str) -> _Letters:
    return _Letters(*(_count(script, text) for script in (_KANA, _HAN, _HANGUL, _LATIN)))


def _count(letters: re.Pattern[str], text: str) -> int:
    return len(letters.findall(text))
