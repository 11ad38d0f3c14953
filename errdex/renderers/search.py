"""Renders the search index: for each language one root script with a stable name, `search/ja.js`.

Pages name it in a data attribute (see `templates/partials/search.html`) and the box loads it at first focus. A large
site has leaves beside it, `search/ja/…`, whose names change with the index, so that they may be kept for ever; the root
must be asked for anew each time. The format is told in `errdex.search.packing`, that of a row in `errdex.search.rows`.

The root also carries the strings that the box needs once it speaks, so that pages do not repeat them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from errdex.model import Artifact, Site, Theme
from errdex.search.normalise import fold_for, tabulate
from errdex.search.packing import Pair, Root, pack, sort_rows
from errdex.search.rows import Vocabulary, make_rows

WORDS = ("search.announce", "search.little")
"""Words that announce a code, and words that say little: `|` stands between them."""
STRINGS = ("search.", "paste.")
MANY = 1000
"""Rows from which a faster table is worth making."""
TICKET = ("ticket.product", "ticket.link", "ticket.request_id", "ticket.time", "ticket.region", "ticket.sdk")


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the scripts of the index, language by language."""
    for language in site.settings.languages:
        strings = theme.locales[language]
        fold = fold_for(language)
        vocabulary = Vocabulary()
        rows = list(make_rows(site, language, vocabulary, strings.get("search.note", ""), _plain_text))
        table = fold if len(rows) < MANY else tabulate(fold)
        pairs = sort_rows(rows, table)
        root: Root = {
            "language": language,
            "folder": site.folder(language),
            "product": site.settings.product,
            "catalogs": [catalog.name for catalog in site.catalogs],
            "labels": [list(label) for label in vocabulary.labels],
            "languages": _other_languages(site, theme, language),
            "announce": _words(theme, "search.announce"),
            "little": _words(theme, "search.little"),
            "strings": _strings(strings),
        }
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
    spoken = {wording.language for catalog in site.catalogs for code in catalog.codes for wording in code.wordings}
    return {
        other: theme.locales[other].get("language.name", other)
        for other in site.settings.languages
        if other != language and other in spoken
    }


def _words(theme: Theme, key: str) -> str:
    """Return the words under a key of all languages, for texts mix them: the longest first, with `|` between."""
    words = {word for strings in theme.locales.values() for word in strings.get(key, "").split("|") if word}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _strings(strings: Mapping[str, str]) -> dict[str, str]:
    """Return the strings that the box needs, by their flat keys."""
    return {
        key: text for key, text in strings.items() if (key.startswith(STRINGS) and key not in WORDS) or key in TICKET
    }


def _used(fold: Mapping[int, int | None], pairs: Iterable[Pair]) -> str:
    """Return the pairs of characters, traditional and simplified, whose simplified one can be met in the index."""
    from errdex.search.chinese import SIMPLIFIED

    letters: set[str] = set()
    for _key, row in pairs:
        letters.update(row.code, row.head, row.body)
    met = {ord(letter) for letter in letters} | {fold.get(ord(letter)) for letter in letters}
    return "".join(f"{chr(old)}{chr(new)}" for old, new in SIMPLIFIED.items() if new is not None and new in met)
