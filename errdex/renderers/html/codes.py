"""The views of the code pages: what a page says of a code in a language.

    title                     the h1, beside the code
    message, cause            what it means
    remedy, cause-remedy      what to do
    every other column        facts, under the column's own label

A code that a language does not describe has its page there too, with the first language's words, marked with `lang`.
Everything that does not depend on the code is made once (`desk`); the functions below run once a page and take more of
a large build than anything but the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from markupsafe import Markup

from errdex.model import Code, Entry, Field, Location, Note, Part, Retirement, Settings, Wording
from errdex.renderers.html.desk import CodeDesk
from errdex.renderers.html.example import Response, example_literal
from errdex.renderers.html.frames import fill, site_url
from errdex.renderers.html.prose import dress
from errdex.renderers.html.rows import code_html
from errdex.renderers.html.views import (
    NONE,
    CodePage,
    FieldView,
    Format,
    Link,
    OtherWording,
    Related,
    RetirementView,
    Row,
    VerdictItem,
    trust,
)

KINDS: Mapping[str, str] = {
    "message": "field-meaning",
    "cause": "field-meaning",
    "cause-remedy": "field-remedy",
    "remedy": "field-remedy",
}
"""Roles that are shown in full, and the class of their section; meaning comes first."""

DESCRIPTION_LENGTH = 155
"""Characters that search engines show of a description."""


def code_pages(desk: CodeDesk, part: Part) -> Iterator[tuple[Code, CodePage]]:
    """Yield every code in the part with the view of its page."""
    codes, rows = desk.catalog.codes, desk.rows.by_slug
    indexes = part.of(len(codes))
    previous = rows[codes[indexes.start - 1].slug] if indexes.start else None
    for index in indexes:
        code = codes[index]
        following = rows[codes[index + 1].slug] if index + 1 < len(codes) else None
        yield code, _code_page(desk, code, previous, following)
        previous = rows[code.slug]


def _code_page(desk: CodeDesk, code: Code, previous: Row | None, following: Row | None) -> CodePage:
    settings, t = desk.settings, desk.t
    wording = code.wording(desk.language)
    entry, title, name = wording.entries[0], wording.title, code.code
    own = wording.language == desk.language
    lang = desk.edition.lang(wording.language)
    main, facts = _sort_fields(entry, title, t)
    note, more = wording.note, len(wording.entries) - 1
    permalink = f"{settings.base_url}{desk.address}{code.slug}.html"
    retirement = code.retirement
    head_title = _head_title(desk, name, title, retirement)
    return CodePage(
        code=name,
        code_html=code_html(name),
        title=title,
        head_title=head_title,
        description=_describe(title or head_title, main),
        code_class="" if len(name) <= 8 else " is-long" if len(name) <= 22 else " is-longer",
        lang=lang,
        crumbs=desk.crumbs[code.family],
        structured=desk.trails[code.family] if settings.base_url else NONE,
        product=desk.product,
        main=main,
        facts=facts,
        verdict=_verdict(note or code.any_note(), t, desk.edition.lang(note.language) if note else None),
        note=trust(dress(note.html, t)) if note and note.html else NONE,
        note_lang=desk.edition.lang(note.language) if note else "",
        others=tuple(_other_wording(desk, item, retirement) for item in wording.entries[1:]) if more else (),
        others_told=fill(t["page.others_told"], count=str(more)) if more else "",
        related=_related(desk, code) if code.related else (),
        guides=_guide_links(desk, wording) if wording.guides else (),
        example=_example(desk.response, entry, title) if desk.response else NONE,
        retirement=_retirement(desk, code, retirement, main) if retirement else None,
        successor=_successor(desk, note.successor) if note and not retirement else None,
        untranslated="" if own else fill(t["page.untranslated"], language=desk.names[wording.language]),
        section=entry.section,
        aliases=code.aliases,
        since=note.since if note else "",
        source=_source(desk, entry.location, retirement),
        changed=code.changed,
        formats=_formats(desk, code, desk.language if own or code.speaks(desk.language) else wording.language),
        former=tuple([Link(site_url(url), url) for url in code.former]) if code.former else (),
        edit_url="" if retirement else desk.edition.edit_url(entry.location.path, entry.location.line),
        report_url=_report_url(settings, name, title, permalink),
        permalink=permalink,
        previous=previous,
        next=following,
    )


def _head_title(desk: CodeDesk, name: str, title: str, retirement: Retirement | None) -> str:
    """Return the page's `<title>`: unique in its language, as a living code and the date of a retired one are."""
    words = f"{name} {title}" if title else fill(desk.t["page.untitled"], code=name)
    if retirement:
        words += f" ({desk.t['index.retired']} {retirement.since})"
    return words + desk.title_end


