"""The reader: documents in, tables and records out."""

from __future__ import annotations

import pytest

from errdex.model import Source, table_mark
from errdex.readers import guess_language, read_document, read_note


def test_the_first_document_is_read_whole() -> None:
    """A plain HTML table with `<td>` as its header gives one record a row, and leaves its mark in the prose."""
    text = (
        "## Error codes\n\n<table>\n   <tr>\n      <td>エラー コード</td>\n   <td>説明</td>\n      <td>対処方法</td>\n"
        '   </tr>\n   <tr>\n      <td>4100</td>\n      <td>失敗</td>\n   <td>「<a href="x.md">署名</a>」</td>\n'
        "   </tr>\n</table>\n\nEnd.\n"
    )
    document, faults = read_document(Source("ja/errors.md", text.encode(), name="errors"), {})
    assert not faults
    (entry,) = document.entries
    assert (entry.code, entry.location.line, entry.section) == ("4100", 9, "Error codes")
    assert [field.role for field in entry.fields] == ["code", "message", "remedy"]
    assert entry.fields[2].html == '「<a href="x.md">署名</a>」'
    assert entry.fields[2].text == "「署名」"
    assert table_mark(0) in document.prose
    assert document.prose.split("\n").index("End.") == text.split("\n").index("End.")


def test_a_table_within_another_is_cut_out_of_it() -> None:
    """The outer one, which only lays out the page, stays as it was written, also where all is on one line."""
    inner = "<table><tr><td>Error Code</td><td>Text</td></tr><tr><td>1001</td><td>y</td></tr></table>"
    text = f"x <table><tr><td>menu</td><td>{inner}</td></tr></table> z\n"
    document, faults = read_document(Source("a.md", text.encode(), name="a"))
    assert not faults
    assert [entry.code for entry in document.entries] == ["1001"]
    parts = [line for line in document.prose.split("\n") if line]
    assert parts == ["x ", "<table><tr><td>menu</td><td>", table_mark(0), "</td></tr></table>", " z"]


def test_what_stands_above_the_header_stands_above_the_table() -> None:
    """Rows of a table above its header are prose, each text once, in their order."""
    text = (
        "<table><tr><td>alpha</td><td>beta</td></tr><tr><td>Error Code</td><td>Text</td></tr>"
        "<tr><td>1001</td><td>x</td></tr></table>\n"
    )
    document, _ = read_document(Source("a.md", text.encode(), name="a"))
    assert [entry.code for entry in document.entries] == ["1001"]
    assert document.prose.split("\n")[1:4:2] == ["alpha beta", table_mark(0)]


def test_a_note_names_its_misspelt_keys() -> None:
    """An unknown key of front matter is a warning that names the nearest one; a bad value is an error."""
    note, faults = read_note(Source("ja/notes/4100.md", b"---\nretriable: yes\nactor: me\n---\n## More\n"))
    assert note is not None
    assert (note.code, note.prose, note.prose_line) == ("4100", "## More\n", 5)
    assert [(fault.level, fault.line) for fault in faults] == [("warning", 2), ("error", 3)]
    assert faults[0].hint == "did you mean retryable?"


@pytest.mark.parametrize(
    ("front", "lines"),
    [
        ("a: b\nc:\n  d: e", [3]),
        ("related:\n  - {a: b}\n# c\n'k': [x, [y]]", [2, 5]),
        ("params: {a: b}", [2]),
        ("title: x\nempty: {}", [3]),
        ("a: [x, y]\nb: []\nc:", []),
    ],
)
def test_front_matter_that_is_too_deep_is_named(front: str, lines: list[int]) -> None:
    """A key with more than a text or a list of texts is a warning at its line, in documents and notes, known or not."""
    source = Source("ja/notes/4100.md", f"---\n{front}\n---\ntext\n".encode(), name="4100")
    for faults in (read_document(source)[1], read_note(source)[1]):
        deeper = [fault for fault in faults if "is not read" in fault.message]
        assert [(fault.level, fault.line) for fault in deeper] == [("warning", line) for line in lines]
        assert all(fault.hint == "write a text there, or a list of texts" for fault in deeper)
    assert read_document(source)[0].prose == "text\n"


def test_a_title_is_one_text() -> None:
    """A list is told, and the heading serves."""
    document, faults = read_document(Source("a.md", b"---\nkind: auto\ntitle: [x, y]\n---\n# Heading\n"))
    assert document.title == "Heading"
    assert [(fault.level, fault.line, fault.message) for fault in faults] == [("warning", 3, "title is a list")]


