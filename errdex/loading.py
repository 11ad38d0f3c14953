"""Loading: the content folder in memory, with its settings, its theme and its languages settled.

    Request(content="content", …)  ->  Loaded(settings, theme, sources, …)

A folder without site.toml is settled by what is in it: its folders name the languages, else its documents speak one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from errdex import readers
from errdex.config import DEFAULT_TITLES, decode_settings, parse_settings
from errdex.config.tags import LANGUAGE_OF_COUNTRY, choose_locale
from errdex.diagnostics import Diagnostic, SettingFault
from errdex.disk.content import Content, read_content
from errdex.disk.revision import last_changes
from errdex.disk.theme import FALLBACK, TEMPLATES, find_strays, read_theme
from errdex.model import Settings, Source, Theme
from errdex.noun import noun
from errdex.places import check_places, place
from errdex.renderers import OUTPUTS

_TABLE = re.compile(rb"<table[\s>]|^[ >]*\|?[ ]*:?-+:?[ ]*\|[ |:-]*\r?$", re.IGNORECASE | re.MULTILINE)
"""What a document with a table holds."""


@noun
class Request:
    """What the user asked for."""

    content: Path
    output: Path
    base_url: str | None = None
    language: str = ""
    strict: bool = False
    force: bool = False
    jobs: int = 0
    """Processes that render; 0 leaves it to the size of the site."""
    locked: bool = False
    """Whether a build that would have to write the ledger fails instead."""
    today: str = ""
    """Date (UTC) of what this run enters in the ledger; empty where none is kept."""


@noun
class Loaded:
    """The content folder in memory, settled."""

    content: Content
    settings: Settings
    theme: Theme
    sources: tuple[Source, ...]
    dates: Mapping[str, str] = field(default_factory=dict)
    """Last commit of the documents by path, where `git_dates` is on and history tells."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the folder as a whole."""

    @property
    def keeps_ledger(self) -> bool:
        """Tell whether what is built is entered in a ledger: pages, of a folder that is a site's own."""
        return self.content.site_toml is not None and "html" in self.settings.outputs


def load(request: Request, content: Content | None = None) -> Loaded:
    """Read the content folder (where that has not been done) and the theme, and, with `git_dates`, git's history."""
    loaded = settle(content or read_content(request.content), request)
    if loaded.content.permalinks and "html" not in loaded.settings.outputs:
        path = f"{request.content.as_posix()}/site.toml"
        hint = 'add "html"; pages that were published must not go'
        raise SettingFault(f"{path}: outputs has no html, and the ledger holds addresses of pages", hint)
    return replace(loaded, dates=last_changes(request.content)) if loaded.settings.git_dates else loaded


def settle(content: Content, request: Request) -> Loaded:
    """Settle settings and languages of a content folder; see `places` for what a path means."""
    paths = [path for path, _ in content.documents]
    shown = request.content.as_posix()
    if content.site_toml is None:
        folders = {path.split("/")[0] for path in paths if "/" in path}
        found = [tag for tag in DEFAULT_TITLES if tag in folders]
        language = request.language or _spoken(content.documents) or "en"
        text = f"languages = {[language, *(tag for tag in found if tag != language)]}" if found else None
    else:
        text, language = decode_settings(content.site_toml, f"{shown}/site.toml"), request.language
    settings = parse_settings(
        text, path=f"{shown}/site.toml", outputs=OUTPUTS, language=language, base_url=request.base_url
    )
    if request.language and request.language != settings.language:
        hint = "change `language` there; --language is for a folder without site.toml"
        raise SettingFault(f"{shown}/site.toml says that the language is {settings.language!r}", hint)
    theme = read_theme(TEMPLATES, content.theme, f"{shown}/theme/")
    check_places(paths, settings.languages, tuple(DEFAULT_TITLES), shown)
    sources = (place(path, data, settings.languages) for path, data in content.documents)
    settled = tuple(source if source.language else replace(source, language=settings.language) for source in sources)
    theme, borrowed = _with_locales(theme, settings, shown)
    strays = find_strays(TEMPLATES, content.theme, (*theme.locales, FALLBACK))
    return Loaded(content, settings, theme, settled, diagnostics=(*borrowed, *strays))


def _spoken(documents: Sequence[tuple[str, bytes]]) -> str:
    """Return the language that most of the documents speaks, those with tables before others; empty where none says."""
    votes: Counter[tuple[bool, str]] = Counter()
    for _, data in documents:
        language = readers.guess_language(data.decode("utf-8", "replace"))
        if language:
            # In bytes, as a letter of Chinese or Japanese has three and says as much as three of English.
            votes[_TABLE.search(data) is not None, language] += len(data)
    return max(sorted(votes), key=lambda vote: (vote[0], votes[vote]), default=(False, ""))[1]


def _with_locales(theme: Theme, settings: Settings, shown: str) -> tuple[Theme, Sequence[Diagnostic]]:
    """Return the theme with the UI strings of exactly the site's languages; to lend them another script is a fault."""
    locales, faults = {}, []
    for tag in settings.languages:
        chosen = choose_locale(tag, theme.locales)
        if not chosen:
            hint = f"write {shown}/theme/locales/{tag}.toml after templates/locales/en.toml"
            if tag in LANGUAGE_OF_COUNTRY:
                hint = f"did you mean {LANGUAGE_OF_COUNTRY[tag]!r}, in site.toml and for the folder? else {hint}"
            raise SettingFault(f"there are no words of the user interface in {tag!r}", hint)
        if chosen == "zh-Hans" and choose_locale(tag, {"zh-Hant": ""}):
            message = f"not there: in {tag!r} the user interface speaks simplified Chinese"
            hint = "write it after templates/locales/zh-Hans.toml"
            faults.append(Diagnostic("warning", "theme/locales/zh-Hant.toml", 0, message, hint))
        locales[tag] = theme.locales[chosen]
    return replace(theme, locales=locales), faults
