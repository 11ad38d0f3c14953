"""Words that a setting gives in one language or several, and the lists of tables with such a title.

title = "Error codes"                             the same in every language
title = { ja = "エラーコード", en = "Error codes" }   one string a language

[[families]]          prefix and title            [[catalogs]]          name and title
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from errdex.config.faults import Faults
from errdex.config.tags import choose_locale
from errdex.model import CatalogTitle, Family

WORDS = "a string, or a table of one string a language"
"""What such words are, for messages."""
QUOTES = "put it in quotes"
"""A hint: nothing else makes a string of a number or a word."""


def check_words(
    value: str | Mapping[str, Any],
    key: tuple[str, ...],
    name: str,
    languages: Sequence[str],
    faults: Faults,
    index: int = 0,
) -> None:
    """Note what is wrong with words that may be one string a language; `key` is where they stand, `name` their own."""
    for tag, words in value.items() if not isinstance(value, str) else ():
        if not isinstance(words, str):
            faults.unknown((*key, tag), f"{name} in {tag!r} must be a string, not {words!r}", index=index)
        elif tag not in languages and not faults.doubts_languages:
            hint = f"they are {', '.join(languages)}"
            faults.unknown((*key, tag), f"{name} in {tag!r}, which is not one of the site's languages", hint, index)


def by_language(
    value: str | Mapping[str, Any], languages: Sequence[str], fallback: Mapping[str, str]
) -> Mapping[str, str]:
    """Return one string a language: the same for all where the file gives a plain string.

    A language without one has that of `fallback`, else the default language's.
    """
    if isinstance(value, str):
        return dict.fromkeys(languages, value)
    default = value.get(languages[0]) or fallback.get(choose_locale(languages[0], fallback)) or fallback.get("en", "")
    return {tag: str(value.get(tag) or fallback.get(choose_locale(tag, fallback), default)) for tag in languages}


def read_families(value: list[Any], languages: Sequence[str], faults: Faults) -> Iterator[Family]:
    """Yield the families of `[[families]]`; a title is no must."""
    for _, prefix, titles, lent in _titled(value, ("families", "family", "prefix"), languages, faults):
        yield Family(prefix, titles, lent if any(titles.values()) else ())


def read_catalogs(value: list[Any], languages: Sequence[str], faults: Faults) -> Iterator[CatalogTitle]:
    """Yield the titles of `[[catalogs]]`."""
    for index, name, titles, lent in _titled(value, ("catalogs", "catalog", "name"), languages, faults):
        if not any(titles.values()) and not faults.doubts_languages:
            faults.add("catalogs", f"the catalog {name!r} has no title", "give it one, or take the entry out", index)
        yield CatalogTitle(name, titles, lent)


def _titled(
    value: list[Any], names: tuple[str, str, str], languages: Sequence[str], faults: Faults
) -> Iterator[tuple[int, str, Mapping[str, str], tuple[str, ...]]]:
    """Yield of each table of a list its index, its key, its titles, and the languages that borrow the default one's.

    `names` are what the list, one of its tables and the key of that are called: `("families", "family", "prefix")`.
    """
    several, one, key = names
    seen: set[str] = set()
    for index, item in enumerate(value):
        text = item.get(key) if isinstance(item, dict) else None
        if text and not isinstance(text, str):
            faults.add((several, key), f"the {key} of a {one} must be a string, not {text!r}", QUOTES, index)
            continue
        if not text:
            faults.add(several, f"a {one} needs a {key} and a title, not {item!r}", index=index)
            continue
        for other in sorted(item.keys() - {key, "title"}):
            hint = f"a {one} has {key} and title"
            faults.unknown((several, other), f"unknown key {other!r} in a {one}", hint, index)
        if text in seen:
            faults.add(several, f"two {several} with the {key} {text!r}", index=index)
        seen.add(text)
        title = item.get("title", {})
        if isinstance(title, (str, dict)):
            lent = () if isinstance(title, str) else tuple(tag for tag in languages[1:] if not title.get(tag))
            before = len(faults.lines)
            check_words(title, (several, "title"), f"the title of {one} {text!r}", languages, faults, index)
            if len(faults.lines) > before:
                continue
            yield index, text, by_language(title, languages, {}), lent
        else:
            message = f"the title of {one} {text!r} must be {WORDS}"
            faults.add((several, "title"), message, index=index)
