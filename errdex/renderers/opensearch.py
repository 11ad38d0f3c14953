"""`opensearch.xml`: lets a browser search the site from its address bar (OpenSearch 1.1).

<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Error codes</ShortName> … <Url type="text/html" template="https://…/search.html?q={searchTerms}"/>
"""

from __future__ import annotations

from collections.abc import Iterable

from errdex.model import Artifact, Site, Theme
from errdex.renderers.xml_text import xml_text

SHORT_NAME, DESCRIPTION = 16, 1024
"""The standard's limits, in characters."""


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the description of the site's search."""
    del theme
    settings = site.settings
    title = settings.titles[settings.language]
    about = settings.descriptions.get(settings.language) or f"{settings.product} {title}".strip()
    base = xml_text(settings.base_url)
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{xml_text(title[:SHORT_NAME].strip())}</ShortName>",
        f"<Description>{xml_text(about[:DESCRIPTION])}</Description>",
        f"<Language>{settings.language}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" template="{base}search.html?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{base}opensearch.xml"/>',
        "</OpenSearchDescription>",
    )
    yield Artifact("opensearch.xml", ("\n".join(lines) + "\n").encode())
