"""The page of changes: what happened to the codes, for people who do not read feeds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from errdex.model import CHANGES, Rename
from errdex.renderers import sitemap
from errdex.renderers.html import changes
from tests.pages import built_in_theme, one, print_site, soup, words
from tests.sample_site import BASE_URL, sample_codes, sample_settings, sample_site


def told(page: BeautifulSoup) -> list[tuple[str, str, str, str]]:
    """Return the changes of a page: day, what happened, code with title and remark, address."""
    return [
        (words(one(day, "h2")), words(one(group, "h3")), words(link), str(link["href"]))
        for day in page.select("main > section")
        for group in day.select("section")
        for link in group.select("li > a")
    ]


def test_days_stand_newest_first_and_each_change_leads_to_its_code() -> None:
    """The reason stands with a retired code, which says in other places that it is retired; words are the page's."""
    files = print_site(sample_site())
    gone = 'Gone & "quoted"'
    assert told(soup(files["en/changes.html"])) == [
        ("2026-05-06", "Retired", f"DB:0140 {gone} no longer sent", "../en/codes/DB~3a~0140.html"),
        ("2026-03-04", "Reworded", "4100 Authentication failed", "../en/codes/4100.html"),
        ("2025-01-02", "Added", "4100 Authentication failed", "../en/codes/4100.html"),
        ("2025-01-02", "Added", "-1012", "../en/codes/-1012.html"),
        ("2025-01-02", "Added", f"DB:0140 {gone} Retired", "../en/codes/DB~3a~0140.html"),
    ]
    japanese = soup(files[CHANGES])
    assert [kind for _, kind, _, _ in told(japanese)] == ["廃止", "説明の変更", "追加", "追加", "追加"]
    assert one(japanese, 'main a[href="changes.xml"]')


def test_a_renamed_code_has_its_former_name_and_several_catalogs_their_own() -> None:
    """Else a reader would look for the old name in vain, and could not tell two catalogs' codes apart."""
    code = replace(sample_codes()[1], code="P2", slug="P2", added="2025-01-02", changed="")
    site = sample_site(codes=(replace(code, renames=(Rename("codes", "-1012", "2026-02-02"),)),))
    main, sms = site.catalogs
    dated = tuple(replace(code, added="2025-01-01") for code in sms.codes)
    site = replace(site, catalogs=(main, replace(sms, codes=dated)))
    page = soup(print_site(site)["en/changes.html"])
    assert [what for _, _, what, _ in told(page)] == ["P2 Renamed from -1012", "P2", "1001 送信失敗 sms"]


def test_only_the_newest_are_listed_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as there are at most are all of them, of which there is nothing to say."""
    pages = []
    for limit in (4, 5):
        monkeypatch.setattr(changes, "MOST_CHANGES", limit)
        pages.append(soup(print_site(sample_site())["en/changes.html"]))
    short, whole = pages
    assert len(told(short)) == 4
    assert words(short.select("main > p")[-1]) == "Only the newest 4 are listed."
    assert len(told(whole)) == 5
    assert "Only the newest" not in words(one(whole, "main"))


def test_each_page_leads_to_it_and_the_sitemap_names_it() -> None:
    """In its own language; where no ledger tells of a change, nothing leads to a page that is not there."""
    site = sample_site()
    files = print_site(site)
    link = one(soup(files["en/codes/4100.html"]), "footer a[href$='changes.html']")
    assert (words(link), link["href"]) == ("Changes", "../../en/changes.html")
    (found, _) = sitemap.render(site, built_in_theme())
    assert f"<loc>{BASE_URL}en/changes.html</loc>".encode() in found.data

    undated = sample_site(codes=tuple(replace(code, added="", changed="") for code in sample_codes()))
    files = print_site(undated)
    assert CHANGES not in files
    assert b"changes.html" not in b"".join(data for path, data in files.items() if path.endswith(".html"))
    (found, _) = sitemap.render(undated, built_in_theme())
    assert b"changes.html" not in found.data


def test_without_the_feed_nothing_leads_to_it() -> None:
    """The page is a part of the HTML, whatever other outputs there are."""
    site = replace(sample_site(), settings=replace(sample_settings(), outputs=("html",)))
    assert b"changes.xml" not in print_site(site)[CHANGES]
