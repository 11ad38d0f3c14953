"""The nouns that travel through a build, each frozen to the type checker (see `noun`).

    Source  ->  Document (its tables, rows, entries)  ->  Site (catalogs of codes, guides)  ->  Artifact(path, data)

A stage takes values and returns new ones; nothing here reads a file or decides anything about looks.

Links inside compiled HTML: an address within the site is written as `ROOT` followed by the path from the site's root,
`ROOT + "codes/4100.html#x"`. `ROOT` is a control character that no input can hold, so a renderer turns all links of a
page into relative ones with a single `str.replace(ROOT, "../")`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import field
from itertools import chain
from types import CodeType
from typing import Literal, get_args

from errdex.noun import noun

ROOT = "\x1a"
"""Stands for the site's root in the links of compiled HTML; see the module's prose."""

LEDGER = "permalinks.jsonl"
"""The file of the content folder that holds every address ever published."""

MAIN_CATALOG = "codes"
"""The catalog of documents that are in no folder of their own."""

GUIDES = "guides"
"""The folder of the documents' pages. In a permalink it stands for a catalog, for none of codes can be called so."""

CHANGES = "changes.html"
"""Beside the index of each language: what happened to the codes."""

FRONT_PAGES = ("index.html", "search.html", "404.html", CHANGES)
"""Each language's own, in its folder; `CHANGES` only where the dates are known."""

COPIES = f"{GUIDES}/files/"
"""Where the local files stand that documents link."""

Role = Literal[
    "code",
    "symbol",
    "subcode",
    "status",
    "title",
    "message",
    "cause",
    "remedy",
    "cause-remedy",
    "category",
    "remark",
    "",
]
"""What a column is for; empty where no role fits. `status` is an HTTP status, `symbol` a name such as `AuthFailure`."""

ROLES: tuple[Role, ...] = get_args(Role)

Kind = Literal["auto", "guide", "errors"]
"""Front matter `kind`: `guide` turns the reading of tables off, `errors` demands an error table."""

State = Literal["live", "retired"]

Key = tuple[str, str]
"""Catalog and code."""

# ---------------------------------------------------------------- what is read


@noun
class Source:
    """A file of the content folder and what its place in the folder says about it."""

    path: str
    """Relative to the content folder, with `/`: `ja/error-codes.md`."""
    data: bytes
    language: str = ""
    """BCP 47 tag of its language folder; empty where there are no language folders."""
    catalog: str = MAIN_CATALOG
    """The namespace of its codes: the folder below the language."""
    name: str = ""
    """Of its page: `error-codes` for `/guides/error-codes.html`."""
    is_note: bool = False
    """True for `notes/<code>.md`, which adds to a code's page and has no page of its own."""


@noun
class Location:
    """Where something stands in the content."""

    path: str
    line: int


@noun
class Field:
    """A cell, under its column's label and role."""

    label: str
    """The header cell's text as written, white space folded; empty for a cell beyond the header."""
    role: Role
    text: str
    """Plain text, white space folded, `<br>` and block ends as `\\n`."""
    html: str
    """Sanitised phrasing and flow content (lists, links, code, br …), safe to print as it is."""


@noun
class Row:
    """A body row of an error table as laid out (spans resolved), records or none."""

    line: int
    fields: tuple[Field, ...]
    codes: tuple[str, ...]
    """Of its records, in the order of the cell; empty for a skipped row."""
    across: bool = False
    """Whether one cell spans the table: each field holds it."""


@noun
class Skipped:
    """A row without a record, and why."""

    line: int
    reason: str


@noun
class Column:
    """A column of an error table."""

    label: str
    role: Role
    footnotes: str = ""
    """HTML of the marks of footnotes behind its header, links to them once compiled."""


@noun
class Table:
    """An error table. `len(rows)` = rows with codes + `len(skipped)`, or the reader has a bug and says so."""

    line: int
    section: str
    """Text of the nearest heading above, empty where there is none."""
    kind: Literal["html", "pipe"]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    anchors: tuple[tuple[int, str], ...] = ()
    """Line and name of each place in it that a link may lead to, in order."""


@noun
class Entry:
    """One record: a row and one of its codes."""

    code: str
    """As written, NFKC not applied; a range or a wildcard is one entry under its own text."""
    aliases: tuple[str, ...]
    """Other identifiers in the row: a symbol, decimal beside hexadecimal, a module code."""
    fields: tuple[Field, ...]
    """Every cell of the row, the code's own included, in the order of the columns."""
    location: Location
    table: int
    """Index in the document's `tables`."""
    section: str

    def text(self, role: Role) -> str:
        """Return the text of the first field with this role that has any, else an empty string."""
        for item in self.fields:
            if item.role == role and item.text:
                return item.text
        return ""


