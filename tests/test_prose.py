"""Prose rendered: what writers know from elsewhere works, and stays safe."""

from __future__ import annotations

import itertools
import re
from time import process_time

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errdex.markup import prose
from errdex.markup.lists import ListsSetIn
from errdex.markup.prose import render_prose
from errdex.renderers.html.prose import dress


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a ~~b **c**~~ d", "<p>a <del>b <strong>c</strong></del> d</p>"),
        ("取り消し~~線~~です", "<p>取り消し<del>線</del>です</p>"),
        ("10~~20 と 30~~40", "<p>10~~20 と 30~~40</p>"),
        ("~~ a ~~", "<p>~~ a ~~</p>"),
        (r"\~~a~~", "<p>~~a~~</p>"),
        ("`~~a~~`", "<p><code>~~a~~</code></p>"),
        ("~~a", "<p>~~a</p>"),
    ],
)
def test_tildes_strike_out_as_in_cells(source: str, shown: str) -> None:
    """Two on each side, with no blank inside and no letter outside."""
    assert render_prose(source).html == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("a\\\\\nb", "<p>a\\\nb</p>"),
        ("`a\\\nb`", "<p><code>a\\\nb</code></p>"),
        (
            "- [ ] a\n- [x] b\n- [c](d) e",
            '<ul>\n<li class="task">☐ a</li>\n<li class="task">☑ b</li>\n<li><a href="d">c</a> e</li>\n</ul>',
        ),
        ("T\n: a\n: b", "<dl>\n<dt>T</dt>\n<dd>a</dd>\n<dd>b</dd>\n</dl>"),
        (
            "T\n: a\nmore\nU\n: b\n    c\nV\n: d",
            "<dl>\n<dt>T</dt>\n<dd>a\nmore</dd>\n<dt>U</dt>\n<dd>b\nc</dd>\n<dt>V</dt>\n<dd>d</dd>\n</dl>",
        ),
        (
            "~~~\nT\n: a\nU\n: b\n~~~",
            '<div class="highlight"><pre><span></span><code>T\n: a\nU\n: b\n</code></pre></div>',
        ),
    ],
)
def test_breaks_tasks_and_definitions(source: str, shown: str) -> None:
    """A line may end with a backslash, an item begin with a box, a term stand above what it means."""
    assert render_prose(source).html == shown


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n   - c\n2. d", "1. a\n    - b\n    - c\n2. d"),
        (
            "1. a\n\n   b\n\n   | c |\n   |---|\n   | d |\n2. e",
            "1. a\n\n    b\n\n    | c |\n    |---|\n    | d |\n\n2. e",
        ),
        ("- a\n\n  b:\n  - c\n\n  > d\n\n- e", "- a\n\n    b:\n\n    - c\n\n    > d\n\n- e"),
        ("- a\n\n      b\n        c\n\n- d", "- a\n\n        b\n          c\n\n- d"),
        ("- a\n\n        b\n\n- d", "- a\n\n        b\n\n- d"),
        ("1. a\n\n   ```\n   - b\n     c\n   ```\n\n2. d", "1. a\n\n    ```\n    - b\n      c\n    ```\n\n2. d"),
        ("> a:\n> - b\n>   - c\n>\n>   d", "> a:\n>\n> - b\n>     - c\n>\n>     d"),
        ("- a\n  > - b\n  >   - c", "- a\n    > - b\n    >     - c"),
        ("- a\n  > b\n> c", "- a\n    > b\n> c"),
        ("> [!TIP]\n> - a\n>   - b", "!!! tip\n    - a\n        - b"),
        ("2. a\n   + b\n     * c", "2. a\n    - b\n        - c"),
        ("a:\n- b\n- c", "a:\n\n- b\n- c"),
        ("a:\n1. b", "a:\n\n1. b"),
        ("1) a\n   1) b\n2) c", "1. a\n    1. b\n2. c"),
        ("a (see\n2) b", "a (see\n2\\) b"),
        ("1. a\n- b", "1. a\n\n- b"),
        ("a in\n2024. b", "a in\n2024\\. b"),
        ("- a\n - b", "- a\n- b"),
        ("- a\nb\n- c", "- a\nb\n- c"),
        ("- a\n\n b", "- a\n\nb"),
        ("a\n\n    - b\n      - c", "a\n\n    - b\n      - c"),
        ("* * *\n- - -\n\n- a", "* * *\n\n* * *\n\n- a"),
        ("```\n- a\n  - b\n```", "~~~\n- a\n  - b\n~~~"),
        ("<pre>\n- a\n\n  - b\n</pre>", "<pre>\n- a\n\n  - b\n</pre>"),
        ("- a\n\n  <div>b</div>\n\n- c", "- a\n\n<div>b</div>\n\n- c"),
        ("- a\n  ```\n  b\n- c", "- a\n  ```\n  b\n- c"),
        ("- a\n  > b\n- c", "- a\n\n    > b\n\n- c"),
        ("- a\n> b", "- a\n\n> b"),
        ("- a\n  > b\n  ```\n  c\n  ```", "- a\n  > b\n\n  ```\n  c\n  ```"),
        ("- a\n  - b\n  > c", "- a\n    - b\n\n    > c"),
        ("- a\n  - b\n  ## c", "- a\n    - b\n\n    ## c"),
        ("1. a\n\n   - b\n\n   - c\n2. d", "1. a\n\n    - b\n\n    - c\n\n2. d"),
        ("- a\n\n      b\nc", "- a\n\n        b\n\nc"),
        ("1. a\n   ## b\n2. c", "1. a\n\n    ## b\n\n2. c"),
        ("- a\n\n  * * *\n- b", "- a\n\n    * * *\n\n- b"),
        ("- a\n\n  ---\nb", "- a\n\n    ---\n\nb"),
        ("1. a in\n   2024. b\n2. c", "1. a in\n    2024\\. b\n2. c"),
    ],
)
def test_lists_are_set_in_as_commonmark_reads_them(source: str, same: str) -> None:
    """As far as the text of an item, however far that is; code keeps its blanks, and what is no list stays."""
    shown = [" ".join(render_prose(text).html.split(" ")) for text in (source, same)]
    folded = [re.sub(r"\n +", "\n", html) if "<pre" not in html else html for html in shown]
    assert folded[0] == folded[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["```x"] * 30_000 + ["~~~"] * 30_000,
        ["- a", *["  ```x"] * 30_000, "b", "```"],
        ["* " * 60_000 + "a"],
    ],
)
def test_lists_are_set_in_without_looking_back(lines: list[str]) -> None:
    """The work is linear, however many fences have no end and items begin on one line."""
    start = process_time()
    assert len(ListsSetIn().run(lines)) == len(lines)
    assert process_time() - start < 3


