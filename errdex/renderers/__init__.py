"""The output formats: each is one module here, and one row of `RENDERERS`.

A renderer's module has a function `render(site, theme)` that yields artifacts one by one. It is imported only when a
site wants its output, so that a lean build does not pay for the others. Beside them are what several of them use:

    address        links and paths in data formats
    codes_schema   the JSON Schema of the records
    events         what happened to the codes
    markdown_text  HTML -> Markdown
    xml_text       text in XML
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from errdex.model import Artifact, Part, Settings, Site, Theme
from errdex.noun import noun


@noun
class Renderer:
    """An output format."""

    output: str
    """Its name in `outputs` of site.toml; several modules may serve one output."""
    module: str
    """Below `errdex.renderers`."""
    absolute: bool = False
    """True where the format demands absolute URLs, and is left out of a site without `base_url`."""
    divides: bool = False
    """True where its module also has `render_part(site, theme, part)`, which yields one `Part` of the files."""

    def render(self, site: Site, theme: Theme) -> Iterable[Artifact]:
        """Yield the files of this format."""
        artifacts: Iterable[Artifact] = import_module(f"{__name__}.{self.module}").render(site, theme)
        return artifacts

    def render_part(self, site: Site, theme: Theme, part: Part) -> Iterable[Artifact]:
        """Yield a part of the files, of a format that divides; all parts together are all files, each once."""
        artifacts: Iterable[Artifact] = import_module(f"{__name__}.{self.module}").render_part(site, theme, part)
        return artifacts


RENDERERS = (
    Renderer("html", "html", divides=True),
    Renderer("html", "redirects"),
    Renderer("html", "hosting"),
    Renderer("search", "search"),
    Renderer("json", "codes_json"),
    Renderer("markdown", "markdown"),
    Renderer("csv", "table_csv"),
    Renderer("sitemap", "sitemap", absolute=True),
    Renderer("feed", "feed", absolute=True),
    Renderer("opensearch", "opensearch", absolute=True),
    Renderer("llms", "llms"),
)

OUTPUTS = tuple(dict.fromkeys(renderer.output for renderer in RENDERERS))
"""What `outputs` in site.toml may name."""


def chosen_renderers(settings: Settings) -> tuple[Renderer, ...]:
    """Return the renderers of a site, in the order of the table."""
    return tuple(
        renderer
        for renderer in RENDERERS
        if renderer.output in settings.outputs and (settings.base_url or not renderer.absolute)
    )


def has_output(settings: Settings, output: str) -> bool:
    """Tell whether a site has an output: it wants it, and does not lack what it needs."""
    return any(renderer.output == output for renderer in chosen_renderers(settings))


def outputs_left_out(settings: Settings) -> tuple[str, ...]:
    """Return the outputs that the site asks for and cannot have without `base_url`, in the order of the table."""
    return tuple(
        renderer.output
        for renderer in RENDERERS
        if renderer.absolute and not settings.base_url and renderer.output in settings.outputs
    )
