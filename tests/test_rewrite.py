"""Links, words and codes in sanitised HTML."""

from __future__ import annotations

from errdex.markup.rewrite import link_codes, link_words, rewrite_links


def find(text: str) -> str:
    """Know the codes 4100 and A&B."""
    return {"4100": "/4100", "A&B": "/ab"}.get(text, "")


def test_links_are_resolved_unescaped_and_printed_escaped() -> None:
    """The resolver sees the address as a browser does, and its answer can't break out of the attribute."""
    seen = []

    def resolve(href: str, is_picture: bool) -> str:
        seen.append((href, is_picture))
        return 'x?a=1&b="2"'

    source = '<p><a title="href=&quot;no&quot;" href="a.md?x=1&amp;y=2">t</a> <img alt="" src="i.png"></p>'
    result = rewrite_links(source, resolve)
    assert seen == [("a.md?x=1&y=2", False), ("i.png", True)]
    assert result.count('="x?a=1&amp;b=&quot;2&quot;"') == 2
    assert 'title="href=&quot;no&quot;"' in result


def test_a_word_is_linked_once_and_not_in_links_or_code() -> None:
    """Words in links and code stay; the first free place gets the link."""
    source = '<a href="x">割り当て量</a> <code>割り当て量</code> 「割り当て量」の割り当て量'
    result, found = link_words(source, {"割り当て量": "q.html", "別": "b.html"})
    assert result.endswith('「<a href="q.html">割り当て量</a>」の割り当て量')
    assert result.count('href="q.html"') == 1
    assert found == {"割り当て量"}


def test_the_longest_word_wins() -> None:
    """Where one word holds another, the longer one is meant."""
    result, found = link_words("リクエスト割り当て量", {"割り当て量": "a", "リクエスト割り当て量": "b"})
    assert result == '<a href="b">リクエスト割り当て量</a>'
    assert found == {"リクエスト割り当て量"}


def test_codes_alone_in_code_and_cells_are_linked() -> None:
    """Inline code and table cells that hold nothing but a known code lead to its page, with the section noted."""
    source = (
        '<p><code>4100</code> <code>4100 x</code> 4100</p><h2 id="e">E</h2>'
        "<table><tr><td>4100</td><td>4100と4101</td><th><code>A&amp;B</code></th></tr></table>"
        '<pre><code>4100</code></pre><a href="y"><code>4100</code></a><code>9999</code>'
    )
    result, mentions = link_codes(source, find)
    assert mentions == (("4100", "", False), ("4100", "e", True), ("A&B", "e", True))
    assert '<p><a href="/4100"><code>4100</code></a> <code>4100 x</code> 4100</p>' in result
    assert '<td><a href="/4100">4100</a></td><td>4100と4101</td>' in result
    assert '<th><a href="/ab"><code>A&amp;B</code></a></th>' in result
    assert '<pre><code>4100</code></pre><a href="y"><code>4100</code></a><code>9999</code>' in result
