"""A code's page as Markdown, for people's notes and for language models: `codes/4100.md`, `en/codes/4100.md`.

    # 4100: 身元認証失敗

    https://errors.example.com/codes/4100.html

    **説明**: 身元認証失敗

    **対処方法**: 通常、署名の計算が正しくなければ、身元認証が失敗します。…

There is one in the default language for each code (in another language's words, if only that has any), and one in each
further language that has words for it. Links are absolute where the site has a base_url, else relative to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from errdex.model import Artifact, Code, Entry, Site, Theme, Wording
from errdex.renderers.address import link_base, quote_path, resolve_root
from errdex.renderers.markdown_text import escape_text, html_to_markdown

Strings = Mapping[str, str]


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the Markdown files of each code."""
    for catalog in site.catalogs:
        for code in catalog.codes:
            for language in site.settings.languages:
                if language == site.settings.language or code.has(language):
                    path = markdown_path(site, code, language)
                    body = "\n\n".join(_blocks(site, code, language, path, theme.locales[language]))
                    yield Artifact(path, f"{body}\n".encode())


def markdown_path(site: Site, code: Code, language: str) -> str:
    """Return where the Markdown of a code stands for readers of `language`."""
    there = language if code.has(language) else site.settings.language
    return f"{site.folder(there)}{code.catalog}/{code.slug}.md"


def _blocks(site: Site, code: Code, language: str, path: str, t: Strings) -> Iterator[str]:
    """Yield the paragraphs of a file."""
    base = link_base(site.settings, path)
    wording = code.wording(language)
    yield f"# {escape_text(code.code)}" + (f": {escape_text(wording.title, line_start=False)}" if wording.title else "")
    yield (
        f"<{site.settings.base_url}{quote_path(site.code_url(code, language))}>"
        if site.settings.base_url
        else (f"[{escape_text(code.code)}]({code.slug}.html)")
    )
    yield from _retirement(code, t)
    for place, entry in enumerate(wording.entries):
        if place and entry.section:
            yield f"## {escape_text(entry.section)}"
        yield from _fields(entry, code, base)
    if wording.note and wording.note.html:
        yield html_to_markdown(resolve_root(wording.note.html, base))
    yield from _links(site, code, wording, base, t)


def _retirement(code: Code, t: Strings) -> Iterator[str]:
    retired = code.retirement
    if retired:
        yield f"**{t['page.retired']}** ({retired.since})" + (
            f": {escape_text(retired.reason)}" if retired.reason else ""
        )
        if retired.successor:
            yield f"**{t['page.successor']}**: {escape_text(retired.successor)}"


def _fields(entry: Entry, code: Code, base: str) -> Iterator[str]:
    """Yield each cell under its label; the cell of the code itself says nothing new."""
    for item in entry.fields:
        if not item.html or (item.role == "code" and item.text == code.code):
            continue
        text = html_to_markdown(resolve_root(item.html, base))
        label = escape_text(item.label or item.role)
        if label:
            yield (
                f"**{label}**:\n\n{text}"
                if "\n\n" in text or text.startswith(("- ", "1. ", "```"))
                else f"**{label}**: {text}"
            )
        else:
            yield text


def _links(site: Site, code: Code, wording: Wording, base: str, t: Strings) -> Iterator[str]:
    """Yield the lists of guides and related codes."""
    if wording.guides:
        yield f"## {t['page.guides']}"
        yield "\n".join(f"- [{escape_text(guide.title)}]({base}{quote_path(guide.url)})" for guide in wording.guides)
    codes = next(catalog.by_code for catalog in site.catalogs if catalog.name == code.catalog)
    related = [codes[relation.code] for relation in code.related if relation.code in codes]
    if related:
        yield f"## {t['page.related']}"
        yield "\n".join(
            f"- [{escape_text(other.code)}]({base}{quote_path(markdown_path(site, other, wording.language))})"
            f" {escape_text(other.wording(wording.language).title, line_start=False)}".rstrip()
            for other in related
        )
