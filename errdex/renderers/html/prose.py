"""Rendered Markdown, dressed for a page: permalinks at headings, tables and code that scroll inside themselves.

Before and after:

    <h2 id="x">X</h2>   ->   <h2 id="x">X <a class="permalink" href="#x" …>#</a></h2>
    <pre>…              ->   <pre tabindex="0">…
    <table>…            ->   <div class="scroll" role="group" tabindex="0" …><table>…
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import escape

_HEADING = re.compile(r'(<h([2-6]) id="([^"]*)"[^>]*>)(.*?)</h\2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_JOINT = re.compile(r"(?:(?<=[._/])|(?<=::))(?=[^\s<._/:])(?![^<]*>)")
"""A place in a text, not in a tag, behind `.`, `_`, `/` or `::`."""


def breakable(html: str) -> str:
    """Return HTML whose long codes may break at their joints: `InvalidParameter.<wbr>Foo`."""
    return _JOINT.sub("<wbr>", html)


def dress(html: str, t: Mapping[str, str]) -> str:
    """Return the HTML of prose with permalinks, and a place in the tab order for what scrolls (WCAG 2.1.1)."""

    def link(found: re.Match[str]) -> str:
        start, level, name, inner = found.groups()
        label = t["guide.permalink"].replace("{heading}", unescape(_TAG.sub("", inner)))
        anchor = f'<a class="permalink" href="#{name}" aria-label="{escape(label)}">#</a>'
        return f"{start}{inner} {anchor}</h{level}>"

    html = _HEADING.sub(link, html)
    html = html.replace("<pre>", '<pre tabindex="0">')
    if "<table" in html:
        label = escape(t["guide.table"])
        html = html.replace("<table", f'<div class="scroll" role="group" aria-label="{label}" tabindex="0"><table')
        html = html.replace("</table>", "</table></div>")
    return html