@noun
class Unread:
    """A table that stays prose, and why it is no error table."""

    line: int
    reason: str
    codes: tuple[str, ...] = ()
    """That of the heading above, where the table says line by line what this one code means; its own if `turned`."""
    turned: bool = False
    """Whether its headers stand in its first column."""


@noun
class Loose:
    """A code that a heading or a list item tells of, outside of error tables."""

    line: int
    code: str
    in_list: bool


@noun
class Document:
    """A source, read."""

    path: str
    language: str
    """Of its folder, else the one that its header words and script speak, else empty."""
    catalog: str
    name: str
    kind: Kind
    front: Mapping[str, object]
    """Front matter: strings, and lists of strings; empty where there is none."""
    title: str
    """Front matter `title`, else the first `#` heading, else the heading above the first error table, else the first
    heading, else the name."""
    prose: str
    """Markdown without front matter; where table `i` of `tables` stood there is a line `table_mark(i)`."""
    prose_line: int
    """1-based line of the source on which `prose` begins."""
    tables: tuple[Table, ...] = ()
    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()
    loose: tuple[Loose, ...] = ()


def table_mark(index: int) -> str:
    """Return the text that stands for an error table in `Document.prose`: a paragraph of its own."""
    return f"\x1atable{index}\x1a"


@noun
class Note:
    """Authored facts about a code, and more sections for its page, in one language."""

    path: str
    language: str
    catalog: str
    code: str
    prose: str
    """Markdown of its sections."""
    prose_line: int
    html: str = ""
    """The sections rendered, headings from h2 down; filled in by the compile stage."""
    retryable: Literal["", "yes", "no", "after-change"] = ""
    actor: Literal["", "caller", "administrator", "vendor"] = ""
    support: str = ""
    """When to contact support, in words."""
    successor: str = ""
    """The code that replaces it, here or in a newer generation of the API."""
    related: tuple[str, ...] = ()
    since: str = ""
    aliases: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    """`signature.md` or `signature.md#section`, relative to the language folder."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """1-based line of each key of its front matter."""


# ---------------------------------------------------------------- the site, compiled


@noun
class Reference:
    """A link to a page of the site."""

    url: str
    """Path from the site's root, with a fragment where it leads to a section: `guides/signature.html#errors`."""
    title: str
    """Of the page."""
    language: str
    """Of the page it leads to."""
    section: str = ""
    """The heading that it leads to."""

    def words(self, titles: Mapping[str, str]) -> str:
        """Return the words of the link: `Signing › Errors`; `titles` are those that tell pages apart, by address."""
        title = titles.get(self.url.partition("#")[0], self.title)
        return f"{title} › {self.section}" if self.section else title


@noun
class Relation:
    """A code related to another one of the same catalog, and why."""

    code: str
    reason: Literal["author", "guide", "family"]
    """Named by the author; explained in the same guide section; of the same family."""


@noun
class Wording:
    """What one language says of a code."""

    language: str
    title: str
    """The title column, else the short message, else the symbol; empty where there is only the code."""
    entries: tuple[Entry, ...]
    """The distinct wordings, at least one; equal rows are folded. Links in their html lead into the site (`ROOT`)."""
    note: Note | None = None
    guides: tuple[Reference, ...] = ()
    """Guides, or sections of guides, that explain the code."""


@noun
class Aside:
    """A note in a language that has no wording of the code."""

    note: Note
    guides: tuple[Reference, ...] = ()
    """Guides that explain the code, for readers of this language."""


@noun
class Retirement:
    """What the ledger says of a code that has left the content."""

    since: str
    """Date, `2026-11-24`."""
    reason: str
    successor: str


@noun
class Rename:
    """A name that a code had before."""

    catalog: str
    code: str
    date: str
    """Day from which on its page leads to that of the new name."""


