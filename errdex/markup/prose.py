"""Markdown to HTML, for guides, for the prose around error tables and for notes.

python-markdown renders, with fenced code (highlighted by classes), tables, call-outs (`!!! note "…"`, `> [!NOTE]`,
`:::note`, `=== "tab"`), footnotes (`[^1]`), `~~struck out~~` words, definition lists, tasks (`- [x] done`), explicit
heading ids (`## 手順 {#steps}`) and a table of contents; what HTML comes out, or came in, goes through the sanitiser.

    ## 署名の手順 {#steps}          ->  <h2 id="steps">署名の手順</h2>, heading (2, "steps", "署名の手順")
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from errdex.markup.clean import clean_html, plain_text
from errdex.markup.lost import Lost, find_lost
from errdex.markup.plain import render_plain, slugify
from errdex.noun import noun
from errdex.pattern import pattern

if TYPE_CHECKING:
    from markdown import Markdown  # imported late: most builds find their prose unchanged

_H1 = pattern(r"<h1\b[^>]*>(.*?)</h1>\s*", re.DOTALL)
_HEADING = pattern(r'<h([2-6])\b[^>]*?(?:\sid="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_PARAGRAPH = pattern(r"<p>(.*?)</p>", re.DOTALL)
_AFTER_TABLE = pattern("(\x1atable[0-9]+\x1a\n\n)\n+")
"""The empty lines that a document keeps in place of an error table, to number the others as in its source."""
_ABOVE_TABLE = pattern("(?<=\n\n)\n+(?=[ ]+\x1atable)")
"""Others above one that is set in: behind two of them it would be in no footnote."""
_BACK = pattern(r'((?:&#160;)?<a class="footnote-backref" href="#([^"]*)") title=""(>&#8617;</a>)')
"""The link from a footnote to where it is referred to."""
_REFERRING = pattern(r'<sup id="([^"]*)">')
_REFERENCE = pattern(r'<sup id="fnref[^"]*">.*?</sup>')
_STRUCK = r"()(?<![A-Za-z0-9_~])~~(?=[^\s~])((?:[^~]|~(?!~))+)(?<=[^\s~])~~(?![A-Za-z0-9_~])"
"""As in a cell: between words, two tildes are two tildes."""
_TASK = pattern(r"<li>(\s*(?:<p>)?)\[([ xX])\](?= )")
_ALIGN = pattern(r'<(t[hd]) style="text-align: (left|center|right);">')


@noun
class Prose:
    """A piece of Markdown, rendered."""

    html: str
    """Sanitised; headings from h2 down, each with an id."""
    title: str
    """Plain text of the first h1; empty where there is none."""
    headings: tuple[tuple[int, str, str], ...]
    """Level, id and plain text of each heading that stays."""
    description: str
    """Plain text of the first paragraph, at most 160 characters."""
    lost: tuple[Lost, ...] = ()
    """What was left out of it."""
    heading: str = ""
    """The first h1 as it stands in `html`, with the blank space behind it."""

    def below(self, *titles: str) -> Prose:
        """Return the prose as it stands below one of these titles of a page: without an h1 that says the same."""
        if self.title not in titles:
            return replace(self, title="", heading="")
        return replace(self.of(self.html.replace(self.heading, "", 1)), heading="")

    def of(self, source: str) -> Prose:
        """Return the prose with other HTML, which has been cleaned, in the place of its own."""
        return replace(self, html=source, headings=_headings(source))


def render_prose(text: str) -> Prose:
    """Return the Markdown `text` as HTML; raises RecursionError on lists or quotes nested beyond Python's depth."""
    if not text.strip():
        return Prose("", "", (), "")
    # Python-markdown takes 3 µs for an empty line, and a table leaves as many as it had.
    text = _ABOVE_TABLE.sub("", _AFTER_TABLE.sub(r"\1", text))
    plain = render_plain(text)
    source = _ALIGN.sub(r'<\1 class="\2">', _converter(text).convert(text)) if plain is None else plain
    source = _TASK.sub(lambda match: f'<li class="task">{match[1]}{"☐" if match[2] == " " else "☑"}', source)
    if "footnote-backref" in source:
        known = frozenset(_REFERRING.findall(source))
        source = _BACK.sub(lambda match: match[1] + match[3] if match[2] in known else "", source)
    clean = clean_html(source, prose=True)
    first = _H1.search(clean)
    title, heading = ("", "") if first is None else (plain_text(first[1]), _as_h2(first[0]))
    if first:
        clean = _as_h2(clean)
    return Prose(clean, title, _headings(clean), _describe(clean), tuple(find_lost(source)), heading)


