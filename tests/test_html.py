"""What the pages say: of a code, in each language, with and without a base URL, for anything a writer may write."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from importlib import import_module

import pytest
from bs4 import BeautifulSoup

from errdex.markup.prose import render_prose
from errdex.model import (
    Catalog,
    Code,
    Entry,
    Family,
    Field,
    Listing,
    Location,
    Note,
    Relation,
    Retirement,
    Settings,
    Site,
    Wording,
)
from errdex.renderers import html
from errdex.renderers.html.example import example_literal
from errdex.renderers.html.prose import dress
from errdex.renderers.sitemap import render as render_sitemap
from tests.pages import (
    addresses,
    built_in_theme,
    is_local,
    one,
    pages_of,
    print_site,
    soup,
    target,
    with_settings,
    words,
)
from tests.sample_site import sample_site

SITE = sample_site()
THEME = built_in_theme()
FILES = print_site(SITE, THEME)
PAGES = pages_of(FILES)
OTHERS = tuple(
    f"errdex.renderers.{name}" for name in ("codes_json", "markdown", "table_csv", "feed", "opensearch", "redirects")
)
"""Write what the pages link to beside each other."""


def site_of(*codes: Code, **settings: object) -> Site:
    """Return a site in one language with these codes and nothing else."""
    catalog = Catalog("codes", codes, (Family(""),), {code.code: code for code in codes})
    plain = Settings(titles={"en": "Errors"}, descriptions={}, language="en", languages=("en",))
    return with_settings(Site(plain, (catalog,), ()), **settings)


def code_of(code: str, *fields: Field, title: str = "", slug: str = "", note: Note | None = None) -> Code:
    """Return a code with one wording of these fields."""
    entry = Entry(code, (), fields, Location("errors.md", 7), 0, "")
    return Code("codes", code, slug or code, (Wording("en", title, (entry,), note),))


def page_of(code: Code, **settings: object) -> BeautifulSoup:
    """Return the page of a code on a site of its own."""
    return soup(print_site(site_of(code, **settings))[f"codes/{code.slug}.html"])


def text_field(role: str, text: str, label: str = "") -> Field:
    """Return a cell of plain text."""
    return Field(label or role, role, text, text)  # type: ignore[arg-type]  # the tests know the roles


def test_every_code_has_its_page_in_every_language() -> None:
    """Translated or not, a code answers at the same path below each language's folder."""
    for folder in ("", "en/"):
        for path in ("codes/4100.html", "codes/-1012.html", "codes/DB~3a~0140.html", "sms/1001.html"):
            assert folder + path in PAGES


def test_a_page_reads_code_title_meaning_remedy_in_that_order() -> None:
    """Whatever the order of the columns, the reader's order is kept, with the columns' own labels."""
    fields = (text_field("remedy", "sign again"), text_field("remark", "rare"), text_field("cause", "bad key"))
    page = page_of(code_of("4100", *fields, title="Failed"))
    assert words(one(page, "h1")) == "4100 Failed"
    said = words(one(page, "main"))
    assert said.index("4100 Failed") < said.index("bad key") < said.index("sign again") < said.index("rare")
    assert [words(label) for label in page.select(".entry-body h2, .entry-body dt")] == ["cause", "remedy", "remark"]


def test_no_cell_is_lost_and_none_is_said_twice() -> None:
    """The title column stands in the h1 alone, unless its cell holds more than the text."""
    plain = page_of(code_of("1", Field("Title", "title", "T", "T"), title="T"))
    assert not plain.select(".entry-body section, .entry-body dt")
    linked = page_of(code_of("1", Field("Title", "title", "T", '<a href="https://x.test/">T</a>'), title="T"))
    assert one(linked, ".entry-body dd a")["href"] == "https://x.test/"
    more = page_of(code_of("1", Field("Code", "code", "1 (old)", "1 (old)")))
    assert words(one(more, ".entry-body dd")) == "1 (old)"
    unlabelled = page_of(code_of("1", Field("", "", "beyond the header", "beyond the header")))
    assert words(one(unlabelled, ".entry-body dt")) == "Remarks"


