"""Where a file stands says what it is."""

from __future__ import annotations

import pytest

from errdex.diagnostics import SettingFault
from errdex.places import check_places, check_tags, place

LANGUAGES = ("ja", "en")


@pytest.mark.parametrize(
    ("path", "language", "catalog", "name", "is_note"),
    [
        ("ja/error-codes.md", "ja", "codes", "error-codes", False),
        ("en/signature.md", "en", "codes", "signature", False),
        ("ja/sms/errors.md", "ja", "sms", "sms-errors", False),
        ("ja/sms/v2/errors.md", "ja", "sms-v2", "sms-v2-errors", False),
        ("ja/notes/4100.md", "ja", "codes", "4100", True),
        ("ja/sms/notes/1001.md", "ja", "sms", "1001", True),
        ("errors.md", "", "codes", "errors", False),
        ("sms/エラー 一覧.md", "", "sms", "sms-エラー-一覧", False),
        ("BGP 高防/a.b.markdown", "", "BGP-高防", "BGP-高防-a.b", False),
    ],
)
def test_a_path_says_language_catalog_and_page(
    path: str, language: str, catalog: str, name: str, is_note: bool
) -> None:
    """Each kind of place in the content folder means one thing."""
    source = place(path, b"", LANGUAGES)
    assert (source.language, source.catalog, source.name, source.is_note) == (language, catalog, name, is_note)


def test_reserved_names_and_languages_are_no_catalogs() -> None:
    """A folder whose name the site uses is a setting fault, and all such folders are named at once."""
    with pytest.raises(SettingFault) as caught:
        check_places(["ja/guides/x.md", "ja/codes/x.md", "ko/x.md"], LANGUAGES, ("ja", "en", "ko"), "content")
    lines = caught.value.message.split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("content/ja/codes: a catalog can't be called 'codes'")
    assert lines[2].startswith("content/ko: 'ko' is a language, not a catalog")


def test_ordinary_folders_pass() -> None:
    """Catalogs, notes and deeper folders of any name are fine."""
    check_places(["ja/x.md", "ja/notes/1.md", "ja/sms/guides/x.md", "sms/notes/1.md"], LANGUAGES, LANGUAGES, "content")


def test_a_folder_that_may_be_a_language_is_named() -> None:
    """Two letters of ISO 639-1, with a script or a region or without: not a language of the site, nor a catalog yet."""
    folders = ("de", "pt-BR", "zh-Hant", "zh_tw", "ja", "sms", "v1", "xx", "ap", "qq-DE", "fr")
    paths = ["th.md", *(f"{folder}/errors.md" for folder in folders), "ja/de/errors.md"]
    found = check_tags(paths, LANGUAGES, lambda: {"codes", "fr"})
    assert [(fault.path, fault.level) for fault in found] == [
        (tag, "warning") for tag in ("de", "pt-BR", "zh-Hant", "zh_tw")
    ]
    assert 'add "de" to languages in site.toml' in found[0].hint


def test_the_ledger_is_asked_only_if_it_has_a_say() -> None:
    """Nearly every site has no such folder, and need not look for its catalogs."""

    def known() -> set[str]:
        raise AssertionError

    assert check_tags(["ja/errors.md", "sms/errors.md"], LANGUAGES, known) == []
