"""What the sanitiser takes away is said, and what it keeps is not."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup

from errdex.markup.clean import clean_html
from errdex.markup.lost import MOST, find_lost, may_lose
from errdex.markup.prose import Prose, render_prose
from errdex.markup.tags import ALLOWED, DROPPED, HIDDEN
from errdex.reuse import Reuse
from tests.conftest import Build

SITE = 'title = "T"\nlanguage = "ja"\n'
KEPT = (
    "[a](https://x.example/?a=1&copy=2#b)",
    "[a](mailto:a@x.example) [b](tel:+81-3) [c](g.md) [d](g.md#a:b) [e](#a) [f](//x.example/)",
    '![a](a.png) <img src="../a//b.png"> [a](https://x.example/a.png)',
    '<a href="g.md?x=a:b">x</a> <a name="x"></a>',
    "`<video src=x>` and <video> and &lt;iframe src=x>",
    "<!-- <iframe src='x'></iframe> [a](slack://x) -->",
    "```\n<video src=x></video>\n```",
    "`[a](slack://x)` \\[a](slack://x)",
)
LOST = {
    '<video src="v.mp4"></video>': "<video> is left out",
    "<IFRAME src=x></IFRAME>": "<iframe> is left out",
    "<script>alert(1)</script>": "<script> is left out with all that it holds",
    "<STYLE>td { color: red }</STYLE>": "<style> is left out with all that it holds",
    "<noscript>turn it on</noscript>": "<noscript> is left out with all that it holds",
    "<template><b>x</b></template>": "<template> is left out with all that it holds",
    "[a](ftp://x.example/a)": "'ftp://x.example/a'",
    "[a](slack://x)": "'slack://x'",
    "[a](http://[bad)": "'http://[bad'",
    "<a title='x>y' href=javascript:alert(1)>x</a>": "'javascript:alert(1)'",
    "![a](data:image/png;base64,AAAA)": "'data:image/png;base64,AAAA'",
    "![a](https://x.example/a.png)": "the picture 'https://x.example/a.png' is not shown",
    '<IMG alt="" src="//x.example/a.png">': "the picture '//x.example/a.png' is not shown",
}


@pytest.mark.parametrize("source", KEPT)
def test_nothing_is_said_of_what_stays(source: str) -> None:
    """Links, code, comments and placeholders are no loss."""
    assert not render_prose(source).lost


@pytest.mark.parametrize("source", LOST)
def test_each_loss_is_said_at_its_line(source: str, build: Build) -> None:
    """In guides, notes and the cells of both kinds of table, as a warning."""
    content = {
        "site.toml": SITE,
        "ja/p.md": f"# P\n\n| エラーコード | 説明 |\n|---|---|\n| 4100 | x |\n| 4101 | {source} |\n",
        "ja/h.md": "<table>\n<tr><td>エラーコード</td><td>説明</td></tr>\n"
        f"<tr><td>4200</td><td>x\n{source}</td></tr></table>\n",
        "ja/g.md": f"# G\n\n`x`\n\n{source}\n",
        "ja/notes/4100.md": f"## N\n\n{source}\n",
    }
    result = build(content)
    assert result.code == 0, result.err
    for place in ("p.md:6", "h.md:4", "g.md:5", "notes/4100.md:3"):
        (line,) = [line for line in result.err.splitlines() if f"ja/{place}: warning: " in line]
        assert LOST[source] in line


@pytest.mark.parametrize("tag", sorted(ALLOWED | DROPPED | HIDDEN))
def test_words_within_any_tag_stay_or_are_told(tag: str) -> None:
    """Whatever tag they stand in; and those of the tags that hide them never show, in prose or in a cell."""
    for source in (f"<{tag} a=b>words</{tag}>", f"x <{tag}>words</{tag}> y", f"<p><{tag} a=b>words</{tag}></p>"):
        for shown in (render_prose(source).html, clean_html(source)):
            assert ("words" in shown) is (tag not in HIDDEN), shown
        said = [item.message for item in find_lost(source)]
        assert [item.message for item in render_prose(source).lost] == said
        assert (f"<{tag}> is left out with all that it holds" in said) is (tag in HIDDEN)


def test_what_was_lost_is_remembered_with_the_prose() -> None:
    """A build that finds its prose rendered says the same."""
    text = "<video src=x></video>"
    first = Reuse()
    prose = first.prose(text)

    def refuse(_: str) -> Prose:
        raise AssertionError

    assert prose.lost
    assert Reuse(first.dump(), refuse).prose(text) == prose


@pytest.mark.parametrize("source", ['<a "<a "a', "<a '", "<a href=", "( ", "<video ", '<a "a"<a "'])
def test_hostile_text_takes_no_long(source: str) -> None:
    """The work is linear, and what is told has an end."""
    text = source * (200_000 // len(source)) + "]( slack://"
    start = time.process_time()
    may_lose(text)
    assert len(list(find_lost(clean_html("a") + text))) <= MOST
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("source", "suspect"),
    [
        *((f"<td>{tag}", True) for tag in ("<video src=x>", "<IFRAME>", "<svg/>", "<math\n>")),
        *((f"<td>{tag}", False) for tag in ("</video>", "<videos>", "<b>", "</td>", "<td align=left>", "video")),
        *((f"[a]({address})", True) for address in ("slack://a", "  'X1+:", "tr:", "<td:>", "//[bad", "http://[bad")),
        *((f"[a]({address})", False) for address in ("https://a", "mailto:a", "a.md", "/td>", "//host/a", "?a=/[b")),
        ('<a href="javascript:a">', True),
        ("<a href=td:x>", True),
        ("<td:x>", True),
    ],
)
def test_a_glance_tells_what_may_be_lost(source: str, suspect: bool) -> None:
    """What is lost is suspect, also beside the marks of cells; ordinary marks and addresses are not."""
    assert may_lose(source) is suspect


@pytest.mark.parametrize(
    ("front", "title", "kept"),
    [
        ("", "How to retry", ""),
        ("kind: guide\n", "How to retry", ""),
        ("kind: guide\ntitle: How to retry\n", "How to retry", ""),
        ("kind: guide\ntitle: Retrying\n", "Retrying", "How to retry"),
        ("title: Retrying\n", "Retrying", "How to retry"),
    ],
)
def test_the_heading_of_a_guide_stays(build: Build, front: str, title: str, kept: str) -> None:
    """The first heading is the page's title; where front matter has another one, it stands below it."""
    text = f"---\n{front}---\n# How to *retry*\n\nWait.\n" if front else "# How to *retry*\n\nWait.\n"
    result = build({"site.toml": 'language = "en"\n', "en/retry.md": text}, "--strict")
    assert result.code == 0, result.err
    page = BeautifulSoup(result.page("guides/retry.html"), "html.parser")
    assert [heading.get_text() for heading in page.select("main h1")] == [title]
    found = [heading.get_text().removesuffix(" #") for heading in page.select("main h2")]
    assert found == [kept] * bool(kept)


def test_the_heading_of_a_note_stays(build: Build) -> None:
    """Unless it is the code, which the page shows already."""
    table = "# E\n\n| Error code | Message |\n|---|---|\n| 4100 | a |\n| 4101 | b |\n"
    notes = {"en/notes/4100.md": "# 4100\n\nWords.\n", "en/notes/4101.md": "# Check it\n\nWords.\n"}
    result = build({"site.toml": 'language = "en"\n', "en/e.md": table, **notes}, "--strict")
    assert result.code == 0, result.err
    found = {}
    for code in ("4100", "4101"):
        page = BeautifulSoup(result.page(f"codes/{code}.html"), "html.parser")
        found[code] = [heading.get_text().removesuffix(" #") for heading in page.select(".note h2")]
    assert found == {"4100": [], "4101": ["Check it"]}
