"""The checks of a compiled site: each is content with a whole site, counts what it saw, and finds its fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from errdex.checks import CHECKS, check_addresses, check_published
from errdex.model import ROOT, CatalogTitle, Explained, Guide, Relation, Retirement, Site
from tests.pages import with_settings
from tests.sample_site import sample_codes, sample_site


def whole() -> Site:
    """Return the sample site, its guide with the parts that are linked, mentioning a code."""
    site = with_settings(sample_site(), catalogs=(CatalogTitle("sms", {"ja": "SMS", "en": "SMS"}),))
    return with_guide(site, body=('<h2 id="how">x</h2>',), explains=(Explained("codes", "4100", "how"),))


def with_guide(site: Site, **changes: object) -> Site:
    """Return a site with its first guide changed."""
    first: Guide = replace(site.guides[0], **changes)  # type: ignore[arg-type]  # fields of Guide
    return replace(site, guides=(first, *site.guides[1:]))


def with_code(**changes: object) -> Site:
    """Return a site with its first code changed."""
    first, *others = sample_codes()
    return replace(whole(), catalogs=sample_site(codes=[replace(first, **changes), *others]).catalogs)  # type: ignore[arg-type]  # fields of Code


def test_a_whole_site_passes_every_check() -> None:
    """Nothing is found, and every check has looked at something."""
    results = [(name, *run(whole())) for name, run in CHECKS]
    assert [(name, found) for name, _, found in results] == [(name, ()) for name, _ in CHECKS]
    assert all(count for _, count, _ in results)


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        (
            "links",
            lambda: with_guide(whole(), body=(f'<a href="{ROOT}codes/1.html">1</a>',)),
            "leads to codes/1.html, which",
        ),
        ("links", lambda: with_guide(whole(), body=(f'<a href="{ROOT}guides/signature.html#no">1</a>',)), "#no"),
        ("links", lambda: with_guide(whole(), name="renamed"), "leads to guides/signature.html"),
        ("pages", lambda: with_code(slug="-1012"), "have one page"),
        ("pages", lambda: with_code(slug="db~3A~0140"), "have one page"),
        ("pages", lambda: with_code(code="-1012", slug="-1012"), "have one page"),
        ("pages", lambda: with_code(former=("CODES/-1012.html",)), "is the page of code -1012"),
        ("pages", lambda: with_code(former=("en/codes/-1012.html",)), "is the page of code -1012"),
        ("pages", lambda: with_code(former=("codes/q.html", "codes/Q.html")), "is the page of codes/q.html"),
        ("pages", lambda: with_code(former=("EN/search.html",)), "is the page of en/search.html"),
        ("pages", lambda: with_code(former=("guides/Signature.html",)), "is the page of guides/signature.html"),
        ("mentions", lambda: with_guide(whole(), explains=(Explained("codes", "9", ""),)), "mentions code 9"),
        ("mentions", lambda: with_guide(whole(), explains=(Explained("sms", "4100", ""),)), "mentions code 4100"),
        ("mentions", lambda: with_code(related=(Relation("9", "author"),)), "related to 9"),
    ],
)
def test_each_check_bites(name: str, broken: Callable[[], Site], said: str) -> None:
    """One thing is wrong, and the check whose business it is says so, as an error."""
    _, found = dict(CHECKS)[name](broken())
    assert any(fault.level == "error" and said in fault.message for fault in found)


def test_a_folder_that_was_published_in_other_letters_is_named() -> None:
    """One fault for the whole catalog, at the folder that is there; the other one stands in the ledger alone."""
    sms = next(catalog for catalog in whole().catalogs if catalog.name == "sms")
    gone = [replace(code, catalog="SMS", retirement=Retirement("2026-01-01", "", "")) for code in sms.codes]
    for former, now in (("SMS", "sms"), ("sms", "SMS")):
        codes = [replace(code, catalog=former) for code in gone], [replace(code, catalog=now) for code in sms.codes]
        catalogs = [replace(sms, name=name, codes=tuple(c)) for name, c in zip((former, now), codes, strict=True)]
        site = replace(whole(), catalogs=tuple(sorted(catalogs, key=lambda catalog: catalog.name)))
        (fault,) = [item for item in dict(CHECKS)["pages"](site)[1] if "one folder" in item.message]
        assert (fault.level, fault.path) == ("error", "ja")
        assert f"{former!r} (permalinks.jsonl)" in fault.message
        assert f"{now!r} (ja)" in fault.message


def test_an_address_without_a_page_is_found() -> None:
    """Pages in every language and former addresses count; anything else that was published is lost."""
    kept = ("codes/4100.html", "en/codes/4100.html", "sms/1001.html", "codes/AuthFailure.html")
    assert check_addresses(whole(), kept) == (4, ())
    count, (fault,) = check_addresses(whole(), (*kept, "ko/codes/4100.html"))
    assert (count, fault.level) == (5, "error")
    assert "ko/codes/4100.html" in fault.message


def test_a_page_that_only_the_last_site_knows_is_found() -> None:
    """Addresses of codes and guides count; indexes, ranges and copied files come and go."""
    kept = (
        "index.html",
        "en/index.html",
        "en/search.html",
        "en/404.html",
        "en/changes.html",
        "codes/_41.html",
        "codes/4100.html",
        "codes/index.html",
    )
    others = ("guides/files/ja/old.html", "codes/4100.json", "assets/js/search.js")
    assert check_published(whole(), (*kept, *others)) == (1, ())
    lost = ("en/guides/old.html", "codes/404.html", "en/codes/search.html", *(f"sms/9{n}.html" for n in range(4)))
    count, (fault,) = check_published(whole(), (*kept, *lost))
    assert (count, fault.level) == (8, "error")
    assert "7 pages of the published site would be gone: codes/404.html, en/codes/search.html" in fault.message
    assert fault.message.endswith(" and 2 more")


def test_a_site_without_pages_takes_every_address_away() -> None:
    """Data alone does not answer where a page was."""
    site = whole()
    bare = replace(site, settings=replace(site.settings, outputs=("json",)))
    assert len(check_published(bare, ("codes/4100.html",))[1]) == 1


def test_a_title_for_a_catalog_that_is_not_there_is_a_warning() -> None:
    """It names the catalogs that there are, and the nearest; nothing is lost by it."""
    site = with_settings(whole(), catalogs=(CatalogTitle("sns", {"ja": "x", "en": "x"}),))
    _, (fault,) = dict(CHECKS)["catalogs"](site)
    assert (fault.level, fault.path) == ("warning", "site.toml")
    assert fault.hint == "there are codes, sms; did you mean 'sms'?"