def test_an_untranslated_page_says_so_and_marks_the_language() -> None:
    """The English page of a code that only Japanese describes shows Japanese, marked as such."""
    page = PAGES["en/codes/-1012.html"]
    assert words(one(page, ".banner")).endswith("The text below is in Japanese.")
    assert "英語の説明" in words(one(PAGES["codes/DB~3a~0140.html"], ".banner:not(.banner-retired)"))
    assert one(page, ".entry-body")["lang"] == "ja"
    own = PAGES["en/codes/4100.html"]
    assert not own.select(".banner, .entry-body[lang], .entry-title[lang]")
    assert one(own, "html")["lang"] == "en"


def test_what_is_not_stated_is_not_there() -> None:
    """No empty heading, list, label or link stands for something that the content does not say."""
    page = page_of(code_of("1", text_field("remedy", "wait")))
    assert not page.select(".verdict, .related, .guides, .banner, .wording, .neighbours, .about-links, .note")
    for path, each in PAGES.items():
        for element in each.select("h1, h2, h3, dt, dd, li, a, ul, ol, dl"):
            assert element.get_text(strip=True) or element.select("img"), f"{path}: {element}"


def test_the_verdict_speaks_the_language_of_the_page() -> None:
    """Whether to retry and who acts is said in words of the page's language, a note's own words as they are."""
    note = Note("n.md", "en", "codes", "1", "", 1, retryable="no", actor="administrator", support="After a day")
    page = page_of(code_of("1", note=note))
    assert words(one(page, ".verdict .retry-no dd")) == built_in_theme().locales["en"]["verdict.retry_no"]
    assert words(one(page, ".verdict .actor dd")) == "The account administrator"
    assert words(one(page, ".verdict .support dd")) == "After a day"


def test_a_retired_code_says_since_when_why_and_what_instead() -> None:
    """The banner of a retired code leads to its successor."""
    banner = one(PAGES["codes/DB~3a~0140.html"], ".banner-retired")
    assert "2026-05-06" in words(banner)
    assert "no longer sent" in words(banner)
    assert one(banner, "a")["href"] == "4100.html"
    assert "廃止" in words(one(PAGES["index.html"], '.code-list a[href="codes/DB~3a~0140.html"]'))


def test_a_retired_code_says_that_its_text_is_of_the_past() -> None:
    """Before the text, which stays whole; of a code in use nothing of the kind is said."""
    page, live = PAGES["en/codes/DB~3a~0140.html"], PAGES["en/codes/4100.html"]
    said = built_in_theme().locales["en"]["page.retired_text"]
    told = words(one(page, "article"))
    assert told.index(said) < told.index("title *label*")
    assert words(page.select(".banner-retired p")[-1]) == said
    assert said not in words(live)


def test_a_code_that_came_back_has_a_page_for_each_meaning() -> None:
    """Lists lead to both, relations to the living one, and their titles differ."""
    live, other = code_of("7", title="now"), code_of("8", title="other")
    former = replace(code_of("7", title="now", slug="7~then"), retirement=Retirement("2026-01-01", "", "7"))
    other = replace(other, related=(Relation("7", "family"),))
    catalog = Catalog("codes", (live, former, other), (Family(""),), {"7": live, "8": other})
    pages = pages_of(print_site(replace(site_of(), catalogs=(catalog,))))
    assert [str(link["href"]) for link in pages["index.html"].select(".code-list a")] == [
        "codes/7.html",
        "codes/7~then.html",
        "codes/8.html",
    ]
    assert one(pages["codes/8.html"], ".related a")["href"] == "7.html"
    assert one(pages["codes/8.html"], ".neighbours a")["href"] == "7~then.html"
    assert one(pages["codes/7~then.html"], ".banner-retired a")["href"] == "7.html"
    assert one(pages["codes/7.html"], "title") != one(pages["codes/7~then.html"], "title")


