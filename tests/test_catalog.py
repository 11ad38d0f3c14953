"""From documents to a site: titles, folding, order, families, links, notes, relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from errdex.catalog import Compiled, compile_site, links
from errdex.catalog.order import find_family, order_key
from errdex.catalog.wording import find_title, shorten
from errdex.config import parse_settings
from errdex.markup.anchors import github_anchors
from errdex.model import (
    ROOT,
    Code,
    Column,
    Document,
    Entry,
    Family,
    Field,
    Listing,
    Location,
    Note,
    Role,
    Row,
    Table,
    table_mark,
)

FILES = ("ja/flow.png", "ja/a.md", "ja/C#1.png", "ja/a?b.png", "ja/x%41y.png", "ja/日 本.png", "ja/a.pdf")

ROLES: tuple[Role, ...] = ("code", "message", "remedy")


def field(role: Role, text: str) -> Field:
    """Make a cell; its text may hold HTML."""
    return Field(role, role, text, text)


def errors(
    *rows: tuple[str, ...], path: str = "ja/errors.md", language: str = "ja", catalog: str = "codes"
) -> Document:
    """Make a document with one error table of code, message and remedy."""
    made = []
    entries = []
    for line, cells in enumerate(rows, start=10):
        fields = tuple(field(role, text) for role, text in zip(ROLES, cells, strict=False))
        made.append(Row(line, fields, (cells[0],)))
        entries.append(Entry(cells[0], (), fields, Location(path, line), 0, "一覧"))
    table = Table(9, "一覧", "html", tuple(Column(role, role) for role in ROLES), tuple(made), ())
    prose = f"前文\n\n{table_mark(0)}\n"
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Document(path, language, catalog, name, "auto", {}, "一覧", prose, 1, (table,), tuple(entries))


def guide(prose: str, path: str = "ja/signature.md", language: str = "ja") -> Document:
    """Make a guide."""
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Document(path, language, "codes", name, "guide", {}, "署名", prose, 5)


def compiled(
    *documents: Document, toml: str = 'language = "ja"\nlanguages = ["ja", "en"]', notes: tuple[Note, ...] = ()
) -> Compiled:
    """Compile a site whose slugs are the codes themselves."""
    settings = parse_settings(toml, path="site.toml", outputs=("html",))
    slugs = {(document.catalog, entry.code): entry.code for document in documents for entry in document.entries}
    return compile_site(documents, notes, settings, slugs=slugs, files=FILES)


def code_of(result: Compiled, code: str, catalog: int = 0) -> Code:
    """Return a code of the compiled site."""
    return result.site.catalogs[catalog].by_code[code]


def test_titles_come_from_the_best_column() -> None:
    """Title, short message, symbol, cause, else the beginning of a long message; never the remedy."""
    at = Location("x.md", 1)

    def title(*fields: Field) -> str:
        return find_title([Entry("1", (), fields, at, 0, "")])

    long = "長い" * 60
    assert title(field("message", "失敗しました。"), field("title", "題")) == "題"
    assert title(field("message", "身元認証失敗")) == "身元認証失敗"
    assert title(field("message", f"短い文。{long}")) == "短い文"
    assert title(field("message", long), field("symbol", "AuthFailure")) == "AuthFailure"
    assert title(field("title", long), field("cause", "短い")) == "長い" * 39 + "長…"
    assert title(field("message", long), field("cause", "期限が切れた。"), field("remedy", "直す")) == "期限が切れた"
    assert title(field("message", "unable to allocate, " * 9), field("remedy", "Call us")).endswith(" unable to…")
    assert title(field("cause", long), field("remedy", "直す")).startswith("長い")
    assert title(field("code", "1"), field("remedy", "直す")) == ""


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("404 Not Found", "Not Found"),
        ("404\nNot found", "Not found"),
        ("404: gone for good", "gone for good"),
        ("404 - Not Found", "Not Found"),
        ("404 消失", "消失"),
        ("404", "s"),
        ("404 (deprecated)", "s"),
        ("404 Deprecated", "s"),
        ("404 new", "s"),
        ("404 or 405", "s"),
        ("404、405など", "s"),
        ("404 " + "long " * 20, "s"),
        ("1404 Not Found", "s"),
    ],
)
def test_the_words_beside_a_code_are_its_title(cell: str, title: str) -> None:
    """They name it, unless they are a remark or more codes, or a column has a title or says in short what happened."""
    fields = (field("code", cell), field("symbol", "s"))
    assert find_title([Entry("404", (), fields, Location("x.md", 1), 0, "")]) == title
    assert find_title([Entry("404", (), (*fields, field("title", "t")), Location("x.md", 1), 0, "")]) == "t"
    assert find_title([Entry("404", (), (*fields, field("message", "m")), Location("x.md", 1), 0, "")]) == "m"


@pytest.mark.parametrize(
    ("code", "cell", "title"),
    [("4000 - 4999", "4000 - 4999 reserved", "reserved"), ("404", "404 new", "new"), ("E1", "E1 reserved", "")],
)
def test_a_remark_beside_a_number_is_its_title_where_nothing_else_is_said(code: str, cell: str, title: str) -> None:
    """A cell that stands for nothing says nothing."""
    fields = (field("code", cell), field("message", "-"), field("cause", "N/A"))
    assert find_title([Entry(code, (), fields, Location("x.md", 1), 0, "")]) == title


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Internal error.", "Internal error."),
        ("失敗。", "失敗"),
        ("a\nb", "a b"),
        ("x" * 81, ""),
        ("A v1.2 thing", "A v1.2 thing"),
    ],
)
def test_shorten_keeps_one_line(text: str, short: str) -> None:
    """A title is one line, whole or a whole sentence."""
    assert shorten(text) == short


def test_codes_stand_in_natural_order() -> None:
    """Numbers by value, then names with the numbers in them by value."""
    codes = ["E10", "4000", "-1012", "E2", "999", "0", "AuthFailure", "0x1000"]
    assert sorted(codes, key=order_key) == ["-1012", "0", "999", "4000", "0x1000", "AuthFailure", "E2", "E10"]


def test_a_range_stands_where_its_numbers_begin() -> None:
    """Not behind all numbers; a code that holds a hyphen is no range."""
    ordered = ["-30xxx", "-10～-1", "0", "1～99", "2", "100-999", "40*", "4000", "4000-4099", "4001", "2-67", "A1-9"]
    assert sorted(set(ordered), key=order_key) == ordered


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("4100", "41"),
        ("4199", "41"),
        ("5000", "5xxx"),
        ("-1012", "-1xxx"),
        ("TS2307", "TS2xxx"),
        ("AuthFailure.Expire", "AuthFailure"),
        ("DB:0140", "DB:0xxx"),
        ("失敗", "失敗"),
    ],
)
def test_a_family_is_authored_or_seen_in_the_code(code: str, family: str) -> None:
    """The longest authored prefix wins; other codes group by their shape."""
    assert find_family(code, [Family("4"), Family("41")]) == family


def test_hexadecimal_codes_stand_by_value_and_wildcards_by_their_numbers() -> None:
    """0xA is ten, 5xx goes with 500, and a class of SQLSTATE is of five characters whether or not one is a letter."""
    codes = ["0x10", "0xA", "0x9", "0x1F", "5xx", "501", "500", "404", "42P01", "E1"]
    ordered = ["404", "500", "5xx", "501", "0x9", "0xA", "0x10", "0x1F", "42P01", "E1"]
    assert sorted(codes, key=order_key) == ordered
    hexadecimal = ["0x9", "0x10", "0x10-0x1F", "0x11", "0x1A"]
    assert sorted(hexadecimal, key=order_key) == hexadecimal
    assert find_family("0x10-0x1F", []) == "0x1x"
    facilities = ["0x1F", "0x80040154", "0x8007xxxx", "0x80070005", "0x8008", "0xC0000005"]
    assert sorted(facilities, key=order_key) == ["0x1F", "0x8008", *facilities[1:4], "0xC0000005"]
    assert {find_family(code, []) for code in facilities[1:4]} == {"0x8xxxxxxx"}
    families = [find_family(code, []) for code in ("500", "5xx", "41XX", "0xA", "0x1F", "0x80004005", "42601", "42P01")]
    assert families == ["5xx", "5xx", "4xxx", "0xA", "0x1x", "0x8xxxxxxx", "4xxxx", "4xxxx"]


def test_rows_of_one_code_share_a_page_and_equal_ones_fold() -> None:
    """Each distinct wording is kept once, in the order of the documents."""
    result = compiled(
        errors(("4000", "甲"), ("4000", "乙"), ("4100", "丙")),
        errors(("4000", "甲"), ("4000", "丁"), path="ja/more.md"),
    )
    assert [entry.text("message") for entry in code_of(result, "4000").wordings[0].entries] == ["甲", "乙", "丁"]
    assert [code.code for code in result.site.catalogs[0].codes] == ["4000", "4100"]


def test_a_code_has_a_wording_in_each_language_that_speaks_of_it() -> None:
    """Languages stand in the site's order; a language without the code has no wording of its own."""
    result = compiled(errors(("1", "one"), path="en/e.md", language="en"), errors(("1", "一"), ("2", "二")))
    assert [wording.language for wording in code_of(result, "1").wordings] == ["ja", "en"]
    assert code_of(result, "2").wording("en").title == "二"
    assert not code_of(result, "2").has("en")


