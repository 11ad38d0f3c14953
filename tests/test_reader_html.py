"""HTML tables: the short cut reads every table as the law does, and nothing visible is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from errdex.markup.tags import show_unknown_tags
from errdex.readers import html, pipe
from errdex.readers.cells import html_cell, pipe_cell
from errdex.readers.grid import FoundTable, Grid, LaidRow, RawRow, Span, lay_out
from errdex.readers.html import read_html
from errdex.readers.lost import lost_in_table
from errdex.readers.pipe import read_pipe, split_row
from errdex.readers.plain import html_row, pipe_row
from errdex.readers.tree import read_by_tree


@pytest.fixture(autouse=True, scope="module")
def plain_rows_pay() -> Iterator[None]:
    """Read plain rows of the smallest tables at a stroke, not only where it pays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "PAYS", 0)
        patch.setattr(pipe, "PAYS", 0)
        yield


def choice(pieces: str) -> st.SearchStrategy[str]:
    """Draw one of the pieces between the bars."""
    return st.sampled_from(pieces.split("|"))


WORDS = choice("4100|認証失敗|a b|x &amp; y|&nbsp;|1 < 2|<= 10|<app_id>|**b**|`<c>`|%.*ls|\n\n| |_x_")
INLINE = choice(
    "<b>|</b>|<br>|<br/>|<p>|</p>|<ul><li>|<li>|</ul>|<a href='u.md'>|</a>|<code>|</code>|<i>x</i>|<p>y</p>|<div>|"
    "<span style='a>b'>|</span>|<h3>|<a name='n'></a>|<font color=red>|<blockquote>|</div>|<a title='<u>'>|"
    "<a title='<label>'>"
)
ODD = choice(
    "<table>|</table>|<tr>|</tr>|<td>|</td>|</th>|<tbody>|</thead>|<!-- c -->|<!-- o|<pre>|</ td>|/td>|<form>|<hr>|"
    "<caption>c</caption>|<script>1</script>|<select><option>o|<td/>|<!d>|<td|</tr|<svg><p>|<textarea>|<th>"
)
ATTRIBUTES = choice("|||class='x'|rowspan='2'|colspan=2|rowspan=\"0\"|colspan='x'|a='</td>'|id=r rowspan=3")


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Draw a row as a careful writer writes it."""
    parts = [draw(st.sampled_from(["<tr>", "<tr>\n  ", '<tr id="r">']))]
    for content in draw(st.lists(st.lists(st.one_of(WORDS, WORDS, INLINE), max_size=4).map("".join), max_size=4)):
        tag = draw(st.sampled_from(["td", "td", "td", "th", "TD"]))
        parts += [f"{f'<{tag} {draw(ATTRIBUTES)}'.rstrip()}>{content}</{tag}>"]
        parts += [draw(st.sampled_from(["", "\n   ", " "]))]
    return "".join([*parts, draw(st.sampled_from(["</tr>\n", "</tr>", "</tr><!-- c -->\n\n"]))])


@st.composite
def odd_rows(draw: st.DrawFn) -> str:
    """Draw a row with something wrong in it, and perhaps without its end."""
    soup = draw(st.lists(st.one_of(WORDS, INLINE, ODD, st.just("<td>"), st.just("</td>")), min_size=1, max_size=7))
    return "".join([draw(st.sampled_from(["<tr>", "<tr><td>", "<tr><td>", ""])), *soup, draw(ENDS)])


@st.composite
def plain_rows(draw: st.DrawFn) -> str:
    """Draw some rows of two plain cells or nearly plain ones."""
    cells = draw(st.lists(st.one_of(LETTERS, LETTERS, WORDS), min_size=2, max_size=8))
    rows = (f"<tr>\n<td>{one}</td><td> {two}</td>\n</tr>" for one, two in zip(cells[::2], cells[1::2], strict=False))
    return draw(st.sampled_from(["", "\n", "<!-- c -->", "<!-- </label> -->"])).join(rows)


LETTERS = st.one_of(
    st.text(alphabet="aB1é漢 _~](*`\\&|\xa0\u3000\u200b-\n", max_size=8),
    st.lists(choice("[a](a)|[a] (a)|~~c~~|~|_d_|d_e|e_ |*f*|`g`|\\n- i|]| |é|漢"), max_size=3).map("".join),
)
ENDS = st.sampled_from(["</tr>\n", "</td></tr>", "</td></tr>", ""])


@st.composite
def tables(draw: st.DrawFn, broken: bool) -> str:
    """Draw a table; a broken one has an odd row among good ones."""
    parts = draw(st.lists(st.one_of(rows(), plain_rows()), max_size=4))
    if broken:
        parts.insert(draw(st.integers(0, len(parts))), draw(odd_rows()))
    opening = draw(st.sampled_from(["<table>", "<table class='t'>\n", "<table><colgroup><col></colgroup>"]))
    group = draw(st.sampled_from(["", "<tbody>", "<thead>"]))
    ending = draw(st.sampled_from(["</table>"] * 5 + ["</tbody></table>", "</tr></table>", ""]))
    return "".join([opening, group, *parts, ending])


def found(source: str) -> FoundTable:
    """Return the table as the scanner finds it."""
    return FoundTable("html", source, 1, 0, 1, "", "", "")


def by_law(source: str) -> Grid:
    """Read the table the long way alone."""
    tree = read_by_tree(show_unknown_tags(source), 1)
    return Grid(lay_out(tree.rows, html_cell), (*tree.captions, *tree.strays))


def seen(rows: tuple[LaidRow, ...]) -> list[tuple[object, ...]]:
    """Return what the reader goes by, line numbers left out."""
    return [([(spaced(cell.html), cell.text) for cell in row.cells], row.head, row.own) for row in rows]


def spaced(source: str) -> str:
    """Return HTML with white space before the formatting that it begins, and without formatting of nothing.

    A `<b>` that a block has closed opens again before the next character, white space too (HTML, 13.2.6.4.7). html5lib
    waits for a letter in cells, and nobody sees the difference.
    """
    tag = r"<(a|b|code|del|em|i|span|strong|s|u)\b[^<>]*>"
    before = ""
    while before != source:
        before, source = source, re.sub(rf"({tag}) +", r" \1", source)
        source = re.sub(rf"{tag}</\1>", "", source).replace("  ", " ")
    return source


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


PLAIN = """<table class="t" border=1>
<!-- errors --><colgroup><col width=1><col></colgroup>
<thead>
<tr><th>Error Code</th><th align="left">Text</th></tr>
</thead>
<TBODY>
<tr id=a>
  <td rowspan="2">1001</td> <td>see <a href='x.md'>x</a> &amp; <b>1 < 2</b><br/><ul><li>y</ul></td>
