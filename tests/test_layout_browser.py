"""Where things stand on a page: content of any shape stays in its column, at every width, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Build

CURL = 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/v1/things?cursor=' + "0123456789abcdef" * 6

Serve = Callable[[Path], AbstractContextManager[str]]

OUTSIDE = """() => [...document.querySelectorAll("article > * *")].filter(e => {
    const right = e.getBoundingClientRect().right;
    return right > e.closest("article > *").getBoundingClientRect().right + 1;
}).map(e => e.outerHTML.slice(0, 80))"""
"""The elements that reach out of their column of the page."""


def table(*rows: tuple[str, ...]) -> str:
    """Return an error table in HTML."""
    head = "<tr><th>Code</th><th>Title</th><th>Cause</th><th>Solution</th><th>Remarks</th></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"# Errors\n\n<table>\n{head}\n{body}</table>\n"


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_a_long_line_of_code_stays_in_its_column(page: Page, build: Build, serve: Serve, width: int) -> None:
    """A `<pre>` in any cell, in another wording too, is no wider than the text around it, on screen and in print."""
    pre = f"<pre>{CURL}</pre>"
    result = build({"errors.md": table(("7", "one", f"a{pre}", pre, pre), ("7", "two", pre, "b", pre))})
    page.set_viewport_size({"width": width, "height": 800})
    with serve(result.site) as url:
        page.goto(url + "codes/7.html")
        for medium in ("screen", "print"):
            page.emulate_media(media="screen" if medium == "screen" else "print")
            assert not page.evaluate(OUTSIDE), medium
            assert page.evaluate("document.documentElement.scrollWidth") <= width, medium


def test_the_text_follows_its_title_beside_a_tall_rail(page: Page, build: Build, serve: Serve) -> None:
    """What stands beside them pulls title and text apart neither on a code's page nor on a guide's."""
    guide = "# Guide {n}\n\nSee `70`.\n\n" + f"## {'Many words ' * 9}\n" * 9
    files = {f"guide{n}.md": guide.format(n=n) for n in range(20)}
    files["errors.md"] = "| code | message | solution |\n|---|---|---|\n| 70 | seventy | wait |\n"
    with serve(build(files).site) as url:
        for path, title, text in (("codes/70", ".entry-header", ".entry-main"), ("guides/guide1", "h1", ".prose")):
            page.goto(f"{url}{path}.html")
            above, below = page.locator(title).bounding_box(), page.locator(text).bounding_box()
            assert above
            assert below
            assert below["y"] - above["y"] - above["height"] <= 40, path


@pytest.mark.parametrize("width", [1280, 320])
def test_a_long_code_stands_above_its_title(page: Page, build: Build, serve: Serve, width: int) -> None:
    """In the index and among related codes a title has the width of its row; a code breaks at its joints."""
    long = ("InvalidParameter.FooBar", "payment_method_data.billing_details.address.postal_code.required")
    rows = "".join(f"| {code} | {'word ' * 12}| wait |\n" for code in (*long, "InvalidParameter"))
    result = build({"errors.md": f"| code | message | solution |\n|---|---|---|\n{rows}"})
    page.set_viewport_size({"width": width, "height": 800})
    with serve(result.site) as url:
        for path in ("index.html", "codes/InvalidParameter.html"):
            page.goto(url + path)
            widths = page.locator(".code-list a").evaluate_all(
                "all => all.map(a => a.querySelector('span').getBoundingClientRect().width / a.clientWidth)"
            )
            assert widths
            assert min(widths) > 0.85, path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto(f"{url}codes/{long[1]}.html")
        lines = page.locator(".entry-code").evaluate(
            """e => { const range = document.createRange(), tops = [];
            for (const text of e.childNodes) if (text.data) {
              range.selectNodeContents(text);
              tops.push(new Set([...range.getClientRects()].map(r => Math.round(r.top))).size);
            } return tops; }"""
        )
        assert lines
        assert set(lines) == {1}, "a part of the code is broken in two"


def test_the_long_title_of_a_catalog_stays_in_its_panel(page: Page, build: Build, serve: Serve) -> None:
    """Beside a hit on a narrow screen it has several lines, and on its code's page too."""
    head = "| code | message |\n|---|---|\n"
    settings = '[[catalogs]]\nname = "sms"\ntitle = "Short text messages, sent now or later, at home and abroad"\n'
    files = {"site.toml": settings, "errors.md": f"{head}| 7 | a |\n", "sms/errors.md": f"{head}| 7 | b |\n"}
    page.set_viewport_size({"width": 320, "height": 800})
    with serve(build(files).site) as url:
        page.goto(f"{url}sms/7.html#q=7")
        tag = page.locator(".search-tag").bounding_box()
        panel = page.locator(".search-panel").bounding_box()
        assert tag
        assert panel
        assert tag["x"] + tag["width"] < panel["x"] + panel["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_column_of_a_table_is_squeezed_or_stretched(page: Page, build: Build, serve: Serve) -> None:
    """Beside a very long cell and a long code, prose keeps a readable width; on paper all columns fit."""
    cause = "This happens when the server could make no sense of it. " * 12
    long = "invalid_request_error.parameter_missing.payment_method_data.billing_details.required"
    rows = (("400", "Bad request", cause, f"Check {CURL}", "Read the documentation again"), (long, "b", "c", "d", "e"))
    with serve(build({"errors.md": table(*rows)}).site) as url:
        page.goto(url + "guides/errors.html")
        measure = "all => all.map(cell => cell.getBoundingClientRect().width)"
        code, title, *prose = page.locator("th").evaluate_all(measure)
        assert code <= 300
        assert title >= 110
        assert min(prose[:2]) >= 170
        assert max(prose) <= 600
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 680
        assert min(page.locator("th").evaluate_all(measure)) >= 60


def test_no_column_of_a_wide_table_is_cut_off_on_paper(page: Page, build: Build, serve: Serve) -> None:
    """Many columns share the sheet; what can be scrolled to on screen would be lost in print."""
    number = 20
    head = "".join(f"| Column{i} " for i in range(1, number))
    rows = f"| Error code {head}|\n{'|---' * number}|\n| 4100 {'| wordswithoutablank ' * (number - 1)}|\n"
    with serve(build({"errors.md": rows}).site) as url:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 900})
        page.goto(url + "guides/errors.html")
        assert page.locator("th").count() == number
        assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_a_name_in_a_table_stays_in_one_line(page: Page, site_url: str) -> None:
    """A column is at least as wide as a name of common length that is set as code."""
    page.goto(site_url + "guides/parameters.html")
    name = page.locator(".scroll code", has_text="DescribeInstances").bounding_box()
    assert name
    assert name["height"] < 30