@noun
class Code:
    """A code of a catalog: one permanent page in each language of the site."""

    catalog: str
    code: str
    slug: str
    """File name without ending, safe in a URL path and on every file system; pinned by the ledger."""
    wordings: tuple[Wording, ...]
    """In the order of the site's languages; at least one, seldom all. A retired code has its last ones."""
    aliases: tuple[str, ...] = ()
    family: str = ""
    """Key of its `Family`."""
    related: tuple[Relation, ...] = ()
    retirement: Retirement | None = None
    former: tuple[str, ...] = ()
    """URLs (from the site's root) that lead here: renames and aliases."""
    changed: str = ""
    """Date of the last change of its content, where known."""
    added: str = ""
    """Date on which it was first published, under whatever name, where known."""
    asides: tuple[Aside, ...] = ()
    """In the order of the site's languages."""
    moved: tuple[str, ...] = ()
    """URLs whose data is elsewhere now: those of its former ones that had a page and not only led here, and its pages
    in languages that tell no more of it."""
    renames: tuple[Rename, ...] = ()
    """The oldest first."""

    @property
    def page(self) -> str:
        """Return the path of its page from a language's folder: `codes/4100.html`."""
        return page_path(self.catalog, self.slug)

    @property
    def state(self) -> State:
        """Return `live`, or `retired` when the content no longer holds it."""
        return "retired" if self.retirement else "live"

    def wording(self, language: str) -> Wording:
        """Return the wording in `language`, else the first one (the default language's, where it has one).

        The first one stands with the note that there is in `language`, if there is one.
        """
        for item in self.wordings:
            if item.language == language:
                return item
        first = self.wordings[0]
        for aside in self.asides:
            if aside.note.language == language:
                return Wording(first.language, first.title, first.entries, aside.note, aside.guides)
        return first

    def any_note(self) -> Note | None:
        """Return a note in any language: whether to retry and who acts does not depend on it."""
        for item in self.wordings:
            if item.note:
                return item.note
        return None

    def dated(self, added: str, changed: str) -> Code:
        """Return the code with its dates, in a tenth of the time that `dataclasses.replace` takes (5 µs)."""
        return Code(
            self.catalog,
            self.code,
            self.slug,
            self.wordings,
            self.aliases,
            self.family,
            self.related,
            self.retirement,
            self.former,
            changed,
            added,
            self.asides,
            self.moved,
            self.renames,
        )

    def has(self, language: str) -> bool:
        """Tell whether a table of the content tells of the code in `language`."""
        # A list and no generator: every output asks this of every code.
        return language in [item.language for item in self.wordings]

    def speaks(self, language: str) -> bool:
        """Tell whether the content says something of the code in `language`, in a table or a note."""
        return self.has(language) or any(item.note.language == language for item in self.asides)


def page_path(catalog: str, slug: str) -> str:
    """Return the path of a page of a catalog from a language's folder: `codes/4100.html`."""
    return f"{catalog}/{slug}.html"


@noun
class Family:
    """A group of codes on the index, by prefix."""

    prefix: str
    titles: Mapping[str, str] = field(default_factory=dict)
    """By language, authored; empty for a family that was found by itself."""
    lent: tuple[str, ...] = ()
    """Languages of the site that have no title of their own, but the default language's."""


@noun
class Catalog:
    """A namespace of codes: `codes`, or a folder below the language."""

    name: str
    codes: tuple[Code, ...]
    """In natural order (numbers by value), live and retired."""
    families: tuple[Family, ...]
    """Of the codes, in the order of the index; each code's `family` is one of these prefixes."""
    by_code: Mapping[str, Code]


@noun
class Heading:
    """A heading of a guide, for its table of contents."""

    level: int
    id: str
    text: str


@noun
class Listing:
    """An error table on its document's page: cells of HTML, each code linked to its page."""

    header: tuple[str, ...]
    """Plain text."""
    rows: tuple[tuple[str, ...], ...]
    """HTML, one cell a column; a row of a single cell that spans the table has that cell alone."""
    footnotes: tuple[str, ...]
    """HTML of the links to footnotes behind each header."""


@noun
class Explained:
    """A code that a guide mentions, and the section in which it does."""

    catalog: str
    code: str
    section: str
    """A heading's id, empty for the part above the first heading."""


@noun
class Guide:
    """A document's page: its prose, and its error tables."""

    path: str
    """Of the source, relative to the content folder."""
    language: str
    catalog: str
    name: str
    """The same in each language that has it: `signature`; `sms-errors` for `sms/errors.md`."""
    title: str
    description: str
    """Plain text of the first paragraph, at most 160 characters."""
    body: tuple[str | Listing, ...]
    """HTML fragments (no h1) and tables, to be printed one after the other."""
    headings: tuple[Heading, ...]
    explains: tuple[Explained, ...]
    has_errors: bool
    """True when it holds error tables."""
    changed: str = ""
    """Date of the last commit of its source, where `git_dates` is on and history tells."""