</tr><!-- - -->
<tr><td>z</tr>
<tr><td>1002<td colspan=1>open
<tr><TD>1003</TD><td></td></tr>
</TBODY>
<tfoot><tr><td>1004</td><td><app_id></td></tr></tfoot>
</table>"""


def test_a_table_written_plainly_takes_the_short_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments, groups, attributes, spans, cells that the next one closes: none of them costs the slow reading."""
    law = by_law(PLAIN)
    monkeypatch.setattr("errdex.readers.html.read_by_tree", None)
    short = read_html(found(PLAIN))
    assert seen(short.rows) == seen(law.rows)
    assert [row.cells[0].text for row in short.rows] == ["Error Code", "1001", "1001", "1002", "1003", "1004"]
    assert [row.head for row in short.rows] == [True, *[False] * 5]
    assert [row.line for row in short.rows] == [4, 7, 10, 11, 12, 14]


@pytest.mark.parametrize(
    "source",
    [
        "<tfoot><tr><td>3</tr></tfoot><thead><tr><th>1</tr></thead><tbody><tr><td>2</tr></tbody>",
        "<thead><tr><th>1</tr></thead><tfoot><tr><td>3</tr></tfoot>\n<tbody><tr><td>2</tr></tbody>",
        "<thead><tr><th>1</tr><tfoot><tr><td>3</tr><tbody><tr><td>2</tr>",
        "<tr><th>1</tr><tfoot><tr><td>3</tr></tfoot><!-- - --><tr><td>2</tr>",
        "<tr><th>1</tr><tr><td>2</tr><tfoot><tr><td>3</tr></tfoot><!-- - -->",
    ],
)
def test_the_foot_of_a_table_stands_below_it(source: str) -> None:
    """Wherever it is written, as in a browser: above the header it would be lost."""
    rows = read_html(found(f"<table>{source}</table>")).rows
    assert [row.cells[0].text for row in rows] == ["1", "2", "3"]


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(broken=True))
@example("<table><tr><td>a</td>stray<td>b</td></tr><tr><td>c</td></tr></table>")
@example("<table><tr><td>a</td></tr></td><tr><td>b</td></tr></table>")
@example("<table><tr>4100</tr>\n<tr><td><p><b><h3>\n\n</td></tr>\n</table>")
@example("<table><tr><td><p><b></p> x</td></tr></table>")
def test_the_short_cut_is_the_law_for_broken_tables(source: str) -> None:
    """An unclosed cell, a stray tag or a row in a row reads as in a browser."""
    short, law = read_html(found(source)), by_law(source)
    assert seen(short.rows) == seen(law.rows)
    assert short.outside == law.outside


