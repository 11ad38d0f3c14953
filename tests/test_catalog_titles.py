"""Codes of one spelling in several catalogs: what a reader meets them in tells which is which, by title or by name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from errdex.model import Catalog, CatalogTitle, Family
from errdex.renderers.html import listing
from tests.conftest import build_site, run_build
from tests.pages import one, print_site, soup, with_settings, words
from tests.sample_site import sample_site
from tests.search.test_queries import ASK
from tests.test_html import code_of, site_of, text_field

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEAD = "# Errors\n\n| Error code | Message |\n|---|---|\n"
SETTINGS = """product = "Acme"
base_url = "https://acme.example/"
language = "en"
languages = ["en", "ja"]
title = "Errors"
[[catalogs]]
name = "sms"
title = { en = "Text messages", ja = "SMS配信" }
"""
CONTENT: Mapping[str, str | bytes] = {
    "site.toml": SETTINGS,
    "en/errors.md": f"{HEAD}| 1001 | Parcel lost |\n",
    "en/sms/errors.md": f"{HEAD}| 1001 | Number is wrong |\n",
    "en/fax/errors.md": f"{HEAD}| 1001 | Out of paper |\n",
}
LABELS = {"codes": "", "sms": "Text messages", "fax": "fax"}
"""What each is called on an English page; the main catalog needs no name."""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of three catalogs with one code each, the same."""
    return build_site(tmp_path_factory.mktemp("three"), CONTENT)


def _title(name: str, title: str) -> CatalogTitle:
    return CatalogTitle(name, {"en": title})


def lines(page: Path) -> Iterator[str]:
    """Yield the lines of the ticket on a code's page."""
    yield from one(soup(page.read_bytes()), "[data-ticket]").get_text().splitlines()


@pytest.mark.parametrize("catalog", LABELS)
def test_a_page_says_which_catalog_its_code_is_of(three: Path, catalog: str) -> None:
    """In its title, above its text, on the way to it (which leads to that part of the index) and in the ticket."""
    label = LABELS[catalog]
    page = soup((three / catalog / "1001.html").read_bytes())
    own = " · ".join(part for part in ("Acme", label) if part)
    assert words(one(page, ".entry-product")) == own
    assert f"Product: {own}" in lines(three / catalog / "1001.html")
    assert words(one(page, "title")).endswith(f" | {label} | Acme" if label else "lost | Acme")
    crumbs = [(words(link), str(link["href"])) for link in page.select(".crumbs a")]
    part = [(label, f"../index.html#catalog-{catalog}")] if label else []
    assert crumbs == [("Errors", "../index.html"), *part]
    trails = [json.loads(str(data.string)) for data in page.select("script[type='application/ld+json']")]
    assert [(item["name"], item["item"]) for trail in trails for item in trail["itemListElement"]] == (
        [(name, href.replace("../", "https://acme.example/")) for name, href in crumbs] if part else []
    ), "a way of one step says nothing to a search engine"


def test_the_index_and_each_language_call_a_catalog_by_its_title(three: Path) -> None:
    """A language has its own title, a catalog without one the name of its folder."""
    index = soup((three / "index.html").read_bytes())
    assert [(words(h2), h2["id"]) for h2 in index.select(".catalog-title")] == [
        ("Error codes", "catalog-codes"),
        ("fax", "catalog-fax"),
        ("Text messages", "catalog-sms"),
    ]
    assert words(one(soup((three / "ja" / "index.html").read_bytes()), "#catalog-sms")) == "SMS配信"
    assert "製品: Acme · SMS配信" in lines(three / "ja" / "sms" / "1001.html")


GUIDES = {
    "guides/errors.html": "Errors",
    "guides/fax-errors.html": "Errors (fax)",
    "guides/sms-errors.html": "Errors (Text messages)",
}


def test_documents_of_one_title_are_told_apart_wherever_they_are_listed(three: Path) -> None:
    """Each catalog has its list of errors; index, search and `llms.txt` tell them apart alike."""
    index = soup((three / "index.html").read_bytes())
    assert {str(link["href"]): words(link) for link in index.select(".card-list a")} == GUIDES
    listed = (three / "llms.txt").read_text(encoding="utf-8")
    assert [line for line in listed.splitlines() if "/guides/" in line] == [
        f"- [{title}](https://acme.example/{url})" for url, title in GUIDES.items()
    ]
    root = (three / "search" / "en.js").read_text(encoding="utf-8")
    assert all(f'["{title}","{url}"]' in root for url, title in GUIDES.items())


def test_the_titles_of_documents_tell_them_apart_too(three: Path) -> None:
    """Beside another tab; the one that is called as the site is has its name, for the index has no other title."""
    titles = {url: words(one(soup((three / url).read_bytes()), "title")) for url in GUIDES}
    own = {url: f"{title} | Acme" for url, title in GUIDES.items()}
    assert titles == own | {"guides/errors.html": "Errors (errors) | Acme"}


