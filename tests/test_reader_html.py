"""HTML tables: the short cut reads every table as the law does, and nothing visible is lost."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from errdex.markup.tags import show_unknown_tags
from errdex.readers.cells import html_cell
from errdex.readers.grid import Found, Grid, GridRow, lay_out
from errdex.readers.html import read_html
from errdex.readers.tree import read_by_tree

WORDS = st.sampled_from(
    [
        "4100",
        "認証失敗",
        "a b",
        "x &amp; y",
        "&nbsp;",
        "1 < 2",
        "<= 10",
        "<app_id>",
        "**b**",
        "`<c>`",
        "%.*ls",
        "\n\n",
        " ",
    ]
)
INLINE = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<br>",
        "<br/>",
        "<p>",
        "</p>",
        "<ul><li>",
        "<li>",
        "</ul>",
        '<a href="u.md">',
        "</a>",
        "<code>",
        "</code>",
    ]
    + [
        "<i>x</i>",
        "<p>y</p>",
        "<span style='a>b'>",
        "</span>",
        "<div>",
        "</div>",
        "<h3>",
        '<a name="n"></a>',
        "<font color=red>",
    ]
)
ODD = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "</th>",
        "<tbody>",
        "</thead>",
        "<!-- c -->",
        "<!-- o",
        "<pre>",
    ]
    + [
        "</ td>",
        "/td>",
        "<caption>c</caption>",
        "<form>",
        "<script>1</script>",
        "<select><option>o",
        "<hr>",
        "<td/>",
        "<!d>",
    ]
)
ATTRIBUTES = st.sampled_from(
    ["", "", "", ' class="x"', ' rowspan="2"', " colspan=2", ' rowspan="0"', " colspan='x'", ' a="</td>"']
)
CONTENT = st.lists(st.one_of(WORDS, WORDS, INLINE), max_size=4).map("".join)


@st.composite
def cells(draw: st.DrawFn, broken: bool) -> str:
    """Draw a cell, in broken tables often without its end or with a stray tag."""
    tag = draw(st.sampled_from(["td", "td", "td", "th", "TD"]))
    end = f"</{tag}>"
    content = draw(CONTENT)
    if broken:
        end = draw(st.sampled_from([end, end, end, "", "</td>", "/td>"]))
        content += draw(st.one_of(st.just(""), st.just(""), ODD))
    return f"<{tag}{draw(ATTRIBUTES)}>{content}{end}" + draw(st.sampled_from(["", "\n   ", " "]))


@st.composite
def tables(draw: st.DrawFn, broken: bool) -> str:
    """Draw a table."""
    parts = [draw(st.sampled_from(["<table>", "<table class='t'>\n", "<table><colgroup><col></colgroup>"]))]
    for row in draw(st.lists(st.lists(cells(broken), max_size=4), max_size=5)):
        ends = ["</tr>\n", "</tr>"] + (["", "<tr>", "stray", "</tbody>"] if broken else [])
        heads = ["<tr>", "<tr>\n  ", '<tr id="r">'] + (["", "<tbody><tr>", "</tr><tr>", "x<tr>"] if broken else [])
        parts += [draw(st.sampled_from(heads)), *row, draw(st.sampled_from(ends))]
        if not broken:
            parts.append(draw(st.sampled_from(["", "", "<!-- c -->", "\n\n"])))
    return "".join([*parts, draw(st.sampled_from(["</table>"] * 4 + (["</tr></table>", ""] if broken else [])))])


def found(source: str) -> Found:
    """Return the table as the scanner finds it."""
    return Found("html", source, 1, 0, 1, "", "", "", "", "")


def by_law(source: str) -> Grid:
    """Read the table the long way alone."""
    rows, outside = read_by_tree(show_unknown_tags(source), 1)
    return Grid(lay_out(rows, html_cell), tuple(outside))


def seen(rows: tuple[GridRow, ...]) -> list[tuple[object, ...]]:
    """Return what the reader goes by, line numbers left out."""
    return [(row.cells, row.head, row.own) for row in rows]


@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(broken=False))
@example("<table><tr><td>1<td>2</table>")
@example("<table>\n<tr>\n<td> 1\n</td><td> 2\n</td></tr><tr>\n<td>3</td></tr></tbody></table>")
def test_the_short_cut_is_the_law_for_well_formed_tables(source: str) -> None:
    """Rows, cells, spans and lines are those of the browser's tree."""
    short, law = read_html(found(source)), by_law(source)
    assert seen(short.rows) == seen(law.rows)
    assert short.outside == law.outside
    if not re.search(r"<tr[^>]*\n", source):
        assert [row.line for row in short.rows] == [row.line for row in law.rows]


@settings(max_examples=1200, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(broken=True))
@example("<table><tr><td>a</td>stray<td>b</td></tr><tr><td>c</td></tr></table>")
@example("<table><tr><td>a</td></tr></td><tr><td>b</td></tr></table>")
def test_the_short_cut_is_the_law_for_broken_tables(source: str) -> None:
    """An unclosed cell, a stray tag or a row in a row reads as in a browser."""
    short, law = read_html(found(source)), by_law(source)
    assert seen(short.rows) == seen(law.rows)
    assert short.outside == law.outside


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(broken=False))
def test_no_visible_character_is_lost(source: str) -> None:
    """Every letter and digit between the tags stands in some cell."""
    shown = re.sub(r"<!--.*?-->", "", show_unknown_tags(source), flags=re.DOTALL)
    wanted = re.findall(r"[^\W_]+", unescape(re.sub(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""", " ", shown)))
    grid = read_html(found(source))
    text = " ".join(cell.text for row in grid.rows for cell in row.cells)
    assert not [word for word in wanted if word not in text]
