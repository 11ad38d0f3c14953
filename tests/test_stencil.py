"""Pages printed from a stencil are the pages that Jinja prints, and a template that needs Jinja gets it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from errdex.model import ROOT
from errdex.renderers.html.environment import make_environment, page_printer
from errdex.renderers.html.frames import HERE, finish
from errdex.renderers.html.stencil import StencilPrinter
from errdex.renderers.html.views import FieldView, Group, Link, OtherWording, Row, trust

TEMPLATE = (
    f'<a href="{ROOT}x">{{{{ t.word }}}}</a><b title="{HERE}">{{{{ page.heading }}}} {{{{ page.heading }}}}</b>'
    "{% if page.heading and page.source.lang %}{{ page.source.lang }}{% endif %}"
    "{% for field in page.fields %}{{ loop.index }}{{ field.label }}{{ field.html }}{% else %}none{% endfor %}"
    '{% if page.source.url %}<a href="{{ page.source.url }}">{% endif %}{{ page.source.title or "-" }}'
)
TEXT = st.text(st.sampled_from("aé漢<>&\"'{}%\n" + ROOT), max_size=4)
FIELD = st.builds(FieldView, TEXT, TEXT, TEXT, TEXT.map(Markup))
PAGE = st.builds(OtherWording, TEXT, st.lists(FIELD, max_size=2).map(tuple), st.builds(Link, TEXT, TEXT, TEXT))


def printer(template: str, folder: str = "") -> StencilPrinter:
    """Return a printer for a template."""
    environment = make_environment({"page.html": template})
    return StencilPrinter(page_printer(environment.get_template("page.html"), t={"word": "<w>"}), folder)


def as_jinja(template: str, pages: Sequence[object], folder: str = "") -> list[bytes]:
    """Return the pages as the template alone prints them."""
    page = make_environment({"page.html": template}).get_template("page.html")
    return [
        finish(page.render(page=view, t={"word": "<w>"}), f"codes/é{i}.html", folder).data
        for i, view in enumerate(pages)
    ]


def as_stencils(template: str, pages: Sequence[object], folder: str = "") -> list[bytes]:
    """Return the pages as a printer prints them."""
    machine = printer(template, folder)
    return [machine.print(view, f"codes/é{i}.html") for i, view in enumerate(pages)]


@settings(deadline=None)
@given(st.lists(PAGE, min_size=1, max_size=4), st.sampled_from(["", "en/"]))
def test_a_stencil_prints_what_jinja_prints(views: list[OtherWording], folder: str) -> None:
    """Whatever stands in the texts, whichever of them are missing: not a byte differs."""
    pages = [*views, *views, *views]
    assert as_stencils(TEMPLATE, pages, folder) == as_jinja(TEMPLATE, pages, folder)


def test_rows_and_missing_parts_are_taken_apart_too() -> None:
    """Rows shown on many pages, a part that is None, a tuple of tuples."""
    rows = tuple(Row(f"{ROOT}{i}", f"{i}.html", trust(f"<b>{i}</b>"), "") for i in range(3))
    groups = [Group("", "a & b", "", rows[:n]) for n in (2, 0, 2, 1, 2, 2)]
    template = "{{ page.title }}{% for row in page.rows %}{{ row.url }}{{ row.label }}{{ row.retired }}{% endfor %}"
    assert as_stencils(template, groups) == as_jinja(template, groups)


def views(*headings: str) -> list[OtherWording]:
    """Return pages of one shape."""
    return [OtherWording(heading, (), Link("u", f"title of {heading}")) for heading in headings]


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
        machine.print(view, "codes/1.html")
    assert len(rendered) == 3