def test_documents_of_one_title_in_one_catalog_are_told_apart_by_name() -> None:
    """The catalog's title, the same for both, would tell nothing; a language that lacks one is lent it."""
    site = with_settings(site_of(), languages=("en", "ja"), titles={"en": "Site", "ja": "Site"})
    first = replace(sample_site().guides[0], title="Signing", language="en", name="a", path="a.md")
    lent = replace(first, name="b", path="b.md")
    other = replace(first, language="ja", path="ja/a.md")
    site = replace(site, guides=(first, lent, other))
    assert site.titled_guides("en") == ((first, "Signing (a)"), (lent, "Signing (b)"))
    assert site.titled_guides("ja") == ((other, "Signing (a)"), (lent, "Signing (b)"))


def test_a_code_tells_its_guides_of_one_title_apart(tmp_path: Path) -> None:
    """As the index does, before the name of the section; on its page and in its Markdown."""
    note = "---\nguides: [signing.md, sms/signing.md#steps, quota.md]\n---\n"
    guide = "# Signing\n\nWords.\n\n## Steps\n\nMore.\n"
    content = {
        **CONTENT,
        "en/signing.md": guide,
        "en/sms/signing.md": guide,
        "en/quota.md": guide.replace("Signing", "Quota"),
        "en/notes/1001.md": note,
    }
    site = build_site(tmp_path, content)
    told = ["Signing", "Signing (Text messages) › Steps", "Quota"]
    page = soup((site / "codes/1001.html").read_bytes())
    assert [words(link) for link in page.select(".guides a")] == told
    listed = (site / "codes/1001.md").read_text(encoding="utf-8")
    assert [title for title in told if f"- [{title}](" in listed] == told


def test_the_other_forms_name_the_catalog(three: Path) -> None:
    """Programs get name and titles, a reader of Markdown, of the list for language models and of the feed the title."""
    site = json.loads((three / "codes.json").read_text(encoding="utf-8"))["site"]
    titled = {"name": "sms", "titles": {"en": "Text messages", "ja": "SMS配信"}}
    assert site["catalogs"] == [{"name": "codes", "titles": {}}, {"name": "fax", "titles": {}}, titled]
    assert json.loads((three / "sms/1001.json").read_text(encoding="utf-8"))["site"]["catalogs"] == [titled]
    assert "**Product**: Acme · Text messages" in (three / "sms/1001.md").read_text(encoding="utf-8")
    assert "**Product**" not in (three / "codes/1001.md").read_text(encoding="utf-8")
    listed = (three / "llms.txt").read_text(encoding="utf-8")
    assert [line for line in listed.splitlines() if line.startswith("## ")][:3] == [
        "## Error codes",
        "## Error codes: fax",
        "## Error codes: Text messages",
    ]
    assert "<title>Added: 1001 Number is wrong (Text messages)</title>" in (three / "changes.xml").read_text()


def test_a_site_of_one_catalog_speaks_of_it_where_it_has_a_title() -> None:
    """Without a title there is nothing to tell apart, so nothing is said."""
    code = code_of("1", text_field("cause", "x"), title="T")
    plain = site_of(code, product="Acme")
    titled = with_settings(plain, catalogs=(_title("codes", "Core API"),))
    page, index = (soup(print_site(titled)[path]) for path in ("codes/1.html", "index.html"))
    assert words(one(page, ".entry-product")) == "Acme · Core API"
    assert words(one(page, "title")) == "1 T | Core API | Acme"
    assert words(one(index, ".catalog-title")) == "Core API"
    files = print_site(plain)
    assert words(one(soup(files["codes/1.html"]), ".entry-product")) == "Acme"
    assert not soup(files["index.html"]).select(".catalog-title")


def test_a_title_that_another_language_lends_is_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the index, on the way to a code and to a range of them, above a code's text and in its ticket."""
    code = code_of("1", text_field("cause", "x"), title="T")
    lent = CatalogTitle("codes", {"en": "Core & more", "ja": "Core & more"}, ("ja",))
    site = with_settings(site_of(code, product="A&B"), catalogs=(lent,), languages=("en", "ja"))
    site = with_settings(site, titles={"en": "Errors", "ja": "エラー"})
    files = print_site(site)
    monkeypatch.setattr(listing, "INDEX_ROWS", 0)
    files |= {path: data for path, data in print_site(site).items() if "index-" in path}
    for folder, lang in (("", None), ("ja/", "en")):
        page = soup(files[f"{folder}codes/1.html"])
        titles = [
            one(soup(files[f"{folder}index.html"]), ".catalog-title"),
            page.select(".crumbs a")[1],
            soup(files[f"{folder}index-codes-1.html"]).select(".crumbs a")[1],
        ]
        assert [(words(title), title.get("lang")) for title in titles] == [("Core & more", lang)] * 3
        for selector in (".entry-product", "[data-ticket]"):
            place = one(page, selector)
            assert "A&B · Core & more" in " ".join(place.get_text().split())
            marked = [(words(span), span["lang"]) for span in place.select("span[lang]")]
            assert marked == ([("Core & more", "en")] if lang else [])
        assert page.select(".crumbs a")[0].get("lang") is None