@settings(max_examples=600, deadline=None)
@given(
    st.lists(
        st.sampled_from(["- ", "1. ", "  ", "   ", "    ", "\n", "\n", "\n\n", "x ", "y", "> ", "```\n"]), max_size=20
    )
)
def test_no_word_of_a_list_is_lost(pieces: list[str]) -> None:
    """However it is set in, each word is there once, in its order."""
    words = itertools.count()
    text = "".join(re.sub("[xy]", lambda _: f"w{next(words)}", piece) for piece in pieces)
    found = re.findall(r"w\d+", BeautifulSoup(render_prose(text).html, "html.parser").get_text())
    assert found == re.findall(r"w\d+", text) or "```" in text


def test_a_long_list_of_definitions_is_flat() -> None:
    """However many terms follow each other without a blank line, each stands beside the others."""
    html = render_prose("\n".join(f"T{number}\n: d" for number in range(1500))).html
    assert html.count("<dl>") == 1
    assert html.count("<dt>") == html.count("<dd>d</dd>") == 1500


@pytest.mark.parametrize(
    ("source", "same"),
    [
        *((f"a\n\n{mark}\n\nb", "a\n\nb") for mark in ("[TOC]", "[[toc]]", "[[_TOC_]]", "@[toc](目次)", "${toc}")),
        ("a [TOC] b", "a \\[TOC] b"),
        ("```\n[TOC]\n{: .x }\n```", "```\n\\[TOC]\n{: .x }\n```"),
        ("* TOC\n{:toc}\n\na", "a"),
        ("{:toc}\n\na", "a"),
        ("## 手順\n{: #steps .no_toc }\na", "## 手順 {: #steps .no_toc }\na"),
        ("## B ##\n{:#b}", "## B {#b}"),
        ("| a |\n|---|\n| b |\n\n{: .wide }\n\nc", "| a |\n|---|\n| b |\n\nc"),
        ("a\n{: .x }", '<p class="x">a</p>'),
    ],
)
def test_what_another_generator_replaces_is_no_text(source: str, same: str) -> None:
    """Places of tables of contents go, and kramdown's attributes of a heading are its own."""
    assert render_prose(source).html == render_prose(same).html.replace("\\[", "[")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<a name="old"></a>x', '<p><a id="old"></a>x</p>'),
        ('<a name="old">x</a>', '<p><a id="old">x</a></p>'),
        ('<a href="g.md" name="old" title="&quot; name=&quot;no">x</a>', 'title="&quot; name=&quot;no"'),
        ('<a id="new" name="old">x</a>', '<a id="new">x</a>'),
        ('<a name="">x</a>', "<p>x</p>"),
        ('<a name="a&quot;b<c">x</a>', "<p>"),
    ],
)
def test_a_named_anchor_has_an_id(source: str, shown: str) -> None:
    """Old pages name their anchors; the name goes, and what a link may lead to stays."""
    result = render_prose(source).html
    assert shown in result
    assert ' name="' not in result
    assert 'id="new"' not in result or 'id="old"' not in result


