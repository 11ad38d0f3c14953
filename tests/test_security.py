"""What keeps content from becoming anything but data, rule by rule; `test_xss.py` tries the whole in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from errdex.catalog import compile_site
from errdex.ledger import Ledger, Permalink, parse_ledger, vanished_codes
from errdex.ledger.published import published_wordings
from errdex.markup.clean import clean_html
from errdex.markup.prose import render_prose
from errdex.markup.rewrite import link_codes
from errdex.model import ROOT, Code, Field, Location, Settings, Source
from errdex.readers import read_document
from errdex.renderers.html.prose import dress
from tests.pages import built_in_theme, one, print_site, soup, with_settings
from tests.sample_site import sample_site

FIRING = '<img src="x.png" onerror="alert(1)">'
SETTINGS = Settings({"en": "Errors"}, {"en": ""}, "en", ("en",), outputs=("html",))


def words() -> Mapping[str, str]:
    """Return the English words of the interface."""
    return built_in_theme().locales["en"]


@pytest.mark.parametrize(
    "heading", ['a" onmouseover="alert(1)', "a' onfocus='alert(1)", '&quot; onclick="x" <b title=">">y</b>']
)
def test_a_heading_stays_within_the_label_of_its_permalink(heading: str) -> None:
    """Quotes in a heading with a link do not end the attribute in which the heading is said once more."""
    page = soup(dress(render_prose(f"## [x](https://a.test/) {heading}").html, words()).encode())
    link = one(page, "h2 a.permalink")
    assert set(link.attrs) == {"class", "href", "aria-label"}
    assert page.h2 is not None
    assert page.h2.get_text().strip() in str(link["aria-label"])
    assert link.get_text() == ""


@pytest.mark.parametrize("title", ["{% endraw %}{{ 7 * 7 }}", "{{ 7 * 7 }}", "{%- endraw -%}{% raw %}", "{#", "a {"])
def test_settings_are_no_template_on_a_large_site_either(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title with the marks of Jinja is printed as it is, also where pages are printed from stencils."""
    site = with_settings(sample_site(), titles={"ja": title, "en": title}, version=title)
    plain = print_site(site)
    monkeypatch.setattr("errdex.renderers.html.STENCILS_PAY", 0)
    assert print_site(site) == plain
    assert one(soup(plain["codes/4100.html"]), ".site-title").get_text() == title


@pytest.mark.parametrize("prose", [False, True])
@pytest.mark.parametrize(
    ("tag", "attribute"),
    [
        ("a", "href"),
        ("a", "title"),
        ("img", "src"),
        ("img", "alt"),
        ("img", "title"),
        ("img", "width"),
        ("ol", "start"),
        ("p", "id"),
        ("p", "class"),
        ("p", "lang"),
        ("details", "open"),
    ],
)
def test_the_sanitiser_leaves_no_bracket_in_an_attribute(tag: str, attribute: str, prose: bool) -> None:
    """A `<` or `>` of clean HTML is a tag's own: the regular expressions that walk over it rely on that."""
    for quote in ('"', "'"):
        for value in ("a<b>c", "&lt;b&gt;", "<code>4100</code><img src=x.png onerror=alert(1)>", ">x<"):
            html = clean_html(f"<{tag} {attribute}={quote}{value}{quote}>text</{tag}>", prose=prose)
            assert html.count("<") == html.count(">") == len(re.findall(r"""</?[a-z]+(?: [a-z]+="[^"<>]*")*>""", html))


def test_a_code_in_an_attribute_is_no_link() -> None:
    """What looks like a cell or inline code within an attribute is neither linked nor let out of it."""
    html = clean_html(f"<img src=x.png alt='<code>4100</code>{FIRING}'> <code>4100</code>", prose=True)
    linked, mentions = link_codes(html, lambda _: "4100.html")
    assert len(mentions) == 1
    page = BeautifulSoup(linked, "html.parser")
    assert [sorted(image.attrs) for image in page.find_all("img")] == [["alt", "src"]]
    assert page.img is not None
    assert page.img["alt"] == f"<code>4100</code>{FIRING}"


@pytest.mark.parametrize("reference", ["&#26;", "&#x1a;", "&#026", "&#X01A;", "&#2;", "&#x7f;"])
def test_a_reference_brings_in_no_control_character(reference: str) -> None:
    """The mark of the site's root can't be written by a document, not even as a character reference."""
    html = clean_html(f'<a href="{reference}codes/1.html">{reference}@</a>')
    assert html == '<a href="\ufffdcodes/1.html">\ufffd@</a>'


@pytest.mark.parametrize("reference", ["&#26;", "&#x1A", "&#0026 "])
def test_a_table_brings_in_no_mark_of_ours(reference: str) -> None:
    """Nor does one that is read the long way, in a cell, a caption, an address or beside its cells."""
    mark = f"{reference}table0{reference}"
    text = (
        f"<table><caption>{mark}</caption><tr><td>Error Code<td>Text</tr><tr>{mark}<td>1001<td title='{mark}'>{mark}"
        f"<a href='{reference}codes/1.html'>x</a></b></tr></table>\n"
    )
    document, _ = read_document(Source("a.md", text.encode(), name="a"))
    (entry,) = document.entries
    assert "\x1a" not in "".join(field.html + field.text for field in entry.fields)
    assert document.prose.count("\x1a") == 2


