"""The theme: the built-in files with the user's over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from errdex.diagnostics import SettingFault
from errdex.disk.theme import read_theme

BUILT_IN = {
    "base.html": "<base>",
    "pages/code.html": "<code>",
    "assets/css/tokens.css": ":root { --accent: blue }",
    "assets/icons/search.svg": "<svg/>",
    "locales/en.toml": '[search]\nplaceholder = "Search"\nnone = "Nothing"\n',
    "locales/ja.toml": '[search]\nplaceholder = "検索"\nnone = "なし"\n',
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a folder with a small built-in theme."""
    for path, text in BUILT_IN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_built_in_theme(templates: Path) -> None:
    """Templates, assets and strings are told apart by their folder; keys of strings are flat."""
    theme = read_theme(templates, {})
    assert theme.templates == {"base.html": "<base>", "pages/code.html": "<code>"}
    assert theme.assets == {"css/tokens.css": b":root { --accent: blue }", "icons/search.svg": b"<svg/>"}
    assert theme.locales["ja"] == {"search.placeholder": "検索", "search.none": "なし"}


def test_a_file_of_the_user_replaces_the_one_of_its_path(templates: Path) -> None:
    """Templates and assets are replaced or added; everything else stays."""
    theme = read_theme(templates, {"pages/code.html": b"mine", "assets/logo.svg": b"<svg>", "partials/a.html": b"a"})
    assert theme.templates == {"base.html": "<base>", "pages/code.html": "mine", "partials/a.html": "a"}
    assert theme.assets["logo.svg"] == b"<svg>"


def test_tokens_are_added_behind_the_built_in_ones(templates: Path) -> None:
    """`theme/tokens.css` need only hold what differs."""
    theme = read_theme(templates, {"tokens.css": b":root { --accent: red }"})
    assert theme.assets["css/tokens.css"] == b":root { --accent: blue }\n:root { --accent: red }"
    assert "tokens.css" not in theme.templates


def test_strings_are_replaced_one_by_one(templates: Path) -> None:
    """A user's locale file changes the strings that it holds; a new language has English for the rest."""
    theme = read_theme(
        templates,
        {
            "locales/ja.toml": '[search]\nplaceholder = "探す"'.encode(),
            "locales/fr.toml": b'search.placeholder = "Chercher"',
        },
    )
    assert theme.locales["ja"] == {"search.placeholder": "探す", "search.none": "なし"}
    assert theme.locales["fr"] == {"search.placeholder": "Chercher", "search.none": "Nothing"}
    assert theme.locales["en"]["search.placeholder"] == "Search"


@pytest.mark.parametrize(
    ("path", "data", "message", "hint"),
    [
        ("locales/ja.toml", b'search.placehoder = "x"', "theme/locales/ja.toml: no such string", "search.placeholder"),
        ("locales/ja.toml", b"search.none = 3", "theme/locales/ja.toml: search.none is not a string", "quotes"),
        ("locales/ja.toml", b"search = [", "theme/locales/ja.toml: Invalid value", "en.toml"),
        ("locales/ja.toml", b"\xff", "theme/locales/ja.toml: .*utf-8", "en.toml"),
        ("pages/code.html", b"\xff", "theme/pages/code.html: not UTF-8 at byte 0", "assets/"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(templates: Path, path: str, data: bytes, message: str, hint: str) -> None:
    """Misspelt strings, bad TOML and other encodings are faults of the setting, each with a hint."""
    with pytest.raises(SettingFault, match=message) as caught:
        read_theme(templates, {path: data})
    assert hint in caught.value.hint


def test_missing_templates_are_named(tmp_path: Path) -> None:
    """Without the project's templates there is no build, and the folder is named."""
    with pytest.raises(SettingFault, match="no such folder"):
        read_theme(tmp_path / "templates", {})
