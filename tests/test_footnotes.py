"""Marks of footnotes in the cells of error tables lead to the footnotes of their document."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup

from errdex.markup.rewrite import footnotes_of, link_footnotes
from tests.conftest import Build

SITE = 'language = "en"\n'
TABLE = """# Errors

Words[^a].

| Error code | Message | Solution |
|---|---|---|
| 4100 | Denied[^b] | Wait[^a] or `[^a]`. |
| 4101[^b] | Forbidden | See [^c]. |

[^a]: One *minute*.
[^b]: Since 2.0.
"""
HTML = """<table><tr><td>Error code</td><td>Message</td></tr>
<tr><td>5000</td><td>Broken[^x&y]</td></tr></table>

[^x&y]: Or so.
"""


def test_a_mark_in_a_cell_leads_to_its_footnote(build: Build) -> None:
    """On the document's page and on the code's; no title ends with one, and a mark of no footnote stays as it is."""
    result = build({"site.toml": SITE, "en/e.md": TABLE, "en/h.md": HTML}, "--strict")
    assert result.code == 0, result.err
    page = BeautifulSoup(result.page("guides/e.html"), "html.parser")
    links = [(link.get_text(), link["href"]) for link in page.select("td sup a")]
    assert links == [("2", "../guides/e.html#fn:b"), ("1", "../guides/e.html#fn:a"), ("2", "../guides/e.html#fn:b")]
    assert [cell.get_text() for cell in page.select("td")] == [
        *("4100", "Denied2", "Wait1 or [^a]."),
        *("41012", "Forbidden", "See [^c]."),
    ]
    code = BeautifulSoup(result.page("codes/4100.html"), "html.parser")
    assert code.h1 is not None
    assert code.h1.get_text() == "4100 Denied"
    assert [link["href"] for link in code.select("main sup a")] == ["../guides/e.html#fn:b", "../guides/e.html#fn:a"]
    assert 'href="../guides/e.html#fn:b"' in result.page("codes/4101.html")
    assert 'href="../guides/h.html#fn:x&amp;y"' in result.page("codes/5000.html")
    assert "Wait[1](../guides/e.html#fn:a) or `[^a]`" in result.page("codes/4100.md")
    (entry,) = json.loads(result.page("codes/4100.json"))["languages"]["en"]["entries"]
    assert [field["text"] for field in entry["fields"]] == ["4100", "Denied", "Wait or [^a]."]
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def test_an_escaped_mark_is_text(build: Build) -> None:
    """In a cell as in prose; other brackets need no backslash, and may have one."""
    table = "| Error code | Message | Note |\n|---|---|---|\n| 4100 | Denied\\[^a] | Set \\[a\\], see [^a]. |\n"
    result = build({"site.toml": SITE, "en/e.md": f"{table}\nSee \\[^a].\n\n[^a]: Or so.\n"}, "--strict")
    assert result.code == 0, result.err
    page = BeautifulSoup(result.page("guides/e.html"), "html.parser")
    assert [cell.get_text() for cell in page.select("td")] == ["4100", "Denied[^a]", "Set [a], see 1."]
    (entry,) = json.loads(result.page("codes/4100.json"))["languages"]["en"]["entries"]
    assert [field["text"] for field in entry["fields"]] == ["4100", "Denied[^a]", "Set [a], see ."]


def test_only_marks_of_footnotes_become_links() -> None:
    """Not those of labels that are none, nor those within links and code; what a label holds stays in its attribute."""
    notes = '<li id="fn:no"><div class="footnote">\n<li id="fn:1">\n<li id="fn:&quot;&amp;&lt;">'
    numbers = footnotes_of(notes)
    assert numbers == {"1": 1, '"&<': 2}
    assert footnotes_of('<li id="fn:1">') == {}
    for kept in ("[^2]", "<code>[^1]</code>", '<a href="x">[^1]</a>', '<img alt="[^1]">', "[1]", "[^]"):
        assert link_footnotes(kept, numbers, "p.html") == kept
    linked = link_footnotes('a[^"&amp;&lt;]b[^1]', numbers, "p.html")
    assert linked == ('a<sup><a href="p.html#fn:&quot;&amp;&lt;">2</a></sup>b<sup><a href="p.html#fn:1">1</a></sup>')
