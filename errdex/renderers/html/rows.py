"""The codes of a catalog as rows of lists, in one language: made once, and shown on many pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from errdex.model import ROOT, Catalog
from errdex.noun import noun
from errdex.renderers.html.frames import Framer, site_url
from errdex.renderers.html.prose import breakable
from errdex.renderers.html.views import Row, trust

LONG_CODE = 12
"""Characters; a code of more stands above its title in a list, and breaks at its joints where the page is narrow."""


class Label(NamedTuple):
    """What `partials/labels.html` prints of a code."""

    code: Markup
    title: str
    lang: str
    is_long: bool


@noun
class CodeRows:
    """The rows of a catalog in one language."""

    by_slug: Mapping[str, Row]
    by_code: Mapping[str, Row]
    """A code that came back with another meaning has two pages; this one is the living."""


def code_html(code: str) -> Markup:
    """Return a code as it is printed."""
    if code.isalnum() and len(code) <= LONG_CODE:
        return trust(code)  # nearly every code
    html = escape(code)
    return trust(breakable(html)) if len(code) > LONG_CODE else html


def code_rows(framer: Framer, catalog: Catalog, language: str) -> CodeRows:
    """Return the rows of a catalog's codes."""
    retired = framer.locales[language]["index.retired"]
    folder = site_url(f"{framer.site.folder(language)}{catalog.name}/")
    wordings = [code.wording(language) for code in catalog.codes]
    labels = framer.part(
        "labels",
        language,
        end=ROOT,  # no text holds it
        rows=[
            Label(
                code_html(code.code),
                wording.title,
                "" if wording.language == language else wording.language,
                len(code.code) > LONG_CODE,
            )
            for code, wording in zip(catalog.codes, wordings, strict=True)
        ],
    )
    rows = {
        code.slug: Row(
            f"{folder}{code.slug}.html", f"{code.slug}.html", trust(label), retired if code.retirement else ""
        )
        for code, label in zip(catalog.codes, str(labels).split(ROOT), strict=False)
    }
    return CodeRows(rows, {text: rows[code.slug] for text, code in catalog.by_code.items()})
