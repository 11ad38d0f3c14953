"""Rewriting sanitised HTML: its links, words and codes.

All of it works on what the sanitiser has put out, so every tag is whole, every attribute stands in double quotes and
every `<` in text is `&lt;`; that is why a regular expression may walk it, a hundred times faster than a tree.

    <p>See <a href="signature.md">署名方法</a>, code <code>4100</code>.</p>
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Mapping

from errdex.pattern import pattern

_TAG = pattern(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>')
_LINK = re.compile(r'(<(?:a|img)\b(?:[^>"]|"[^"]*")*?\s(?:href|src)=")([^"]*)(")')
_OPAQUE = frozenset({"a", "code", "pre", "kbd", "samp"})
"""Elements in whose text no word becomes a link."""


def rewrite_links(source: str, resolve: Callable[[str, bool], str]) -> str:
    """Return the HTML with each `href` and `src` replaced by what `resolve` makes of it (both unescaped).

    It is told too whether the address is that of a picture.
    """
    if "<a " not in source and "<img " not in source:
        return source

    def replace(match: re.Match[str]) -> str:
        address = resolve(html.unescape(match[2]), match[1].startswith("<img"))
        return match[1] + html.escape(address) + match[3]

    return _LINK.sub(replace, source)


def link_words(source: str, words: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """Link the first place of each of the words; return the HTML and the words found.

    `words` maps plain text to an address. Text inside links and code stays as it is.
    """
    wanted = {html.escape(word, quote=False): (word, url) for word, url in words.items()}
    wanted = {text: pair for text, pair in wanted.items() if text in source}
    if not wanted:
        return source, frozenset()
    pattern = re.compile("|".join(re.escape(text) for text in sorted(wanted, key=len, reverse=True)))
    found: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        word, url = wanted[match[0]]
        if word in found:
            return match[0]
        found.add(word)
        return f'<a href="{html.escape(url)}">{match[0]}</a>'

    return _replace_in_text(source, pattern, replace), frozenset(found)


_NOTE = pattern(r'<li id="fn:([^"]*)">')
_MARK = pattern(r"\[\^([^\[\]<>]+)\]")
"""A label has no bracket in it; with an opening one, a run of `[^` would be looked through from each of them."""
REFERENCE = pattern(r'<sup><a href="[^"]*#fn:[^"]*">[0-9]+</a></sup>')
"""What `link_footnotes` makes of a mark."""


def footnotes_of(source: str) -> Mapping[str, int]:
    """Return the number of each footnote that stands at the end of rendered prose, by its label."""
    _, there, notes = source.rpartition('<div class="footnote">')
    return {html.unescape(label): number for number, label in enumerate(_NOTE.findall(notes), 1)} if there else {}


def link_footnotes(source: str, numbers: Mapping[str, int], page: str) -> str:
    """Return the HTML with each mark `[^label]` of a footnote as a link to it; `page` is the address that has them.

    Any other one, and those inside links and code, stay as they are.
    """

    def replace(match: re.Match[str]) -> str:
        label = html.unescape(match[1])
        if label not in numbers:
            return match[0]
        return f'<sup><a href="{html.escape(page)}#fn:{html.escape(label)}">{numbers[label]}</a></sup>'

    return _replace_in_text(source, _MARK, replace)


def take_footnotes(source: str, labels: Container[str]) -> tuple[str, tuple[str, ...]]:
    """Return the HTML without the marks of footnotes of these labels, and those marks."""
    taken: list[str] = []

    def replace(match: re.Match[str]) -> str:
        if html.unescape(match[1]) not in labels:
            return match[0]
        taken.append(match[0])
        return ""

    return _replace_in_text(source, _MARK, replace), tuple(taken)


def _replace_in_text(source: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    """Return the HTML with what a pattern finds in its text replaced, but for the text of links and code."""
    out, depth, position = [], 0, 0
    for tag in _TAG.finditer(source):
        piece = source[position : tag.start()]
        out += [piece if depth else pattern.sub(replace, piece), tag[0]]
        position = tag.end()
        if tag[2] in _OPAQUE:
            depth += -1 if tag[1] else 1
    piece = source[position:]
    out.append(piece if depth else pattern.sub(replace, piece))
    return "".join(out)


_SCAN = re.compile(
    r'<h[2-6]\b[^>]*\sid="(?P<id>[^"]*)"'
    r"|<(?P<opaque>pre|a)\b(?:[^>\"]|\"[^\"]*\")*>.*?</(?P=opaque)>"
    r"|(?P<open><(?P<tag>code|t[dh])\b[^>]*>)(?P<text>[^<>]{1,200})(?P<close></(?P=tag)>)"
    r"|(?P<cell><t[dh]\b[^>]*>)<code>(?P<code>[^<>]{1,200})</code>(?P<end></t[dh]>)",
    re.DOTALL,
)


def link_codes(source: str, find: Callable[[str], str]) -> tuple[str, tuple[tuple[str, str, bool], ...]]:
    """Link every code that stands alone in inline code or a table cell.

    `find` gives the address for the plain text of a code, or an empty string. Returns the HTML and the mentions in
    order: (text, id of the heading above, whether it stood in a table cell).
    """
    section = ""
    mentions: list[tuple[str, str, bool]] = []

    def replace(match: re.Match[str]) -> str:
        nonlocal section
        if match["id"] is not None:
            section = html.unescape(match["id"])
            return match[0]
        shown = match["text"] or match["code"]
        text = html.unescape(shown or "").strip()
        url = find(text) if text else ""
        if not url:
            return match[0]
        mentions.append((text, section, match["tag"] != "code"))
        link = f'<a href="{html.escape(url)}">'
        if match["cell"]:
            return f"{match['cell']}{link}<code>{shown}</code></a>{match['end']}"
        if match["tag"] == "code":
            return f"{link}{match[0]}</a>"
        return f"{match['open']}{link}{shown}</a>{match['close']}"

    return _SCAN.sub(replace, source), tuple(mentions)
