"""Prose that is rendered at a glance is what python-markdown would have made of it."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify_unicode

from errdex.markup import prose
from errdex.markup.plain import render_plain, slugify
from tests.conftest import ROOT

PLAIN = (
    "## エラーコードリスト\n\n\x1atable0\x1a\n",
    "# Error codes (v2.0)\n\nWhat a client may meet: see below.\n\n\n\n### 一覧・その1\n\n\x1atable0\x1a\n\n次の表",
    "一つでも\n",
    "###### x - y - z",
)
"""Texts that are plain."""
MARKED = (
    "1. one",
    "- one",
    "+ one",
    "a\nb",
    "    code",
    "# a #",
    "#a",
    "# a\nb",
    "## a\n\n## a",
    "# ...",
    "a_b",
    "*a*",
    "`a`",
    "~~a~~",
    "[a](b)",
    "<b>a</b>",
    "a &amp; b",
    "a  \nb",
    "a \n\nb",
    "a  b",
    "a\\_b",
    "# a {#b}",
    "| a |",
    "a!",
    "---",
    "===",
    "a\n===",
    "１. 全角",
    "　字下げ",
    "a\tb",
    "a\r\n\r\nb",
    "a\u2028b",
)
"""Texts that are not, or might not be; whether they are plain to python-markdown is none of our business."""
PIECES = [*"aAéİß語ー・。（）！１2²ⅷ٣", *" \n.,:;()/%+='?-#_*`~[]!<>&|\\\t\u3000"]
BLOCKS = ["# ", "## ", "\n\n", "\n\n", "\x1atable0\x1a", "1. ", "word ", "語 ", ": "]
TEXTS = st.lists(st.sampled_from(PIECES + BLOCKS * 3), max_size=14).map("".join)


def by_markdown(text: str) -> str:
    """Return what python-markdown makes of a text."""
    return prose._converter(text).convert(text)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_prose_is_rendered_as_markdown_does(text: str) -> None:
    """To the byte, ids included."""
    assert render_plain(text) == by_markdown(text)


@pytest.mark.parametrize("text", MARKED)
def test_what_may_be_marked_is_left_to_markdown(text: str) -> None:
    """Nothing is guessed."""
    assert render_plain(text) is None


@given(TEXTS)
def test_whatever_is_taken_for_plain_is_so(text: str) -> None:
    """Any text: python-markdown would have made the same of it, or it is asked."""
    plain = render_plain(text)
    assert plain is None or plain == by_markdown(text)


@given(st.text())
def test_ids_are_those_of_markdown(text: str) -> None:
    """The id of a heading is an address."""
    assert slugify(text, "-") == slugify_unicode(text, "-")
    assert slugify(text, "_") == slugify_unicode(text, "_")


def test_the_documents_of_the_cases_are_rendered_alike() -> None:
    """All prose that stands in this project, paragraph by paragraph."""
    ours = [*ROOT.glob("*.md"), *(path for name in ("content", "tests/cases") for path in (ROOT / name).rglob("*.md"))]
    texts = [path.read_text(encoding="utf-8") for path in ours]
    blocks = {block for text in texts for block in re.split(r"\n\n+", text)}
    plain = [(block, html) for block in sorted(blocks) if (html := render_plain(block)) is not None]
    assert len(plain) > 100
    assert [block for block, html in plain if html != by_markdown(block)] == []


def test_plain_prose_needs_no_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of tables and headings is built without it."""
    monkeypatch.setitem(sys.modules, "markdown", None)
    assert [prose.render_prose(text).title for text in PLAIN] == ["", "Error codes (v2.0)", "", ""]
    with pytest.raises(ImportError):
        prose.render_prose("*a*")
