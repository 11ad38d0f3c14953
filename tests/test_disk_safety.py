"""Output folders that are refused, and what --force allows."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from errdex import cli, pipeline
from errdex.commands import build as command
from errdex.diagnostics import EnvironmentFault, SettingFault
from errdex.disk.program import SOURCES
from errdex.disk.publish import publish
from errdex.disk.safety import check_output
from errdex.loading import Request
from errdex.model import Artifact
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which holds content and templates; the home folder is beside it."""
    root = tmp_path / "work/project"
    for path in ("content/ja", "templates", "other"):
        (root / path).mkdir(parents=True)
    (root / "content/ja/a.md").write_text("a")
    (tmp_path / "home/docs").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(root)
    return root


def check(output: str | Path, *, force: bool = False) -> Path:
    """Check an output folder of the project."""
    return check_output(Path(output), [Path("content"), Path("templates")], force=force)


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("/", "root of the file system"),
        ("/usr/..", "root of the file system"),
        ("~", "is your home folder"),
        ("~/..", "holds your home folder"),
        (".", "is the working folder"),
        ("../project/", "is the working folder"),
        ("..", "holds the working folder"),
        ("content", "is a folder of sources"),
        ("content/ja/site", "within a folder of sources"),
        ("templates/new", "within a folder of sources"),
        ("link-to-content", "is a folder of sources"),
        ("link-to-content/site", "within a folder of sources"),
        ("link-to-root", "root of the file system"),
        ("file", "a file, where a folder was expected"),
        ("file/site", "a file, where a folder was expected"),
    ],
)
def test_what_is_refused_even_with_force(project: Path, output: str, message: str) -> None:
    """Root, home, working folder, sources, what holds or lies in them, and files: refused by any name."""
    (project / "file").write_text("x")
    (project / "link-to-content").symlink_to("content")
    (project / "link-to-root").symlink_to("/")
    for force in (False, True):
        with pytest.raises(SettingFault, match=message) as caught:
            check(os.path.expanduser(output), force=force)
        assert "-o" in caught.value.hint


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("Content", "is a folder of sources"),
        ("CONTENT/ja/site", "within a folder of sources"),
        ("../PROJECT", "is the working folder"),
    ],
)
def test_a_place_has_more_names_than_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, output: str, message: str
) -> None:
    """On a file system that ignores case, and behind a second mount, it is refused by any of them."""
    monkeypatch.setattr(Path, "samefile", lambda one, two: str(one).lower() == str(two).lower())
    with pytest.raises(SettingFault, match=message):
        check(output, force=True)
    assert project.exists()


def test_the_hint_leads_out_of_the_sources(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds the folder that he stands in is told a place that works."""
    monkeypatch.chdir(project / "content")
    with pytest.raises(SettingFault, match="within a folder of sources") as caught:
        check_output(Path("site"), [Path()])
    assert caught.value.hint.endswith(" -o ../site")
    assert check_output(Path("../site"), [Path()]) == project / "site"


def test_sources_elsewhere_are_safe_too(project: Path, tmp_path: Path) -> None:
    """A folder that holds the sources is refused where the working folder is another one."""
    elsewhere = tmp_path / "docs/content"
    elsewhere.mkdir(parents=True)
    with pytest.raises(SettingFault, match="holds a folder of sources"):
        check_output(tmp_path / "docs", [elsewhere], force=True)
    assert check_output(tmp_path / "docs/site", [elsewhere]) == (tmp_path / "docs/site").resolve()
    assert project.exists()


def repository(folder: Path) -> None:
    """Make what looks like a clone."""
    (folder / ".git").mkdir(parents=True)


def strangers(folder: Path) -> None:
    """Put a file there."""
    folder.mkdir()
    (folder / "thesis.txt").write_text("x")


def link_out(folder: Path) -> None:
    """Make a link to a folder elsewhere."""
    (folder.parent.parent / "elsewhere").mkdir()
    folder.symlink_to("../elsewhere")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (repository, "Git repository"),
        (strangers, "files that no build of ours has written"),
        (link_out, "link to another place"),
    ],
)
def test_what_force_allows(project: Path, make: Callable[[Path], None], message: str) -> None:
    """A repository, a folder with files, a link that leads out: refused, and with --force nothing in them is lost."""
    make(project / "site")
    kept = sorted(os.listdir(project / "site"))
    with pytest.raises(SettingFault, match=message) as caught:
        check("site")
    assert "--force" in caught.value.hint
    publish([Artifact("index.html", b"x")], Path("site"), force=True)
    assert sorted(os.listdir(project / "site")) == sorted([".errdex-manifest.json", "index.html", *kept])
    assert (project / "site").is_symlink() == (make is link_out)


def test_what_is_allowed(project: Path) -> None:
    """A new folder, an empty one, a site of ours and a link to one inside are published to without --force."""
    assert check("site") == project / "site"
    assert check("new/site") == project / "new/site"
    assert check("other") == project / "other"
    publish([Artifact("index.html", b"x")], Path("other"))
    assert check("other") == project / "other"
    (project / "site").symlink_to("other")
    assert check("site") == project / "other"


def test_a_damaged_manifest_is_no_manifest(project: Path) -> None:
    """A folder whose manifest can't be read is not taken for ours."""
    for text in ("", "[]", '{"schema": "other"}', '{"schema": "errdex.manifest/1", "files": []}'):
        (project / "other/.errdex-manifest.json").write_text(text)
        with pytest.raises(SettingFault, match="no build of ours"):
            check("other")


def test_a_name_too_long(project: Path) -> None:
    """A name that the file system does not take is a fault of the environment, in words."""
    with pytest.raises(EnvironmentFault, match="file name too long") as caught:
        check("x" * 300)
    assert caught.value.hint
    assert project.exists()


@pytest.mark.parametrize("output", ["errdex", "errdex/disk", "tests", "tests/new", "templates", ".git", ".git/site"])
def test_the_project_itself_is_refused_even_with_force(output: str) -> None:
    """Its sources, its tests and its history are nowhere to write a site to."""
    with pytest.raises(SettingFault, match="a folder of sources"):
        check_output(ROOT / output, SOURCES, force=True)


def test_build_and_publish_know_the_folders_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They look before anything is read, and once more before anything is written."""
    content, own = tmp_path / "content", tmp_path / "own"
    content.mkdir()
    for module in (command, pipeline):
        monkeypatch.setattr(module, "SOURCES", (own,))
    assert cli.main(["build", "--content", str(content), "-o", str(own), "--force"]) == 2
    assert "a folder of sources" in capsys.readouterr().err
    with pytest.raises(SettingFault, match="a folder of sources"):
        pipeline.publish((), Request(content, own, force=True), None)
