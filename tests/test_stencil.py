"""Pages printed from a stencil are the pages that Jinja prints, and a template that needs Jinja gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from errdex.model import ROOT
from errdex.renderers.html.environment import make_environment, page_printer
from errdex.renderers.html.frames import HERE, finish
from errdex.renderers.html.stencil import StencilPrinter
from errdex.renderers.html.views import FieldView, Link, OtherWording, Related, Row


class Sample(NamedTuple):
    """A page with every kind of field that a view can have."""

    heading: str
    note: Markup
    fields: tuple[FieldView, ...]
    source: Link
    successor: Link | None
    words: tuple[str, ...]
    others: tuple[OtherWording, ...]
    related: tuple[Related, ...]
    previous: Row | None


TEMPLATE = (
    f'<a href="{ROOT}x">{{{{ t.word }}}}</a><b title="{HERE}">{{{{ page.heading }}}} {{{{ page.heading }}}}</b>'
    "{% if page.heading and page.source.lang %}{{ page.source.lang }}{% endif %}{{ page.note }}"
    "{% for field in page.fields %}{{ loop.index }}{{ field.label }}{{ field.html }}{% else %}none{% endfor %}"
    '{% if page.source.url %}<a href="{{ page.source.url }}">{% endif %}{{ page.source.title or "-" }}'
    "{% if page.successor %}{{ page.successor.title }}{% endif %}"
    "{% for word in page.words %}{{ word }}{% if not loop.last %}, {% endif %}{% endfor %}{{ page.words|length }}"
    "{% for other in page.others %}{{ other.heading }}{{ other.fields|length }}{{ other.source.url }}{% endfor %}"
    "{% for group in page.related %}<h2>{{ group.title }}</h2>{% for row in group.rows %}{{ row.url }}{{ row.label }}"
    "{% if row.retired %}({{ row.retired }}){% endif %}{% endfor %}{% endfor %}"
    "{% if page.previous %}{{ page.previous.sibling }}{% endif %}"
)
TEXT = st.text(st.sampled_from("aé漢<>&\"'{}%\n\x1f" + ROOT), max_size=4)
# Where a view promises HTML and holds text, the text is escaped.
HTML = TEXT.map(Markup) | TEXT
FIELD = st.builds(FieldView, TEXT, TEXT, TEXT, HTML)
LINK = st.builds(Link, TEXT, TEXT, TEXT)
ROW = st.builds(Row, TEXT, TEXT, HTML, TEXT)


def few(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return up to two of them, as a tuple."""
    return st.lists(items, max_size=2).map(tuple)


PAGE = st.builds(
    Sample,
    TEXT,
    HTML,
    few(FIELD),
    LINK,
    st.none() | LINK,
    few(TEXT),
    few(st.builds(OtherWording, TEXT, few(FIELD), LINK)),
    few(st.builds(Related, TEXT, few(ROW))),
    st.none() | ROW,
)


def printer(template: str, folder: str = "") -> StencilPrinter:
    """Return a printer for a template."""
    environment = make_environment({"page.html": template})
    return StencilPrinter(page_printer(environment.get_template("page.html"), t={"word": "<w>"}), folder, "é/")


def as_jinja(template: str, pages: Sequence[object], folder: str = "") -> list[bytes]:
    """Return the pages as the template alone prints them."""
    page = make_environment({"page.html": template}).get_template("page.html")
    return [
        finish(page.render(page=view, t={"word": "<w>"}), f"é/{i}ö.html", folder).data for i, view in enumerate(pages)
    ]


def as_stencils(template: str, pages: Sequence[object], folder: str = "") -> list[bytes]:
    """Return the pages as a printer prints them."""
    machine = printer(template, folder)
    return [machine.print(view, f"{i}ö.html") for i, view in enumerate(pages)]


Value = Any
"""A view, or what stands in a field of one."""


def reworded(value: Value, mark: str) -> Value:
    """Return a view, or a field of one, of the same shape: other words in each text that is not empty."""
    if isinstance(value, str):
        return type(value)(f"{mark}{value}") if value else value
    if value is None:
        return None
    fields = [reworded(item, mark) for item in value]
    return tuple(fields) if type(value) is tuple else type(value)(*fields)


def lessened(value: Value) -> Iterator[Value]:
    """Yield the value with one text emptied or one item less, for each that it has."""
    if isinstance(value, str):
        yield type(value)("")
        return
    if type(value) is tuple:
        yield value[1:]
    for index, item in enumerate(value):
        for less in lessened(item):
            fields = [*value[:index], less, *value[index + 1 :]]
            yield tuple(fields) if type(value) is tuple else type(value)(*fields)


