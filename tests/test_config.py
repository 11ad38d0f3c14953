"""site.toml: defaults, every key, and every fault said at once."""

from __future__ import annotations

import pytest

from errdex.config import parse_settings
from errdex.config.tags import choose_locale
from errdex.diagnostics import SettingFault
from errdex.model import Settings

OUTPUTS = ("html", "search", "sitemap")


def parse(text: str | None, language: str = "", base_url: str | None = None) -> Settings:
    """Parse a site.toml as the pipeline does."""
    return parse_settings(text, path="content/site.toml", outputs=OUTPUTS, language=language, base_url=base_url)


def faults(text: str) -> list[str]:
    """Return the lines of what is wrong with a site.toml."""
    with pytest.raises(SettingFault) as caught:
        parse(text)
    return caught.value.message.split("\n")


def test_without_a_file_the_defaults_serve() -> None:
    """A folder without site.toml is a site in the language that it speaks, with every output."""
    settings = parse(None, language="ja")
    assert settings.languages == ("ja",)
    assert settings.titles == {"ja": "エラーコード"}
    assert settings.outputs == OUTPUTS
    assert settings.base_url == ""


def test_the_default_language_comes_first() -> None:
    """The order of `languages` follows the file, but the default language leads."""
    settings = parse('language = "ko"\nlanguages = ["ja", "ko", "en"]')
    assert settings.languages == ("ko", "ja", "en")


def test_a_title_is_one_string_or_one_a_language() -> None:
    """A plain string serves all languages; a table serves each, and what it leaves out has a built-in name."""
    assert parse('languages = ["ja", "en"]\ntitle = "Acme"').titles == {"ja": "Acme", "en": "Acme"}
    settings = parse('languages = ["ja", "en"]\ntitle = { ja = "アクメ" }')
    assert settings.titles == {"ja": "アクメ", "en": "Error codes"}


def test_a_description_is_lent_to_no_other_language() -> None:
    """A language that the table leaves out has none: its pages have a sentence of their own."""
    assert parse('languages = ["ja", "en"]\ndescription = "x"').descriptions == {"ja": "x", "en": "x"}
    settings = parse('languages = ["ja", "en", "ko"]\ndescription = { ja = "一覧", ko = "목록" }')
    assert settings.descriptions == {"ja": "一覧", "en": "", "ko": "목록"}


def test_a_family_has_a_title_in_each_language() -> None:
    """A language that a table leaves out has the default one's, and it is known to; without a title none is lent."""
    text = 'languages = ["ja", "en"]\n' + "".join(
        f'[[families]]\nprefix = "{prefix}"\n{title}\n'
        for prefix, title in (("4", 'title = { ja = "認証" }'), ("5", 'title = "API"'), ("6", ""))
    )
    settings = parse(text)
    assert [family.titles["en"] for family in settings.families] == ["認証", "API", ""]
    langs = [[settings.family_lang(family, tag) for tag in ("ja", "en")] for family in settings.families]
    assert langs == [["", "ja"], ["", ""], ["", ""]]


def test_a_catalog_has_a_title_in_each_language() -> None:
    """One string serves all languages; a language that a table leaves out has the default one's."""
    text = 'languages = ["ja", "en"]\n[[catalogs]]\nname = "sms"\ntitle = {}\n[[catalogs]]\nname = "fax"\ntitle = "Fax"'
    settings = parse(text.format('{ ja = "配信" }'))
    assert settings.catalog_title("sms", "en") == "配信"
    assert [settings.catalog_lang("sms", tag) for tag in ("ja", "en")] == ["", "ja"]
    assert settings.catalog_lang("fax", "en") == ""
    assert settings.catalog_title("fax", "ja") == "Fax"
    assert settings.catalog_title("codes", "ja") == ""


def test_base_url_gets_its_slash_and_the_command_line_wins() -> None:
    """base_url always ends with a slash, so that paths can be put behind it."""
    assert parse('base_url = "https://a.example/docs"').base_url == "https://a.example/docs/"
    assert parse('base_url = "https://a.example/"', base_url="https://b.example/x").base_url == "https://b.example/x/"
    assert parse('base_url = "https://a.example/"', base_url="").base_url == ""


def test_outputs_keep_the_order_of_the_renderers() -> None:
    """The order in the file says nothing: files are written in one order always."""
    assert parse('outputs = ["sitemap", "html"]').outputs == ("html", "sitemap")


