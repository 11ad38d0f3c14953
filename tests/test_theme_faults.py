"""Mistakes in templates of the user's: one message with their file and line, however many processes render."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from errdex import cli, loading, precompiled
from errdex.disk.theme import TEMPLATES
from errdex.model import Theme
from errdex.renderers.html.blame import blaming
from tests.conftest import write_files

TABLE = "# Errors\n\n| code | message |\n|---|---|\n| 4100 | Denied |\n"


def build(folder: Path, own: dict[str, str], *flags: str) -> int:
    """Build a site of one code with this theme; return the exit code."""
    theme = {f"theme/{path}": text for path, text in own.items()}
    content = write_files(folder / "content", {"errors.md": TABLE, "site.toml": "", **theme})
    return cli.main(["build", "--content", str(content), "-o", str(folder / "site"), *flags])


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("partials/footer.html", "<p>\n{% if %}", ":2: Expected an expression"),
        ("partials/footer.html", "<p>\n\n{{ t['no.such'] }}", ":3: 'dict object' has no attribute 'no.such'"),
        ("partials/footer.html", "{{ 'x'|nope }}", ":1: No filter named 'nope'"),
        ("partials/footer.html", "\n{% include 'x.html' %}", ":2: no such template: x.html"),
        ("partials/footer.html", "{{ 1 / 0 }}", ":1: ZeroDivisionError: division by zero"),
        ("partials/footer.html", "{{ asset('logo.svg') }}", ":1: KeyError: 'logo.svg'"),
        ("pages/code.html", "<p>{{ page.code }}\n{{ page.cods }}", ":2: "),
    ],
)
def test_a_mistake_is_said_with_its_place(
    path: str, text: str, said: str, jobs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, the user's file and line, a hint, and no traceback; nothing is published."""
    assert build(tmp_path, {path: text}, "--jobs", jobs) == 2
    err = capsys.readouterr().err
    assert f"content/theme/{path}{said}" in err
    assert "hint: " in err
    assert "Traceback" not in err
    assert not (tmp_path / "site").exists()


def test_a_template_that_misses_one_of_the_users_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mistake shows in a built-in template, and which file of the user's it comes from is said."""
    assert build(tmp_path, {"macros/groups.html": ""}) == 2
    err = capsys.readouterr().err
    assert "templates/pages/index.html:" in err
    assert "content/theme/macros/groups.html" in err


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("path", "mistake", "said"),
    [
        ("partials/footer.html", "{% if %}", "Expected an expression"),
        ("partials/ticket.html", "{{ nope }}", "'nope' is undefined"),
        ("base.html", "{{ 1 / 0 }}", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_mistake_in_the_projects_own_templates_is_said_alike(
    path: str,
    mistake: str,
    said: str,
    jobs: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They are users' files too; what is kept compiled of them neither hides a mistake nor keeps one."""
    own = tmp_path / "templates"
    shutil.copytree(TEMPLATES, own)
    for module in (loading, precompiled):
        monkeypatch.setattr(module, "TEMPLATES", own)
    text = (own / path).read_text(encoding="utf-8")
    (own / path).write_text(f"{text}\n{mistake}", encoding="utf-8")
    assert build(tmp_path, {}, "--jobs", jobs) == 2
    err = capsys.readouterr().err
    line = text.count("\n") + 2
    assert f"templates/{path}:{line}: {said}" in err
    assert "hint: " in err
    assert "yours" not in err
    assert "Traceback" not in err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("error", [ValueError("ours"), OSError("disk full"), KeyboardInterrupt()])
def test_what_no_template_has_done_stays_as_it_is(error: BaseException) -> None:
    """A bug of ours, a fault of the machine and Ctrl-C are not blamed on a theme."""
    known = Theme({}, {}, {}, own={"pages/code.html": "content/theme/pages/code.html"})
    with pytest.raises(type(error)) as caught, blaming(known):
        raise error
    assert caught.value is error