def _headings(source: str) -> tuple[tuple[int, str, str], ...]:
    found = _HEADING.findall(source)
    return tuple((int(level), html.unescape(id_), plain_text(words)) for level, id_, words in found if id_)


def _as_h2(source: str) -> str:
    """Return HTML with each h1 as an h2: the page has one of its own."""
    return re.sub(r"<(/?)h1\b", r"<\1h2", source)


_CALLOUTS = ("!!!", "???", "===", "> [!", ">[!", ":::", "{%")
_BULLETS = tuple(
    f"{mark}{blank}"
    for mark in ("-", "*", "+", *(f"{digit}{end}" for digit in range(10) for end in ".)"))
    for blank in " \t"
)
_DEFINITIONS = ("\n:", " :", "\t:", ">:")
_EXTENSIONS: tuple[tuple[str, dict[str, object], tuple[str, ...]], ...] = (
    ("markdown.extensions.fenced_code", {}, ("```", "~~~")),
    ("errdex.markup.lists", {}, (*_BULLETS, " ```", " ~~~", "\t```", "\t~~~")),
    ("errdex.markup.fences", {}, (" ```", " ~~~", "\t```", "\t~~~", ">```", ">~~~")),
    ("markdown.extensions.codehilite", {"guess_lang": False, "css_class": "highlight"}, ("```", "~~~", "    ", "\t")),
    ("markdown.extensions.tables", {}, ("|",)),
    ("errdex.markup.elsewhere", {}, ("{:", "[toc]", "[TOC]", "[Toc]", "[[_TOC_]]", "[[toc", "[[TOC", "${toc}")),
    ("errdex.markup.callouts", {}, _CALLOUTS),
    ("markdown.extensions.admonition", {}, _CALLOUTS),
    ("markdown.extensions.footnotes", {"BACKLINK_TITLE": ""}, ("[^",)),
    ("markdown.extensions.attr_list", {}, ("{",)),
    ("errdex.markup.definitions", {}, _DEFINITIONS),
    ("markdown.extensions.def_list", {}, _DEFINITIONS),
    ("markdown.extensions.sane_lists", {}, ()),
    ("markdown.extensions.toc", {"slugify": slugify}, ()),
)
"""The extensions by module, their settings, and marks one of which a text holds that has a use for them."""


def _converter(text: str) -> Markdown:
    """Return a fresh python-markdown converter: it keeps ids and references of one document, and none must leak.

    An extension that the text has none of the marks of is left out: to import them all and to make their patterns takes
    5 ms, 3 % of a small build.
    """
    from markdown import Markdown
    from markdown.inlinepatterns import SimpleTagInlineProcessor, SubstituteTagInlineProcessor

    converter = Markdown(
        output_format="html",
        extensions=[
            import_module(name).makeExtension(**settings)
            for name, settings, marks in _EXTENSIONS
            if not marks or any(mark in text for mark in marks)
        ],
    )
    converter.ESCAPED_CHARS.append("~")
    converter.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "del", 65)
    converter.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 95)
    return converter


def _describe(source: str) -> str:
    for found in _PARAGRAPH.finditer(source):
        text = " ".join(plain_text(_REFERENCE.sub("", found[1])).split())
        if text and "\x1a" not in text:
            return text if len(text) <= 160 else text[:159].rstrip() + "…"
    return ""
