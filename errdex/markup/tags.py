"""HTML tags as text: which ones content may use, and how all others stay visible.

Writers put placeholders in angle brackets (`<app_id>`), which every HTML parser takes for a tag and every sanitiser
drops. Here a tag that content cannot mean becomes text before anybody parses it:

    "Set <app_id> to <b>your</b> id"  ->  "Set &lt;app_id> to <b>your</b> id"
"""

from __future__ import annotations

import re

from errdex.pattern import pattern

PHRASING = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font"),
        *("i", "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    )
)
"""Tags within a line that content may use."""

FLOW = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "ul"),
    )
)
"""Tags that begin a line of their own."""

TABLE = frozenset(["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"])

VOID = frozenset(
    ["br", "hr", "img", "wbr", "col", "input", "area", "base", "embed", "link", "meta", "param", "source", "track"]
)

ALLOWED = PHRASING | FLOW | TABLE
"""What the sanitiser lets through, table tags where they make sense."""

HIDDEN = frozenset(["script", "style", "noscript", "template"])
"""Tags whose content no browser shows: they go with their content."""

DROPPED = frozenset(
    (
        *("applet", "area", "audio", "base", "basefont", "body", "button", "canvas", "data", "datalist"),
        *("dialog", "dir", "embed", "fieldset", "form", "frame", "frameset", "head", "hgroup", "html"),
        *("iframe", "input", "label", "legend", "link", "map", "math", "menu", "meta", "meter", "noembed"),
        *("noframes", "object", "optgroup", "option", "output", "param", "picture", "plaintext", "progress"),
        *("search", "select", "slot", "source", "svg", "textarea", "time", "title", "track", "video", "xmp"),
    )
)
"""Tags that HTML knows and content may not use: their text stays; a bare one, never closed, is a placeholder."""

_OPENING = pattern(r"<(/?)([A-Za-z][^\s/<>]*)([^<>]*)(>?)")
_NAME = re.compile(r"</?([A-Za-z][^\s/<>]*)")
_UNCLOSED = re.compile(r"</?[A-Za-z][^<>]*(?:<|\Z)")
_END = pattern(r"</([A-Za-z][^\s/<>]*)")


def is_known(name: str) -> bool:
    """Tell whether HTML has a tag of this name, in lower case."""
    return name in ALLOWED or name in HIDDEN or name in DROPPED


def end_tags(html: str) -> frozenset[str]:
    """Return the names of all end tags in `html`."""
    return frozenset(name.lower() for name in _END.findall(html)) if "</" in html else frozenset()


def is_words(name: str, attributes: str, ends: frozenset[str]) -> bool:
    """Tell whether the tag `<name attributes>` is words in angle brackets; `ends` are the end tags around it."""
    if name in ALLOWED or name in HIDDEN:
        return False
    return name not in DROPPED or (not attributes.strip(" /") and name not in ends)


def show_unknown_tags(html: str) -> str:
    """Return `html` in which the `<` of all that is no tag content may mean is written `&lt;`."""
    names = {name.lower() for name in set(_NAME.findall(html))}
    if names <= ALLOWED and not _UNCLOSED.search(html):
        return html
    ends = end_tags(html)

    def shown(match: re.Match[str]) -> str:
        slash, name, attributes, end = match.groups()
        words = is_words(name.lower(), slash + attributes, ends) or not (end or "=" in attributes)
        return "&lt;" + match[0][1:] if words else match[0]

    return _OPENING.sub(shown, html)