def test_catalogs_are_namespaces() -> None:
    """The same code in two catalogs is two codes."""
    result = compiled(errors(("1", "甲")), errors(("1", "乙"), path="ja/sms/e.md", catalog="sms"))
    assert [catalog.name for catalog in result.site.catalogs] == ["codes", "sms"]
    assert code_of(result, "1", 1).wordings[0].title == "乙"


def test_code_and_guide_lead_to_each_other() -> None:
    """A mapped URL and mapped words become links to the guide; the guide names the codes whose pages lead to it."""
    toml = 'language = "ja"\n[links]\n"https://x.example/sign" = "signature.md"\n"署名の手順" = "signature.md#steps"'
    result = compiled(
        errors(
            ("4100", "失敗", '<a href="https://x.example/sign">署名</a>'), ("4101", "失敗2", "「署名の手順」を見る")
        ),
        guide("# 署名\n\n## 手順 {#steps}\n\n本文\n\n## エラー {#errors}\n\n`4100` のとき\n"),
        toml=toml,
    )
    assert not result.diagnostics
    first, second = code_of(result, "4100").wordings[0], code_of(result, "4101").wordings[0]
    assert f'href="{ROOT}guides/signature.html"' in first.entries[0].fields[2].html
    assert [reference.url for reference in first.guides] == ["guides/signature.html#errors"]
    assert [reference.url for reference in second.guides] == ["guides/signature.html#steps"]
    page = next(guide for guide in result.site.guides if guide.name == "signature")
    assert [(item.code, item.section) for item in page.explains] == [("4100", "errors"), ("4101", "steps")]
    assert f'<a href="{ROOT}codes/4100.html"><code>4100</code></a>' in str(page.body[0])