def test_the_top_of_a_page_says_that_there_are_other_wordings() -> None:
    """How many, with a link to the first, so that nobody takes the first remedy for all there is to say."""
    page = PAGES["en/codes/DB~3a~0140.html"]
    link = one(page, ".entry-header .entry-others a")
    assert words(link) == "Other explanations of this code: 1"
    assert one(page, str(link["href"]))["class"] == ["wording"]
    assert not PAGES["codes/4100.html"].select(".entry-others, #other-wordings")


def test_what_replaces_a_living_code_stands_with_the_verdict() -> None:
    """After whether to retry and who acts, and also where nobody has said that; it leads to the successor's page."""
    verdict = one(PAGES["codes/4100.html"], ".verdict")
    assert [words(dt) for dt in verdict.select("dt")][::3] == ["再試行", "後継のコード"]
    assert one(verdict, "dd a")["href"] == "-1012.html"
    page = page_of(code_of("1", title="T", note=Note("n.md", "en", "codes", "1", "", 1, successor="2")))
    assert words(one(page, ".verdict dl")) == "Successor 2"


def test_each_wording_is_kept_with_its_source() -> None:
    """A second wording stands on the page too, and says where it comes from."""
    other = one(PAGES["en/codes/DB~3a~0140.html"], ".wording")
    assert "+x" in words(other)
    assert words(other).endswith("Source: ja/errors.md"), "the code is retired, so its line is another's now"


@pytest.mark.parametrize(
    ("code", "literal"),
    [
        ("4100", "4100"),
        ("-1012", "-1012"),
        ("0", "0"),
        ("002", '"002"'),
        ("0x1000", '"0x1000"'),
        ("InvalidParameter.Foo", '"InvalidParameter.Foo"'),
        ('say "x"', ""),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("1000-1999", ""),
        ("41xx", ""),
        ("InvalidParameter.*", ""),
        ("１００", '"１００"'),
    ],
)
def test_the_example_is_json(code: str, literal: str) -> None:
    """The example response shows the code as JSON has it, and none for a code that stands for several."""
    assert example_literal(code) == literal
    if literal:
        assert str(json.loads(literal)) == code


def test_patterns_of_edit_and_report_links() -> None:
    """Path, line, code, title and address are filled in, quoted for a URL."""
    site = site_of(
        code_of("A&B", title="x y", slug="A~26~B"),
        edit_url="https://git.test/edit/{path}#L{line}",
        report_url="https://git.test/new?title={code}:{title}&body={url}",
        base_url="https://e.test/",
    )
    page = soup(print_site(site)["codes/A~26~B.html"])
    edit, report = (str(link["href"]) for link in page.select(".about-links a"))
    assert edit == "https://git.test/edit/errors.md#L7"
    assert report == "https://git.test/new?title=A%26B:x%20y&body=https%3A%2F%2Fe.test%2Fcodes%2FA~26~B.html"


def test_the_ticket_is_plain_text_with_bold_labels() -> None:
    """As text it is what the reader sees; of what is bold the script makes a list in Markdown."""
    pre = one(PAGES["codes/4100.html"], "pre[data-ticket]")
    assert pre.get_text().startswith("4100 身元認証失敗\n製品: Cloud & API\n")
    assert [words(label) for label in pre.select("b")][:2] == ["製品", "message *label*"]
    assert "https://errors.example.com/docs/codes/4100.html" in pre.get_text()


def test_a_heading_is_its_own_permalink() -> None:
    """So it is called by its words alone; one that holds a link or an anchor has its permalink beside these."""
    shown = dress(render_prose("## How `it` goes\n\n## See [x](https://a.test/)").html, THEME.locales["en"])
    first, second = soup(shown.encode()).select("h2")
    assert [(link["href"], words(link)) for link in first.select("a")] == [(f"#{first['id']}", "How it goes")]
    assert words(first) == "How it goes"
    assert [words(link) for link in second.select("a")] == ["x", ""]
    assert "See x" in str(second.select("a")[1]["aria-label"])


# ---------------------------------------------------------------- the head


