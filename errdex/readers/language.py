"""Which of the four languages a text is in."""

from __future__ import annotations

import re

_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]{2,}")
_TRADITIONAL = re.compile("[錯誤說碼參數據請為無與後對應該網頁機關閉開啟戶號資訊連線錄寫讀處過時項]")
_SIMPLIFIED = re.compile("[错误说码参数据请为无与后对应该网页机关闭开启户号资讯连线录写读处过时项]")


def guess_language(text: str) -> str:
    """Return "ja", "en", "zh-Hans", "zh-Hant" or "ko"; an empty string for a text without words."""
    sample = text[:200_000]
    kana, han, hangul = (len(pattern.findall(sample)) for pattern in (_KANA, _HAN, _HANGUL))
    latin = len(_LATIN.findall(sample))
    if hangul > kana and hangul * 2 > han and hangul * 4 > latin:
        return "ko"
    if kana * 12 > han and kana * 4 > latin and kana:
        return "ja"
    if han * 4 > latin and han:
        return "zh-Hant" if len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample)) else "zh-Hans"
    return "en" if latin else ""
