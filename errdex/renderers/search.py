"""Renders the search index: for each language one root script with a stable name, `search/ja.js`.

Pages name it in a data attribute (see `templates/partials/search.html`) and the box loads it at first focus. A large
site has leaves beside it, `search/ja/…`, whose names change with the index, so that they may be kept for ever; the root
must be asked for anew each time. The format is told in `errdex.search.packing`, that of a row in `errdex.search.rows`.

The root also carries the strings that the box needs once it speaks, so that pages do not repeat them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from errdex.model import Artifact, Site, Theme
from errdex.renderers.address import quote_path
from errdex.search.normalise import fold_for, tabulate
from errdex.search.packing import Pair, Root, pack, sort_rows
from errdex.search.rows import Vocabulary, make_rows

ANNOUNCE = "search.announce"
"""Key of the words that announce a code, with `|` between them."""
LOG_WORDS = (
    *("sqlstate", "sql state", "code", "errno", "error", "err", "msg"),
    *("exception", "failed", "failure", "fail", "错误码", "错误"),
)
"""Those that logs are full of, whatever the reader's language."""
LITTLE_WORDS = (
    "a an and are as at be been by can could do does for from had has have how in into is it its my of on or so that "
    "the this to was were what when where which why will with you your"
)
"""Words of English that say little; in other scripts, the script tells (see `search-text.js`)."""
STRINGS = ("search.", "paste.")
PAGE_STRINGS = (ANNOUNCE, "search.label", "search.placeholder", "search.results", "search.failed")
"""Of those, the ones that stand in the markup or in a place of their own."""
MOST_GUIDES = 200
"""Titles of guides and of their sections that an index holds; where there are more, those of guides come first."""
MANY = 1000
"""Rows from which a faster table is worth making."""
Titled = tuple[str, ...]
"""Title, address, and the tag of the language where it is another one."""
TICKET = (
    "page.successor",
    "ticket.product",
    "ticket.link",
    "ticket.request_id",
    "ticket.time",
    "ticket.region",
    "ticket.sdk",
)
"""Of the ticket for codes in a pasted text."""


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the scripts of the index, language by language."""
    for language in site.settings.languages:
        strings = theme.locales[language]
        fold = fold_for(language)
        vocabulary = Vocabulary()
        rows = list(make_rows(site, language, vocabulary, strings.get("search.note", ""), _plain_text))
        table = fold if len(rows) < MANY else tabulate(fold)
        names = [catalog.name for catalog in site.catalogs]
        # Of a single catalog the label is no news beside each code, but a ticket has it.
        product = site.product_of(names[0], language) if len(names) == 1 else site.settings.product
        pairs = sort_rows(rows, table)
        root: Root = {
            "language": language,
            "folder": site.folder(language),
            "product": product,
            "base": site.settings.base_url,
            "catalogs": names,
            "labels": [list(label) for label in vocabulary.labels],
            "languages": _other_languages(site, theme, language),
            "announce": _announcers(theme),
            "little": LITTLE_WORDS,
            "strings": _strings(strings),
        }
        if len(names) > 1:
            root["called"] = [
                (site.catalog_label(name, language), site.settings.catalog_lang(name, language) or language)
                for name in names
            ]
        if guides := _guides(site, language):
            root["guides"] = guides
            if any(len(guide) > 2 for guide in guides):
                root["default"] = theme.language_name(site.settings.language, language)
        if len(fold) > 100:
            root["fold"] = _used(fold, pairs)
        for path, data in pack(root, language, pairs, table):
            yield Artifact(path, data)


def _plain_text(html: str) -> str:
    """Take the tags out of a note. Imported late: few sites have notes."""
    from errdex.markup.clean import plain_text

    return plain_text(html)


def _other_languages(site: Site, theme: Theme, language: str) -> dict[str, str]:
    """Return the names of the other languages in which there is anything to find."""
    spoken = {wording.language for code in site.codes() for wording in code.wordings}
    return {
        other: theme.language_name(other, language)
        for other in site.settings.languages
        if other != language and other in spoken
    }


def _guides(site: Site, language: str) -> list[Titled]:
    """Return title and address of guides, then of their sections: what helps where no code is found.

    As on the index, those of the default language that this one does not have follow, with that language's tag.
    """
    titles: list[Titled] = []
    sections: list[Titled] = []
    for guide, title in site.titled_guides(language):
        tag = () if guide.language == language else (guide.language,)
        path = quote_path(site.guide_url(guide))
        titles.append((title, path, *tag))
        sections += [(heading.text, f"{path}#{quote_path(heading.id)}", *tag) for heading in guide.headings]
    return [*titles, *sections][:MOST_GUIDES]


def _announcers(theme: Theme) -> str:
    """Return the words that announce a code, the longest first: those of logs and of all languages of the site."""
    words = {word for strings in theme.locales.values() for word in strings.get(ANNOUNCE, "").split("|") if word}
    return "|".join(sorted(words.union(LOG_WORDS), key=lambda word: (-len(word), word)))


def _strings(strings: Mapping[str, str]) -> dict[str, str]:
    """Return the strings that the box needs, by their flat keys."""
    return {
        key: text
        for key, text in strings.items()
        if (key.startswith(STRINGS) and key not in PAGE_STRINGS) or key in TICKET
    }


def _used(fold: Mapping[int, int | None], pairs: Iterable[Pair]) -> str:
    """Return the pairs of characters, traditional and simplified, whose simplified one can be met in the index."""
    from errdex.search.chinese import SIMPLIFIED

    letters: set[str] = set()
    for _key, row in pairs:
        letters.update(row.code, row.head, row.body)
    met = {ord(letter) for letter in letters} | {fold.get(ord(letter)) for letter in letters}
    return "".join(f"{chr(old)}{chr(new)}" for old, new in SIMPLIFIED.items() if new is not None and new in met)
