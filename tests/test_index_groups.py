"""The index groups codes by family; codes that have none in common stand in a plain list, and are found by id still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from errdex.model import Catalog, Family, Site
from errdex.renderers.html import listing
from tests.pages import built_in_theme, one, pages_of, print_site, target, words
from tests.test_html import code_of, site_of, text_field


def site_with(families: Mapping[str, Iterable[str]], titled: str = "") -> Site:
    """Return a site of codes by the prefix of their family, one of which may have a title."""
    codes = [
        replace(code_of(code, text_field("cause", "x"), title="T"), family=prefix)
        for prefix, members in families.items()
        for code in members
    ]
    named = tuple(Family(prefix, {"en": "Named"} if prefix == titled else {}) for prefix in families)
    catalog = Catalog("codes", tuple(codes), named, {code.code: code for code in codes})
    return replace(site_of(*codes), catalogs=(catalog,))


def groups_of(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Return heading and codes of each group of a list; the heading is empty where there is none."""
    return [
        (
            words(one(group, "h2")).rpartition(" Codes:")[0] if group.h2 else "",
            [words(code) for code in group.select("li code")],
        )
        for group in page.select(".group")
    ]


@pytest.mark.parametrize(
    ("families", "titled", "groups"),
    [
        ({"A": "A", "B": "B", "C": "C"}, "", [("", ["A", "B", "C"])]),
        (
            {"A": "A", "B": ["B1", "B2"], "C": "C"},
            "",
            [("Codes A", ["A"]), ("Codes B", ["B1", "B2"]), ("Codes C", ["C"])],
        ),
        ({"A": "A", "B": "B", "C": ["C1", "C2"]}, "", [("", ["A", "B"]), ("Codes C", ["C1", "C2"])]),
        ({"A": "A", "B": "B", "C": "C"}, "B", [("Codes A", ["A"]), ("Named", ["B"]), ("Codes C", ["C"])]),
        ({"A": "A"}, "", [("", ["A"])]),
        ({"A": ["A1", "A2"]}, "", [("Codes A", ["A1", "A2"])]),
    ],
)
def test_only_what_belongs_together_has_a_heading(
    families: Mapping[str, Iterable[str]], titled: str, groups: list[tuple[str, list[str]]]
) -> None:
    """Neighbours that are each alone in an unnamed family are one list; the way to each code names its heading."""
    pages = pages_of(print_site(site_with(families, titled)))
    assert groups_of(pages["index.html"]) == groups
    headed = {code: heading for heading, members in groups if heading for code in members}
    for members in families.values():
        for code in members:
            path = f"codes/{code}.html"
            crumbs = pages[path].select(".crumbs a")
            assert [words(crumb) for crumb in crumbs[1:]] == ([headed[code]] if code in headed else [])
            if code not in headed:
                continue
            file, fragment = target(path, str(crumbs[-1]["href"]))
            place = one(pages[file], f'[id="{fragment}"]')
            assert code in words(place.find_parent(class_="group") or place)


def test_the_end_of_a_family_on_the_next_page_keeps_its_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    """One code of a family that began on the page before is not alone; lone ones beside a range are "…"."""
    monkeypatch.setattr(listing, "INDEX_ROWS", 1)
    monkeypatch.setattr(listing, "RANGE_ROWS", 2)
    pages = pages_of(print_site(site_with({"A": ["A1", "A2", "A3"], "B": "B", "C": "C", "D": "D"})))
    assert groups_of(pages["index-codes-2.html"]) == [("Codes A", ["A3"]), ("Codes B", ["B"])]
    assert groups_of(pages["index-codes-3.html"]) == [("", ["C", "D"])]
    assert [words(link) for link in pages["index.html"].select(".range-list span")] == ["Codes A, …"]


def test_a_themes_macro_that_gives_every_group_a_heading_has_words_for_it() -> None:
    """Lone codes are "other codes" there, under an id that no other group has."""
    macro = b"""{% macro groups(items) %}{% for group in items %}<section class="group">
    <h2 id="{{ group.id }}">{{ group.title }} {{ group.count }}</h2>
    <ul>{% for row in group.rows %}<li>{{ row.label }}</li>{% endfor %}</ul></section>{% endfor %}
    {% endmacro %}{% macro former(links, title) %}{% endmacro %}"""
    site = site_with({"A": "A", "B": "B", "C": ["C1", "C2"]})
    page = pages_of(print_site(site, built_in_theme(**{"macros/groups.html": macro})))["index.html"]
    assert groups_of(page) == [("Other codes", ["A", "B"]), ("Codes C", ["C1", "C2"])]
    assert [heading["id"] for heading in page.select(".group h2")] == ["codes-A", "codes-C"]
    assert "Codes: 2" in words(page.select(".group h2")[0])
