"""Prose rendered: what writers know from elsewhere works, and stays safe."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errdex.markup import prose
from errdex.markup.prose import render_prose


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
    '"',
    "=",
    "\x1atable0\x1a",
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("| a | b |\n|---|---|\n| ~~~ | c |")
@example("- a\n\n      b\n\n!!! note\n    c")
@example("a[^1]\n\n[^1]: b\n\n# c {#d}")
@example("``` {#x .y}\na\n```")
@example("# a { .b }")
@example("~~~\na\n~~~")
def test_an_extension_is_left_out_only_where_it_does_nothing(text: str) -> None:
    """Its marks tell: with all extensions, what comes out is the same."""
    everything = "".join(mark for _, _, marks in prose._EXTENSIONS for mark in marks)
    assert prose._converter(text).convert(text) == prose._converter(everything).convert(text)
