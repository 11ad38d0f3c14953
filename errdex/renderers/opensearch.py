"""`opensearch.xml`: lets a browser search the site from its address bar (OpenSearch 1.1); one for each language.

<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Error codes</ShortName> … <Url type="text/html" template="https://…/search.html?q={searchTerms}"/>
"""

from __future__ import annotations

from collections.abc import Iterable

from errdex.model import Artifact, Settings, Site, Theme
from errdex.renderers.xml_text import xml_text

SHORT_NAME, DESCRIPTION = 16, 1024
"""The standard's limits, in characters."""


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield the description of the site's search in each language; that of the default one stands at the root."""
    for language in site.settings.languages:
        lines = _describe(site.settings, language, xml_text(site.settings.base_url + site.folder(language)))
        yield Artifact(f"{site.folder(language)}opensearch.xml", ("\n".join(lines) + "\n").encode())


def _describe(settings: Settings, language: str, base: str) -> tuple[str, ...]:
    """Return the lines of a description; `base` is the address of the language's folder."""
    title = settings.titles[language]
    about = settings.descriptions.get(language) or f"{settings.product} {title}".strip()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{xml_text(title[:SHORT_NAME].strip())}</ShortName>",
        f"<Description>{xml_text(about[:DESCRIPTION])}</Description>",
        f"<Language>{language}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" template="{base}search.html?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{base}opensearch.xml"/>',
        "</OpenSearchDescription>",
    )
