"""Anchors in error tables stay places that a link may lead to."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup, Tag

from errdex.readers.anchors import anchors_in
from errdex.readers.grid import FoundTable
from tests.conftest import Build

PIPE = """# Errors

## Old {#taken}

| Error code | Message | Solution |
|---|---|---|
| 4100 | Denied | Wait. |
| 4101 | <a name="denied"></a>Forbidden | <a id="two">See</a> [above](#denied). |
| 4102 | <a name="taken"></a>Locked | `<a id="code">` |

[a](#denied), [b](#two), [c](h.md#row), [d](h.md#cell), [e](h.md#table)
"""
HTML = """# More

<table id="table">
<tr><td>Error code</td><td>Message</td></tr>
<tr id=row><td>5000</td><td>Broken <a name='a&amp;b'></a></td></tr>
<tr><td>5001</td><td id="cell">Lost</td></tr>
</table>

[a](e.md#two), [b](#a&b)
"""


def test_anchors_in_cells_are_kept_on_the_documents_page(build: Build) -> None:
    """Each stands in its row, once; links lead there from anywhere, and the pages of codes have none."""
    result = build({"site.toml": 'language = "en"\n', "en/e.md": PIPE, "en/h.md": HTML})
    assert result.code == 0, result.err
    (told,) = [line for line in result.err.splitlines() if ": warning: " in line]
    assert told.endswith("e.md:9: warning: the id 'taken' stands here again: a link to it leads to the first")
    found = {name: rows_of(result.page(f"guides/{name}.html")) for name in ("e", "h")}
    assert found["e"] == {"4101": ["denied", "two"]}
    assert found["h"] == {"5000": ["table", "row", "a&b"], "5001": ["cell"]}
    for name in ("denied", "two", "taken"):
        assert result.page("guides/e.html").count(f' id="{name}"') == 1
    assert 'href="../guides/e.html#denied">above</a>' in result.page("codes/4101.html")
    assert not BeautifulSoup(result.page("codes/4101.html"), "html.parser").select(".entry a[id]")
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def rows_of(page: str) -> dict[str, list[str]]:
    """Return the ids in each row of the tables of a page that has any, by its code."""
    found = {}
    for row in BeautifulSoup(page, "html.parser").select("tbody tr"):
        assert isinstance(row.td, Tag)
        ids = [str(anchor["id"]) for anchor in row.select("a[id]")]
        if ids:
            found[row.td.get_text()] = ids
    return found


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('<a name="a">', ["a"]),
        ("<A class=x\nID = 'a'>", []),
        ("<A class=x\nID='a'>", ["a"]),
        ('<td id="&quot;x">', ['"x']),
        ('<input name="a">', []),
        ('<abbr name="a"><a title="id=x">', []),
        ('<a id="a b"><a id=""><a id="&#26;"><a id="&#x1a;b">', ["b"]),
        ("a < b id=c", []),
    ],
)
def test_names_are_read_as_they_are_written(source: str, names: list[str]) -> None:
    """By `id` of any tag, or `name` of an anchor; none that breaks out of its attribute, or that no link can spell."""
    assert [name for _, name in anchors_in(found(source))] == names


@pytest.mark.parametrize("piece", ["<a id=", '<a id="', "<a name= ", "<a  id  ", " id=", "<a id ", "<a x"])
def test_hostile_text_takes_no_long(piece: str) -> None:
    """The work is linear."""
    start = time.process_time()
    list(anchors_in(found(piece * (400_000 // len(piece)) + "id=")))
    list(anchors_in(found("<a" + piece.strip("<a") * 100_000 + "id=")))
    assert time.process_time() - start < 2


def found(source: str) -> FoundTable:
    """Return a table of this source."""
    return FoundTable("html", source, 1, 0, 1, "", "", "")
