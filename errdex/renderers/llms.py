"""`llms.txt`: the site for language models (llmstxt.org): what it is, and where each code and guide stands.

# エラーコード

> Tencent Cloud API 2.0: …

## エラーコード

- [4100](codes/4100.md): 身元認証失敗
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from errdex.model import Artifact, Code, Site, Theme
from errdex.renderers.address import markdown_path, quote_path
from errdex.renderers.markdown_text import escape_text


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the file, in the default language."""
    strings = theme.locales[site.settings.language]
    yield Artifact("llms.txt", ("\n".join(_lines(site, strings)) + "\n").encode())


def _lines(site: Site, t: Mapping[str, str]) -> Iterator[str]:
    settings = site.settings
    base = settings.base_url
    yield f"# {escape_text(settings.titles[settings.language], line_start=False)}"
    about = ": ".join(part for part in (settings.product, settings.descriptions.get(settings.language, "")) if part)
    if about:
        yield from ("", f"> {escape_text(about, line_start=False)}")
    if "json" in settings.outputs:
        yield from ("", f"[{t['site.data']}]({base}codes.json)")
    retired = [code for code in site.codes() if code.retirement]
    guides = site.titled_guides(settings.language)
    for catalog in site.catalogs:
        live = [code for code in catalog.codes if not code.retirement]
        label = site.catalog_label(catalog.name, settings.language)
        heading = ": ".join(part for part in (t["site.codes"], label) if part)
        if live:
            yield from ("", f"## {escape_text(heading, line_start=False)}", "")
            yield from (_code_line(site, code, base) for code in live)
    if guides:
        yield from ("", f"## {t['site.guides']}", "")
        for guide, title in guides:
            about = f": {escape_text(guide.description, line_start=False)}" if guide.description else ""
            yield f"- [{escape_text(title)}]({base}{quote_path(site.guide_url(guide))}){about}"
    if retired:
        # The standard's name for what a reader short of space may skip.
        yield from ("", "## Optional", "", f"{t['index.retired']}:", "")
        yield from (
            _code_line(site, code, base, site.catalog_label(code.catalog, settings.language)) for code in retired
        )


def _code_line(site: Site, code: Code, base: str, catalog: str = "") -> str:
    """Return a code's line; `catalog` is told where no heading does."""
    language = site.settings.language
    title = code.wording(language).title
    if catalog:
        title = f"{title} ({catalog})" if title else f"({catalog})"
    page = markdown_path(site, code, language) if "markdown" in site.settings.outputs else code.page
    line = f"- [{escape_text(code.code)}]({base}{quote_path(page)})"
    return f"{line}: {escape_text(title, line_start=False)}" if title else line
