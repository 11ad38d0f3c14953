"""No id stands twice on a page because a writer has chosen one of the page's own."""

from __future__ import annotations

import re
from time import process_time

from bs4 import BeautifulSoup

from errdex.catalog.ids import PAGE_IDS, settle_ids
from errdex.markup.prose import Prose
from tests.conftest import ROOT, Build

SITE = 'language = "en"\n'
GUIDE = """# Guide

[a](#main), [b](#contents-title), [c](#explained-codes), [d](e.md#main), [e](#search-list), [f](#taken)

## Main

## Contents title

## Codes {#explained-codes}

<p id="search-list">Text</p>

<a name="search-hit-3"></a> `id="main"` <span id="search-hit-3_1">and</span>

`4100`

## More {#taken}
"""
TABLE = """# Errors

| Error code | Message |
|---|---|
| 4100 | Denied |
| 4101 | <a id="main">Lost</a>, see [above](#main) |
"""
NOTE = "## Start\n\nSee [below](#main2), [above](#main).\n\n## Then {: .x #main2 }\n\n<b id=main>b</b>\n"
FILES = {"site.toml": SITE, "en/g.md": GUIDE, "en/e.md": TABLE, "en/notes/4100.md": NOTE}


def test_no_id_of_a_page_stands_twice(build: Build) -> None:
    """The writer's gets a number, and links to it follow; `build check` finds each of them."""
    result = build(FILES)
    assert result.code == 0, result.err
    for name in ("guides/g", "guides/e", "codes/4100", "codes/4101"):
        page = BeautifulSoup(result.page(f"{name}.html"), "html.parser")
        ids = [str(tag["id"]) for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), name
        assert page.select_one("main#main")
    guide = BeautifulSoup(result.page("guides/g.html"), "html.parser")
    first = guide.select_one(".prose p")
    assert first
    assert [str(link["href"]).removeprefix("../guides/g.html") for link in first.select("a")] == [
        *("#main_1", "#contents-title_1", "#explained-codes_1"),
        *("../guides/e.html#main_1", "#search-list_1", "#taken"),
    ]
    assert guide.select_one("a#search-hit-3_2")
    assert [link["href"] for link in guide.select(".contents a")] == [
        *("#main_1", "#contents-title_1", "#explained-codes_1", "#taken"),
    ]
    assert guide.select_one("section.related h2#explained-codes")
    assert 'href="../guides/e.html#main_1">above</a>' in result.page("codes/4101.html")
    assert BeautifulSoup(result.page("guides/e.html"), "html.parser").select_one("td a#main_1")
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def test_an_id_that_was_chosen_and_had_to_change_is_told(build: Build) -> None:
    """At its line; not that of a heading which merely says so."""
    result = build(FILES)
    assert re.findall(
        r"content/(\S+): warning: the id '(.*)' is one of the page itself, so here it is '(.*)'", result.err
    ) == [
        ("en/e.md:6", "main", "main_1"),
        ("en/g.md:9", "explained-codes", "explained-codes_1"),
        ("en/g.md:11", "search-list", "search-list_1"),
        ("en/g.md:13", "search-hit-3", "search-hit-3_2"),
        ("en/notes/4100.md:7", "main", "main_1"),
    ]


def test_an_id_that_is_given_twice_stands_once(build: Build) -> None:
    """The first keeps it; the others are numbered, and told unless only a heading's own name is in the way."""
    guide = (
        "# G\n\n[a](#setup) [d](#dup) [l](#late)\n\n<a id='setup'></a>\n\n## Setup\n\n<a name=dup></a> one\n\n"
        "<b id='dup'>two</b>\n\n## Dup {#dup}\n\n## Late\n\n<a id='late'></a> x\n\n"
        "<p id='same'><a name='same'></a>y</p>\n\n"
        "| Error code | Message |\n|---|---|\n| 1 | <a id='dup'></a> a |\n"
        "| 2 | <a id='dap'></a><a id='dap'></a> b |\n| 3 | <a id='dap'></a> c |\n"
    )
    result = build({"g.md": guide})
    assert result.code == 0
    page = BeautifulSoup(result.page("guides/g.html"), "html.parser")
    ids = [str(tag["id"]) for tag in page.select(".prose [id]")]
    assert ids == ["setup", "setup_1", "dup", "dup_1", "dup_2", "late", "late_1", "same", "same_1", "dap"]
    assert [link["href"] for link in page.select(".contents a")] == ["#setup_1", "#dup_2", "#late"]
    told = re.findall(r"g\.md:(\d+): warning: the id '(\w+)' stands here again.*\nhint: (first at [^;]*)", result.err)
    assert told == [
        ("11", "dup", "first at line 9"),
        ("17", "late", "first at a heading of this name"),
        ("25", "dap", "first at line 24"),
    ]


def test_the_ids_are_those_of_templates_and_scripts() -> None:
    """All that are written out, but those of the index: no prose stands there."""
    templates = [path for path in (ROOT / "templates").rglob("*.html") if path.name != "index.html"]
    found = {name for path in templates for name in re.findall(r'\sid="([^"{]+)"', path.read_text("utf-8"))}
    for path in (ROOT / "templates").rglob("*.js"):
        for name, number in re.findall(r'\bid: "([^"]+)"( \+ \w+)?', path.read_text("utf-8")):
            found.add(name + ("[0-9]+" if number else ""))
    assert found == {*PAGE_IDS.split("|")}


def test_an_id_that_stands_very_often_is_numbered_at_once() -> None:
    """Each number is looked for behind the last one."""
    start = process_time()
    settled = settle_ids(Prose('<b id="x"></b>' * 12_000, "", (), ""), "", "a.md", 1)
    assert settled.prose.html.endswith('<b id="x_11999"></b>')
    assert process_time() - start < 3
