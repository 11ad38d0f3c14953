"""The Markdown twins: text comes through unchanged, markup stays what it is, links lead somewhere."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import replace

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errdex.model import Retirement
from errdex.renderers.address import quote_path
from errdex.renderers.markdown import render
from errdex.renderers.markdown_text import escape_text, html_to_markdown
from tests.pages import built_in_theme
from tests.sample_site import BASE_URL, sample_codes, sample_site


def shown(text: str) -> str:
    """Return what a reader of rendered Markdown sees, white space folded."""
    page = markdown.markdown(text, extensions=["fenced_code", "tables"])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a &lt;app_id&gt; snake_case", "a &lt;app_id> snake_case"),
        ("*a* _b_ `c` [d](e) \\", r"\*a\* \_b\_ \`c\` \[d\](e) \\"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("-1012", "-1012"),
        ("- a", r"\- a"),
        ("a<br>b", "a  \nb"),
        ("a<b> b </b>c", "a **b** c"),
        ("<code>a`b*</code>", "``a`b*``"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "[x](https://example.org/?a=1&b=2)"),
        ('<a href="a (b).html">x</a>', "[x](<a (b).html>)"),
        ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\n\nc"),
        ('<ol start="3"><li>a<p>b</p></li></ol>', "3. a\n\n    b"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<h2>a</h2><p>b</p>", "## a\n\nb"),
        ("<pre><code>x\n\n\n  *y*\n</code></pre>", "```\nx\n\n\n  *y*\n```"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1<br>2</td><td>3</td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| 1<br>2 | 3 |",
        ),
        ('<img src="x.png" alt="a">', "![a](x.png)"),
    ],
)
def test_markup_becomes_markdown(source: str, expected: str) -> None:
    """Each element that content may use has its Markdown."""
    assert html_to_markdown(source) == expected


@example("&#1")
@given(st.text(alphabet="ab1*_`[]()<>#+-.!\\~|&;= \n設定", max_size=40))
@settings(max_examples=300, deadline=None)
def test_text_is_shown_as_it_was(text: str) -> None:
    """Whatever a cell says, its Markdown says, too."""
    folded = " ".join(text.split())
    assert shown(escape_text(folded)).replace(" ", "") == folded.replace(" ", "")


def files(base_url: str = BASE_URL) -> dict[str, str]:
    """Return the Markdown files of the sample site."""
    theme = built_in_theme()
    return {artifact.path: artifact.data.decode() for artifact in render(sample_site(base_url), theme)}


def test_each_code_has_a_file_in_each_language_that_describes_it() -> None:
    """A code that has words only in another language has its file in the default place, too."""
    assert set(files()) == {
        "codes/4100.md",
        "en/codes/4100.md",
        "codes/-1012.md",
        "codes/DB~3a~0140.md",
        "en/codes/DB~3a~0140.md",
        "sms/1001.md",
    }


def test_file_says_what_the_page_says() -> None:
    """Code, title, cells, notes, retirement."""
    texts = files()
    assert texts["codes/4100.md"].startswith(f"# 4100: 身元認証失敗\n\n<{BASE_URL}codes/4100.html>\n\n")
    assert "**remedy \\*label\\***: [-1012](" in texts["codes/4100.md"]
    assert "no longer sent" in texts["codes/DB~3a~0140.md"]
    retired, past = texts["codes/DB~3a~0140.md"], built_in_theme().locales["ja"]["page.retired_text"]
    assert f"**後継のコード**: [4100]({BASE_URL}codes/4100.md) 身元認証失敗\n\n{past}\n" in retired
    assert retired.index(past) < retired.index("**title")
    assert past not in texts["codes/4100.md"]
    assert "\x1a" not in "".join(texts.values())


def test_file_has_the_verdict_and_the_facts_of_its_page() -> None:
    """Whether to retry and who acts hold in every language; the author's own words stand in theirs alone."""
    texts, t = files(), built_in_theme().locales
    own, other = texts["codes/4100.md"], texts["en/codes/4100.md"]
    for text, language in ((own, "ja"), (other, "en")):
        words = t[language]
        assert f"**{words['verdict.retry']}**: {words['verdict.retry_after-change']}\n\n" in text
        assert f"**{words['verdict.actor']}**: {words['verdict.actor_caller']}\n\n" in text
        assert f"**{words['page.aliases']}**: AuthFailure\n" in text
    ja = t["ja"]
    assert f"**{ja['verdict.support']}**: 署名を\\*2回\\*確かめても解決しないとき\n" in own
    assert f"**{ja['page.successor']}**: [-1012]({BASE_URL}codes/-1012.md)\n" in own
    assert f"**{ja['page.since']}**: 2.1\n" in own
    assert own.index("*label") < own.index(ja["verdict.retry"]) < own.index(ja["page.aliases"]) < own.index("guides/")
    assert "2.1" not in other
    assert "署名を" not in other


def test_successor_of_another_catalog_is_linked() -> None:
    """`sms/1001` is the code 1001 of the catalog `sms`; what the site has not is named."""
    codes = [replace(sample_codes()[2], retirement=Retirement("2026-05-06", "", name)) for name in ("sms/1001", "a_b_")]
    texts = [next(file.data.decode() for file in render(sample_site(codes=[code]), built_in_theme())) for code in codes]
    assert f"**後継のコード**: [1001]({BASE_URL}sms/1001.md) 送信失敗\n" in texts[0]
    assert "**後継のコード**: a_b\\_\n" in texts[1]


def test_links_lead_to_files_of_the_site() -> None:
    """Relative links are right from where the file stands, absolute ones begin with base_url."""
    link = re.compile(r"(?<!\\)\]\(([^)]*)\)")
    site = sample_site()
    pages = {quote_path(site.code_url(code, tag)) for c in site.catalogs for code in c.codes for tag in ("ja", "en")}
    pages |= {quote_path(site.guide_url(guide)) for guide in site.guides}
    texts = files("")
    targets = [(path, target) for path, text in texts.items() for target in link.findall(text)]
    inner = [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target.partition("#")[0]))
        for path, target in targets
        if not target.startswith("https:")
    ]
    assert len(inner) >= 8
    assert set(inner) <= pages | set(texts)
    for text in files().values():
        assert all(target.startswith("https://") for target in link.findall(text))