@settings(deadline=None)
@given(st.lists(PAGE, min_size=1, max_size=4), st.sampled_from(["", "en/"]))
def test_a_stencil_prints_what_jinja_prints(views: list[Sample], folder: str) -> None:
    """Whatever stands in the texts, whichever of them are missing: not a byte differs."""
    pages = [*views, *(reworded(view, mark) for mark in ("a", f"<{ROOT}", "\x1f漢") for view in views)]
    assert as_stencils(TEMPLATE, pages, folder) == as_jinja(TEMPLATE, pages, folder)


def test_a_page_with_less_on_it_has_another_shape() -> None:
    """One text or one part less, and the stencil of the whole page is no longer its own."""
    field, link, row = FieldView("a", "b", "c", Markup("<d>")), Link("e", "f", "g"), Row("h", "i", Markup("<j>"), "k")
    other, group = OtherWording("l", (field, field), link), Related("m", (row, row))
    whole = Sample("n", Markup("o"), (field, field), link, link, ("p", "q"), (other, other), (group, group), row)
    pages = [reworded(whole, mark) for mark in "123"]
    pages += lessened(whole)
    pages += [whole._replace(successor=None), whole._replace(previous=None)]
    assert as_stencils(TEMPLATE, pages) == as_jinja(TEMPLATE, pages)


def test_a_page_with_its_parts_in_other_places_has_another_shape() -> None:
    """As many rows, fields and texts in all, but not in the same groups."""
    link, row = Link("e", "f", "g", "o"), Row("h", "i", Markup("<j>"), "k")
    field = FieldView("a", "b", "c", Markup("d"))
    bare = views("n")[0]
    pages = []
    for first, second in ((1, 2), (2, 1)):
        pages.append(bare._replace(related=(Related("m", (row,) * first), Related("m", (row,) * second))))
        others = (OtherWording("l", (field,) * first, link), OtherWording("l", (field,) * second, link))
        pages.append(bare._replace(others=others))
    pages += [bare._replace(successor=link, words=("p",)), bare._replace(words=("e", "f", "g", "h", "p"))]
    pages = [reworded(page, mark) for page in pages for mark in "123"]
    assert as_stencils(TEMPLATE, pages) == as_jinja(TEMPLATE, pages)


def test_a_stencil_that_fails_its_trial_is_thrown_away() -> None:
    """A template that asks a text something that a mark can answer gets no stencil."""
    pages = views("a", "b", "c", "d")
    template = "{{ page.heading is escaped }}{{ page.heading is defined }}{{ page.heading }}"
    assert as_stencils(template, pages) == as_jinja(template, pages)


def test_what_is_neither_text_nor_view_has_no_place_in_a_view() -> None:
    """A number on a page could not be told from its shape."""

    class Numbered(NamedTuple):
        number: int

    with pytest.raises(TypeError, match="neither a text nor a view"):
        printer("{{ page.number }}").print(Numbered(1), "1.html")


def views(*headings: str) -> list[Sample]:
    """Return pages of one shape."""
    source = Link("u", "title")
    return [Sample(heading, Markup(""), (), source, None, (), (), (), None) for heading in headings]


@pytest.mark.parametrize(
    "printed",
    [
        "{{ page.heading|upper }}",
        "{{ page.heading|safe }}",
        "{{ page.heading|length }}",
        "{{ page.heading|striptags }}",
        "{{ page.heading ~ page.source.title }}",
        "{{ page.heading[0] }}",
        '{% if page.heading == "b" %}B{% endif %}',
        '{% if page.heading in ("b", "c") %}B{% endif %}',
        "{% if page.heading is string %}text{% endif %}",
        "{% if page.heading is mapping %}{% else %}no mapping{% endif %}",
        "{% for letter in page.heading %}{{ letter }}-{% endfor %}",
        '{{ "%s!"|format(page.heading) }}',
        "{{ {page.heading: 1} }}",
    ],
)
def test_a_template_that_looks_into_a_text_is_left_to_jinja(printed: str) -> None:
    """Filters, comparisons and tests see the text of each page, never a stand-in."""
    template = f"{printed} {{{{ page.heading }}}} {{{{ page.source.title }}}}"
    pages = views("<a>", "b", "b", "c", "&")
    assert as_stencils(template, pages) == as_jinja(template, pages)


def test_few_pages_go_through_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many pages of one shape the first two are rendered, and one with marks."""
    machine = printer(TEMPLATE)
    rendered: list[object] = []
    render = machine._render

    def count(page: object) -> str:
        rendered.append(page)
        return render(page)

    monkeypatch.setattr(machine, "_render", count)
    for view in views(*map(str, range(50))):
        machine.print(view, "1.html")
    assert len(rendered) == 3