def test_titles_are_unique_in_their_language() -> None:
    """No two pages of a language have the same `<title>`, catalogs with the same code among them."""
    site = sample_site()
    same = replace(site.catalogs[0].codes[0], catalog="sms")
    twin = Catalog("sms", (same,), (Family(""),), {same.code: same})
    for files in (FILES, print_site(replace(site, catalogs=(site.catalogs[0], twin)))):
        for folder in ("", "en/"):
            titles = [
                page.title.get_text() if page.title else ""
                for path, page in pages_of(files).items()
                if path.startswith("en/") == bool(folder)
            ]
            assert len(set(titles)) == len(titles), sorted(titles)


def test_documents_of_one_title_are_told_apart() -> None:
    """Two documents with the same heading, one of them the site's own title, have three different `<title>`s."""
    guide = replace(SITE.guides[0], title="Errors", language="en", name="a")
    site = replace(site_of(), guides=(guide, replace(guide, name="b")))
    pages = pages_of(print_site(site))
    assert len({words(one(pages[path], "title")) for path in ("index.html", "guides/a.html", "guides/b.html")}) == 3


def test_every_page_has_one_h1_and_levels_without_a_gap() -> None:
    """Headings are an outline: one h1, and no level is skipped on the way down."""
    for path, page in PAGES.items():
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_the_canonical_address_is_the_pages_own_and_languages_link_back() -> None:
    """With a base URL: canonical is self, hreflang names self, the others and x-default, and they agree.

    A page that shows another language's words leads to that language's page and is no translation.
    """
    told = {"codes/-1012.html": "ja", "codes/DB~3a~0140.html": "en", "sms/1001.html": "ja"}
    alternates = {}
    for path, page in pages_of(print_site(with_settings(SITE, outputs=("html",)))).items():
        if path.endswith(("404.html", "search.html")):
            continue
        canonical = str(one(page, 'link[rel="canonical"]')["href"])
        below = path.removeprefix("en/")
        shown = below if told.get(below) == "ja" else f"en/{below}" if below in told else path
        assert target("", canonical.removeprefix("https://errors.example.com/docs/"))[0] == shown
        assert below not in told or not page.select("link[hreflang]"), path
        links = {str(link["hreflang"]): str(link["href"]) for link in page.select('link[rel="alternate"][hreflang]')}
        alternates[canonical] = links
    assert any("/codes/" in canonical for canonical, links in alternates.items() if links)
    for canonical, links in alternates.items():
        if links:
            assert canonical in links.values()
            assert links["x-default"] == links["ja"]
            assert all(alternates[other] == links for other in links.values())


def test_a_codes_page_leaves_the_other_languages_to_the_sitemap() -> None:
    """Which names them for each page that has a twin; the canonical address stays on the page."""
    listed, *_ = render_sitemap(SITE, THEME)
    twins = [entry for entry in listed.data.decode().split("<url>") if "/codes/" in entry and "hreflang" in entry]
    assert {re.findall(r"<loc>(.*?)</loc>", entry)[0].rpartition("docs/")[2] for entry in twins} == {
        "codes/4100.html",
        "en/codes/4100.html",
    }
    without = pages_of(print_site(with_settings(SITE, outputs=("html",))))
    for path, page in PAGES.items():
        if path.startswith(("codes/", "en/codes/", "sms/", "en/sms/")):
            assert not page.select("link[hreflang]"), path
            assert one(page, "link[rel=canonical]") == one(without[path], "link[rel=canonical]")
        else:
            assert page.select("link[hreflang]") == without[path].select("link[hreflang]"), path


def test_the_index_does_not_say_twice_what_it_is_called() -> None:
    """Without a product it says what there is to read, and not "Error codes of Error codes"."""
    for product, said in (("", "What each error code means"), ("Cloud", "Error codes of Cloud: what each one")):
        page = soup(print_site(site_of(code_of("1"), product=product))["index.html"])
        assert words(one(page, ".lead")).startswith(said)
        assert str(one(page, "meta[name=description]")["content"]).startswith(said)


