"""Whole documents: whatever is written, nothing raises, every row is accounted for and no word is lost."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from errdex.model import Document, Source
from errdex.readers import read_document
from errdex.readers.spans import span_end

LINES = st.sampled_from(
    [
        "",
        "",
        "word",
        "# Errors",
        "## 错误码 {#x}",
        "Title\n===",
        "| Error Code | Message |\n|---|---|",
        "| 1001 | down |",
        "| 1002 | a \\| b | more |",
        "1003 | bare",
        "|||",
        "| | lost |",
        "> | Error Code | x |\n> |--|--|\n> | 7 | q |",
        "- | 错误码 | 说明 |\n  |--|--|\n  | 8 | 九 |",
        "- > | 错误码 | 说明 |\n  > |--|--|\n  > | 9 | 十 |",
        "```",
        "~~~",
        "<!-- | 1 | -->",
        "<!--",
        "-->",
        "`<table>`",
        "<table>",
        "</table>",
        "<tr><td>Error Code</td><td>Text</td></tr>",
        "<tr><td>1004</td><td>up <app_id></td></tr>",
        "<tr><td>1005<td>open",
        "text <table><tr><td>エラーコード</td><td>説明</td></tr><tr><td>1006</td><td>始</td></tr></table> tail",
        "    indented",
        "* item",
        "---",
        "[link](a.md) **bold** `code`",
    ]
)
DOCUMENTS = st.lists(LINES, max_size=14).map("\n".join)


def read(text: str) -> Document:
    """Read a document of this text."""
    return read_document(Source("errors.md", text.encode(), name="errors"))[0]


@settings(max_examples=1200, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_rows_are_accounted_for_and_no_word_is_lost(text: str) -> None:
    """Rows are entries or skipped, marks and tables match, and each word outside of comments is in prose or a row."""
    document = read(text)
    for index, table in enumerate(document.tables):
        codes = [code for row in table.rows for code in row.codes]
        assert [entry.code for entry in document.entries if entry.table == index] == codes
        assert sum(bool(row.codes) for row in table.rows) + len(table.skipped) == len(table.rows)
    assert re.findall("\x1atable(\\d+)\x1a", document.prose) == [str(i) for i in range(len(document.tables))]
    kept = document.prose + " ".join(
        [column.label for table in document.tables for column in table.columns]
        + [field.text + field.html for table in document.tables for row in table.rows for field in row.fields]
    )
    shown = re.sub(r"<!--.*?(?:-->|\Z)", " ", text, flags=re.DOTALL)
    words = re.findall(r"[^\W_]+", re.sub(r"</?(?!app)\w[^<>]*>", " ", shown))
    assert not [word for word in words if word not in kept]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_prose_keeps_its_lines(text: str) -> None:
    """Where tables stand on lines of their own, what follows stands on its old line."""
    text = text.replace("text <table>", "<table>\n").replace("</table> tail", "\n</table>")
    document = read(f"{text}\n\n# the end")
    if document.prose.rstrip().endswith("# the end"):
        assert document.prose_line - 1 + document.prose.rstrip().count("\n") >= text.count("\n")


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from(list("|-:`\\*_[]()<>!#&;/= \n\tab1一\u00a0\u200b\"'")), max_size=120))
def test_nothing_raises(text: str) -> None:
    """Any text can be read."""
    read("| Error Code | Message |\n|---|---|\n| 1 | " + text)
    read("<table><tr><td>Error Code</td><td>x</td></tr><tr><td>1</td><td>" + text)
    read(text)


@given(st.text(alphabet="`` a<", max_size=20))
def test_a_code_span_ends_at_the_next_run_of_its_length(line: str) -> None:
    """As the pattern says that looks for it run by run, and takes the square of the line."""
    for run in re.finditer("`+", line):
        closing = re.compile(rf"(?<!`){run[0]}(?!`)").search(line, run.end())
        assert span_end(line, run.start(), len(run[0])) == (closing.end() if closing else run.end())
