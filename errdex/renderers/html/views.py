"""What the page templates print: values made ready in Python, so that templates never decide.

A view never changes. `Markup` is HTML, safe to print as it is; `str` is text, which the template escapes. Addresses
within the site begin with `ROOT`, or are those of a sibling in the same folder. `lang` is the language of a text, empty
where it is the page's own.

The views on a code's page are named tuples, for `shapes` takes them apart, a dozen for every page, by the types that
stand here; the others are nouns.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup, escape

from errdex.noun import noun

NONE = Markup("")
"""No HTML, no attribute."""


def trust(html: str) -> Markup:
    """Mark HTML as safe to print: the compile stage has sanitised it, or a template has printed it."""
    return str.__new__(Markup, html)  # Markup(html) looks for other things than text first: 0.25 µs, not 0.08


def in_language(text: str, lang: str) -> Markup:
    """Return text as HTML, marked where it is in another language than the page: `lang` is then not empty."""
    return trust(f'<span lang="{lang}">{escape(text)}</span>') if lang else escape(text)


class Format(NamedTuple):
    """The same record for programs."""

    url: str
    title: str
    type: str
    """Media type."""


class Link(NamedTuple):
    """A link, or with an empty `url` only its text."""

    url: str
    title: str
    lang: str = ""
    description: str = ""


class Row(NamedTuple):
    """A code in a list of codes, in one language."""

    url: str
    """From the site's root."""
    sibling: str
    """From a page in the same folder: `4101.html`."""
    label: Markup
    """Code and title, as every link to the code shows them."""
    retired: str
    """The word for it; empty for a live code."""


@noun
class Group:
    """Codes under one heading, or under none; one stands here in any case, for a theme's own macro."""

    id: str
    title: Markup
    count: str
    rows: tuple[Row, ...]
    ids: tuple[str, ...] = ()
    """Of codes that have nothing in common and need no heading, one for each row: that which its own would have."""


class Related(NamedTuple):
    """Codes that are related to one, for one reason."""

    title: str
    rows: tuple[Row, ...]


class FieldView(NamedTuple):
    """A cell on a code's page."""

    kind: str
    """A class: `field-meaning`, `field-remedy`, empty for the rest."""
    label: str
    text: str
    html: Markup


class VerdictItem(NamedTuple):
    """One line of the verdict: `kind` is a class such as `retry-no`."""

    kind: str
    label: str
    text: str
    lang: str = ""


class OtherWording(NamedTuple):
    """A further wording of a code, under its own heading."""

    heading: str
    fields: tuple[FieldView, ...]
    source: Link


class RetirementView(NamedTuple):
    """The banner of a retired code."""

    date: str
    since: str
    """The date in words."""
    reason: str
    successor: Link | None
    anew: Link | None
    """Where the code has another meaning now: the page of that one."""
    meaning: tuple[FieldView, ...]
    """What it meant, for a ticket: what to do about it holds no more."""


class CodePage(NamedTuple):
    """The page of one code in one language."""

    code: str
    code_html: Markup
    title: str
    """Empty where the content has only the code."""
    head_title: str
    description: str
    code_class: str
    lang: str
    crumbs: Markup
    structured: Markup
    product: Markup
    main: tuple[FieldView, ...]
    """What it means, then what to do."""
    facts: tuple[FieldView, ...]
    """The other columns."""
    verdict: tuple[VerdictItem, ...]
    note: Markup
    note_lang: str
    others: tuple[OtherWording, ...]
    others_told: str
    """How many those are, for the top of the page; empty where there are none."""
    related: tuple[Related, ...]
    guides: tuple[Link, ...]
    example: Markup
    """A response with the code; empty where it stands for several codes, or the site shows none."""
    retirement: RetirementView | None
    successor: Link | None
    """Of a live code, in a newer generation of the API."""
    untranslated: str
    section: str
    aliases: tuple[str, ...]
    since: str
    source: Link
    changed: str
    formats: tuple[Format, ...]
    former: tuple[Link, ...]
    edit_url: str
    report_url: str
    permalink: str
    previous: Row | None
    next: Row | None


@noun
class RangeLink:
    """A link from the index of a large site to a part of its list."""

    url: str
    title: str
    count: str
    families: Markup
    """Titles of the first families in it; empty where that would say nothing new."""


@noun
class CatalogView:
    """A catalog on the index: groups of codes, or links to ranges."""

    id: str
    title: str
    """Empty where the site has only one catalog."""
    lang: str
    groups: tuple[Group, ...]
    ranges: tuple[RangeLink, ...]


@noun
class IndexPage:
    """The front page of a language."""

    title: str
    head_title: str
    description: str
    count: str
    catalogs: tuple[CatalogView, ...]
    guides: tuple[Link, ...]
    former: tuple[Link, ...]


@noun
class RangePage:
    """A part of a large site's list of codes."""

    title: str
    head_title: str
    description: str
    crumbs: Markup
    groups: tuple[Group, ...]
    former: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@noun
class SearchPage:
    """The search box as a page of its own."""

    head_title: str
    home: str


@noun
class OtherHelp:
    """The 404 page's help in another language."""

    language: str
    title: str
    help: str
    """With the blank that its script has after a sentence."""
    url: str
    link: str


@noun
class MissingPage:
    """The page for an address that does not exist."""

    head_title: str
    lead: str
    """With the blank that its script has after a sentence."""
    script: str
    root: str
    """Of the site, for the script: `/docs/`."""
    languages: str
    """Folders of the languages, with blanks between: `en zh-Hans`."""
    home: str
    search: str
    others: tuple[OtherHelp, ...]