def test_all_faults_are_named_at_once_with_their_lines() -> None:
    """Nobody mends a file one run a fault."""
    found = faults('titel = "x"\nbase_url = "errors.example.com"\noutputs = ["htm"]\n[columns]\nremedi = ["直し方"]\n')
    assert len(found) == 4
    assert found[0] == "content/site.toml:1: unknown key 'titel'; did you mean 'title'?"
    assert any(
        line.startswith("content/site.toml:2: base_url 'errors.example.com' is no absolute URL") for line in found
    )
    assert any("unknown output 'htm'; did you mean 'html'?" in line for line in found)
    assert any(line.startswith("content/site.toml:5: unknown role 'remedi'") for line in found)


def test_a_fault_within_a_table_stands_at_its_own_line() -> None:
    """Of several tables in a list it is the one that has the fault, written in whatever way of TOML."""
    text = (
        'languages = ["ja"]\n[[catalogs]]\nname = "a"\ntitle = { ja = "x" }\n'
        '[[catalogs]]\nname = "b"\ntitle = { ja = "y", en = "z" }\n'
        '[[families]]\nprefix = "4"\n[families.title]\nja = "x"\nen = "y"\n'
        '[links]\n"https://a.example/x=1" = "a.html"\n'
    )
    assert [line.split(":", 2)[1] for line in faults(text)] == ["14", "12", "7"]
    assert "the title of catalog 'b' in 'en', which is not one of the site's languages; they are ja" in faults(text)[2]


def test_a_fault_in_a_list_that_is_written_inline_stands_at_the_list() -> None:
    """No line of its own tells where its second table begins."""
    text = '# x\ncatalogs = [\n{ name = "a", title = "x" },\n{ name = "b", titel = "y" },\n]\n'
    assert [line.split(": ")[0] for line in faults(text)] == ["content/site.toml:2"] * 2


def test_languages_in_doubt_put_no_words_in_doubt() -> None:
    """One slip in `languages` is one fault, however many titles the site has."""
    assert len(faults('languages = "ja"\ntitle = { ja = "a", en = "b" }')) == 1
    assert len(faults('languages = ["ja", "EN"]\ntitle = { ja = "a", en = "b" }')) == 1
    assert len(faults('languages = "ja"\n[[catalogs]]\nname = "a"\ntitle = { ja = "x" }')) == 1


def test_a_title_in_another_language_is_no_missing_one() -> None:
    """One slip is one fault."""
    assert len(faults('[[catalogs]]\nname = "a"\ntitle = { fr = "x" }')) == 1


