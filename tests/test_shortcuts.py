"""What most rows and codes are has a short way through the program; it leads where the long way does."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errdex.catalog import cells
from errdex.catalog.guides import _code_cell
from errdex.catalog.order import find_family, order_key
from errdex.catalog.related import relate
from errdex.diagnostics import SettingFault, in_order
from errdex.ledger import Ledger, Reconciled, dump_ledger, parse_ledger, reconcile, reinstate, rename, retire
from errdex.ledger.codes import CodeBook
from errdex.ledger.permalinks import Permalink
from errdex.markup import clean
from errdex.markup.clean import clean_html
from errdex.markup.inline import _MARKDOWN, _MARKED, has_markdown, is_marked
from errdex.model import Aside, Code, Field, Note, Reference, Relation, Rename, Retirement, Source, Wording
from errdex.readers import limits, read_document
from errdex.readers.rows import _RowReader
from errdex.readers.scan import Scanner
from tests.sample_site import sample_entry
from tests.test_catalog import compiled, errors
from tests.test_ledger import build, written

NUMBERS = st.from_regex(r"[0-9]{1,20}", fullmatch=True)
TEXTS = st.text(alphabet="aB1é漢 _~](*`<>&[\n\\", max_size=20)


@given(NUMBERS)
def test_a_number_has_the_order_and_the_family_of_any_code(code: str) -> None:
    """Its value orders it, unless it is longer than any number, and its family is that of a letter and the number."""
    assert order_key(code) == (
        (0, int(code), code) if len(code) <= 18 else (1, (("", 0), ("", int(code)), ("", 0)), code)
    )
    assert find_family(code, []) == find_family(f"q{code}", [])[1:]


@given(st.integers(0, 9), st.integers(1, 10))
def test_a_code_without_guides_has_the_relations_of_its_family(place: int, size: int) -> None:
    """Nothing named and nothing explained: the nearest of the family, as when only the code itself is named."""
    codes = [str(number) for number in range(size)]
    code, place = codes[place % size], place % size
    family = tuple(Relation(text, "family") for text in codes)
    known = dict.fromkeys(codes)
    assert relate(code, [], [], family, place, known) == relate(code, [code], [], family, place, known)


@given(TEXTS.filter(lambda text: not set(text) & set("<>&")), st.booleans())
def test_a_cell_of_nothing_but_its_code_is_linked_as_any_other(text: str, known: bool) -> None:
    """A list of codes goes the long way."""

    def address(code: str) -> str:
        return f"ja/codes/{code}&.html" if known else ""

    cell = Field("Code", "code", text, text)
    assert _code_cell(cell, (text,), address) == _code_cell(cell, [text], address)


@settings(max_examples=500)
@given(TEXTS)
def test_a_look_at_single_letters_misses_no_markup(text: str) -> None:
    """The quick search gives a place before which there is none."""
    assert is_marked(text) == (_MARKED.search(text) is not None)
    assert has_markdown(text) == (_MARKDOWN.search(text) is not None)


@given(st.text(alphabet="ab \t\u3000\n", max_size=30), st.integers(0, 6))
def test_too_many_lines_are_told_whether_words_are_counted_first_or_not(prose: str, most: int) -> None:
    """A line that is not blank has a word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "MAX_PROSE_LINES", most)
        assert (limits._lines(prose) > most) == (sum(bool(line.strip()) for line in prose.split("\n")) > most)


