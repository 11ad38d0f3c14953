"""Where a link in the content leads: to a page of the site, to a file beside it, or out.

signature.md#steps                     -> the page of the document beside it
signature#steps                        -> the same, as other generators let it be written
https://cloud.example.com/doc/6984     -> where `[links]` in site.toml sends it, else out, as it stands
https://cloud.example.com/doc/6984#a   -> where it sends this section, else the page
images/flow.png                        -> a copy of the file in the site
#list                                  -> a heading of the document's own page, by its id or as GitHub names it
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from urllib.parse import quote, unquote

from errdex.diagnostics import Diagnostic, name_few, nearest
from errdex.markup.anchors import github_anchors, ids_of
from errdex.markup.prose import Prose
from errdex.markup.rewrite import link_words
from errdex.model import COPIES, ROOT, Settings
from errdex.noun import noun
from errdex.pattern import pattern

MOST_GUESSES = 20
"""Broken links for which another path is looked for: a look at 10,000 files takes 60 ms."""

_OUT = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_DOCUMENT = pattern(r"\.(md|markdown)$", re.IGNORECASE)


@noun
class Target:
    """A document's page, as links see it."""

    url: str
    """From the site's root."""
    ids: frozenset[str]
    """Of its headings and other anchors."""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """What else its parts are called, and their ids: ids that had to change, and GitHub's anchors of its headings.

    That of the title is empty, for it stands at the top.
    """

    def address(self, fragment: str) -> str | None:
        """Return the address of a part, of the page for an empty fragment; None where there is no such part."""
        part = fragment if not fragment or fragment in self.ids else self.anchors.get(fragment)
        return None if part is None else ROOT + self.url + (f"#{part}" if part else "")


@noun
class Origin:
    """Where a link stands."""

    path: str
    """Of its document or note."""
    language: str
    line: Callable[[], int]
    """Asked of a broken link only: to find the line may take the whole text."""


def target_of(url: str, prose: Prose, moved: Mapping[str, str], ids: Iterable[str] = ()) -> Target:
    """Return the page at `url` on which rendered prose stands, as links see it.

    `moved` has the ids that are others now, and these; `ids` are those of its tables.
    """
    headings = [*([("", prose.title)] if prose.title else []), *((id_, text) for _, id_, text in prose.headings)]
    anchors = github_anchors(text for _, text in headings)
    named = dict(zip(anchors, (id_ for id_, _ in headings), strict=True))
    return Target(url, ids_of(prose.html).union(ids), {**named, **moved})