def test_an_address_may_have_a_port() -> None:
    """So may one in brackets."""
    for url in ("http://localhost:8080/", "http://[::1]:80/x/", "https://user@x.example/", "https://例.example/"):
        assert parse(f'base_url = "{url}"').base_url == url


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 5", "title must be a string, or a table of one string a language, not 5"),
        ('languages = ["japanese"]', "'japanese' is no language tag"),
        ('language = "en"\nlanguages = ["ja"]', "language 'en' is not one of languages ['ja']"),
        ('edit_url = "https://x.example/{file}"', "edit_url has {file}"),
        ("response = '{\"code\": {number}}'", "response has {number}"),
        ('report_url = "x"', "report_url 'x' is no absolute URL"),
        ('[links]\n"署名" = "signature.html"', 'must lead to "guide.md"'),
        ('[[families]]\ntitle = "x"', "a family needs a prefix and a title"),
        ('[[families]]\nprefix = "4"\n[[families]]\nprefix = "4"', "two families with the prefix '4'"),
        ('[[families]]\nprefix = "4"\ncolour = "red"', "unknown key 'colour' in a family"),
        ('[[catalogs]]\ntitle = "x"', "a catalog needs a name and a title"),
        ('[[catalogs]]\nname = "sms"', "the catalog 'sms' has no title; give it one, or take the entry out"),
        ('[[catalogs]]\nname = "sms"\ntitle = 5', "the title of catalog 'sms' must be a string"),
        (
            '[[catalogs]]\nname = "a"\ntitle = "x"\n[[catalogs]]\nname = "a"\ntitle = "y"',
            "two catalogs with the name 'a'",
        ),
        ('[[catalogs]]\nname = "sms"\ntitel = "x"', "unknown key 'titel' in a catalog; a catalog has name and title"),
        ('catalogs = "sms"', "catalogs must be [[catalogs]] tables with name and title"),
        ('title = { fr = "Erreurs" }', "title in 'fr', which is not one of the site's languages"),
        ('languages = [["ja"], {a = 1}]', "['ja'] is no language tag"),
        ('languages = [["ja"], {a = 1}]', "{'a': 1} is no language tag"),
        ('languages = [["ja"]]\noutputs = [["html"]]\nlanguage = "j"', "unknown output ['html']"),
        ('base_url = "https://[x/"', "base_url 'https://[x/' is no absolute URL"),
        ('base_url = "https://x.example:abc/"', "is no absolute URL"),
        ('base_url = "https://x.example:99999/"', "is no absolute URL"),
        ('base_url = "https://:80/"', "is no absolute URL"),
        ("git_dates = 1", "git_dates must be true or false"),
        ("title = ", "not TOML"),
        ('edit_url = "https://x.example/{path"', "edit_url has {; it can have {path}, {line}"),
        ("version = 2.0", "content/site.toml:1: version must be a string, not 2.0; put it in quotes"),
        (
            '[[families]]\nprefix = 41\ntitle = "x"',
            "content/site.toml:2: the prefix of a family must be a string, not 41; put it in quotes",
        ),
        ('[[catalogs]]\nname = 5\ntitle = "x"', "content/site.toml:2: the name of a catalog must be a string, not 5"),
        ('[links]\n"a" = "a.md"\nb.c = "a.md"', "content/site.toml:3: link 'b' must lead to"),
        ("[links]\nb.c = 'a.md'", "an address, or words with a dot, stand in quotes"),
        ("outputs = []", "outputs is empty"),
        ('base_url = "https://x.example/?a"', "base_url 'https://x.example/?a' has a ? or # in it"),
        ('base_url = "https://x.example/index.html"', "is that of a page, not of the folder it stands in"),
        ('languages = ["zh-cn"]', "'zh-cn' is no language tag; write \"zh-CN\""),
        ('outputs = ["HTML"]', "unknown output 'HTML'; did you mean 'html'?"),
        ('[links]\nproduct = "Pay"', "product of the site goes above the first [table] of the file"),
        ('[columns]\nversion = "1"', "version of the site goes above the first [table] of the file"),
        ('[title]\nja = "a"\nen = "b"', "content/site.toml:2: title in 'ja', which is not one of the site's languages"),
        ('[description]\nbase_url = "x"', "base_url of the site goes above the first [table] of the file"),
        ('[[families]]\nprefix = "4"\nedit_url = "x"', "edit_url of the site goes above the first [table] of the file"),
        ('base_url = "https://x.example/a b/"', "base_url 'https://x.example/a b/' has a blank in it"),
    ],
)
def test_each_wrong_value_has_its_message(text: str, said: str) -> None:
    """A wrong value is named with what was expected."""
    assert any(said in line for line in faults(text)), faults(text)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('title = "a"\ntitle = "b"\n', "2:12: not TOML: cannot overwrite a value", "a key stands once in its table"),
        ("product = Cloud API", "1:11: not TOML: invalid value", "a string stands in quotes"),
        ("[links]\n[links]", "2:7: not TOML: cannot declare ('links',) twice", "a [table] stands once"),
        ("[links\n", "1:7: not TOML: expected ']' at the end of a table declaration", "see https://toml.io"),
        ("version = " + "9" * 5000, " a number has more digits than can be read", "see https://toml.io"),
        ("title = " + "[" * 2000 + "]" * 2000, " brackets stand in each other too deep to be read", "see https"),
    ],
)
def test_what_is_no_toml_is_said_with_its_place(text: str, said: str, hint: str) -> None:
    """Where the parser names one; what is met most has a hint of its own."""
    with pytest.raises(SettingFault) as caught:
        parse(text)
    assert caught.value.message.startswith(f"content/site.toml:{said}")
    assert caught.value.hint.startswith(hint)


def test_an_empty_title_is_none() -> None:
    """Else the site's pages would have a heading without words."""
    assert parse('languages = ["ja", "en"]\ntitle = ""').titles == {"ja": "エラーコード", "en": "Error codes"}


def test_a_locale_serves_its_relatives() -> None:
    """All Chinese reads simplified Chinese where there is no other; of traditional Chinese a warning says so."""
    available = {"ja": 1, "en": 1, "zh-Hans": 1, "ko": 1}
    assert choose_locale("ja-JP", available) == "ja"
    assert choose_locale("zh-CN", available) == "zh-Hans"
    assert choose_locale("zh", available) == "zh-Hans"
    assert choose_locale("zh-Hant", available) == "zh-Hans"
    assert choose_locale("zh-TW", {**available, "zh-Hant": 1}) == "zh-Hant"
    assert choose_locale("fr", available) == ""


def test_a_flag_is_blamed_for_itself() -> None:
    """What is wrong with --base-url stands in no file."""
    with pytest.raises(SettingFault) as caught:
        parse('base_url = "https://x.example/"\n', base_url="foo")
    assert str(caught.value).startswith("--base-url 'foo' is no absolute URL; write ")
