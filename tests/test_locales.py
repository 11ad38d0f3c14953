"""The UI strings: every language has all of them, and each is used."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.conftest import ROOT
from tests.pages import built_in_theme

LOCALES: Mapping[str, Mapping[str, str]] = built_in_theme().locales
KEYS = LOCALES["ja"].keys()
BRACES = re.compile(r"\{\w+\}")
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder, pattern in (("templates", "*.html"), ("errdex", "*.py"))
    for path in sorted((ROOT / folder).rglob(pattern))
]
COMPOSED = re.compile(r"(page\.related_|verdict\.retry_|verdict\.actor_|guide\.callout_|changes\.).+")
"""Keys that Python puts together from a word of the front matter, of a call-out, or for what happened to a code."""
BY_TABLE = re.compile(r"(search|paste|languages)\..+")
"""Tables that the search index takes with it as they are, and the names of languages, by their tags."""


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_every_language_has_every_string(language: str) -> None:
    """No key is missing or left over, none is empty, and each holds the same words in braces."""
    assert LOCALES[language].keys() == KEYS
    for key, text in LOCALES[language].items():
        assert text.strip() == text != "", key
        assert sorted(BRACES.findall(text)) == sorted(BRACES.findall(LOCALES["ja"][key])), key


def test_every_string_that_is_asked_for_is_there() -> None:
    """Templates and renderers name no key that the locales lack."""
    asked = {key for text in SOURCES for key in re.findall(r"""\bt\[["']([a-z]+\.[\w-]+)["']\]""", text)}
    assert len(asked) > 50
    assert asked <= KEYS


def test_every_string_is_used() -> None:
    """A string that nothing prints is taken out, in all languages."""
    named = {key for key in KEYS if any(f'"{key}"' in text or f"'{key}'" in text for text in SOURCES)}
    assert not [key for key in KEYS - named if not COMPOSED.fullmatch(key) and not BY_TABLE.fullmatch(key)]
