"""One record, many forms: each holds the same codes; and each form keeps to its own standard."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errdex.model import Code, Redirect, Rename, Retirement, Settings, Theme
from errdex.renderers import OUTPUTS, RENDERERS, chosen_renderers, feed, outputs_left_out, redirects
from errdex.renderers.events import list_events
from errdex.renderers.hosting import host_limits
from errdex.renderers.table_csv import COLUMNS, defuse, write_row
from tests.pages import built_in_theme, one, print_site, soup
from tests.sample_site import BASE_URL, sample_codes, sample_settings, sample_site

DATA = ("redirects", "hosting", "codes_json", "markdown", "table_csv", "sitemap", "feed", "opensearch", "llms")
"""The modules that make the data outputs."""
ATOM = "{http://www.w3.org/2005/Atom}"
Files = dict[str, str]


def render_data(base_url: str = BASE_URL, codes: tuple[Code, ...] | None = None) -> Files:
    """Return every data file of the sample site."""
    theme = built_in_theme()
    site = sample_site(base_url, codes)
    chosen = [row for row in chosen_renderers(site.settings) if row.module in DATA]
    files = [artifact for row in chosen for artifact in row.render(site, theme)]
    assert len({file.path.lower() for file in files}) == len(files)
    return {file.path: file.data.decode() for file in files}


def keys_in_json(files: Files) -> Iterator[str]:
    """Return the codes in codes.json by the stem of their page."""
    return (record["url"].removesuffix(".html") for record in json.loads(files["codes.json"])["codes"])


def keys_in_csv(files: Files) -> Iterator[str]:
    """Return the codes in codes.csv."""
    rows = csv.DictReader(io.StringIO(files["codes.csv"], newline=""))
    return (re.sub(rf"^({re.escape(BASE_URL)})?(en/)?|\.html$", "", row["url"]) for row in rows)


def keys_in_sitemap(files: Files) -> Iterator[str]:
    """Return the codes in sitemap.xml."""
    return (url for url in re.findall(rf"<loc>{BASE_URL}(?:en/)?([^<]+)\.html", files["sitemap.xml"]) if is_code(url))


def keys_in_llms(files: Files) -> Iterator[str]:
    """Return the codes in llms.txt, which links the Markdown of each."""
    return iter(re.findall(rf"\]\({BASE_URL}([^)]+)\.md\)", files["llms.txt"]))


def keys_of_files(ending: str) -> Callable[[Files], Iterator[str]]:
    """Return a function that finds the codes by their own files."""
    return lambda files: (
        path.removesuffix(ending) for path in files if path.endswith(ending) and is_code(path.removesuffix(ending))
    )


def is_code(stem: str) -> bool:
    """Tell whether a page in the default language is a code's."""
    return stem.startswith(("codes/", "sms/"))