def test_footnotes_lead_there_and_back() -> None:
    """Each has an id of its own; one that nothing refers to is shown, and leads nowhere."""
    prose = render_prose("# T\n\nA[^1] b[^1] c[^x].\n\n[^1]: one **b**\n[^x]: two\n[^9]: lost\n")
    for id_ in ("fn:1", "fnref:1", "fnref2:1", "fn:x", "fnref:x", "fn:9"):
        assert prose.html.count(f'id="{id_}"') == 1
    for href, count in {"#fn:1": 2, "#fnref:1": 1, "#fnref2:1": 1, "#fn:x": 1, "#fnref:x": 1, "#fnref:9": 0}.items():
        assert prose.html.count(f'href="{href}"') == count
    assert "lost" in prose.html
    assert 'title=""' not in prose.html
    assert prose.description == "A b c."


@pytest.mark.parametrize("label", ['"><script>alert(1)</script>', '" onclick="alert(1)', "<b>"])
def test_a_hostile_footnote_stays_within_its_attribute(label: str) -> None:
    """A label is part of an id and an address; it can't break out of either."""
    result = render_prose(f"a[^{label}]\n\n[^{label}]: <img src=x onerror=alert(1)>[j](javascript:alert(1))\n").html
    assert "<script" not in result
    assert "onerror" not in result
    assert "onclick=" not in result.replace("&quot; onclick=", "")
    assert "javascript:" not in result


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("> [!NOTE]\n> a *b*\n>\n> - c\n", "!!! note\n    a *b*\n\n    - c\n"),
        (">[!warning]\n>a\n\n> b", "!!! warning\n    a\n\n> b"),
        ("> [!TIP]\n> a\n\n> [!CAUTION]\n> b", "!!! tip\n    a\n\n!!! caution\n    b"),
        ("a\n> [!TIP]\n> b\nc", "a\n\n!!! tip\n    b\n\nc"),
        ("> [!FOO]\n> a", "> \\[!FOO]\n> a"),
        ("> [!NOTE] a\n> b", "> \\[!NOTE] a\n> b"),
        (":::note\na\n:::\nb", "!!! note\n    a\n\nb"),
        ("::: warning 題\na\n\nb\n:::", '!!! warning "題"\n    a\n\n    b'),
        (':::info[*A* "b"]\na\n:::', '!!! info "*A* &quot;b&quot;"\n    a'),
        (":::message alert\na\n:::", "!!! danger\n    a"),
        (":::note warn\na\n:::", "!!! warning\n    a"),
        ("::::tip\n:::note\na\n:::\nb\n::::", "!!! tip\n    !!! note\n        a\n\n    b"),
        ("```\n:::note\n```\n:::tip\na\n:::", "```\n\\:::note\n```\n\n!!! tip\n    a"),
        ("> [!NOTE]\n> ```\n> a  b\n> ```\n> c", ":::note\n```\na  b\n```\nc\n:::"),
        ("> a\n> [!NOTE]\n> b", "> a\n> \\[!NOTE]\n> b"),
        (":::note\na", "\\:::note\na"),
        (":::details a\nb\n:::", "\\:::details a\nb\n\\:::"),
        ("- a\n\n  > [!TIP]\n  > b\n  >\n  > c\n\n- d", "- a\n\n    !!! tip\n        b\n\n        c\n\n- d"),
        ("1. a\n   > [!TIP]\n   > b\n2. c", "1. a\n\n    !!! tip\n        b\n\n2. c"),
        ("- a\n  > b\n  > [!TIP]\n  > c", "- a\n  > b\n  > \\[!TIP]\n  > c"),
        (
            "1. a\n\n   :::tip 題\n   b\n   - c\n   :::\n2. d",
            '1. a\n\n    !!! tip "題"\n        b\n\n        - c\n\n2. d',
        ),
        ("- a\n    - b\n\n      :::tip\n      c\n      :::", "- a\n    - b\n\n        !!! tip\n            c"),
        ("- a\n  :::tip\n  :::note\n  b\n  :::\n  :::", "- a\n\n    !!! tip\n        :::note\n        b\n\n  \\:::"),
        ("- a\n\n  b\n\n  > [!TIP]\n  > c", "- a\n\n    b\n\n    !!! tip\n        c"),
        ("- a\n  :::tip\n  b\n- c\n  :::", "- a\n  \\:::tip\n  b\n- c\n  \\:::"),
        ("- a\n\n        > [!TIP]\n        > b", "- a\n\n        > \\[!TIP]\n        > b"),
        ("a\n\n  > [!TIP]\n  > b", "a\n\n  > \\[!TIP]\n  > b"),
        ('??? tip "題"\n    a\n\n    b\nc', '!!! tip "題"\n    a\n\n    b\n\nc'),
        ('???+ note\n    a\n\n=== "A"\n    b', '!!! note\n    a\n\n!!! tab "A"\n    b'),
        ('??? "題"\n    a', '!!! note "題"\n    a'),
        (
            '=== "A"\n\n    !!! note\n        a\n=== "B"\n    b',
            '!!! tab "A"\n    !!! note\n        a\n\n!!! tab "B"\n    b',
        ),
        ('=== "A"\n    ```\n    a  b\n    ```\n    c', '{% tab title="A" %}\n```\na  b\n```\nc\n{% endtab %}'),
        ("Title\n=====\n\n    a", "# Title\n\n    a"),
        ("=== A\n    b", "\\=== A\n    b"),
        ('{% hint style="warning" %}\na\n\nb\n{% endhint %}\nc', "!!! warning\n    a\n\n    b\n\nc"),
        ('{% tabs %}\n{% tab title="A" %}\na\n{% endtab %}\n{% endtabs %}', '!!! tab "A"\n    a'),
        ('- a\n  {% hint style="info" %}\n  b\n  {% endhint %}', "- a\n\n    !!! info\n        b"),
        ('{% hint style="info" %}\na', '\\{% hint style="info" %}\na'),
        ('- a\n\n    === "A"\n\n        b\n\n- c', '- a\n\n    !!! tab "A"\n        b\n\n- c'),
        ('```\n=== "A"\n```\n\n    ??? note', '```\n\\=== "A"\n```\n\n    \\??? note'),
    ],
)
def test_call_outs_are_read_in_the_spellings_of_others(source: str, same: str) -> None:
    """GitHub's and those of other generators are python-markdown's; what is none of them stays text."""
    assert render_prose(source).html == render_prose(same).html.replace("\\:", ":").replace("\\[", "[").replace(
        "\\{", "{"
    ).replace("\\=", "=").replace("\\?", "?")