def test_a_family_that_has_another_language_s_title_is_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the lists of codes, in the list of ranges, and on the way to a code; a title of its own is not."""
    family = Family("4", {"en": "A & b", "ja": "A & b", "ko": "인증"}, ("ja",))
    codes = [replace(code_of(name, text_field("cause", "x"), title="T"), family="4") for name in ("41", "42")]
    catalog = Catalog("codes", tuple(codes), (family,), {code.code: code for code in codes})
    languages = ("en", "ja", "ko")
    site = with_settings(
        replace(site_of(), catalogs=(catalog,)), languages=languages, titles=dict.fromkeys(languages, "E")
    )
    few = print_site(site)
    monkeypatch.setattr(listing, "INDEX_ROWS", 1)
    monkeypatch.setattr(listing, "RANGE_ROWS", 2)
    many = print_site(site)
    for folder, title, lang in (("", "A & b", []), ("ja/", "A & b", ["en"]), ("ko/", "인증", [])):
        parts = [
            one(soup(few[f"{folder}index.html"]), ".group h2"),
            one(soup(many[f"{folder}index-codes-1.html"]), ".group h2"),
            one(soup(many[f"{folder}index.html"]), ".range-list a > span"),
            soup(few[f"{folder}codes/41.html"]).select(".crumbs li")[1],
        ]
        for part in parts:
            assert words(part).startswith(title)
            marked = part.select("[lang]")
            assert [element["lang"] for element in marked] == lang
            assert all(words(element) == title for element in marked)


def test_the_parts_of_a_long_list_say_which_catalog_they_are_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to a range of codes, and its title, hold the catalog's."""
    monkeypatch.setattr(listing, "INDEX_ROWS", 1)
    codes = [code_of(name, text_field("cause", "x"), title="T") for name in ("1", "2")]
    site = with_settings(site_of(*codes), catalogs=(_title("codes", "Core API"),))
    page = soup(print_site(site)["index-codes-1.html"])
    assert [words(link) for link in page.select(".crumbs a")] == ["Errors", "Core API"]
    assert words(one(page, "title")) == "Error codes 1 to 2 | Core API | Errors"
    assert page.select(".crumbs a")[1]["href"] == "index.html#catalog-codes"


def test_search_and_its_ticket_tell_catalogs_apart(page: Page, three: Path) -> None:
    """A hit has its catalog's title beside it, and each code of a pasted response its own product line."""
    page.goto((three / "index.html").as_uri())
    assert page.evaluate(ASK, "1001")[0] == ["1001", "1001", "1001"]
    hits = page.locator(".search-hit").all_inner_texts()
    assert sorted(" ".join(text.split("\n")[0].split()) for text in hits) == [
        "1001 Number is wrong Text messages",
        "1001 Out of paper fax",
        "1001 Parcel lost",
    ]
    assert page.evaluate(ASK, '{\n"code": 1001}')[0] == ["1001"] * 3
    said = page.locator(".search-ticket").inner_text().split("\n\n")
    assert sorted("\n".join(part.split("\n")[:2]) for part in said[:3]) == [
        "1001 Number is wrong\nProduct: Acme · Text messages",
        "1001 Out of paper\nProduct: Acme · fax",
        "1001 Parcel lost\nProduct: Acme",
    ]
    page.goto((three / "ja" / "index.html").as_uri())
    page.evaluate(ASK, "1001")
    expect(page.locator(".search-tag", has_text="SMS配信")).to_have_count(1)


def test_what_stands_beside_a_hit_is_marked_with_its_own_language(page: Page, tmp_path: Path) -> None:
    """A code has the words of another language, its catalog a title that is lent; that it is retired the page says."""
    settings = SETTINGS.replace(', ja = "SMS配信"', "")
    files = {**CONTENT, "site.toml": settings, "ja/errors.md": f"{HEAD}| 1001 | 荷物の紛失 |\n"}
    build_site(tmp_path, files)
    places = ("--content", str(tmp_path / "content"), "-o", str(tmp_path / "site"))
    assert run_build("retire", "1001", "--catalog", "sms", "--reason", "x", *places).returncode == 0
    site = build_site(tmp_path, {"en/sms/errors.md": f"{HEAD}| 1002 | x |\n"})
    for folder, tags in (
        ("", [("Text messages", "en"), ("Retired", "en")]),
        ("ja/", [("Text messages", "en"), ("廃止", "ja")]),
    ):
        page.goto(f"{site.as_uri()}/{folder}index.html")
        page.evaluate(ASK, "1001")
        hit = page.locator(".search-hit", has_text="Number is wrong")
        assert hit.get_attribute("lang") == "en"
        shown = hit.locator(".search-tag")
        langs = [element.get_attribute("lang") for element in shown.all()]
        assert list(zip(shown.all_inner_texts(), langs, strict=True)) == tags