@noun
class CatalogTitle:
    """What readers call a catalog."""

    name: str
    """The catalog's: `sms`."""
    titles: Mapping[str, str]
    """By language; empty where the name serves."""
    lent: tuple[str, ...] = ()
    """Languages of the site that have no title of their own, but the default language's."""


@noun
class Settings:
    """What `content/site.toml` says, with its defaults filled in."""

    titles: Mapping[str, str]
    """By language, one for each of `languages`."""
    descriptions: Mapping[str, str]
    language: str
    """The default language: its pages have no language folder in their URL."""
    languages: tuple[str, ...]
    """Of the site, the default one first."""
    product: str = ""
    base_url: str = ""
    """With its final slash; empty where outputs that need absolute URLs are left out."""
    version: str = ""
    edit_url: str = ""
    report_url: str = ""
    git_dates: bool = False
    outputs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Upstream URL or words -> `guide.md` or `guide.md#section`."""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Role -> header words beyond the built-in ones."""
    families: tuple[Family, ...] = ()
    catalogs: tuple[CatalogTitle, ...] = ()
    response: str = ""
    """Pattern of an example response, with `{code}` and `{message}`; empty where pages show none."""

    def folder(self, language: str) -> str:
        """Return the language's part of a URL: empty for the default language, else `en/`."""
        return "" if language == self.language else f"{language}/"

    def catalog_title(self, catalog: str, language: str) -> str:
        """Return the title that site.toml gives a catalog, empty where it gives none."""
        return next((item.titles[language] for item in self.catalogs if item.name == catalog), "")

    def catalog_lang(self, catalog: str, language: str) -> str:
        """Return the language of a catalog's title on pages in `language`, empty where it is that of the pages."""
        lent = any(language in item.lent for item in self.catalogs if item.name == catalog)
        return self.language if lent else ""

    def family_lang(self, family: Family, language: str) -> str:
        """Return the language of a family's title on pages in `language`, empty where it is that of the pages."""
        return self.language if language in family.lent else ""

    def guide_url(self, name: str, language: str) -> str:
        """Return the path of a document's page from the site's root: `guides/signature.html`."""
        return self.folder(language) + page_path(GUIDES, name)


@noun
class Redirect:
    """A former address, and the page that it leads to."""

    url: str
    """From the site's root, as is `target`."""
    target: str
    title: str
    language: str
    """That of the title."""
    canonical: str = ""
    """The page for search engines, where that is not `target`: the same in another language, whose words it shows."""