CODES = ["4100", "4101", "Auth.Failed", "Error.Code", "`4102`", "4100<sup>1</sup>", "4103*", "4104/4105", "-", "Net"]
CELLS = [*(f"<td>{code}</td>" for code in CODES), "<td></td>", "<td rowspan=2>4106</td>", "<td colspan=2>4107</td>"]
WORDS = ["<td>Denied</td>", "<td>Gone</td>", "<td></td>", "<td rowspan=2>Down</td>", "<td>4101</td>", ""]
HEADERS = ["<td>Error.Code<td>Meaning", "<td>Error.Code<td>Meaning<td>Level"]


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(HEADERS),
    st.sampled_from(["Denied", "E_DENIED"]),
    st.lists(st.tuples(st.sampled_from(CELLS), *[st.sampled_from(WORDS)] * 2), max_size=6),
)
def test_usual_rows_are_read_as_any_other(header: str, word: str, rows: list[tuple[str, ...]]) -> None:
    """Column by column or row by row, whatever stands between them; or a column of names beside the code."""
    common = [("<td>4000</td>", f"<td>{word}</td>")] * 5
    body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in [*common, *rows])
    source = Source("a.md", f"# Errors\n\n<table>\n<tr>{header}</tr>\n{body}</table>\n".encode(), "en", name="a")
    document, faults = read_document(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_RowReader, "is_usual", lambda self, row: False)  # noqa: ARG005  (as the method is called)
        other, more = read_document(source)
    assert document == other
    assert in_order(faults) == in_order(more)


LINKED = [
    "4100",
    "4101",
    "4",
    "<code>4101</code>",
    '<a href="a.md">a</a>',
    "Denied",
    "[^1]",
    "&lt;a ",
    "HTTP",
    "<b>4100</b>",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINKED), st.sampled_from(LINKED)), max_size=5), st.booleans())
def test_rows_that_cannot_hold_a_link_are_told_from_others(rows: list[tuple[str, str]], mapped: bool) -> None:
    """Every link is made that is made where each row is looked at."""
    document = errors(*((str(4100 + i), *words) for i, words in enumerate(rows)))
    document = replace(document, prose=f"{document.prose}\nx[^1]\n\n[^1]: y\n" if len(rows) % 2 else document.prose)
    toml = 'language = "ja"\nlanguages = ["ja"]\n' + ('[links]\nHTTP = "errors.md"\n' if mapped else "")
    site = compiled(document, toml=toml)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "_suspects", lambda table, known: table.rows)  # noqa: ARG005  (as the function is called)
        assert compiled(document, toml=toml) == site


HOSTS = ("1.2.3.999", "xn--a.com", "a-.com", "a..com", "a.0x1", "a.9", "a.b-c.com")
PIECES = [
    *("a", "漢 ", "'", '"', "'>", ">", "&amp;", "\xa0", "\ufeff", "\x0c", "\x7f", "=", "<br>", "<br/>", "</a>"),
    *("<b>x</b>", "<b>x</i>", "<code>a</code>", "<em> </em>", "<i></i>", "<b><i>x</i></b>", "<b>x", "<app_id>"),
    *('<a href="a.md">a</a>', "<a href='http://a.com/x?y=1#z'>a</a>", "<a href='a'>'</a>", "<a href=\"a.md'>a</a>"),
    *('<a href="a b">a</a>', '<a href="x:y">a</a>', '<a href="//[a">a</a>', '<a href="a"><b>x</b></a>'),
    *(f'<a href="https://{host}/x">a</a>' for host in HOSTS),
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), st.booleans())
@example("<a href='http://a.com/b'>it's</a> '<b>x='</b>", False)
def test_sound_html_is_what_the_cleaner_makes_of_it(source: str, prose: bool) -> None:
    """Marks and links that need no cleaning stay as they are, but for their quotation marks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clean, "_SOUND", re.compile("(?!)"))
        whole = clean_html(source, prose)
    assert clean_html(source, prose) == whole


@given(st.lists(st.sampled_from(["</", "table", "TABLE", "\n", "İ", "<", "p>"]), max_size=12).map("".join))
def test_the_last_closing_is_found_from_the_end(body: str) -> None:
    """In whatever case it is written; all letters here are as long in lower case but one."""
    place = max(0, body.replace("İ", "i").lower().rfind("</table"))
    assert Scanner(body).last_closing == body.count("\n", 0, place)


def test_a_code_gets_its_dates_and_loses_nothing() -> None:
    """Every other attribute is as it was."""
    wording = Wording("ja", "title", (sample_entry("1", "title", "mend"),), None, (Reference("u", "t", "ja"),))
    former = ("codes/0.html",)
    related, retired = (Relation("2", "family"),), Retirement("", "", "")
    asides = (Aside(Note("n.md", "ja", "codes", "1", "", 1), ()),)
    code = Code("codes", "1", "1", (wording,), ("one",), "1", related, retired, former, asides=asides, moved=former)
    code = replace(code, renames=(Rename("codes", "0", "2026-01-01"),))
    assert all(getattr(code, item.name) for item in fields(code) if item.name not in ("added", "changed"))
    assert code.dated("2026-01-01", "2026-02-02") == replace(code, added="2026-01-01", changed="2026-02-02")


ROWS = st.dictionaries(st.sampled_from("123"), st.sampled_from("ab"), min_size=1)
DECISIONS = st.sampled_from(["", "", "retire", "rename", "reinstate"])


@settings(max_examples=150)
@given(st.lists(st.tuples(ROWS, st.none() | ROWS, DECISIONS), min_size=1, max_size=5))
def test_pages_that_stand_as_they_were_are_entered_as_any_other(
    history: list[tuple[dict[str, str], dict[str, str] | None, str]],
) -> None:
    """Over a site's life, whether the quick look at a code is taken or not."""
    short = long = Ledger()
    for day, (rows, english, decision) in enumerate(history, 1):
        today = f"2026-01-{day:02}"
        result = build(rows, short, today, english=english)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CodeBook, "_enter_unchanged", lambda self, code: None)  # noqa: ARG005  (as the method is called)
            other = build(rows, long, today, english=english)
        assert facts(result) == facts(other)
        short, long = decide(written(result), decision, today), decide(written(other), decision, today)