def test_a_document_page_has_its_tables_with_codes_linked() -> None:
    """Prose and tables stand in the order of the source, and each code leads to its page."""
    result = compiled(errors(("4100", "失敗", "直す")))
    before, listing = result.site.guides[0].body
    assert "前文" in str(before)
    assert isinstance(listing, Listing)
    assert listing.header == ("code", "message", "remedy")
    assert listing.rows == ((f'<a href="{ROOT}codes/4100.html">4100</a>', "失敗", "直す"),)
    assert not result.site.guides[0].explains


def test_a_heading_across_a_table_is_one_cell() -> None:
    """What spans the table in the source does so on the document's page."""
    document = errors(("4100", "失敗", "直す"))
    (table,) = document.tables
    heading = Row(9, tuple(field(role, "認証") for role in ROLES), (), across=True)
    table = replace(table, rows=(heading, *table.rows))
    listing = compiled(replace(document, tables=(table,))).site.guides[0].body[1]
    assert isinstance(listing, Listing)
    assert [len(row) for row in listing.rows] == [1, 3]


def test_codes_in_the_cells_of_error_tables_are_linked() -> None:
    """Alone in a cell or in inline code, on the code's page and on the document's, and never to the code's own."""
    result = compiled(
        errors(
            ("4100", "4101", "<code>4101</code>か<code>4100</code>"),
            ("4101", "4101", "4100を見る"),
            ("7", "<code>4100</code>", "7"),
            ("8", "7", "<code>7</code>"),
        )
    )
    link = f'<a href="{ROOT}codes/{{0}}.html">{{1}}</a>'.format
    shown = [
        (link("4101", "4101"), f"{link('4101', '<code>4101</code>')}か<code>4100</code>"),
        ("4101", "4100を見る"),
        (link("4100", "<code>4100</code>"), "7"),
        ("7", link("7", "<code>7</code>")),
    ]
    listing = result.site.guides[0].body[1]
    assert isinstance(listing, Listing)
    assert [row[1:] for row in listing.rows] == shown
    for code, cells in zip(("4100", "4101", "7", "8"), shown, strict=True):
        fields = code_of(result, code).wordings[0].entries[0].fields
        assert tuple(item.html for item in fields[1:]) == cells
        assert [item.text for item in fields[:1]] == [code]


