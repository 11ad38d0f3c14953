"""A code's page as Markdown, for people's notes and for language models: `codes/4100.md`, `en/codes/4100.md`.

    # 4100: 身元認証失敗

    https://errors.example.com/codes/4100.html

    **説明**: 身元認証失敗

    **対処方法**: 通常、署名の計算が正しくなければ、身元認証が失敗します。…

    **再試行**: 原因を解消してから再試行してください

It says what the page says, in the page's order: what the code means, what to do, the verdict, the facts, the notes; of
a retired code first that it is one, and that the rest was said while it was in use.

There is one in the default language for each code (in another language's words, if only that has any), and one in each
further language that has words for it, in a table or a note; and one at each former address of the code. Links are
absolute where the site has a base_url, else relative to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from errdex.model import Artifact, Catalog, Code, Field, Note, Retirement, Site, Theme
from errdex.noun import noun
from errdex.renderers.address import former_language, link_base, markdown_path, quote_path, resolve_root
from errdex.renderers.markdown_text import escape_text, html_to_markdown


@noun
class _Folder:
    """What the files of a catalog in one language have in common."""

    site: Site
    language: str
    strings: Mapping[str, str]
    base: str
    """What stands before a path of the site in their links."""
    pages: str
    """Path of the folder of the language's pages."""
    product: str
    """Whose codes they are, where the catalog has to be told from others; else empty."""
    guides: Mapping[str, str]
    """Address of a guide -> the title that tells it from others."""
    related: Mapping[str, str]
    """The words that stand for each code of the catalog in another one's file: a link and its title."""

    def link(self, code: Code) -> str:
        """Return the words that stand for a code."""
        address = quote_path(markdown_path(self.site, code, self.language))
        title = escape_text(code.wording(self.language).title, line_start=False)
        return f"[{escape_text(code.code)}]({self.base}{address}) {title}".rstrip()

    def name(self, successor: str, catalog: str) -> str:
        """Return the words for a successor of a code in a catalog; only its name where the site does not have it."""
        code = self.site.find_code(successor, catalog)
        return self.link(code) if code else escape_text(successor)


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the Markdown files of each code."""
    default = site.settings.language
    for catalog in site.catalogs:
        for language in site.settings.languages:
            members = [code for code in catalog.codes if language == default or code.speaks(language)]
            if members:
                folder = _folder(site, catalog, language, theme.locales[language])
                for code in members:
                    yield _file(markdown_path(site, code, language), code, folder)
        yield from _former_files(site, catalog, theme)


def _former_files(site: Site, catalog: Catalog, theme: Theme) -> Iterator[Artifact]:
    """Yield what stands where a code's Markdown was: what it is now."""
    folders: dict[str, _Folder] = {}
    for code in catalog.codes:
        for url in code.moved:
            language = former_language(site, url)
            place = url.rpartition("/")[0]
            if place not in folders:
                folders[place] = _folder(site, catalog, language, theme.locales[language], f"{place}/*.md")
            yield _file(f"{url.removesuffix('.html')}.md", code, folders[place])


def _file(path: str, code: Code, folder: _Folder) -> Artifact:
    body = "\n\n".join(_blocks(code, folder))
    return Artifact(path, f"{body}\n".encode())


def _folder(site: Site, catalog: Catalog, language: str, strings: Mapping[str, str], place: str = "") -> _Folder:
    """Return what the files in a folder have in common; `place` is a file there where it is not the catalog's own."""
    base = link_base(site.settings, place or f"{site.folder(language)}{catalog.name}/*.md")
    product = site.product_of(catalog.name, language) if site.catalog_label(catalog.name, language) else ""
    titles = site.guide_titles(language)
    folder = _Folder(site, language, strings, base, site.folder(language), product, titles, {})
    return replace(folder, related={code.code: folder.link(code) for code in catalog.by_code.values()})


def _blocks(code: Code, folder: _Folder) -> Iterator[str]:
    """Yield the paragraphs of a file."""
    wording = code.wording(folder.language)
    name = escape_text(code.code)
    yield f"# {name}: {escape_text(wording.title, line_start=False)}" if wording.title else f"# {name}"
    page = folder.base + quote_path(folder.pages + code.page)
    yield f"<{page}>" if folder.site.settings.base_url else f"[{name}]({page})"
    if folder.product:
        yield f"**{folder.strings['ticket.product']}**: {escape_text(folder.product)}"
    if code.retirement:
        yield from _retirement(code, code.retirement, folder)
    for place, entry in enumerate(wording.entries):
        if place and entry.section:
            yield f"## {escape_text(entry.section)}"
        for item in entry.fields:
            # The cell of the code itself says nothing new.
            if item.html and (item.role != "code" or item.text != code.code):
                yield _field(item, folder.base)
        if not place:
            yield from _verdict(wording.note, code, folder.strings)
            yield from _facts(wording.note, code, folder)
    if wording.note and wording.note.html:
        yield html_to_markdown(resolve_root(wording.note.html, folder.base))
    if wording.guides:
        yield f"## {folder.strings['page.guides']}"
        yield "\n".join(
            f"- [{escape_text(guide.words(folder.guides))}]({folder.base}{quote_path(guide.url)})"
            for guide in wording.guides
        )
    related = [folder.related[item.code] for item in code.related if item.code in folder.related]
    if related:
        yield f"## {folder.strings['page.related']}"
        yield "- " + "\n- ".join(related)


def _retirement(code: Code, retired: Retirement, folder: _Folder) -> Iterator[str]:
    t = folder.strings
    reason = f": {escape_text(retired.reason)}" if retired.reason else ""
    yield f"**{t['page.retired']}** ({retired.since}){reason}"
    if retired.successor:
        yield f"**{t['page.successor']}**: {folder.name(retired.successor, code.catalog)}"
    yield escape_text(t["page.retired_text"])


def _verdict(note: Note | None, code: Code, t: Mapping[str, str]) -> Iterator[str]:
    """Yield whether to retry and who acts, by any note; and when to ask for help, by the author's own words."""
    said = note or code.any_note()
    if said and said.retryable:
        yield f"**{t['verdict.retry']}**: {t[f'verdict.retry_{said.retryable}']}"
    if said and said.actor:
        yield f"**{t['verdict.actor']}**: {t[f'verdict.actor_{said.actor}']}"
    if note and note.support:
        yield f"**{t['verdict.support']}**: {escape_text(note.support)}"


def _facts(note: Note | None, code: Code, folder: _Folder) -> Iterator[str]:
    """Yield the other names of a code, what replaces it, and since when there is one."""
    t = folder.strings
    if code.aliases:
        yield f"**{t['page.aliases']}**: {', '.join(map(escape_text, code.aliases))}"
    if note and note.successor and not code.retirement:
        yield f"**{t['page.successor']}**: {folder.name(note.successor, code.catalog)}"
    if note and note.since:
        yield f"**{t['page.since']}**: {escape_text(note.since)}"


def _field(item: Field, base: str) -> str:
    """Return a cell under its label."""
    text = html_to_markdown(resolve_root(item.html, base))
    label = escape_text(item.label or item.role)
    if not label:
        return text
    is_block = "\n\n" in text or text.startswith(("- ", "1. ", "```"))
    return f"**{label}**:\n\n{text}" if is_block else f"**{label}**: {text}"