def test_languages_are_told_apart() -> None:
    """Kana, Hangul, Han and Latin letters speak for their languages."""
    assert guess_language("エラーコードの説明") == "ja"
    assert guess_language("错误码说明") == "zh-Hans"
    assert guess_language("오류 코드 설명") == "ko"
    assert guess_language("Error codes") == "en"
    for table in (
        "| Error code | Meaning |\n|---|---|\n| 8004（廃止） | Gone |",
        "<th>Error code</th><td>8004（廃止）</td>",
    ):
        assert guess_language(table) == "en", "a remark does not make a Chinese document"
    assert guess_language("| Code | Message |\n|---|---|\n| 8004 | 参数错误，请检查 |") == "zh-Hans"


def test_a_header_reaches_as_far_down_as_its_cells() -> None:
    """A header of two rows needs no `<th>`: its labels are joined, and a heading across the table is one cell."""
    text = """<table>
<tr><td rowspan="2">エラーコード</td><td colspan="2">説明</td></tr>
<tr><td>日本語</td><td>英語</td></tr>
<tr><td colspan="3">認証</td></tr>
<tr><td>4100</td><td>失敗</td><td>Failed</td></tr>
<tr><td>その他</td><td>その他</td><td>その他</td></tr>
</table>
"""
    document, faults = read_document(Source("a.md", text.encode(), name="a"))
    (table,) = document.tables
    assert [column.label for column in table.columns] == ["エラーコード", "説明 日本語", "説明 英語"]
    assert [(row.codes, row.across) for row in table.rows] == [((), True), (("4100",), False), ((), False)]
    assert not faults


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\nkind: guide\n\n# Title\n", 1, "front matter is never closed"),
        ("---\n# a comment\ntitle: A\n", 1, "front matter is never closed"),
        ("+++\ntitle = 'A'\n+++\n\ntext\n", 1, "front matter cannot be read: it is TOML"),
        ("+++\ntitle = 'A'\n\ntext\n", 1, "front matter cannot be read: it is TOML"),
        ('{\n  "title": "A"\n}\n\ntext\n', 1, "front matter cannot be read: it is JSON"),
        ("---\n- title\n- kind\n---\ntext\n", 1, "front matter cannot be read: it is a list, without keys"),
        ("---\nkind: guide\ntitle: A\nkind: guide\n---\ntext\n", 4, "front matter: the key kind stands twice"),
    ],
)
def test_front_matter_that_would_be_printed_or_lost_is_an_error(text: str, line: int, message: str) -> None:
    """In another notation, without its end, or saying one thing twice."""
    _, faults = read_document(Source("a.md", text.encode(), name="a"))
    assert [(fault.level, fault.line, fault.message) for fault in faults] == [("error", line, message)]
    _, faults = read_note(Source("notes/a.md", text.encode(), is_note=True))
    assert (line, message) in [(fault.line, fault.message) for fault in faults]


@pytest.mark.parametrize(
    ("front", "message", "mend"),
    [
        ("kind:\tguide", "cannot be read: found character '\\t'", "write blanks in place of tabs"),
        ("title: a: b", "cannot be read: mapping values are not allowed here", "put quotes around text with a colon"),
        ("title: @a", "cannot be read: found character '@'", "put quotes around text with a colon, or with a mark at"),
        ("kind: [guide]", "kind is a list", "use auto, guide or errors"),
    ],
)
def test_front_matter_with_a_slip_has_its_own_hint(front: str, message: str, mend: str) -> None:
    """YAML's parser names the place, and not what to do about it."""
    _, (fault,) = read_document(Source("a.md", f"---\n{front}\n---\ntext\n".encode(), name="a"))
    assert (fault.level, fault.line, message in fault.message, mend in fault.hint) == ("error", 2, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\ntext\n",
        "---\nNote: what stands below a line\n\ntext\n",
        "---\nhttps://example.com/\n",
        "---\ntext\n---\n",
        "+++\n",
        "+++ a\n",
        "{ a set }\n",
        "---\n- a\ntext\n---\n",
        '---\n{"title": "A"}\n---\ntext\n',
    ],
)
def test_a_line_of_hyphens_may_stand_above_text(text: str) -> None:
    """What is no front matter is text, without a fault."""
    assert not read_document(Source("a.md", text.encode(), name="a"))[1]
