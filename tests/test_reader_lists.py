"""Tables in list items and block quotes, however these stand in each other: each is read, and stands where it stood."""

from __future__ import annotations

import pytest

from errdex.model import Source
from errdex.readers import read_document
from tests.conftest import Build
from tests.pages import soup

TABLE = ("| Error Code | Message |", "|---|---|", "| 1001 | Down |")
HTML = ("<table><tr><th>Error Code</th><th>Message</th></tr>", "<tr><td>1001</td><td>Down</td></tr>", "</table>")
MARGINS = [
    ("> ", "> ", "blockquote"),
    ("- ", "  ", "li"),
    ("- > ", "  > ", "li > blockquote"),
    ("- >", "  >", "li > blockquote"),
    ("1. > ", "   > ", "li > blockquote"),
    ("10. > ", "    > ", "li > blockquote"),
    ("- - ", "    ", "li li"),
    ("1. - ", "     ", "li li"),
    ("> - ", ">   ", "blockquote > ul > li"),
    ("> > ", "> > ", "blockquote > blockquote"),
    ("> - > ", ">   > ", "blockquote li > blockquote"),
    ("- text\n\n    > ", "    > ", "li > blockquote"),
    ("- text\n    - > ", "      > ", "li li > blockquote"),
    ("- > text\n  >\n  > ", "  > ", "li > blockquote"),
    ("> - - > text\n>     >\n>     > ", ">     > ", "blockquote li li > blockquote"),
    ("> 10. > text\n>     >\n>     > ", ">     > ", "blockquote li > blockquote"),
]


def lay(first: str, following: str, lines: tuple[str, ...]) -> str:
    """Return a document with lines behind these margins."""
    return "\n".join([first + lines[0], *(following + line for line in lines[1:])]) + "\n"


@pytest.mark.parametrize("lines", [TABLE, HTML], ids=["pipe", "html"])
@pytest.mark.parametrize(("first", "following"), [margin[:2] for margin in MARGINS])
def test_a_table_behind_any_margin_is_read(first: str, following: str, lines: tuple[str, ...]) -> None:
    """What follows it keeps its line."""
    text = f"# Errors\n\n{lay(first, following, lines)}\nEnd.\n"
    document, faults = read_document(Source("a.md", text.encode(), name="a"))
    assert [entry.code for entry in document.entries] == ["1001"]
    assert not faults
    assert document.prose.split("\n").index("End.") == text.split("\n").index("End.")


def test_a_table_keeps_its_place_on_the_page(build: Build) -> None:
    """It stands in the items and quotes that it stood in, and nothing is left over beside it."""
    files = {f"a{number}.md": f"# Errors\n\n{lay(*margin[:2], TABLE)}" for number, margin in enumerate(MARGINS)}
    site = build(files)
    for number, (_, _, place) in enumerate(MARGINS):
        page = soup(site.page(f"guides/a{number}.html").encode())
        (table,) = page.select(".prose table")
        assert page.select_one(f".prose {place} table") is table
        assert not [item for item in page.select(".prose p") if not item.get_text().strip()]


@pytest.mark.parametrize(
    "text",
    [
        lay("- > ", "  > ", ("```", *TABLE, "```")),
        lay("- ```\n  ", "  ", (*TABLE, "```")),
        lay("- - ", "    ", ("```", *TABLE, "```")),
        lay("\n    > ", "    > ", TABLE),
    ],
)
def test_code_behind_a_margin_is_code(text: str) -> None:
    """A table in a fence is an example, wherever the fence stands; so is what is set in without a list."""
    document, _ = read_document(Source("a.md", text.encode(), name="a"))
    assert not document.entries


def test_a_quote_in_an_item_ends_with_its_marks() -> None:
    """A row without the mark is in no table, and is told."""
    text = lay("- > ", "  > ", TABLE) + "  | 1002 | Up |\n"
    document, faults = read_document(Source("a.md", text.encode(), name="a"))
    assert [entry.code for entry in document.entries] == ["1001"]
    assert [fault.line for fault in faults] == [4]