@pytest.mark.parametrize("role", ["status", "subcode", "category"])
def test_numbers_of_another_kind_are_no_codes(role: Role) -> None:
    """An HTTP status or a subcode that is a code by chance does not lead to it."""
    document = errors(("4100", "失敗", "404"), ("404", "失敗", "404"))
    (table,) = document.tables
    columns = (*table.columns[:2], Column(role, role))
    rows = tuple(
        replace(row, fields=(*row.fields[:2], replace(row.fields[2], label=role, role=role))) for row in table.rows
    )
    entries = tuple(replace(entry, fields=row.fields) for entry, row in zip(document.entries, rows, strict=True))
    result = compiled(replace(document, tables=(replace(table, columns=columns, rows=rows),), entries=entries))
    assert code_of(result, "4100").wordings[0].entries[0].fields[2].html == "404"


def test_links_between_documents_resolve_or_are_errors() -> None:
    """A document, a section and a local file resolve; what is not there is an error at its line."""
    prose = (
        "[a](errors.md) [b](signature.md#s)\n![c](flow.png)\n\n## s\n\n[d](no.md)\n[e](#t)\n[f](https://o.example/)\n"
    )
    result = compiled(guide(prose), errors(("1", "一")))
    body = "".join(str(piece) for piece in result.site.guides[0].body)
    assert f'href="{ROOT}guides/errors.html"' in body
    assert f'href="{ROOT}guides/signature.html#s"' in body
    assert f'src="{ROOT}guides/files/ja/flow.png"' in body
    assert 'href="https://o.example/"' in body
    assert result.copies == {"ja/flow.png": "guides/files/ja/flow.png"}
    assert [(fault.line, fault.level) for fault in result.diagnostics] == [(10, "error"), (11, "error")]
    assert "no such document" in result.diagnostics[0].message


def test_a_document_can_be_linked_without_its_ending() -> None:
    """Other generators let it be written so; a local file of that very name goes before it."""
    prose = "[a](signature) [b](./signature#s) [c](../ja/errors)\n\n## s\n\n[d](signatures) ![e](signature)\n"
    result = compiled(guide(prose), errors(("1", "一")))
    body = "".join(str(piece) for piece in result.site.guides[0].body)
    for address in ("signature.html", "signature.html#s", "errors.html"):
        assert f'href="{ROOT}guides/{address}"' in body
    fault, picture = result.diagnostics
    assert picture.message == "link to 'signature': no such file in the content folder"
    assert fault.message == "link to 'signatures': no such file in the content folder"
    assert fault.hint.startswith("did you mean 'signature.md'? ")


