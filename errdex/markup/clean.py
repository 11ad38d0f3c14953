"""HTML that is safe to print, and the plain text of it.

`clean_html` takes any HTML and gives back the allowed part of it, well formed; `plain_text` takes what `clean_html`
gave.
"""

from __future__ import annotations

import html as entities
import re
from functools import cache
from typing import TYPE_CHECKING

from errdex.markup.tags import ALLOWED, FLOW, HIDDEN, VOID, show_unknown_tags
from errdex.pattern import pattern

if TYPE_CHECKING:
    import nh3

MAX_DEPTH = 200
"""Open tags at one place; deeper content is shown without its tags, because parsers take quadratic time for it."""

_SHALLOW = VOID | frozenset(("p", "li", "dt", "dd", "option"))
"""Tags that hold nothing, or that the next one of their kind closes."""
_CELLS = frozenset(("td", "th", "tr"))
"""Tags before which a browser closes all that is open in their table."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*>")
_ANCHOR = pattern(r"<a>(.*?)</a>", re.DOTALL)
"""A link that leads nowhere: an anchor, or one whose address is not safe."""
_NAMED = pattern(r'<a\b((?:[^<>"]|"[^"]*")*?)\sname="([^"]*)"((?:[^<>"]|"[^"]*")*)>')
"""An anchor as old pages write it."""
_LINE_BREAK = re.compile(rf"<br>|</?(?:{'|'.join(sorted(FLOW | {'tr', 'table', 'caption'}))})\b[^>]*>")
_PRE = pattern(r"<pre\b.*?</pre>", re.DOTALL)
_AS_MARKS = str.maketrans({"\n": "<br>", " ": "\1", "\t": "\2"})
_AS_BLANKS = str.maketrans("\1\2", " \t")
_CELL_END = re.compile(r"</t[dh]>")
_REFERENCE = pattern(r"&#(?:0*+([0-9]{1,3})(?![0-9])|[xX]0*+([0-9a-fA-F]{1,2})(?![0-9a-fA-F]));?")
_WORDS = r"[^<>&\xa0\ufeff\0\r]*+"
_SOUND = re.compile(
    rf"{_WORDS}(?:<(?:br>|(?P<tag>b|code|em|i|strong)>{_WORDS}</(?P=tag)>|"
    r"a href=(?P<quote>[\"'])(?:https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}/)?[\w/.?=#-]+(?P=quote)>"
    rf"{_WORDS}</a>){_WORDS})*",
    re.ASCII,
)
"""Text, marks and links that are safe and well formed as they are, as those of most cells: that takes a fifth of the
time (5 µs a cell). Of an address with a host the last label has no digit, or it could be a number that is none."""
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")


@cache
def _cleaner(prose: bool) -> nh3.Cleaner:
    import nh3

    attributes = {
        "a": {"href", "title"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "details": {"open"},
    }
    if prose:
        attributes["*"] = {"id", "class", "lang"}
        attributes["a"] |= {"name"}
    return nh3.Cleaner(
        tags=set(ALLOWED - {"font", "center", "nobr", "acronym", "big", "strike", "tt"}),
        clean_content_tags=set(HIDDEN),
        attributes=attributes,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def clean_html(html: str, prose: bool = False) -> str:
    """Return the safe part of `html`, well formed; tags that nobody knows are text; `prose` keeps id, class, lang."""
    if "<" not in html and "&" not in html and ">" not in html and "\xa0" not in html:
        return html
    if _SOUND.fullmatch(html):
        return html.replace("<a href='", '<a href="').replace("'>", '">') if "'" in html else html
    shown = without_controls(show_unknown_tags(html))
    if is_too_deep(shown):
        shown = _TAG.sub("", shown)
    clean = _cleaner(prose).clean(shown)
    if prose and ' name="' in clean:
        clean = _NAMED.sub(_by_id, clean)
    return _ANCHOR.sub(r"\1", clean) if "<a>" in clean else clean


def without_controls(html: str) -> str:
    """Return the HTML with U+FFFD for each reference to a control character: those are the site's own marks."""
    return _REFERENCE.sub(_shown, html) if "&#" in html else html


def _shown(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else int(match[2], 16)
    return "\ufffd" if number == 127 or (number < 32 and number not in (9, 10)) else match[0]


def _by_id(match: re.Match[str]) -> str:
    """Return an anchor with an id instead of its name."""
    before, name, after = match.groups()
    place = f' id="{name}"' if name and " id=" not in before + after else ""
    return f"<a{place}{before}{after}>"


def is_too_deep(html: str) -> bool:
    """Tell whether the tags of `html` may nest deeper than `MAX_DEPTH`."""
    if html.count("<") <= MAX_DEPTH:
        return False
    depth, tables = 0, [0]
    for slash, written in _TAG.findall(html):
        name = written.lower()
        if name in _SHALLOW:
            continue
        if name in _CELLS:
            depth = tables[-1]
        elif slash:
            depth = max(0, depth - 1)
            tables = tables[:-1] if name == "table" and len(tables) > 1 else tables
        else:
            depth += 1
            if name == "table":
                tables.append(depth)
        if depth > MAX_DEPTH:
            return True
    return False


def plain_text(html: str) -> str:
    r"""Return the visible text of cleaned `html`: white space folded, `<br>` and the ends of blocks as `\n`.

    In `<pre>` lines and blanks stay as they are; only empty lines go.
    """
    if "<" in html:
        if "<pre" in html:
            html = _PRE.sub(lambda match: match[0].translate(_AS_MARKS), html)
        html = _CELL_END.sub(" ", _LINE_BREAK.sub("\0", html.replace("\n", " ")))
        html = _TAG.sub("", html)
    text = entities.unescape(html) if "&" in html else html
    if not text.isascii():
        text = _INVISIBLE.sub("", text.replace("\xa0", " "))
    if "\0" in text:
        lines = (" ".join(line.split()) for line in text.split("\0"))
        return "\n".join(line for line in lines if line).translate(_AS_BLANKS)
    return " ".join(text.split())