@pytest.mark.parametrize(
    ("source", "codes", "words"),
    [
        ("1. a\n   ```sh\n   b\n\n     <c>\n   ```\n2. d", ["1:b\n\n  <c>\n"], "a d"),
        ("- a\n\n    ~~~\n    - b\n    ~~~\n\n    c\n", ["1:- b\n"], "a c"),
        ("- a\n    - b\n\n        ```\n        c\n        ```\n- d", ["2:c\n"], "a b d"),
        ("- a\n\t```\n\tb\n\t```\n  ```\n  c\n  ```\n", ["1:b\n", "1:c\n"], "a"),
        ("- a\n\n  b\n\n  ```\n  c\n  ```\n", ["1:c\n"], "a b"),
        ("- a\n\n        ```\n        b\n        ```\n", ["1:```\nb\n```\n"], "a"),
        ("- a\n  ```\n  b\n\n- c\n  ```\n", [], "a ``` b c ```"),
        ("- a\n  ```\n  b\n  ~~~\n", [], "a ``` b ~~~"),
        ("- a\n  ``` b c\n  d\n  ```\n", [], "a b c d"),
        ("a\n\n```\n- b\n  ~~~\n  c\n  ~~~\n```\n", ["0:- b\n  ~~~\n  c\n  ~~~\n"], "a"),
    ],
)
def test_fenced_code_may_stand_in_a_list_item(source: str, codes: list[str], words: str) -> None:
    """As far set in as its writer likes; what is no fenced code of this item stays as it was, with each word."""
    page = BeautifulSoup(render_prose(source).html, "html.parser")
    assert [f"{len(code.find_parents('li'))}:{code.get_text()}" for code in page.select("pre")] == codes
    for code in page.select("pre"):
        code.decompose()
    assert " ".join(page.get_text().split()) == words