def test_only_so_many_broken_links_are_asked_about() -> None:
    """To look for another path takes its time; beyond these each is told, and no other path looked for."""
    result = compiled(guide("[a](signatures.md)\n" * 22), errors(("1", "一")))
    asked = ["did you mean" in fault.hint for fault in result.diagnostics]
    assert asked == [True] * 20 + [False] * 2


@pytest.mark.parametrize(
    ("link", "file", "address"),
    [
        ("![x](C%231.png)", "C#1.png", "C%231.png"),
        ("![x](a%3Fb.png)", "a?b.png", "a%3Fb.png"),
        ("![x](x%2541y.png?v=2)", "x%41y.png", "x%2541y.png"),
        ("![x](<日 本.png>)", "日 本.png", "%E6%97%A5%20%E6%9C%AC.png"),
        ("[x](a.pdf#page=2)", "a.pdf", "a.pdf#page=2"),
    ],
)
def test_the_address_of_a_local_file_is_quoted(link: str, file: str, address: str) -> None:
    """Whatever its name holds, the file is copied under that name and a browser asks for it; a fragment stays."""
    result = compiled(guide(link), errors(("1", "一")))
    assert not result.diagnostics
    assert result.copies == {f"ja/{file}": f"guides/files/ja/{file}"}
    assert f'="{ROOT}guides/files/ja/{address}"' in str(result.site.guides[0].body[0])


@pytest.mark.parametrize(
    "link", ["[todo]()", "![todo]()", "[todo](<>)", '[todo]( "t")', '<a href="">x</a>', "<a href>y</a>", '<img src="">']
)
def test_a_link_without_an_address_is_an_error_at_its_line(link: str) -> None:
    """In guides, in notes and in cells alike, and each of several at its own line."""
    note = Note("ja/notes/1.md", "ja", "codes", "1", f"本文\n\n{link}\n", 3)
    row = errors(("1", "一", '<a href="">x</a>'))
    result = compiled(guide(f"# 題\n\n{link}\n\n---\n\n{link}\n"), row, notes=(note,))
    message = "a link or picture has no address"
    assert {(fault.path, fault.line, fault.level, fault.message) for fault in result.diagnostics} == {
        ("ja/signature.md", 7, "error", message),
        ("ja/signature.md", 11, "error", message),
        ("ja/errors.md", 10, "error", message),
        ("ja/notes/1.md", 5, "error", message),
    }


def test_each_of_several_broken_links_is_said_at_its_line() -> None:
    """Another link that begins alike is not taken for it, and one to a reference is said where that stands."""
    prose = "[a](no.md#x)\n[b](no.md)\n\n[c](no.md)\n\n[d][r]\n\n[r]: q.md?a=1&amp;b\n"
    result = compiled(guide(prose), errors(("1", "一")))
    assert [(fault.line, fault.message.split("'")[1]) for fault in result.diagnostics] == [
        (5, "no.md#x"),
        (6, "no.md"),
        (8, "no.md"),
        (12, "q.md?a=1&b"),
    ]


