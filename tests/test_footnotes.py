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


HEADED = """| Error code[^1] | Message [^"a"][^1] | How\\[^1] to `[^1]` solve[^no] |
|---|---|---|
| 4100 | Denied[^1] | Wait. |
| Error code[^1] | Message | Solution |

<table><tr><th rowspan=2>直し方 [^1]<th colspan=2>Error[^1]</tr><tr><th>code[^1]<th>message</tr>
<tr><td>Try again.<td>5000<td>Broken</tr></table>

| Error code | Message | Error code[^1] | Message |
|---|---|---|---|
| 6001 | One | 6002 | Two |

[^1]: One.
[^"a"]: Two.

```
[^no]: No.
```
"""


def test_a_mark_in_a_header_leads_to_its_footnote(build: Build) -> None:
    """On the document's page; the column's label is without it everywhere, and other marks are text."""
    site = f'{SITE}\n[columns]\nremedy = ["直し方"]\n'
    result = build({"site.toml": site, "en/e.md": HEADED})
    assert result.code == 0, result.err
    assert "warning" not in result.err
    page = BeautifulSoup(result.page("guides/e.html"), "html.parser")
    assert [cell.get_text() for cell in page.select("th")] == [
        *("Error code1", "Message21", "How[^1] to [^1] solve[^no]"),
        *("直し方1", "Error code1", "Error message1"),
        *("Error code1", "Message"),
    ]
    links = [link["href"] for link in page.select("th sup a")]
    assert [str(href).removeprefix("../guides/e.html#fn:") for href in links] == ["1", '"a"', *"11111"]
    found = json.loads(result.page("codes.json"))["codes"]
    fields = [code["languages"]["en"]["entries"][0]["fields"] for code in found]
    assert [[field["label"] for field in row] for row in fields] == [
        ["Error code", "Message", "How[^1] to [^1] solve"],
        ["直し方", "Error code", "Error message"],
        *[["Error code", "Message"]] * 2,
    ]
    assert [field["role"] for field in fields[1]] == ["remedy", "code", "message"]
    looked = build(result.content, "-o", str(result.site), command="check")
    assert looked.code == 0, looked.err


def test_a_table_may_stand_in_a_footnote(build: Build) -> None:
    """It is read, and shown there; what follows at the margin is in no footnote, and code."""
    table = "    | Error code | Message |\n    |---|---|\n    | {} | Denied |\n"
    text = f"Words[^a].\n\n[^a]: See\n\n{table.format(4100)}\nMore words.\n\n{table.format(4101)}"
    result = build({"site.toml": SITE, "en/e.md": text}, "--strict")
    assert result.code == 0, result.err
    page = BeautifulSoup(result.page("guides/e.html"), "html.parser")
    assert [cell.get_text() for cell in page.select(".footnote li > .scroll td")] == ["4100", "Denied"]
    assert [part.get_text() for part in page.select(".footnote li > p")] == ["See", "\xa0↩"]
    assert "4101 | Denied" in page.select("pre")[0].get_text()
    assert len(page.select("table")) == 1


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