@pytest.mark.parametrize("reference", ["&#38;", "&#9;", "&#x1ab;", "&#260;"])
def test_other_references_stay(reference: str) -> None:
    """Only control characters are taken out."""
    assert "\ufffd" not in clean_html(reference)


@pytest.mark.parametrize("escape", [r"\x1a", r"\ud800", r"\0", r"\x7f"])
def test_front_matter_brings_in_no_control_character(escape: str) -> None:
    """What YAML makes of an escape is held to the rule that the text of the file is held to."""
    for front in (f'title: "a{escape}"', f'aliases: ["{escape}"]', f'"{escape}": x'):
        _, faults = read_document(Source("a.md", f"---\n{front}\n---\ntext\n".encode()))
        assert [fault.level for fault in faults] == ["error"]


def test_the_ledger_is_cleaned_like_documents() -> None:
    """HTML in `permalinks.jsonl` or in a former `codes.json` reaches the page of a retired code only cleaned."""
    line = (
        '{"url":"codes/1.html","catalog":"codes","language":"en","code":"1","slug":"1","title":"T","state":"retired",'
        '"first":"2026-01-01","since":"2026-01-02","entries":[{"section":"","source":["e.md",1],"fields":'
        '[["Fix","remedy","x","<b>kept</b><img src=\\"x.png\\" onerror=\\"alert(1)\\">"]]}]}\n'
    )
    ledger, faults = parse_ledger(line.encode())
    assert not faults
    (code,) = vanished_codes(ledger, {}, SETTINGS, "", lambda *_: ())
    assert html_of(code) == '<b>kept</b><img src="x.png">'
    data = (
        '{"site": {"base_url": ""}, "codes": [{"code": "1", "catalog": "codes", "languages": {"en": {'
        '"url": "codes/1.html", "title": "T", "entries": '
        '[{"section": "", "source": {"path": "e.md", "line": 1}, "fields": [{"label": "Fix", "role": "remedy", '
        '"text": "x", "html": "<a href=\\"2.html\\" onclick=\\"alert(1)\\">2</a>"}]}]}}}]}'
    )
    found = published_wordings(data.encode(), ledger)
    bare = Ledger({url: replace(item, entries=()) for url, item in ledger.permalinks.items()}, b"")
    (code,) = vanished_codes(bare, {}, SETTINGS, "", lambda *key: found[key])
    assert html_of(code) == f'<a href="{ROOT}2.html">2</a>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"x"', '"\\ud800"'),
        ('"x"', "5"),
        ('"<i>x</i>"', "null"),
        ('"<i>x</i>"', '"\\udfff"'),
        ('"Fix"', "[]"),
        ('"e.md"', "{}"),
        ('"e.md"', '"\\ud800"'),
        ('"line": 1', '"line": 1e999'),
        ('"line": 1', '"line": "1"'),
        ('"section": ""', '"section": 0'),
        ('"codes/1.html"', "1"),
        ('"T"', "[]"),
        ('"remedy"', "{}"),
    ],
)
def test_a_damaged_list_of_codes_is_none(before: str, after: str) -> None:
    """What no build has written is ignored as a whole, before it can end a later step."""
    data = (
        '{"site": {"base_url": ""}, "codes": [{"code": "1", "catalog": "codes", "languages": {"en": {'
        '"url": "codes/1.html", "title": "T", "entries": '
        '[{"section": "", "source": {"path": "e.md", "line": 1}, "fields": [{"label": "Fix", "role": "remedy", '
        '"text": "x", "html": "<i>x</i>"}]}]}}}]}'
    )
    ledger = Ledger({"codes/1.html": Permalink("codes/1.html", "codes", "en", "1", "1", "T", "live", "2026-01-01")})
    ((entry,),) = published_wordings(data.encode(), ledger).values()
    assert (entry.location, entry.fields) == (Location("e.md", 1), (Field("Fix", "remedy", "x", "<i>x</i>"),))
    assert before in data
    found = published_wordings(data.replace(before, after).encode(), ledger)
    assert not found or found["codes", "1", "en"][0].fields[0].role == ""


def html_of(code: Code) -> str:
    """Return the HTML of a code's last cell."""
    return code.wordings[0].entries[0].fields[-1].html


def test_the_link_on_a_code_is_put_into_text_alone() -> None:
    """A code that also stands in an attribute of its cell does not break that attribute."""
    text = '| Error Code | Description |\n|---|---|\n| <img src="4100.png" alt="4100"> 4100 Bad request | a |\n'
    document, _ = read_document(Source("e.md", text.encode(), language="en", name="e"), {})
    compiled = compile_site([document], [], SETTINGS, slugs={("codes", "4100"): "4100"}, files=["4100.png"])
    page = soup(print_site(compiled.site)["guides/e.html"])
    assert one(page, "td img")["alt"] == "4100"
    assert one(page, "td a").get_text() == "4100"