def test_addresses_that_differ_in_their_fragment_lead_to_different_places() -> None:
    """The whole address counts; one whose fragment is not in [links] goes where the address without it does."""
    toml = """language = "ja"
[links]
"https://x.example/doc#a" = "signature.md#one"
"https://x.example/doc/#b" = "signature.md#two"
"https://x.example/doc" = "signature.md"
"https://x.example/other#a" = "signature.md#one"
"""
    hrefs = ("doc#a", "doc/#b", "doc#c", "doc/", "doc#", "other#b", "other")
    links = "\n".join(f"[x](http://x.example/{href})" for href in hrefs)
    result = compiled(guide(f"## 1 {{#one}}\n\n## 2 {{#two}}\n\n{links}\n"), errors(("1", "一")), toml=toml)
    found = re.findall('<a href="([^"]*)', str(result.site.guides[0].body[0]).replace(ROOT, "/"))
    page = "/guides/signature.html"
    assert found == [f"{page}#one", f"{page}#two", page, page, page, *(f"http://x.example/{it}" for it in hrefs[5:])]
    unused = "[links] 'https://x.example/other#a' matches nothing in any language"
    assert [fault.message for fault in result.diagnostics] == [unused]


def test_a_fragment_may_be_the_anchor_that_github_gives() -> None:
    """A heading is found by its id, else by GitHub's anchor; the title is the top of the page."""
    prose = (
        "# 題 & 名\n\n## B & C / D — E\n\n## 同じ\n\n## 同じ\n\n"
        "[a](#b--c--d--e) [b](#b-c-d-e) [c](#同じ-1) [d](#同じ_1) [e](signature.md#題--名) [f](#同じ-2)\n"
    )
    toml = 'language = "ja"\n[links]\n"甲" = "signature.md#b--c--d--e"'
    result = compiled(replace(guide(prose), title="題 & 名"), errors(("1", "甲")), toml=toml)
    assert [(fault.line, fault.message) for fault in result.diagnostics] == [
        (13, "link to '#同じ-2': the page has no heading '同じ-2'")
    ]
    page = f"{ROOT}guides/signature.html"
    found = re.findall('<a href="([^"]*)', str(result.site.guides[0].body[0]))
    assert found[:5] == [f"{page}#b-c-d-e", f"{page}#b-c-d-e", f"{page}#同じ_1", f"{page}#同じ_1", page]
    assert f'href="{page}#b-c-d-e"' in code_of(result, "1").wordings[0].entries[0].fields[1].html


def test_link_map_entries_that_match_nothing_are_warned_of() -> None:
    """A dead entry in [links] is a warning, a target that is nowhere an error."""
    result = compiled(
        errors(("1", "一")), guide("x"), toml='language = "ja"\n[links]\n"甲" = "signature.md"\n"乙" = "no.md"'
    )
    assert [(fault.level, fault.message) for fault in result.diagnostics] == [
        ("warning", "[links] '甲' matches nothing in any language"),
        ("error", "[links] '乙' leads to 'no.md', which is nowhere"),
    ]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("signatur.md", "did you mean 'signature.md'?"),
        ("signature.md#tow", "it has one, two"),
        ("x.md", "there are errors.md, signature.md"),
    ],
)
def test_a_target_of_the_link_map_that_is_nowhere_has_a_hint(target: str, hint: str) -> None:
    """It names what is nearest, without the language that every target is looked for in."""
    toml = f'language = "ja"\nlanguages = ["ja", "en"]\n[links]\n"甲" = "{target}"'
    text = "## 1 {#one}\n\n## 2 {#two}\n"
    result = compiled(replace(guide(text), path="ja/signature.md"), errors(("1", "甲")), toml=toml)
    assert [fault.hint for fault in result.diagnostics] == [hint]


def test_facts_of_a_note_hold_in_every_language() -> None:
    """A note's facts pass to languages without one; its words do not."""
    note = Note(
        "ja/notes/1.md", "ja", "codes", "1", "## 確認\n\n本文", 3, retryable="no", support="困ったら", related=("2",)
    )
    documents = errors(("1", "一"), ("2", "二")), errors(("1", "one"), path="en/e.md", language="en")
    result = compiled(*documents, notes=(note,))
    japanese, english = code_of(result, "1").wordings
    assert japanese.note is not None
    assert "<h2" in japanese.note.html
    assert english.note is not None
    assert (english.note.retryable, english.note.html, english.note.support) == ("no", "", "")
    assert [(item.code, item.reason) for item in code_of(result, "1").related] == [("2", "author")]


