"""What a build takes over from the last one is what it would have made itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from errdex import cli, reuse
from errdex.commands import build as command
from errdex.disk.cache import Cache
from errdex.markup.prose import Prose, render_prose
from errdex.renderers.html.environment import PageEnvironment, make_environment
from errdex.reuse import Reuse
from tests.conftest import read_files, write_files
from tests.test_standing import FILES

TEXTS = (
    "# 一\n\n甲",
    "## 二 {#b}\n\n| a | b |\n|---|---|\n| 1 | `4100` |",
    "",
    "\x1atable0\x1a\n\n\n\n\n乙",
    "<video src=v.mp4></video>",
)


class Counting:
    """Renders prose, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> Prose:
        """Render."""
        self.asked.append(text)
        return render_prose(text)


def test_prose_is_rendered_once() -> None:
    """The next build has all of it, headings and description too, and renders only what is new to it."""
    first = Reuse()
    rendered = [first.prose(text) for text in TEXTS]
    count = Counting()
    second = Reuse(first.dump(), count)
    assert [second.prose(text) for text in TEXTS] == rendered
    assert not count.asked
    assert second.prose("neu") == render_prose("neu")
    assert count.asked == ["neu"]


def test_what_is_not_used_is_forgotten_and_nothing_new_is_not_written() -> None:
    """The file does not grow with the years, and is not written for its own sake."""
    first = Reuse()
    for text in TEXTS:
        first.prose(text)
    second = Reuse(first.dump())
    for text in TEXTS:
        second.prose(text)
    assert second.dump() is None
    third = Reuse(first.dump())
    third.prose(TEXTS[0])
    count = Counting()
    Reuse(third.dump(), count).prose(TEXTS[1])
    assert count.asked == [TEXTS[1]]


def test_templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of the same name and source is not parsed again; one that changed is."""
    first = Reuse()
    templates = {"a.html": "{{ x }} <b>", "b.html": '{% include "a.html" %}!'}
    page = make_environment(templates, first.templates).get_template("b.html").render(x="&")
    second = Reuse(first.dump())
    monkeypatch.setattr(PageEnvironment, "_parse", None)
    assert make_environment(templates, second.templates).get_template("b.html").render(x="&") == page == "&amp; <b>!"
    assert second.templates.keys() == first.templates.keys()
    with pytest.raises(TypeError):
        make_environment({"a.html": "other"}, second.templates).get_template("a.html")


def test_templates_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """When there are more than a theme can have, all are compiled afresh."""
    monkeypatch.setattr(reuse, "MOST_TEMPLATES", 1)
    first = Reuse()
    make_environment({"a.html": "1"}, first.templates).get_template("a.html")
    assert Reuse(first.dump()).templates
    make_environment({"a.html": "2"}, first.templates).get_template("a.html")
    assert not Reuse(first.dump()).templates


def test_a_build_after_a_changed_row_renders_no_prose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown and templates come from the cache; the site is that of a clean build."""
    monkeypatch.setattr(command, "Cache", lambda content, output: Cache(content, output, tmp_path / "clone"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    content, site, clean = tmp_path / "content", tmp_path / "site", tmp_path / "clean"
    write_files(content, FILES)
    call = ["build", "--content", str(content), "-q", "-o"]
    assert cli.main([*call, str(site)]) == 0
    write_files(content, {"ja/errors.md": FILES["ja/errors.md"].replace("不正", "無効")})
    with monkeypatch.context() as without:
        without.setattr("errdex.markup.prose._converter", None)
        without.setattr(PageEnvironment, "_parse", None)
        assert cli.main([*call, str(site)]) == 0
    assert cli.main([*call, str(clean), "--no-cache"]) == 0
    assert read_files(site) == read_files(clean)
