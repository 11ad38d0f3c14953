"""JSON-LD for search engines (schema.org WebPage and BreadcrumbList), as data blocks that no policy has to allow.

    <script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","breadcrumb":{…}}</script>

It says what the rest of the page does not: the way to it with absolute addresses, and the date of its last change. A
site without a base URL has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring

from markupsafe import Markup

from errdex.renderers.html.views import trust


def quote_json(text: str) -> str:
    r"""Return text as a JSON string that may stand inside `<script>`: `<` is written `\u003c`."""
    return encode_basestring(text).replace("<", "\\u003c")


def describe_trail(trail: Sequence[tuple[str, str]]) -> str:
    """Return the breadcrumb list as JSON; `trail` is (name, absolute URL) from the index down."""
    items = ",".join(
        f'{{"@type":"ListItem","position":{position},"name":{quote_json(name)},"item":{quote_json(url)}}}'
        for position, (name, url) in enumerate(trail, 1)
    )
    return f'{{"@type":"BreadcrumbList","itemListElement":[{items}]}}'


def describe_page(changed: str, trail: str) -> Markup:
    """Return the data block of a page; `trail` is what `describe_trail` made, `changed` a date or empty."""
    modified = f'"dateModified":"{changed}",' if changed else ""
    return trust(
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage",'
        f'{modified}"breadcrumb":{trail}}}</script>'
    )