@settings(max_examples=2000)
@given(st.lists(LETTERS, min_size=1, max_size=3))
@example(["a_b", "[a] b", "a ~ b"])
@example(["_a", "", "](x)"])
@example(["-_1", "-_1_"])
def test_text_is_plain_only_where_its_cell_prints_it_as_it_is(texts: list[str]) -> None:
    """A plain row says of each cell what the cell would, in both kinds of table; ordinary words are plain."""
    row = html_row(len(texts)).fullmatch(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>")
    line = f"| {' | '.join(texts)} |"
    piped = pipe_row(len(texts)).fullmatch(line) if "\n" not in line else None
    if row:
        cells = [html_cell(text) for text in texts]
        assert [(text, text) for text in row.groups()] == [(cell.html, cell.text) for cell in cells]
    if piped:
        cells = [pipe_cell(cell) for cell in split_row(line, len(texts))]
        assert [(text, text) for text in piped.groups()] == [(cell.html, cell.text) for cell in cells]
    if all(re.fullmatch(r"(?:[aB1é漢-]+(?:(?: |(?<!-)_)(?![ _]|\Z))?)*", text) for text in texts):
        assert row
        assert piped


def test_white_space_in_plain_text_is_what_a_cell_folds() -> None:
    """Of all characters, those that `str.split` parts at and no other keep a text from being plain."""
    for number in range(0x10000):
        letter = chr(number)
        plain = html_row(1).fullmatch(f"<tr><td>a{letter}b</td></tr>")
        assert not (plain and html_cell(f"a{letter}b").text != f"a{letter}b"), hex(number)


@settings(max_examples=300)
@given(st.lists(st.lists(LETTERS.filter(lambda text: "\n" not in text), min_size=1, max_size=3), max_size=5))
def test_plain_rows_of_a_pipe_table_are_as_any_other(rows: list[list[str]]) -> None:
    """Whether its rows are read at a stroke or one by one, the table is the same."""
    lines = ["| a | b |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    table = found("\n".join(lines))
    short = read_pipe(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipe, "PAYS", 10**6)
        assert replace(read_pipe(table), rest=short.rest) == short


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(broken=False))
def test_no_visible_character_is_lost(source: str) -> None:
    """Every letter and digit between the tags stands in some cell."""
    shown = re.sub(r"<!--.*?-->", "", show_unknown_tags(source), flags=re.DOTALL)
    wanted = re.findall(r"[^\W_]+", unescape(re.sub(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""", " ", shown)))
    grid = read_html(found(source))
    text = " ".join(cell.text for row in grid.rows for cell in row.cells)
    assert not [word for word in wanted if word not in text]


def test_spans_end_with_the_columns_of_a_table() -> None:
    """A cell beyond the last column that a table may have covers itself alone, and nothing below it."""
    wide = RawRow(1, [Span("x"), *[Span("y")] * 49, Span("z", colspan=9, rowspan=2)])
    below = RawRow(2, [Span("a", colspan=1000)])
    first, second = lay_out([wide, below], html_cell)
    assert (len(first.cells), first.cells[-1].text) == (51, "z")
    assert (len(second.cells), second.cells[-1].text) == (50, "a")


def test_a_span_ends_with_its_group() -> None:
    """Down to the end of the group, also where it asks for more; what is covered from above moves a cell on."""
    rows = [
        RawRow(1, [Span("a", rowspan=0), Span("b", rowspan=3)], group=0),
        RawRow(2, [Span("c")], group=0),
        RawRow(3, [Span("d")], group=1),
    ]
    assert [[cell.text for cell in row.cells] for row in lay_out(rows, html_cell)] == [
        ["a", "b"],
        ["a", "b", "c"],
        ["d"],
    ]


def test_preformatted_text_keeps_its_lines_and_blanks() -> None:
    """A command, Python or YAML is of use only as it was written; empty lines go."""
    cell = html_cell(
        'Run:<pre><code class="language-py">def f(a):\n    return  a\n\n\tb &amp; c</code></pre>then go  on'
    )
    assert cell.text == "Run:\ndef f(a):\n    return  a\n\tb & c\nthen go on"
    assert pipe_cell("<pre>a  b</pre>").text == "a  b"


LOSING = st.one_of(
    choice(
        "<video src=v></video>|<style>a</style>|[c](slack://x)|<a href='x:y'>z</a>|![p](https://x/a.png)|(x:y)|=/[|é"
    ),
    st.sampled_from(["Denied", "see (a:b)", "漢 字", "a_b", "<b>"]),
)


@settings(deadline=None)
@given(st.lists(st.tuples(LOSING, LOSING), min_size=1, max_size=6), st.booleans())
def test_what_rows_of_plain_text_hold_is_never_lost(rows: list[tuple[str, str]], piped: bool) -> None:
    """The same is told whether they are looked through or not."""
    lines = ["| a | b |", "|---|---|", *(f"| {one} | {two} |" for one, two in rows)]
    cells = "\n".join(f"<tr>\n<td>{one}</td><td>{two}</td></tr>" for one, two in [("a", "b"), *rows])
    table = found("\n".join(lines))._replace(kind="pipe") if piped else found(f"<table>{cells}\n</table>")
    grid = read_pipe(table) if piped else read_html(table)
    assert [*lost_in_table("a.md", table, grid.rest)] == [*lost_in_table("a.md", table, table.source)]