def test_only_front_pages_say_what_made_the_site() -> None:
    """A reader of a code has no use for it."""
    said = {path for path, data in FILES.items() if b"errdex" in data.partition(b'<footer class="site-footer')[2]}
    assert said == {f"{folder}{name}.html" for folder in ("", "en/") for name in ("index", "search", "404")}


def test_without_a_base_url_nothing_absolute_is_invented() -> None:
    """No canonical, hreflang, og:url or JSON-LD without an address to put there."""
    for path, page in pages_of(print_site(sample_site(base_url=""))).items():
        assert not page.select('link[rel="canonical"], link[hreflang], meta[property="og:url"]'), path
        assert not page.select('script[type="application/ld+json"]'), path


def test_structured_data_says_what_the_page_is() -> None:
    """JSON-LD parses, has the page's breadcrumb, and can't end its script early."""
    for path in ("codes/4100.html", "en/codes/4100.html", "guides/署名.html"):
        data = json.loads(one(PAGES[path], 'script[type="application/ld+json"]').string or "")
        assert data["@type"] == "BreadcrumbList"
        assert [item["position"] for item in data["itemListElement"]] == [1, 2]
    title = "</script><script>alert(1)</script>"
    files = print_site(replace(SITE, guides=(replace(SITE.guides[0], title=title),)))
    for page in pages_of(files).values():
        for block in page.select('script[type="application/ld+json"]'):
            json.loads(block.string or "")
    page = soup(files[SITE.guide_url(SITE.guides[0])])
    data = json.loads(one(page, 'script[type="application/ld+json"]').string or "")
    assert data["itemListElement"][1]["name"] == title


def test_nothing_is_inline() -> None:
    """No inline script, style or handler: the policy of the site forbids them all."""
    for path, page in PAGES.items():
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name.startswith("on") or name == "style"], (path, element)
        assert not page.select('style, script:not([src]):not([type="application/ld+json"])'), path
        assert one(page, 'meta[http-equiv="Content-Security-Policy"]')


def test_hostile_text_stays_text() -> None:
    """Markup and template syntax in a code, a title or a label are shown, not run."""
    evil = '<b onclick="x">{{ 7*7 }}{% raise %}&amp;\'"'
    page = page_of(code_of(evil, Field(evil, "remedy", "x", "x"), title=evil, slug="evil"), product=evil)
    assert evil in words(one(page, "h1"))
    assert evil in words(one(page, ".field-remedy h2"))
    assert not page.select("b:not([data-ticket] > b), b[onclick]")


# ---------------------------------------------------------------- links


def test_every_link_and_fragment_of_the_pages_resolves() -> None:
    """Each relative link leads to a file that the renderer wrote (or another one writes), each fragment to an id."""
    files = FILES.keys() | {
        artifact.path for module in OTHERS for artifact in import_module(module).render(SITE, THEME)
    }
    checked = 0
    for path, page in PAGES.items():
        for address in filter(is_local, addresses(page)):
            if path.endswith("404.html"):
                assert address.startswith(("/docs/", "#")), (path, address)
                continue
            file, fragment = target(path, address)
            if file == "guides/signature.html":  # the sample only speaks of it
                continue
            assert file in files, f"{path} -> {address}"
            if fragment:
                assert PAGES[file].find(id=fragment), f"{path} -> {address}"
            checked += 1
    assert checked > 150


def test_guides_are_offered_where_the_index_lists_them() -> None:
    """A language without guides leads to the default language's; nothing leads to a list that is not there."""
    for language, places in (("ja", 2), ("en", 1)):
        files = print_site(replace(SITE, guides=(replace(SITE.guides[0], language=language),)))
        fronts = [soup(files[path]) for path in ("index.html", "en/index.html")]
        assert [len(page.select("#guides")) for page in fronts] == [
            len(page.select(".site-nav a")) - 1 for page in fronts
        ]
        assert sum(len(page.select("#guides")) for page in fronts) == places


