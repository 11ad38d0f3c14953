"""The project's templates are compiled once, and what is kept of that is never stale and never somebody else's."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from errdex import cli, loading, precompiled
from errdex.disk import bytecode
from errdex.renderers.html.environment import PageEnvironment
from tests.conftest import ROOT, read_files, write_files
from tests.test_standing import FILES


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this Python a folder of its own for byte code; return where that of the templates will be."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    write_files(tmp_path / "content", FILES)
    return bytecode._place(bytecode.PACKAGE)


def build(folder: Path, name: str, *flags: str) -> dict[str, bytes]:
    """Build the content of a folder without the cache; return the site's files."""
    call = ["build", "--content", str(folder / "content"), "-o", str(folder / name), "-q", "--no-cache", *flags]
    assert cli.main(call) == 0
    return read_files(folder / name)


def refuse_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a template that has to be compiled be an error."""
    monkeypatch.setattr(PageEnvironment, "_parse", None)


def test_they_are_compiled_by_the_first_build_alone(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps their code; no later one needs to compile any, without the cache neither, and writes the same site."""
    first, kept = build(tmp_path, "first"), place.read_bytes()
    refuse_to_compile(monkeypatch)
    assert build(tmp_path, "second") == first
    assert place.read_bytes() == kept
    assert [path.name for path in place.parent.iterdir() if place.stem in path.name] == [place.name]


def test_a_changed_template_is_compiled_anew(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `git pull` a page shows the new template at once, and the next build has it compiled."""
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    for room in (loading, precompiled):
        monkeypatch.setattr(room, "TEMPLATES", templates)
    build(tmp_path, "before")
    footer = templates / "partials/footer.html"
    footer.write_text(f"<!-- pulled -->{footer.read_text(encoding='utf-8')}", encoding="utf-8")
    after = build(tmp_path, "after")
    assert b"<!-- pulled -->" in after["codes/4100.html"]
    refuse_to_compile(monkeypatch)
    assert build(tmp_path, "again") == after
    assert place.exists()


@pytest.mark.parametrize("harm", ["empty", "cut", "one bit", "another key", "rubbish"])
def test_a_damaged_file_is_as_if_it_were_not_there(place: Path, tmp_path: Path, harm: str) -> None:
    """It is never taken for code, and a good one takes its place."""
    site, good = build(tmp_path, "good"), place.read_bytes()
    head, _, data = good.partition(b"\n")
    middle = len(good) // 2
    if harm == "another key":
        bytecode.write_bytecode("another", data)
    else:
        bad = {
            "empty": b"",
            "cut": good[:-1],
            "one bit": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
            "rubbish": head + b"\nrubbish",
        }
        place.write_bytes(bad[harm])
    assert place.read_bytes() != good
    assert bytecode.read_bytecode(precompiled._key()) is None
    assert build(tmp_path, "next") == site
    assert bytecode.read_bytecode(precompiled._key()) is not None


def test_the_key_stands_for_all_that_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python, another Jinja or another generator of code makes another key."""
    keys = [precompiled._key()]
    with monkeypatch.context() as other:
        other.setattr(bytecode, "MAGIC_NUMBER", b"\0\0\r\n")
        keys.append(precompiled._key())
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "3.99")
        keys.append(precompiled._key())
    with monkeypatch.context() as other:
        other.setattr(jinja2, "__version__", "3.99")
        keys.append(precompiled._key())
    with monkeypatch.context() as other:
        other.setattr(bytecode, "PACKAGE", tmp_path)
        module = tmp_path / "renderers/html/environment.py"
        module.parent.mkdir(parents=True)
        shutil.copy(ROOT / "errdex/renderers/html/environment.py", module)
        assert precompiled._key() == keys[0]
        module.write_bytes(module.read_bytes() + b"\n")
        keys.append(precompiled._key())
    assert len(set(keys)) == len(keys)


def test_a_theme_of_the_users_has_no_say_in_what_is_kept(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its templates are used for its own site, and not a byte of them gets into the file that all sites share."""
    plain, kept = build(tmp_path, "plain"), place.read_bytes()
    place.unlink()
    new = '{% include "partials/mine.html" %}'
    own = {"partials/footer.html": f"<footer>planted{new}</footer>", "partials/mine.html": "planted too"}
    theme = tmp_path / "content/theme"
    write_files(theme, own)
    assert b"plantedplanted too" in build(tmp_path, "themed")["codes/4100.html"]
    assert place.read_bytes() == kept
    assert b"planted" not in kept
    with monkeypatch.context() as with_its_own:
        sources: list[str] = []
        parse = PageEnvironment._parse

        def note(self: PageEnvironment, source: str, *more: object) -> object:
            sources.append(source)
            return parse(self, source, *more)  # type: ignore[arg-type]  # as it came

        with_its_own.setattr(PageEnvironment, "_parse", note)
        build(tmp_path, "themed again")
        assert sorted(sources) == sorted(own.values())
    shutil.rmtree(theme)
    refuse_to_compile(monkeypatch)
    assert build(tmp_path, "plain again") == plain


def test_nothing_is_written_where_python_would_not(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`PYTHONDONTWRITEBYTECODE`, a Python without byte code, a folder that refuses: the site is the same."""
    site = build(tmp_path, "good")
    place.unlink()
    with monkeypatch.context() as without:
        without.setattr(sys, "dont_write_bytecode", True)
        assert build(tmp_path, "refused") == site
        assert not place.exists()
        precompiled.precompile()  # the set-up does it all the same
        assert place.exists()
    with monkeypatch.context() as without:
        without.setattr(sys.implementation, "cache_tag", None)
        assert build(tmp_path, "no byte code") == site
    shutil.rmtree(tmp_path / "bytecode")
    (tmp_path / "bytecode").write_bytes(b"a file in the way")
    assert build(tmp_path, "in the way") == site


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_left_alone(place: Path, tmp_path: Path) -> None:
    """Nothing is compiled for a file that can't be written."""
    place.parent.mkdir(parents=True)
    place.parent.chmod(0o555)
    assert not bytecode.may_write_bytecode()
    build(tmp_path, "site")
    assert not place.exists()


def test_a_template_that_is_no_jinja_harms_no_other(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who works on the templates gets the error where the template is used, not before."""
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "partials/new.html").write_text("{% if %}", encoding="utf-8")
    for room in (loading, precompiled):
        monkeypatch.setattr(room, "TEMPLATES", templates)
    build(tmp_path, "site")
    assert place.exists()


def test_several_builds_at_once_leave_one_whole_file(place: Path) -> None:
    """Each writes aside and replaces, so that nobody reads half of one."""
    code = "from errdex.precompiled import precompile; precompile()"
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(sys.pycache_prefix)}
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert bytecode.read_bytecode(precompiled._key()) is not None
    assert [path.name for path in place.parent.iterdir() if place.stem in path.name] == [place.name]


def test_the_file_is_named_by_pythons_rule(place: Path) -> None:
    """Beside the byte code of the package's modules, of which none has its name."""
    assert place.parent == Path(importlib.util.cache_from_source(str(ROOT / "errdex/cli.py"))).parent
    assert not (ROOT / "errdex" / f"{place.name.partition('.')[0]}.py").exists()