FORMS: dict[str, Callable[[Files], Iterator[str]]] = {
    "codes.json": keys_in_json,
    "codes.csv": keys_in_csv,
    "sitemap.xml": keys_in_sitemap,
    "llms.txt": keys_in_llms,
    "json files": keys_of_files(".json"),
    "markdown files": keys_of_files(".md"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_holds_the_same_codes(form: str) -> None:
    """No form leaves a code out, be it retired or in another language only."""
    expected = {"codes/4100", "codes/-1012", "codes/DB~3a~0140", "sms/1001"}
    assert set(FORMS[form](render_data())) == expected
    fewer = render_data(codes=sample_codes()[1:])
    assert set(FORMS[form](fewer)) == expected - {"codes/4100"}


def test_outputs_that_need_absolute_urls_are_left_out_without_base_url() -> None:
    """They are named, once each, and the others are written."""
    settings = sample_settings("")
    assert outputs_left_out(settings) == ("sitemap", "feed", "opensearch")
    assert not {"sitemap.xml", "robots.txt", "changes.xml", "opensearch.xml"} & set(render_data(""))
    assert outputs_left_out(replace(settings, outputs=("html", "json"))) == ()
    assert outputs_left_out(sample_settings()) == ()


def test_each_output_can_be_switched_off() -> None:
    """A site has what it asks for, and modules of other outputs are not even asked."""
    assert tuple(dict.fromkeys(row.output for row in RENDERERS)) == OUTPUTS
    for output in OUTPUTS:
        settings: Settings = replace(sample_settings(), outputs=(output,))
        assert {row.output for row in chosen_renderers(settings)} == {output}


def test_csv_is_rfc_4180() -> None:
    """Every line ends with CR LF and has all columns; cells come through as they were."""
    text = render_data()["codes.csv"]
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert text.startswith("catalog,code,")
    assert text.endswith("\r\n")
    assert "\n1. h" in next(row for row in rows if row[1] == "-1012")[COLUMNS.index("remedy")]


@given(st.lists(st.text("a\";\n, \r語'\\", max_size=4), min_size=2, max_size=4))
def test_csv_is_written_as_the_library_writes_it(cells: list[str]) -> None:
    """Whatever has to be quoted is, and nothing else."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet, lineterminator="\r\n").writerow(cells)
    assert write_row(cells) == sheet.getvalue()


def test_csv_has_what_the_page_says_first() -> None:
    """The verdict, versions, dates and what became of a code, in columns after those that were there before."""
    rows = {
        (row["code"], row["language"]): row
        for row in csv.DictReader(io.StringIO(render_data()["codes.csv"], newline=""))
    }
    columns = (
        "aliases",
        "retryable",
        "actor",
        "support",
        "since",
        "successor",
        "added",
        "changed",
        "retired",
        "reason",
    )
    assert COLUMNS[-len(columns) - 1 :] == ("source", *columns)
    own, other, gone = (
        tuple(rows[key][column] for column in columns) for key in (("4100", "ja"), ("4100", "en"), ("DB:0140", "en"))
    )
    facts = ("AuthFailure", "after-change", "caller")
    assert own == (*facts, "署名を*2回*確かめても解決しないとき", "2.1", "-1012", "2025-01-02", "2026-03-04", "", "")
    assert other == (*facts, "", "", "-1012", "2025-01-02", "2026-03-04", "", "")
    assert gone == ("", "", "", "", "", "4100", "2025-01-02", "2026-05-06", "2026-05-06", "no longer sent")
    # Where the row of a retired code was, another one is now.
    assert [rows[key]["source"] for key in (("4100", "ja"), ("DB:0140", "en"))] == ["ja/errors.md:12", "ja/errors.md"]


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@SUM(1)", "\t=1", " =1", "＝1", "＠x", "-1-2", "-"])
def test_formula_is_defused(cell: str) -> None:
    """No cell is run by a spreadsheet."""
    assert defuse(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1012", "+81", "4100", "-1.5", "a=b", "", "'x"])
def test_number_or_text_stays(cell: str) -> None:
    """A code is what it was."""
    assert defuse(cell) == cell


def test_feed_tells_what_happened_newest_first() -> None:
    """Atom as RFC 4287 wants it: unique ids, an author, instants; retired and reworded after added."""
    feed = ET.fromstring(render_data()["changes.xml"])  # noqa: S314 - our own output
    entries = feed.findall(f"{ATOM}entry")
    told = [
        (entry.findtext(f"{ATOM}updated"), entry.find(f"{ATOM}category").get("term"), entry.findtext(f"{ATOM}title"))  # type: ignore[union-attr]  # absent: the test fails
        for entry in entries
    ]
    assert told == [
        ("2026-05-06T00:00:00Z", "retired", '廃止: DB:0140 Gone & "quoted"'),
        ("2026-03-04T00:00:00Z", "reworded", "説明の変更: 4100 身元認証失敗"),
        ("2025-01-02T00:00:00Z", "added", "追加: 4100 身元認証失敗"),
        ("2025-01-02T00:00:00Z", "added", "追加: -1012"),
        ("2025-01-02T00:00:00Z", "added", '追加: DB:0140 Gone & "quoted"'),
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == told[0][0]
    past = built_in_theme().locales["ja"]["page.retired_text"]
    assert (entries[0].findtext(f"{ATOM}summary") or "").startswith(f"no longer sent\n後継のコード: 4100\n{past}\n")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Cloud & API"


def ids_in_feed(files: Files) -> list[str]:
    """Return the ids of the feed and of its entries."""
    return re.findall(r"<id>([^<]*)</id>", files["changes.xml"])


def test_ids_of_the_feed_stay_when_the_site_moves() -> None:
    """Else every reader gets all entries anew (RFC 4287, 4.2.6)."""
    ids = ids_in_feed(render_data())
    assert len(set(ids)) == 6
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", i) for i in ids)
    assert ids_in_feed(render_data("https://new.example.org/")) == ids


def test_two_meanings_of_a_code_have_entries_of_their_own() -> None:
    """On one day, too; and the id that the first meaning had before the second came stays its own."""
    first = replace(sample_codes()[1], added="2026-01-01", changed="")
    alone = ids_in_feed(render_data(codes=(first,)))
    both = ids_in_feed(render_data(codes=(replace(first, slug="b"), first)))
    assert len(set(both)) == 3
    assert (both[0], both[2]) == tuple(alone)


def test_an_id_stays_when_the_entry_beside_it_leaves_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two meanings of one day the former one falls out of the newest; the later one is no new entry by that."""
    first = replace(sample_codes()[1], added="2026-01-01", changed="")
    codes = (replace(first, slug="b"), first)
    both = ids_in_feed(render_data(codes=codes))
    monkeypatch.setattr(feed, "LIMIT", 1)
    assert ids_in_feed(render_data(codes=codes)) == both[:2]


def test_feed_tells_of_each_rewording_anew() -> None:
    """One entry a code, of the last day; with an id of its own, for many readers show no entry twice."""
    feeds = [
        render_data(codes=(replace(sample_codes()[0], changed=day),))["changes.xml"]
        for day in ("2026-03-04", "2026-03-05", "2026-03-05")
    ]
    reworded = [
        re.findall(r"<id>([^<]*)</id>\n<title>説明の変更[^<]*</title>\n<updated>(.*?)T", feed) for feed in feeds
    ]
    assert [[day for _, day in entries] for entries in reworded] == [["2026-03-04"], ["2026-03-05"], ["2026-03-05"]]
    assert reworded[0][0][0] != reworded[1][0][0]
    assert reworded[1] == reworded[2]


def test_feed_tells_of_a_rename() -> None:
    """The code was added once, under its first name, whose entry keeps its id; then it was renamed, not reworded."""
    old = replace(sample_codes()[1], added="2025-01-02", changed="2025-01-02")
    new = replace(old, code="P2", slug="P2", changed="2026-02-02", renames=(Rename("codes", "-1012", "2026-02-02"),))
    before, after = render_data(codes=(old,)), render_data(codes=(new,))
    assert re.findall(r"<title>([^<]*)</title>", after["changes.xml"])[1:] == ["-1012から名称変更: P2", "追加: P2"]
    assert ids_in_feed(after)[-1] == ids_in_feed(before)[-1]
    reworded = render_data(codes=(replace(new, changed="2026-02-03"),))
    assert "<title>説明の変更: P2</title>" in reworded["changes.xml"]


def test_feed_has_the_newest_events_of_all_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever codes they are of, and of one day in the order of the site."""
    monkeypatch.setattr(feed, "LIMIT", 6)
    random, days = Random(0), ["", *(f"2026-01-0{day}" for day in range(1, 5))]
    for _ in range(200):
        codes = tuple(
            replace(
                sample_codes()[0],
                code=f"F{number}",
                slug=f"F{number}",
                added=random.choice(days),
                changed=random.choice(days),
                retirement=random.choice((None, None, Retirement(random.choice(days), "", ""))),
                renames=tuple(
                    Rename("codes", f"E{number}", day) for day in random.sample(days[1:], random.choice((0, 0, 1, 2)))
                ),
            )
            for number in range(9)
        )
        events = [event for code in codes for event in list_events(code)]
        newest = sorted(events, key=lambda event: event.date, reverse=True)[:6]
        (made,) = feed.render(sample_site(codes=codes), built_in_theme())
        ids = [feed.entry_id(event, "Cloud & API") for event in newest]
        assert ids_in_feed({made.path: made.data.decode()})[1:] == ids


def test_feed_survives_characters_that_xml_cannot_hold() -> None:
    """A stray control character in a cell does not break the file."""
    bad = replace(sample_codes()[0], retirement=Retirement("2026-07-07", "a\x01b\x0cc", ""))
    feed = ET.fromstring(render_data(codes=(bad,))["changes.xml"])  # noqa: S314 - our own output
    assert "a\ufffdb\ufffdc" in (feed.findtext(f"{ATOM}entry/{ATOM}summary") or "")


def test_without_dates_the_feed_is_empty() -> None:
    """A site without a ledger has nothing to tell, but pages link its feed."""
    codes = tuple(replace(code, added="", changed="", retirement=None) for code in sample_codes())
    feed = ET.fromstring(render_data(codes=codes)["changes.xml"])  # noqa: S314 - our own output
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_former_address_is_canonical_to_what_its_page_is() -> None:
    """In a language that does not describe the code, too: that page stands for the one whose words it shows."""
    former = {"4100": "1", "-1012": "2", "DB:0140": "3"}
    places = {code: (f"codes/{old}.html", f"en/codes/{old}.html") for code, old in former.items()}
    site = sample_site(codes=tuple(replace(code, former=places[code.code]) for code in sample_codes()))
    pages = print_site(site)
    moved = {artifact.path: artifact.data for artifact in redirects.render(site, Theme({}, {}, {}))}
    found = {}
    for item in redirects.all_redirects(site):
        found[item.url], own = (
            str(one(soup(data), "[rel=canonical]")["href"]) for data in (moved[item.url], pages[item.target])
        )
        assert found[item.url] == own
    assert found["en/codes/1.html"] == f"{BASE_URL}en/codes/4100.html"
    assert found["en/codes/2.html"] == f"{BASE_URL}codes/-1012.html"
    assert found["codes/3.html"] == f"{BASE_URL}en/codes/DB~3a~0140.html"


def test_former_addresses_lead_to_the_page() -> None:
    """Each has a page that refreshes at once, with a canonical address and a link, and a rule for hosts."""
    codes = (replace(sample_codes()[0], former=("codes/AuthFailure.html", "en/codes/old.html")),)
    files = render_data(codes=codes)
    page = files["codes/AuthFailure.html"]
    assert '<meta http-equiv="refresh" content="0; url=../codes/4100.html">' in page
    assert f'<link rel="canonical" href="{BASE_URL}codes/4100.html">' in page
    assert '<a href="../codes/4100.html">4100 身元認証失敗</a>' in page
    assert 'url=../../en/codes/4100.html"' in files["en/codes/old.html"]
    assert "Authentication failed" in files["en/codes/old.html"]
    assert files["_redirects"].splitlines() == [
        "/docs/codes/AuthFailure.html /docs/codes/4100.html 301",
        "/docs/en/codes/old.html /docs/en/codes/4100.html 301",
    ]


def test_a_shortened_address_leads_to_the_index() -> None:
    """Each folder of codes or guides has an index page, in each language, that leads to its part of the index."""
    files = render_data()
    found = {path for path in files if path.endswith("/index.html")}
    folders = ("codes", "sms", "guides")
    assert found == {f"{folder}{name}/index.html" for folder in ("", "en/") for name in folders}
    assert 'content="0; url=../../en/index.html#catalog-sms"' in files["en/sms/index.html"]
    assert f'<link rel="canonical" href="{BASE_URL}en/index.html">' in files["en/sms/index.html"]
    assert "Error &lt;codes&gt;" in files["en/guides/index.html"]
    assert 'url=../index.html#guides"' in files["guides/index.html"]
    assert "index.html " not in files["_redirects"]
    assert "codes/index.html" not in files["sitemap.xml"]


def test_the_index_of_a_folder_gives_way_to_a_page() -> None:
    """A guide `index`, a catalog that is called like a language, an address that leads on: each stays what it is."""
    site = sample_site()
    (codes, sms), theme = site.catalogs, built_in_theme()
    site = replace(
        site,
        catalogs=(codes, replace(sms, name="en", codes=(), by_code={})),
        guides=(replace(site.guides[0], name="index"),),
        redirects=(Redirect("codes/index.html", "guides/index.html", "Moved", "ja"),),
    )
    files = [artifact.path for artifact in redirects.render(site, theme)]
    assert sorted(path for path in files if path.endswith("index.html")) == [
        "codes/index.html",
        "en/codes/index.html",
        "en/en/index.html",
        "en/guides/index.html",
    ]


def test_the_index_of_the_only_catalog_is_the_index() -> None:
    """It has no part of its own there."""
    site = sample_site()
    pages = redirects.folder_indexes(replace(site, catalogs=site.catalogs[:1]))
    assert [(page.url, page.target) for page in pages][:1] == [("codes/index.html", "index.html")]


def test_host_files_know_the_mount() -> None:
    """Rules begin with the path of base_url, and the policy forbids framing, which only a header can."""
    files = render_data()
    assert files["_headers"].startswith("/docs/*\n  Content-Security-Policy: default-src 'none';")
    assert "frame-ancestors 'none'" in files["_headers"]
    assert render_data("")["_headers"].startswith("/*\n")
    assert files[".nojekyll"] == ""


def test_limits_of_hosts_are_named_when_passed() -> None:
    """Who deploys to such a host learns it from the build, not from the host."""
    assert host_limits(sample_site(), 20_000) == ()
    code = replace(sample_codes()[0], slug="404", former=tuple(f"codes/{i}.html" for i in range(2_001)))
    said = host_limits(sample_site(codes=[code]), 20_001)
    assert [re.findall(r"[\d,]{3,}", line)[0] for line in said] == ["2,001", "20,001", "404"]


def test_opensearch_keeps_to_its_limits() -> None:
    """The name has at most 16 characters, and the template is absolute."""
    root = ET.fromstring(render_data()["opensearch.xml"])  # noqa: S314 - our own output
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert 0 < len(root.findtext(f"{name}ShortName") or "") <= 16
    assert root.find(f"{name}Url").get("template") == f"{BASE_URL}search.html?q={{searchTerms}}"  # type: ignore[union-attr]  # absent: the test fails


def test_each_language_has_its_own_search_description() -> None:
    """Who installs the search from an English page searches in English; the default language keeps the old address."""
    files = render_data()
    places = {path: text for path, text in files.items() if path.endswith("opensearch.xml")}
    assert set(places) == {"opensearch.xml", "en/opensearch.xml"}
    english = places["en/opensearch.xml"]
    assert f'template="{BASE_URL}en/search.html?q={{searchTerms}}"' in english
    assert f'rel="self" template="{BASE_URL}en/opensearch.xml"' in english
    assert "<ShortName>Error &lt;codes&gt;</ShortName>" in english
    assert "<Language>en</Language>" in english


def test_llms_txt_has_its_parts_in_order() -> None:
    """A heading, a summary, then lists; retired codes are what a reader may skip."""
    text = render_data()["llms.txt"]
    assert text.startswith("# エラーコード\n\n> Cloud & API: 一覧\n\n")
    assert text.index("4100.md") < text.index("## Optional") < text.index("DB~3a~0140.md")
    assert f"]({BASE_URL}guides/signature.html): 署名の計算" in text
