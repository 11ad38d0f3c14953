"""Which of the four languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

_KANA = "[\u3041-\u30ff]"
_HAN = "[\u4e00-\u9fff]"
_HANGUL = "[\uac00-\ud7a3]"
_HEADER_CELL = r"<th\b[^<>]{0,200}>([^<]{0,200})"
_LATIN = "[A-Za-z]{2,}"
_TRADITIONAL = "[錯誤說碼參數據請為無與後對應該網頁機關閉開啟戶號資訊連線錄寫讀處過時項]"
_SIMPLIFIED = "[错误说码参数据请为无与后对应该网页机关闭开启户号资讯连线录写读处过时项]"


def guess_language(text: str) -> str:
    """Return "ja", "en", "zh-Hans", "zh-Hant" or "ko"; an empty string for a text without words."""
    sample = text[:200_000]
    kana, han, hangul, latin = (_count(pattern, sample) for pattern in (_KANA, _HAN, _HANGUL, _LATIN))
    if latin > kana + han + hangul and _has_latin_headers(sample):
        return "en"  # a remark in another language does not make it one
    if hangul > kana and hangul * 2 > han and hangul * 4 > latin:
        return "ko"
    if kana * 12 > han and kana * 4 > latin and kana:
        return "ja"
    if han * 4 > latin and han:
        return "zh-Hant" if _count(_TRADITIONAL, sample) > _count(_SIMPLIFIED, sample) else "zh-Hans"
    return "en" if latin else ""


def _has_latin_headers(text: str) -> bool:
    """Tell whether a text has tables, and no header of them a word of Chinese, Japanese or Korean."""
    below = pairwise(text.split("\n"))
    pipes = [line for line, rule in below if "---" in rule and "|" in rule and not rule.strip(" \t|:-")]
    headers = " ".join((*pipes, *_compiled(_HEADER_CELL).findall(text)))
    return _count(_LATIN, headers) > 0 and not any(_count(pattern, headers) for pattern in (_KANA, _HAN, _HANGUL))


def _count(pattern: str, text: str) -> int:
    return len(_compiled(pattern).findall(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, made when it is needed: all take 2 ms, and most documents lie in the folder of a language."""
    return re.compile(pattern)
