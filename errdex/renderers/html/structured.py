"""JSON-LD for search engines (schema.org BreadcrumbList), as a data block that no policy has to allow.

    <script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList",…}</script>

It says what the rest of the page does not: the way to it, with absolute addresses. A site without a base URL has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring

from markupsafe import Markup

from errdex.renderers.html.views import trust


def quote_json(text: str) -> str:
    r"""Return text as a JSON string that may stand inside `<script>`: `<` is written `\u003c`."""
    return encode_basestring(text).replace("<", "\\u003c")


def describe_trail(trail: Sequence[tuple[str, str]]) -> Markup:
    """Return the breadcrumb list as a data block; `trail` is (name, absolute URL) from the index down."""
    items = ",".join(
        f'{{"@type":"ListItem","position":{position},"name":{quote_json(name)},"item":{quote_json(url)}}}'
        for position, (name, url) in enumerate(trail, 1)
    )
    return trust(
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList",'
        f'"itemListElement":[{items}]}}</script>'
    )