def test_a_note_on_an_unknown_code_is_an_error() -> None:
    """The text of such a note would be lost."""
    note = Note("ja/notes/9.md", "ja", "codes", "9", "x", 1)
    result = compiled(errors(("1", "一")), notes=(note, replace(note, path="ja/notes/1.md", code="1")))
    assert [(fault.path, fault.level) for fault in result.diagnostics] == [("ja/notes/9.md", "error")]


def test_two_documents_cannot_have_one_page() -> None:
    """Pages that differ only in case would be one file on many systems."""
    result = compiled(guide("x", "ja/Sign.md"), guide("y", "ja/sign.md"))
    assert [fault.message for fault in result.diagnostics] == [
        "its page guides/sign.html is that of ja/Sign.md already"
    ]


def test_relations_are_bounded_and_name_their_reason() -> None:
    """Author first, then the same guide section, then neighbours in the family; never itself."""
    rows = [(str(4100 + i), f"題{i}") for i in range(40)]
    result = compiled(errors(*rows), guide("## e {#e}\n\n`4100` `4130`"))
    related = code_of(result, "4100").related
    assert related[0].code == "4130"
    assert related[0].reason == "guide"
    assert [item.code for item in related[1:]] == ["4101", "4102", "4103"]
    assert len(code_of(result, "4120").related) == 6


def test_a_section_with_half_the_catalog_relates_nothing() -> None:
    """Small sections say more than large ones, and one that names everything says nothing."""
    rows = [(str(code), "題") for code in range(1000, 9000, 400)]
    everything = " ".join(f"`{code}`" for code in range(1000, 9000, 400))
    result = compiled(errors(*rows), guide(f"## all {{#a}}\n\n{everything}\n\n## few {{#f}}\n\n`1000` `8600`"))
    relations = {code: code_of(result, code).related for code in ("1000", "1400")}
    assert [item.code for item in relations["1000"] if item.reason == "guide"] == ["8600"]
    assert [item.code for item in relations["1400"] if item.reason == "guide"] == []


def test_codes_that_differ_in_spelling_only_are_named_with_both_places() -> None:
    """Full width, another minus sign, another case; in one catalog, and not a code's own wording in two languages."""
    result = compiled(
        errors(("４１００", "失敗", "直す"), ("-1012", "a", "b"), ("AuthFailure", "a", "b"), ("4101", "a", "b")),
        errors(
            ("4100", "failed", "mend"),
            ("−1012", "a", "b"),
            ("authfailure", "a", "b"),
            ("4101", "a", "b"),
            path="en/errors.md",
            language="en",
        ),
        errors(("AUTHFAILURE", "a", "b"), ("AuthFailure", "a", "b"), path="ja/sms/texts.md", catalog="sms"),
    )
    said = [(item.level, item.path, item.line, item.message) for item in result.diagnostics]
    tail = "in spelling only, and has a page of its own"
    assert said == [
        ("warning", "en/errors.md", 10, f"code 4100 differs from ４１００ {tail}"),
        ("warning", "en/errors.md", 11, f"code −1012 differs from -1012 {tail}"),
        ("warning", "en/errors.md", 12, f"code authfailure differs from AuthFailure {tail}"),
        ("warning", "ja/sms/texts.md", 11, f"code AuthFailure differs from AUTHFAILURE {tail}"),
    ]
    assert "ja/errors.md:10" in result.diagnostics[0].hint


def test_the_anchors_of_a_page_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contents list of three thousand links must not take the square of that."""
    made = []

    def anchors(headings: Iterable[str]) -> Iterator[str]:
        made.append(1)
        return github_anchors(headings)

    monkeypatch.setattr(links, "github_anchors", anchors)
    headings = [f"## A & {number}" for number in range(30)]
    contents = [f"[a](#a--{number})" for number in range(30)]
    result = compiled(guide("\n\n".join([*headings, *contents])))
    assert not result.diagnostics
    assert len(made) == 1