def _sort_fields(entry: Entry, title: str, t: Mapping[str, str]) -> tuple[tuple[FieldView, ...], tuple[FieldView, ...]]:
    """Divide an entry's cells into what is shown in full and the facts, without those that the h1 shows."""
    meaning: list[FieldView] = []
    remedy: list[FieldView] = []
    facts: list[FieldView] = []
    for field in entry.fields:
        if _is_in_heading(field, entry.code, title):
            continue
        kind = KINDS.get(field.role, "")
        view = FieldView(kind, field.label or t["page.remarks"], field.text, trust(field.html))
        (facts if not kind else remedy if kind == "field-remedy" else meaning).append(view)
    return (*meaning, *remedy), tuple(facts)


def _is_in_heading(field: Field, code: str, title: str) -> bool:
    """Tell whether a cell is empty, or the h1 says it word for word."""
    if field.role == "code":
        return field.text in (code, f"{code} {title}")
    return not field.html or (field.text == title and "<" not in field.html)


def _describe(title: str, main: tuple[FieldView, ...]) -> str:
    text = " ".join([title, *[field.text for field in main]]).replace("\n", " ").strip()
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1] + "…"


def _verdict(note: Note | None, t: Mapping[str, str], lang: str | None) -> tuple[VerdictItem, ...]:
    """Return the verdict; `lang` is that of the note's own words, None where they are not the page's to show."""
    if note is None:
        return ()
    items = []
    if note.retryable:
        kind = f"retry_{note.retryable}"
        items.append(VerdictItem(kind.replace("_", "-"), t["verdict.retry"], t[f"verdict.{kind}"]))
    if note.actor:
        items.append(VerdictItem("actor", t["verdict.actor"], t[f"verdict.actor_{note.actor}"]))
    if note.support and lang is not None:
        items.append(VerdictItem("support", t["verdict.support"], note.support, lang))
    return tuple(items)


def _other_wording(desk: CodeDesk, entry: Entry, retirement: Retirement | None) -> OtherWording:
    t = desk.t
    main, facts = _sort_fields(entry, "", t)
    heading = fill(t["page.also_in"], section=entry.section) if entry.section else t["page.also"]
    return OtherWording(heading, (*main, *facts), _source(desk, entry.location, retirement))


def _related(desk: CodeDesk, code: Code) -> tuple[Related, ...]:
    by_reason: dict[str, list[Row]] = {}
    row_of = desk.rows.by_code.get
    for relation in code.related:
        row = row_of(relation.code)
        if row is not None:
            by_reason.setdefault(relation.reason, []).append(row)
    return tuple([Related(desk.t[f"page.related_{reason}"], tuple(rows)) for reason, rows in by_reason.items()])


def _example(response: Response, entry: Entry, title: str) -> Markup:
    literal = example_literal(entry.code)
    message = next((field.text for field in entry.fields if field.role == "message"), title)
    return response.show(literal, message) if literal else NONE


def _guide_links(desk: CodeDesk, wording: Wording) -> tuple[Link, ...]:
    titles = desk.guides
    return tuple(
        Link(site_url(item.url), item.words(titles), desk.edition.lang(item.language)) for item in wording.guides
    )


def _successor(desk: CodeDesk, name: str) -> Link | None:
    """Return the link to a successor; only its name where the site does not have it."""
    if not name:
        return None
    code = desk.edition.site.find_code(name, desk.catalog.name)
    if code is None:
        return Link("", name)
    row = desk.edition.rows[code.catalog].by_code[code.code]
    return Link(row.sibling if code.catalog == desk.catalog.name else row.url, name)


def _retirement(desk: CodeDesk, code: Code, retirement: Retirement, main: tuple[FieldView, ...]) -> RetirementView:
    since = fill(desk.t["page.retired_since"], date=retirement.since) if retirement.since else ""
    living = desk.catalog.by_code[code.code]
    anew = None
    if living.slug != code.slug and retirement.successor != code.code:
        title = f"{living.code} {living.wording(desk.language).title}".rstrip()
        anew = Link(
            desk.rows.by_code[code.code].sibling, title, desk.edition.lang(living.wording(desk.language).language)
        )
    successor, meaning = _successor(desk, retirement.successor), tuple(f for f in main if f.kind == "field-meaning")
    return RetirementView(retirement.since, since, retirement.reason, successor, anew, meaning)


def _source(desk: CodeDesk, location: Location, retirement: Retirement | None) -> Link:
    """Return the link to the document; the line that a retired code stood in is another's now."""
    path, line = location.path, location.line
    place = f"{path}, {desk.t['page.line'].replace('{line}', str(line))}" if line and not retirement else path
    return Link(desk.sources.get(path, ""), place)


def _formats(desk: CodeDesk, code: Code, language: str) -> tuple[Format, ...]:
    """Return the record in other forms; `language` has words for it, so it has Markdown too."""
    forms = []
    if "json" in desk.settings.outputs:
        forms.append(Format(f"{desk.data}{code.slug}.json", "JSON", "application/json"))
    if "markdown" in desk.settings.outputs:
        forms.append(Format(f"{desk.texts[language]}{code.slug}.md", "Markdown", "text/markdown"))
    return tuple(forms)


def _report_url(settings: Settings, code: str, title: str, permalink: str) -> str:
    if not settings.report_url:
        return ""
    return fill(settings.report_url, code=quote(code, ""), title=quote(title, ""), url=quote(permalink, ""))