def test_a_page_with_other_words_below_its_title_does_not_stand_as_it_was() -> None:
    """The digest tells, not the title alone."""
    result = build({"1": "one"})
    catalog = result.site.catalogs[0]
    other = Wording("ja", "one", (sample_entry("1", "one", "other words"),))
    codes = tuple(replace(code, wordings=(other,)) for code in catalog.codes)
    site = replace(result.site, catalogs=(replace(catalog, codes=codes),))
    assert reconcile(result.ledger, result.site, "2026-02-02").ledger is result.ledger
    assert reconcile(result.ledger, site, "2026-02-02").changes.summary() == "1 reworded (1)"


def facts(result: Reconciled) -> tuple[object, ...]:
    """Return all that comes out."""
    return result.site, result.ledger.permalinks, result.changes, result.diagnostics


def decide(ledger: Ledger, decision: str, today: str) -> Ledger:
    """Return the ledger after a decision about code 1, where that can be made."""
    try:
        if decision == "retire":
            return retire(ledger, "codes", "1", reason="gone", successor="", today=today, wordings={})
        if decision == "rename":
            return rename(ledger, "codes", "1", "2", today=today)
        return reinstate(ledger, "codes", "1") if decision else ledger
    except SettingFault:
        return ledger


@given(st.text(), st.booleans())
def test_a_line_of_the_ledger_is_put_together_as_json_is(title: str, gone: bool) -> None:
    """By hand or by the library, whatever letters it holds."""
    entries = (sample_entry("1", title, "mend"),) if gone else ()
    item = Permalink("codes/1.html", "codes", "ja", "1", "1", title, "retired" if gone else "live", "", entries=entries)
    line = dump_ledger(Ledger({item.url: item})).decode()
    assert line == json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")) + "\n"
    assert json.loads(line).get("title", "") == title
    assert ("entries" in json.loads(line)) == gone


def test_a_ledger_with_a_line_that_is_no_text_is_read_but_for_it() -> None:
    """Lines are read one by one then, and say the same."""
    result = build({"1": "one", "2": "zwei", "3": "三"})
    ledger, faults = parse_ledger(dump_ledger(result.ledger).replace(b"zwei", b"zw\xff"))
    assert [fault.line for fault in faults] == [2]
    kept = {url: item for url, item in result.ledger.permalinks.items() if item.code != "2"}
    assert ledger.permalinks == kept