@noun
class Site:
    """All that the renderers print."""

    settings: Settings
    catalogs: tuple[Catalog, ...]
    guides: tuple[Guide, ...]
    """Of all languages and catalogs, error documents too, in the order of their paths."""
    redirects: tuple[Redirect, ...] = ()
    """Of guides, and of whole languages, that have gone; those of codes are the `former` of each."""

    def folder(self, language: str) -> str:
        """Return the language's part of a URL: empty for the default language, else `en/`."""
        return self.settings.folder(language)

    def code_url(self, code: Code, language: str) -> str:
        """Return the path of the code's page from the site's root: `codes/4100.html`, `en/sms/1001.html`."""
        return self.folder(language) + code.page

    def catalog_label(self, catalog: str, language: str) -> str:
        """Return what tells a catalog's codes from those of others: its title, else its name, where there are others.

        The main catalog has no name but its title.
        """
        named = catalog if len(self.catalogs) > 1 and catalog != MAIN_CATALOG else ""
        return self.settings.catalog_title(catalog, language) or named

    def titled_guides(self, language: str) -> tuple[tuple[Guide, str], ...]:
        """Return the guides for readers of a language, each with the title that tells it from the others.

        They are the language's own, then those of the default language that it does not have. Where several have one
        title their catalogs follow it, and where that does not tell them apart, the names of their pages.
        """
        default = self.settings.language
        own = [guide for guide in self.guides if guide.language == language]
        names = {guide.name for guide in own}
        others = [guide for guide in self.guides if guide.language == default != language and guide.name not in names]
        guides = (*own, *others)
        titles = Counter(guide.title for guide in guides)
        labels = [self.catalog_label(g.catalog, language) if titles[g.title] > 1 else "" for g in guides]
        titled = [f"{g.title} ({label})" if label else g.title for g, label in zip(guides, labels, strict=True)]
        times = Counter(titled)
        return tuple(
            (guide, words if times[words] == 1 else f"{guide.title} ({guide.name})")
            for guide, words in zip(guides, titled, strict=True)
        )

    def guide_titles(self, language: str) -> Mapping[str, str]:
        """Return the titles that tell the guides for readers of a language apart, by the address of each."""
        return {self.guide_url(guide): title for guide, title in self.titled_guides(language)}

    def product_of(self, catalog: str, language: str) -> str:
        """Return whose codes a catalog has: `Tencent Cloud API 2.0 · SMS`; empty where nobody says."""
        label = self.catalog_label(catalog, language)
        return " · ".join(part for part in (self.settings.product, label) if part)

    def codes(self) -> Iterator[Code]:
        """Yield the codes of all catalogs, in order."""
        return chain.from_iterable(catalog.codes for catalog in self.catalogs)

    @property
    def has_changes(self) -> bool:
        """Tell whether it is known when its codes came: then it has the page `CHANGES` in each language."""
        return any(code.added for code in self.codes())

    def languages_of(self, code: Code) -> tuple[str, ...]:
        """Return the languages of the site in which tables tell of a code.

        In any other one its page shows the words of the first, and so that is the page for search engines.
        """
        spoken = self.settings.languages
        return tuple([wording.language for wording in code.wordings if wording.language in spoken])

    def find_code(self, name: str, catalog: str) -> Code | None:
        """Return the code that a successor names in a catalog: one of its own, else `catalog/code`; None if none."""
        other, _, code = name.partition("/")
        for home, text in ((catalog, name), (other, code)):
            for item in self.catalogs:
                if item.name == home and text in item.by_code:
                    return item.by_code[text]
        return None

    def code_urls(self) -> list[str]:
        """Return the paths of the pages of all codes, in each language."""
        folders = [self.folder(language) for language in self.settings.languages]
        pages = [code.page for code in self.codes()]
        return [folder + page for page in pages for folder in folders]

    def guide_url(self, guide: Guide) -> str:
        """Return the path of the guide's page from the site's root: `guides/signature.html`."""
        return self.settings.guide_url(guide.name, guide.language)


# ---------------------------------------------------------------- what is written


@noun
class Theme:
    """Templates, assets and UI strings, the user's own over the built-in ones, in memory."""

    templates: Mapping[str, str]
    """`pages/code.html` -> Jinja source; `icons/copy.svg` -> an icon."""
    assets: Mapping[str, bytes]
    """`css/tokens.css`, `js/search.js`, `favicon.svg` -> content."""
    locales: Mapping[str, Mapping[str, str]]
    """Language -> flat key (`search.placeholder`) -> string."""
    compiled: MutableMapping[str, CodeType] = field(default_factory=dict)
    """Templates that were compiled before, by name and source; a renderer that compiles one puts it here."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The user's own templates, each with the name of its file for messages: `content/theme/pages/code.html`."""

    def language_name(self, language: str, reader: str) -> str:
        """Return what readers of a language call another: `英語`; where they have no word for it, its own name."""
        names, tag = self.locales[reader], language
        while tag:
            if f"languages.{tag}" in names:
                return names[f"languages.{tag}"]
            tag = tag.rpartition("-")[0]  # en-GB is English too
        return self.locales.get(language, {}).get("language.name", language)


@noun
class Part:
    """Which part of an output a process renders: number `number` of `count`, from 0."""

    number: int = 0
    count: int = 1

    def of(self, length: int) -> range:
        """Return the indexes of this part's share of so many things, which lie together."""
        return range(length * self.number // self.count, length * (self.number + 1) // self.count)


@noun
class Artifact:
    """A file of the site."""

    path: str
    """From the site's root, with `/`."""
    data: bytes
    more: bool = False
    """True for a piece of a large file: the next artifact of the same path goes on where it ends."""


_SEGMENT = re.compile(r"[^/\\\x00-\x1f\x7f]+")


def is_segment(name: str) -> bool:
    """Tell whether a name can stand between two slashes of a path, on every system."""
    return _SEGMENT.fullmatch(name) is not None and name not in (".", "..")


def fold_path(path: str) -> str:
    """Return what two paths have in common that are one file on a disk for which upper case does not count."""
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    return path if folded == path else folded  # one string in memory for both, of a hundred thousand
