"""Rendered Markdown, dressed for a page: permalinks at headings, tables and code that scroll inside themselves.

Before and after:

    <h2 id="x">X</h2>   ->   <h2 id="x"><a class="permalink" href="#x">X</a></h2>
    <pre>…              ->   <pre tabindex="0">…
    <table>…            ->   <div class="scroll" role="group" tabindex="0" …><table>…
    <p …>Note</p>       ->   <p …>補足</p>      as the title of a call-out to which its writer gave none
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import escape

from errdex.pattern import pattern

_HEADING = re.compile(r'(<h([2-6]) id="([^"]*)"[^>]*>)(.*?)</h\2>', re.DOTALL)
_UNTITLED = pattern(r'(<div class="admonition (\w+)">\s*<p class="admonition-title">)(\w+)(?=</p>)', re.ASCII)
_TAG = re.compile(r"<[^>]*>")
_JOINT = pattern(r"(?:(?<=[._/])|(?<=::))(?=[^\s<._/:])(?![^<]*>)")
"""A place in a text, not in a tag, behind `.`, `_`, `/` or `::`."""


def breakable(html: str) -> str:
    """Return HTML whose long codes may break at their joints: `InvalidParameter.<wbr>Foo`."""
    return _JOINT.sub("<wbr>", html)


def dress(html: str, t: Mapping[str, str]) -> str:
    """Return the HTML of prose with permalinks, and a place in the tab order for what scrolls (WCAG 2.1.1)."""

    def link(found: re.Match[str]) -> str:
        start, level, name, inner = found.groups()
        if inner and "<a" not in inner:
            return f'{start}<a class="permalink" href="#{name}">{inner}</a></h{level}>'
        # No link can stand within another, so it stands beside; the style sheet gives it its sign.
        label = t["guide.permalink"].replace("{heading}", unescape(_TAG.sub("", inner)))
        anchor = f'<a class="permalink" href="#{name}" aria-label="{escape(label)}"></a>'
        return f"{start}{inner} {anchor}</h{level}>"

    def name(found: re.Match[str]) -> str:
        start, kind, title = found.groups()
        return start + (t.get(f"guide.callout_{kind}", title) if title == kind.capitalize() else title)

    html = _HEADING.sub(link, html)
    if "admonition" in html:
        html = _UNTITLED.sub(name, html)
    html = html.replace("<pre>", '<pre tabindex="0">')
    if "<table" in html:
        label = escape(t["guide.table"])
        html = html.replace("<table", f'<div class="scroll" role="group" aria-label="{label}" tabindex="0"><table')
        html = html.replace("</table>", "</table></div>")
    return html