class Linker:
    """Resolves the links of all documents and remembers what it met on the way."""

    def __init__(self, settings: Settings, targets: Mapping[str, Target], files: Collection[str]) -> None:
        """Take the targets by path in the content folder, and the paths of its local files that can be copied."""
        self.settings = settings
        self.targets = targets
        self.files = files
        self.diagnostics: list[Diagnostic] = []
        self.copies: dict[str, str] = {}
        """Path in the content folder -> path in the site, of the local files that documents link."""
        self.used: set[str] = set()
        """Keys of `[links]` that matched something."""
        links = settings.links
        addresses = [link for link in links if _OUT.match(link[0]) or "/" in link[0]]
        self._urls = {_bare(source): (source, target) for source, target in addresses}
        self._words = [link for link in links if link not in addresses]
        self._linked_words: dict[str, Mapping[str, str]] = {}
        """By language; see `words`."""
        self._cased: dict[str, str] = {}
        """Paths of copies by what they are where upper case does not count."""

    def resolve(self, href: str, at: Origin, own: Target | None = None, *, is_picture: bool = False) -> str:
        """Return the address to print for `href`: `ROOT` + path within the site, or the way out; a broken one is noted.

        `own` is the page that `href` stands on, where it is not that of the document.
        """
        if not href.strip():
            self._fault(at, "a link or picture has no address", "write where it leads, or take it away")
            return href
        mapped = self._map(href) if self._urls else None
        if mapped:
            self.used.add(mapped[0])
            return self.guide(mapped[1], at.language) or href
        if _OUT.match(href):
            return href
        path, mark, fragment = href.partition("#")
        path, tail = unquote(path.partition("?")[0]), mark + fragment
        if not path:
            return self._section(own or self.targets[at.path], fragment, href, at)
        local = posixpath.normpath(posixpath.join("/" + posixpath.dirname(at.path), path)).lstrip("/")
        names = (local,) if is_picture or local in self.files else (local, f"{local}.md", f"{local}.markdown")
        document = next((name for name in names if name in self.targets), None)
        if document:
            return self._section(self.targets[document], fragment, href, at)
        if local in self.files and not _DOCUMENT.search(local):
            self.copies[local] = COPIES + local
            first = self._cased.setdefault(local.casefold(), local)
            if first != local:
                self._fault(at, f"link to {href!r}: but for case it is the file {first}", "rename one of the files")
            return f"{ROOT}{quote(self.copies[local])}{tail}"
        what = "document" if _DOCUMENT.search(path) else "file"
        hint = f"{self._suggest(local, at)}mend the link, or map it to a guide under [links] in site.toml"
        self._fault(at, f"link to {href!r}: no such {what} in the content folder", hint)
        return href

    def _suggest(self, path: str, at: Origin) -> str:
        """Return the question whether another path was meant; empty when there is none, or enough has been asked."""
        if len(self.diagnostics) >= MOST_GUESSES:
            return ""
        here = posixpath.dirname(at.path) or "."
        near = nearest(
            posixpath.relpath(path, here), (posixpath.relpath(p, here) for p in (*self.targets, *self.files))
        )
        return f"did you mean {near[0]!r}? else " if near else ""

    def _map(self, href: str) -> tuple[str, str] | None:
        """Return the entry of `[links]` for an address: one for its section goes before one for its page."""
        return self._urls.get(_bare(href)) or self._urls.get(_bare(href.partition("#")[0]))

    def guide(self, target: str, language: str) -> str:
        """Return the address of `guide.md#section` in `language`, else in the default language; empty if in none."""
        path, _, fragment = target.partition("#")
        for folder in (f"{language}/", f"{self.settings.language}/", ""):
            found = self.targets.get(folder + path)
            address = found.address(fragment) if found else None
            if address:
                return address
        return ""

    def words(self, language: str) -> Mapping[str, str]:
        """Return the words that lead to a guide in `language`, with its address."""
        if language not in self._linked_words:
            found = {words: self.guide(target, language) for words, target in self._words}
            self._linked_words[language] = {words: url for words, url in found.items() if url}
        return self._linked_words[language]

    def link_words(self, source: str, language: str) -> str:
        """Return HTML in which the first place of each of these words is a link."""
        source, found = link_words(source, self.words(language))
        self.used |= found
        return source

    def check_settings(self) -> Iterable[Diagnostic]:
        """Yield what is wrong with `[links]` itself: targets that are nowhere, entries that match nothing."""
        for source, target in self.settings.links:
            if not any(self.guide(target, language) for language in self.settings.languages):
                message = f"[links] {source!r} leads to {target!r}, which is nowhere"
                hint = self.nearest_target(target)
                yield Diagnostic("error", "site.toml", 0, message, hint, key=("links", source))
            elif source not in self.used:
                message = f"[links] {source!r} matches nothing in any language"
                hint = "remove it, or write it as the documents do"
                yield Diagnostic("warning", "site.toml", 0, message, hint, key=("links", source))

    def nearest_target(self, target: str) -> str:
        """Return what there is in place of a target of `[links]` that is nowhere."""
        path, _, fragment = target.partition("#")
        homes = {f"{language}/" for language in self.settings.languages}
        named = {
            name.partition("/")[2] if name.startswith(tuple(homes)) else name: found
            for name, found in self.targets.items()
        }
        if fragment and path in named:
            return _list_ids(named[path].ids)
        near = nearest(path, named)
        if near:
            return f"did you mean {near[0]!r}?"
        return f"there are {name_few(sorted(named), 8)}" if named else "there is no document at all"

    def _section(self, target: Target, fragment: str, href: str, at: Origin) -> str:
        """Return the address of a part of a page; one that is not there is a fault."""
        fragment = unquote(fragment)
        address = target.address(fragment)
        if address is None:
            self._fault(at, f"link to {href!r}: the page has no heading {fragment!r}", _list_ids(target.ids))
        return address or href

    def _fault(self, at: Origin, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic("error", at.path, at.line(), message, hint))


def _bare(url: str) -> str:
    """Return a URL in the form in which two spellings of one address are equal: no scheme or last slash."""
    address, mark, fragment = re.sub(r"^https?:", "", url.strip(), flags=re.IGNORECASE).partition("#")
    return address.rstrip("/") + (mark + fragment if fragment else "")


def _list_ids(ids: Iterable[str]) -> str:
    return f"it has {', '.join(sorted(ids)[:8])}" if ids else "it has none"