@pytest.mark.parametrize(
    "source",
    [
        "<pre>\n> [!NOTE]\n> a\n</pre>",
        "<div>\n:::note\na\n:::\n</div>",
        "<details><pre>\n:::tip\na\n:::\n</pre></details>",
    ],
)
def test_html_is_not_searched_for_call_outs(source: str) -> None:
    """What stands in raw HTML is text, as it is written."""
    assert "!!!" not in render_prose(source).html
    assert "admonition" not in render_prose(source).html


def test_a_call_out_without_a_title_gets_one_in_the_language_of_the_page() -> None:
    """Its kind, in the page's words; what the writer has given stays."""
    words = {"guide.callout_note": "補足"}
    assert ">補足</p>" in dress(render_prose("> [!NOTE]\n> a").html, words)
    assert ">補足</p>" in dress(render_prose("!!! note\n    a").html, words)
    assert ">題</p>" in dress(render_prose(":::note 題\na\n:::").html, words)
    assert ">Tip</p>" in dress(render_prose("> [!TIP]\n> a").html, words)


PIECES: tuple[str, ...] = (
    "```",
    "~~~",
    "`",
    "    ",
    "\t",
    "|",
    "---",
    "!!!",
    "! ",
    "[^1]",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "{#x .y}",
    "#",
    "# ",
)
PIECES += (
    "- ",
    "1. ",
    ">",
    "\n",
    "\n\n",
    "a",
    "b c",
    "*",
    "_",
    "\\",
    "<b>",
    "</b>",
    "<div>",
    "&#123;",
    "> [!NOTE]\n",
    ":::tip\n",
    ":::\n",
    '"',
    "=",
    "\x1atable0\x1a",
)


@pytest.mark.parametrize(
    "source",
    [
        '> ```json\n> {"a": 1}\n> ```',
        '>```json\n>{"a": 1}\n>```',
        '> b\n>\n> ```json\n> {"a": 1}\n> ```\n>\n> c',
        '- b\n  > ```json\n  > {"a": 1}\n  > ```\n- c',
        '> - b\n>   ```json\n>   {"a": 1}\n>   ```',
        '> > ```json\n> > {"a": 1}\n> > ```',
        '> [!TIP]\n> ```json\n> {"a": 1}\n> ```',
    ],
)
def test_fenced_code_in_a_quote_is_code(source: str) -> None:
    """Nothing in it is taken for attributes, and nothing is left over beside it."""
    page = BeautifulSoup(render_prose(source).html, "html.parser")
    assert [item.get_text() for item in page.select("pre")] == ['{"a": 1}\n']
    assert not [item for item in page.select("p") if not item.get_text().strip()]


def test_a_fence_in_indented_code_stays_code() -> None:
    """With the marks of the quote."""
    assert "&gt; ```\n&gt; b" in render_prose("a\n\n    > ```\n    > b\n    > ```").html


@pytest.mark.parametrize("source", ["- a\n-\n- b", "- a\n- \n- b", "1. a\n2.\n3. b", "- a\n*\n- b"])
def test_an_empty_item_is_one(source: str) -> None:
    """And makes no heading of what is above."""
    page = BeautifulSoup(render_prose(source).html, "html.parser")
    assert [item.get_text() for item in page.select("li")] == ["a", "", "b"]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("| a | b |\n|---|---|\n| ~~~ | c |")
@example("- a\n\n      b\n\n!!! note\n    c")
@example("a[^1]\n\n[^1]: b\n\n# c {#d}")
@example("``` {#x .y}\na\n```")
@example("# a { .b }")
@example("- a\n    : b")
@example("- a\n\t: b")
@example("> a\n>: b")
@example("~~~\na\n~~~")
@example("<div>\n\n    > [!NOTE]\n```")
@example("> a\n>```\n> b\n>```")
def test_an_extension_is_left_out_only_where_it_does_nothing(text: str) -> None:
    """Its marks tell: with all extensions, what comes out is the same."""
    everything = "".join(mark for _, _, marks in prose._EXTENSIONS for mark in marks)
    assert prose._converter(text).convert(text) == prose._converter(everything).convert(text)
