r"""Inline Markdown of a table cell, in linear time.

In: the source of a cell, Markdown with HTML in it. Out: HTML, not yet cleaned.

    see **this**, `a|b` and [the guide](guide.md)<br>not <app_id>
    see <strong>this</strong>, <code>a|b</code> and <a href="guide.md">the guide</a><br>not &lt;app_id&gt;

The rules are CommonMark's (spec.commonmark.org, chapter 6) with three changes for tables of codes: `_` and `*` inside
a word are letters (`%.*ls`, `2*3*4`); bold may end next to Chinese or Japanese punctuation; there are no reference
links, for their tables come with them written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from errdex.markup.tags import ALLOWED, end_tags, is_words
from errdex.pattern import pattern

_SPECIAL = re.compile("[<>&`*\\\\\xa0\u00ad\u200b\u2060\ufeff~\\]_]")
_MARKED = re.compile("[<>&`*\\\\\xa0\u00ad\u200b\u2060\ufeff]|\\]\\(|~~|(?<![^\\W_])_(?=\\S)")

_MARKDOWN_LETTER = re.compile(r"[`*\]~_]")
_MARKDOWN = pattern(r"[`*]|\]\(|~~|(?<![^\W_])_(?=\S)")

_TOKEN = pattern(
    r"""
      \\(?P<escape>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)
    | <(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>
    | (?P<tag><(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>)
    | (?P<comment><!--.*?-->)
    | (?P<emphasis>\*{1,3}|_{1,3}|~~)
    | (?P<open>!?\[)
    | (?P<close>\])
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = pattern(
    r"""\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)"""
)
_FENCED = pattern(r"[^\n]*\n(.*?)(?:(?<=\n)|\n)[ \t]*", re.DOTALL)
"""What stands between the fences of a block of code: a language, and the code."""
_ENTITY = pattern(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)")
_TAGS: Mapping[str, str] = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}


def has_markdown(html: str) -> bool:
    """Tell whether HTML, put in order, may hold Markdown: all of `is_marked` but what HTML itself is made of."""
    letter = _MARKDOWN_LETTER.search(html)
    return letter is not None and _MARKDOWN.search(html, letter.start()) is not None


def is_marked(source: str) -> bool:
    """Tell whether a cell is more than plain text; asks for single letters first, which is ten times faster."""
    letter = _SPECIAL.search(source)
    return letter is not None and _MARKED.search(source, letter.start()) is not None


def render_inline(source: str, in_html: bool = False) -> str:
    """Return the HTML of a cell; in a cell of an HTML table a backslash is a letter, and `&lt;` in code is `<`."""
    if not is_marked(source):
        return source
    return _Inline(source, in_html).render()


class _Inline:
    """One pass over the source: pieces of output, and the places of what is still open."""

    def __init__(self, source: str, in_html: bool) -> None:
        self.source = source
        self.in_html = in_html
        self.out: list[str] = []
        self.brackets: list[int] = []
        self.emphases: dict[str, list[int]] = {}
        self.unmatched_ticks: set[int] = set()
        self.ends: frozenset[str] | None = None

    def render(self) -> str:
        """Return the HTML."""
        source, position = self.source, 0
        while match := _TOKEN.search(source, position):
            self.text(source[position : match.start()])
            kind = match.lastgroup if match.lastgroup not in ("slash", "name", "rest") else "tag"
            position = getattr(self, f"on_{kind}")(match)
        self.text(source[position:])
        return "".join(self.out)

    def text(self, text: str) -> None:
        if text:
            self.out.append(_shown(text))

    def on_escape(self, match: re.Match[str]) -> int:
        if self.in_html:
            self.text(match[0])
        elif self.source.startswith("[^", match.start("escape")):
            # Footnotes are linked in what comes out; a tag keeps this from being taken for the mark of one.
            self.out.append("<span>[</span>")
        else:
            self.text(match["escape"])
        return match.end()

    def on_ticks(self, match: re.Match[str]) -> int:
        ticks = match["ticks"]
        if len(ticks) not in self.unmatched_ticks:
            closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.source, match.end())
            if closing:
                code = self.source[match.end() : closing.start()]
                if len(ticks) > 2 and self.in_html and self.fenced(match.start(), code, closing.end()):
                    return closing.end()
                if len(code) > 2 and code[0] == code[-1] == " " and code.strip():
                    code = code[1:-1]
                self.out.append(f"<code>{_shown(code) if self.in_html else escape(code, quote=False)}</code>")
                return closing.end()
            self.unmatched_ticks.add(len(ticks))
        self.text(ticks)
        return match.end()

    def fenced(self, start: int, between: str, end: int) -> bool:
        """Put out a block of code if that is what begins at `start`, its fences alone on their lines; tell whether."""
        inner = _FENCED.fullmatch(between)
        line, below = self.source.rfind("\n", 0, start) + 1, self.source.find("\n", end)
        if not inner or (self.source[line:start] + self.source[end : below if below >= 0 else None]).strip():
            return False
        code = re.sub(rf"^[ \t]{{1,{start - line}}}", "", inner[1], flags=re.MULTILINE) if start > line else inner[1]
        self.out.append(f"<pre><code>{_shown(code)}</code></pre>")
        return True

    def on_auto(self, match: re.Match[str]) -> int:
        target = match["auto"]
        scheme = "" if ":" in target else "mailto:"
        self.out.append(f'<a href="{escape(scheme + target)}">{escape(target)}</a>')
        return match.end()

    def on_tag(self, match: re.Match[str]) -> int:
        name = match["name"].lower()
        if name not in ALLOWED:
            self.ends = end_tags(self.source) if self.ends is None else self.ends
            if is_words(name, match["slash"] + match["rest"], self.ends):
                self.text("<")
                return match.start() + 1
        self.out.append(match[0])
        return match.end()

    def on_comment(self, match: re.Match[str]) -> int:
        return match.end()

    def on_emphasis(self, match: re.Match[str]) -> int:
        run, start, end = match["emphasis"], match.start(), match.end()
        before = self.source[start - 1 : start] or " "
        after = self.source[end : end + 1] or " "
        closes = not before.isspace() and not ((_is_word(before) or _is_mark(before)) and _is_word(after))
        opens = not after.isspace() and not (_is_word(before) and (_is_word(after) or _is_mark(after)))
        parts = ["**", "*"] if run == "***" else ["__", "_"] if run == "___" else [run]
        if closes and all(self.emphases.get(part) for part in parts):
            for part in parts:
                self.out[self.emphases[part].pop()] = f"<{_TAGS[part]}>"
            self.out.append("".join(f"</{_TAGS[part]}>" for part in reversed(parts)))
        elif opens:
            for part in parts:
                self.emphases.setdefault(part, []).append(len(self.out))
                self.out.append(part)
        else:
            self.text(run)
        return end

    def on_open(self, match: re.Match[str]) -> int:
        self.brackets.append(len(self.out))
        self.out.append(match["open"])
        return match.end()

    def on_close(self, match: re.Match[str]) -> int:
        target = _TARGET.match(self.source, match.end()) if self.brackets else None
        if not target:
            if self.brackets:
                self.brackets.pop()
            self.text("]")
            return match.end()
        opening = self.brackets.pop()
        url = escape((target[1] if target[1] is not None else target[2]).replace("\\", ""))
        title = target[3] or target[4]
        attribute = f' title="{escape(title)}"' if title else ""
        if self.out[opening] == "![":
            alternative = re.sub(r"<[^>]*>", "", "".join(self.out[opening + 1 :]))
            self.out[opening:] = [f'<img src="{url}" alt="{alternative}"{attribute}>']
            for places in self.emphases.values():
                places[:] = [place for place in places if place < opening]
        else:
            self.out[opening] = f'<a href="{url}"{attribute}>'
            self.out.append("</a>")
            self.brackets = [place for place in self.brackets if self.out[place] == "!["]
        return target.end()


def _shown(text: str) -> str:
    """Return text of HTML, in which entities are entities and nothing is a tag."""
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def _is_mark(character: str) -> bool:
    return character.isascii() and not character.isalnum() and not character.isspace()
