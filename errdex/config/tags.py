"""Language tags: how they are written, and which language of the interface serves one.

zh_cn  ->  write "zh-CN"            ja-JP among (ja, en)  ->  ja
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""A language tag as BCP 47 recommends to write it: `ja`, `zh-Hans`, `pt-BR`."""

LANGUAGE_OF_COUNTRY: Mapping[str, str] = {"jp": "ja", "kr": "ko", "cn": "zh-Hans"}
"""The country's code, which is often taken for that of its language."""


def spell_tag(tag: str) -> str:
    """Return how a language tag is written: this one, if only its letters are of the wrong case."""
    language, *rest = tag.replace("_", "-").lower().split("-")
    usual = "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    return f'write "{usual}"' if TAG.fullmatch(usual) else 'write "ja", "zh-Hans"'


def choose_locale(tag: str, available: Mapping[str, object]) -> str:
    """Return the UI language that serves content in `tag`: itself, its script's, its language's; empty if none does.

    Simplified Chinese stands in for all Chinese; for traditional, a warning says so.
    """
    if tag in available:
        return tag
    language, *rest = tag.split("-")
    if language == "zh":
        own = "zh-Hant" if {"Hant", "TW", "HK", "MO"} & set(rest) else "zh-Hans"
        return next((script for script in (own, "zh-Hans") if script in available), "")
    return language if language in available else ""