def test_the_switch_of_language_stays_on_the_page() -> None:
    """From a code's page to the same code; from a guide that a language lacks to that language's index."""
    code = {str(link["lang"]): link["href"] for link in PAGES["en/codes/4100.html"].select(".menu a")}
    assert code == {"ja": "../../codes/4100.html", "en": "../../en/codes/4100.html"}
    guide = {str(link["lang"]): link["href"] for link in PAGES["guides/署名.html"].select(".menu a")}
    assert guide["en"] == "../en/index.html"


def test_former_addresses_are_linked() -> None:
    """Nothing is an orphan: index and page of a code link to the addresses that once led to it."""
    assert PAGES["index.html"].select('.former a[href="codes/AuthFailure.html"]')
    assert PAGES["codes/4100.html"].select('.about a[href="../codes/AuthFailure.html"]')


def test_a_catalog_may_have_any_name() -> None:
    """Blanks and quotes in the names of catalogs and families are escaped in addresses and ids, on a large site too."""
    name = 'sms & "más"'
    codes = tuple(replace(code_of(str(n)), catalog=name, family="a b") for n in range(401))
    catalog = Catalog(name, codes, (Family("a b"),), {code.code: code for code in codes})
    files = print_site(replace(site_of(base_url="https://e.test/"), catalogs=(catalog,)))
    shown = {path: files[path] for path in files if "/" not in path or path.endswith(("/0.html", "/400.html"))}
    pages = pages_of(shown)
    for path in ("index.html", f"index-{name}-1.html", f"index-{name}-2.html", f"{name}/0.html", f"{name}/400.html"):
        assert not [element["id"] for element in pages[path].select("[id]") if " " in str(element["id"])]
        for address in filter(is_local, addresses(pages[path])):
            assert address.isascii(), address
            assert not set(address) & set(' "<>'), address
            file, fragment = target(path, address)
            if not file.startswith("search/"):
                assert file in files, f"{path} -> {address}"
                assert not fragment or file not in pages or pages[file].find(id=fragment), f"{path} -> {address}"