@pytest.mark.parametrize("width", [1280, 320])
def test_short_words_stay_in_one_line(page: Page, build: Build, serve: Serve, width: int) -> None:
    """The name of a successor beside the verdict, and the count beside a family's long title."""
    note = "---\nretryable: no\nactor: caller\nsuccessor: AuthFailure.TokenFailure\n---\n"
    files = {
        "site.toml": f'[[families]]\nprefix = "7"\ntitle = "{"Many words " * 30}"\n',
        "errors.md": "| code | message | solution |\n|---|---|---|\n| 70 | seventy | wait |\n| 71 | more | wait |\n",
        "notes/70.md": note,
    }
    page.set_viewport_size({"width": width, "height": 800})
    with serve(build(files).site) as url:
        for path, selector in (("codes/70", ".successor code"), ("index", ".group h2 small")):
            page.goto(f"{url}{path}.html")
            box = page.locator(selector).first.bounding_box()
            assert box
            assert box["height"] < 30, path


def test_a_finger_hits_what_it_points_at(browser: Browser, site_url: str) -> None:
    """On a touch screen, links that stand in lists and rows of their own, and buttons, are 44 pixels high."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    places = ".code-list a, .crumbs a, .entry .guides a, .button, .neighbours a, .ticket summary, .site-footer a"
    for path in ("index.html", "codes/4100.html"):
        page.goto(site_url + path)
        heights = page.locator(places).evaluate_all(
            "all => all.map(e => [e.getBoundingClientRect().height, e.outerHTML])"
        )
        assert heights
        assert not [html for height, html in heights if height < 43.5]
    context.close()