@pytest.mark.parametrize("count", [400, 401, 2500])
def test_a_large_index_stays_light_and_every_code_near(count: int) -> None:
    """At most 150 KB a page, and each code at most two links from the index, without script."""
    codes = tuple(
        replace(code_of(str(100000 + n), title="T" * 30), family=str(n // 70), former=(f"codes/old{n}.html",))
        for n in range(count)
    )
    families = tuple(Family(str(n)) for n in range((count + 69) // 70))
    site = replace(site_of(), catalogs=(Catalog("codes", codes, families, {code.code: code for code in codes}),))
    files = print_site(site)
    lists = [path for path in files if path == "index.html" or path.startswith("index-")]
    assert all(len(files[path]) <= 150_000 for path in lists)
    assert (len(lists) > 1) == (count > 400)
    first = {target("index.html", address)[0] for address in addresses(soup(files["index.html"]))}
    second = {target(path, address)[0] for path in first & set(lists) for address in addresses(soup(files[path]))}
    assert {f"codes/{code.slug}.html" for code in codes} <= first | second
    assert {f"codes/old{n}.html" for n in range(count)} <= first | second
    crumb = one(soup(files[f"codes/{codes[-1].slug}.html"]), ".crumbs li:last-child a")
    file, fragment = target("codes/x.html", str(crumb["href"]))
    assert soup(files[file]).find(id=fragment)


def test_families_are_listed_as_the_language_writes_lists() -> None:
    """On the way to a range, and in its description; Japanese has a comma of its own, and no blank behind it."""
    codes = tuple(replace(code_of(str(1000 + n)), family=str(1000 + n)[:2]) for n in range(401))
    named = tuple(
        Family(prefix, {"ja": f"群{prefix}", "en": f"Group {prefix}"}) for prefix in ("10", "11", "12", "13", "14")
    )
    site = replace(site_of(), catalogs=(Catalog("codes", codes, named, {code.code: code for code in codes}),))
    site = with_settings(site, languages=("en", "ja"), titles={"en": "Errors", "ja": "エラー"})
    files = print_site(site)
    for path, listed in (("index.html", "Group 10, Group 11, "), ("ja/index.html", "群10、群11、")):
        card = one(soup(files[path]), "a[href*='index-codes-1'] span")
        assert card.get_text().startswith(listed)
        page = soup(files[path.replace("index", "index-codes-1")])
        assert listed in str(one(page, "meta[name=description]")["content"])


# ---------------------------------------------------------------- theme


def test_stencils_change_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a large catalog are what the template alone prints, with every kind of page among them."""
    codes = tuple(
        replace(code, code=f"{code.code}.{n}", slug=f"{code.slug}.{n}")
        for n in range(3)
        for code in SITE.catalogs[0].codes
    )
    catalog = Catalog("codes", codes, (Family(""),), {code.code: code for code in codes})
    site = replace(SITE, catalogs=(catalog,))
    plain = print_site(site)
    monkeypatch.setattr(html, "STENCILS_PAY", 0)
    assert print_site(site) == plain


def test_a_user_overrides_a_template_a_token_and_a_string() -> None:
    """A file of the same name in content/theme/ takes the place of ours."""
    theme = built_in_theme(
        **{
            "partials/example.html": b"<p class='mine'>{{ page.example }}</p>",
            "tokens.css": b":root { --accent: teal }",
            "locales/en.toml": b'[page]\nabout = "Mine"\n',
        }
    )
    files = print_site(site_of(code_of("1"), response="{code}"), theme)
    page = soup(files["codes/1.html"])
    assert words(one(page, ".mine")) == "1"
    assert words(one(page, ".about h2")) == "Mine"
    (sheet,) = (data for path, data in files.items() if path.endswith(".css"))
    assert b"--accent: teal" in sheet


def test_an_asset_is_named_by_its_content() -> None:
    """Another byte in a style sheet is another name, in every page that loads it; the rest keeps its own."""
    theme = built_in_theme()
    other = replace(theme, assets={**theme.assets, "css/print.css": b":root{--x:1}"})
    before, after = print_site(site_of(code_of("1")), theme), print_site(site_of(code_of("1")), other)
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    assert [path.rpartition(".")[2] for path in (*gone, *come)] == ["css", "css"]
    assert come.pop().encode() in after["codes/1.html"]


def test_an_example_response_is_shown_where_the_site_has_a_pattern_for_it() -> None:
    """The code and the message stand in it as JSON; without a pattern, or for a range of codes, there is none."""
    pattern = '{"code": {code}, "text": {message}}'
    cells = (text_field("title", "T"), text_field("message", 'no "x" <y> {code}'))
    shown = words(one(page_of(code_of("A<1", *cells), response=pattern), ".example code"))
    assert json.loads(shown) == {"code": "A<1", "text": 'no "x" <y> {code}'}
    number = words(one(page_of(code_of("-12", title="T"), response=pattern), ".example code"))
    assert json.loads(number) == {"code": -12, "text": "T"}
    assert not page_of(code_of("41*", *cells), response=pattern).select(".example")
    assert not page_of(code_of("4100", *cells)).select(".example")


def test_sentences_of_the_404_page_are_set_as_their_script_wants() -> None:
    """There is no blank after an ideographic full stop, and one after another."""
    assert "。 " not in FILES["404.html"].decode() + FILES["en/404.html"].decode()
    assert ". Look" in FILES["en/404.html"].decode()


def test_rows_of_any_width_keep_all_their_cells() -> None:
    """One of a single cell goes across the table; a row may have more cells than there are headers, and a % is a %."""
    rows = (("100%", "%s"), ("Locks",), ("1", "2", "3%%"))
    listing = Listing(("Code", "Message"), rows, ("", ""))
    site = sample_site()
    guide = replace(site.guides[0], body=(listing,))
    page = soup(print_site(replace(site, guides=(guide, *site.guides[1:])))[site.guide_url(guide)])
    table = one(page, ".scroll table")
    cells = [[(words(cell), cell.get("colspan")) for cell in row.select("td")] for row in table.select("tbody tr")]
    assert cells == [
        [("100%", None), ("%s", None)],
        [("Locks", "2")],
        [("1", None), ("2", None), ("3%%", None)],
    ]
