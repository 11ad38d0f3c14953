"""Publishing: a site goes up whole, with its ledger, and takes nothing of anybody else's with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from errdex.diagnostics import EnvironmentFault, SettingFault
from errdex.disk.manifest import MANIFEST, read_manifest
from errdex.disk.publish import publish
from errdex.disk.replace import Replacement
from errdex.disk.workspace import Workspace, workspace
from errdex.model import Artifact
from tests.conftest import read_files

SITE = (
    Artifact("index.html", b"<p>index"),
    Artifact("codes/4100.html", b"<p>4100"),
    Artifact("en/codes/4100.html", b"<p>4100 en"),
)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but the manifest, path -> content."""
    return {path: data for path, data in read_files(folder).items() if path != MANIFEST}


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(os.listdir(folder))


def test_a_site_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """Every artifact is at its path, the manifest names each, and the workspace is gone."""
    publish(SITE, tmp_path / "site")
    assert tree(tmp_path / "site") == {item.path: item.data for item in SITE}
    assert set(read_manifest(tmp_path / "site") or ()) == {item.path for item in SITE}
    assert names(tmp_path) == ["site"]
    manifest = json.loads((tmp_path / "site" / MANIFEST).read_bytes())
    assert (manifest["count"], manifest["bytes"]) == (3, sum(len(item.data) for item in SITE))


def test_the_second_site_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """A page that is gone is removed, a changed one replaced, a new one added, and the result says so."""
    publish(SITE, tmp_path / "site")
    done = publish([Artifact("index.html", b"new"), Artifact("codes/1.html", b"1"), SITE[2]], tmp_path / "site")
    assert tree(tmp_path / "site") == {"index.html": b"new", "codes/1.html": b"1", SITE[2].path: SITE[2].data}
    assert names(tmp_path) == ["site"]
    assert (done.new, done.changed, done.removed) == (1, 1, 1)


def test_foreign_files_are_carried_over(tmp_path: Path) -> None:
    """A CNAME, a link, an empty folder and files beside our pages outlive a publish, and are not ours afterwards."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / "CNAME").write_text("errors.example.com")
    (site / "codes/private").mkdir(mode=0o500)
    (site / "downloads").mkdir()
    (site / "downloads/a.zip").write_bytes(b"zip")
    (site / "latest").symlink_to("downloads/a.zip")
    publish([Artifact("index.html", b"new")], site)
    assert tree(site) == {
        "index.html": b"new",
        "CNAME": b"errors.example.com",
        "downloads/a.zip": b"zip",
        "latest": b"zip",
    }
    assert os.readlink(site / "latest") == "downloads/a.zip"
    assert (site / "codes/private").stat().st_mode & 0o777 == 0o500
    assert set(read_manifest(site) or ()) == {"index.html"}
    assert names(tmp_path) == ["site"]


def test_a_foreign_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """It is carried as it is: what it leads to is neither copied nor, when the old site is removed, looked into."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    publish(SITE, site)
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("x")
    elsewhere.chmod(0o555)
    (site / "codes/out").symlink_to(elsewhere)
    (site / "nowhere").symlink_to("gone", target_is_directory=True)
    for _ in range(2):
        publish([Artifact("index.html", b"new")], site)
        assert os.readlink(site / "codes/out") == str(elsewhere)
        assert os.readlink(site / "nowhere") == "gone"
        assert names(elsewhere) == ["thesis.txt"]
        assert elsewhere.stat().st_mode & 0o777 == 0o555
    assert names(tmp_path) == ["elsewhere", "site"]


def test_a_foreign_file_in_the_way_is_not_written_over(tmp_path: Path) -> None:
    """Where a new page has the name of a foreign file nothing is published, under --force neither."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / "robots.txt").write_text("theirs")
    before = tree(site)
    more = (*SITE, Artifact("robots.txt", b"ours"))
    for force in (False, True):
        with pytest.raises(SettingFault, match=r"robots\.txt is not ours") as caught:
            publish(more, site, force=force)
        assert "move what you need away" in caught.value.hint
        assert tree(site) == before
        assert names(tmp_path) == ["site"]


def test_every_foreign_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A folder that something else has filled: each file of theirs that has the name of ours, or how many more."""
    site = tmp_path / "site"
    site.mkdir()
    for number in range(7):
        (site / f"{number}.html").write_text("theirs")
    (site / "CNAME").write_text("theirs")
    before = tree(site)
    ours = [Artifact(f"{number}.html", b"ours") for number in range(7)]
    with pytest.raises(SettingFault, match=r"/0\.html, .*/4\.html and 2 more are not ours"):
        publish(ours, site, force=True)
    assert tree(site) == before
    for number in range(7):
        (site / f"{number}.html").unlink()
    publish(ours, site, force=True)
    assert (site / "CNAME").read_text() == "theirs"


def test_modes_are_the_same_under_every_umask(tmp_path: Path) -> None:
    """Files are 644 and folders 755 under umask 077, 000 and 022, so a web server can read them."""
    for umask in (0o077, 0o000, 0o022):
        former = os.umask(umask)
        try:
            publish(SITE, tmp_path / f"{umask}")
        finally:
            os.umask(former)
        paths = [tmp_path / f"{umask}", *(tmp_path / f"{umask}").rglob("*")]
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}


@pytest.mark.parametrize(
    "paths",
    [
        ["a", "a"],
        ["codes/A.html", "codes/a.html"],
        ["codes/É.html", "codes/é.html"],
        ["codes/\u00e9.html", "codes/e\u0301.html"],
        ["../a"],
        ["/a"],
        ["a/./b"],
        ["a//b"],
        ["A", "a"],
        ["A", "A"],
        ["ÄB", "äb"],
        ["äb", "ÄB"],
        ["c/..", "x"],
        [""],
        ["a\\b"],
        ["a\0"],
        ["a/"],
    ],
)
def test_bad_artifact_paths_are_errors_of_the_program(tmp_path: Path, paths: list[str]) -> None:
    """Two artifacts for one file (also but for case) and paths that lead elsewhere leave the site as it was."""
    publish(SITE, tmp_path / "site")
    with pytest.raises(ValueError, match=r"artifacts for one file|not a path"):
        publish([Artifact(path, b"") for path in paths], tmp_path / "site")
    assert tree(tmp_path / "site") == {item.path: item.data for item in SITE}
    assert names(tmp_path) == ["site"]


def test_site_and_ledger_are_one_step(tmp_path: Path) -> None:
    """The ledger is replaced with the site, and its folder has no other file afterwards."""
    ledger = tmp_path / "content/permalinks.jsonl"
    ledger.parent.mkdir()
    publish(SITE, tmp_path / "site", ledger=Replacement(ledger, None, b"one\n"))
    publish(SITE, tmp_path / "site", ledger=Replacement(ledger, b"one\n", b"one\ntwo\n"))
    assert ledger.read_bytes() == b"one\ntwo\n"
    assert names(ledger.parent) == ["permalinks.jsonl"]


def test_a_ledger_that_somebody_else_changed_is_not_written_over(tmp_path: Path) -> None:
    """When the ledger is not what the build has read, nothing is published."""
    ledger = tmp_path / "permalinks.jsonl"
    ledger.write_bytes(b"theirs\n")
    with pytest.raises(EnvironmentFault, match="changed by somebody else"):
        publish(SITE, tmp_path / "site", ledger=Replacement(ledger, b"one\n", b"two\n"))
    assert ledger.read_bytes() == b"theirs\n"
    assert names(tmp_path) == ["permalinks.jsonl"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second one says which process holds the lock, and writes nothing; the first one goes on."""
    with workspace(tmp_path / "site") as places:
        with pytest.raises(EnvironmentFault, match=f"process {os.getpid()}"):
            publish(SITE, tmp_path / "site")
        assert names(places.folder) == ["lock"]
    assert names(tmp_path) == []


def test_what_the_renderer_raises_changes_nothing(tmp_path: Path) -> None:
    """An exception, and Ctrl-C, in the middle of the artifacts leave the old site, and no litter."""
    publish(SITE, tmp_path / "site")
    descriptors = os.listdir("/dev/fd")
    for error in (RuntimeError, KeyboardInterrupt):

        def broken(error: type[BaseException] = error):  # type: ignore[no-untyped-def]  # noqa: ANN202
            yield Artifact("index.html", b"half")
            raise error

        with pytest.raises(error):
            publish(broken(), tmp_path / "site")
        assert tree(tmp_path / "site") == {item.path: item.data for item in SITE}
        assert names(tmp_path) == ["site"]
    assert len(os.listdir("/dev/fd")) == len(descriptors), "a file was left open"


def test_missing_parents_are_made_and_go_again_with_a_failure(tmp_path: Path) -> None:
    """`-o a/b/site` makes a/b, but not for a build that fails."""
    with pytest.raises(ValueError, match="not a path"):
        publish([Artifact("/", b"")], tmp_path / "a/b/site")
    assert names(tmp_path) == []
    publish(SITE, tmp_path / "a/b/site")
    assert names(tmp_path / "a/b") == ["site"]


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that can't exchange folders the result is the same."""
    monkeypatch.setattr("errdex.disk.workspace.exchange", lambda *_: False)
    publish(SITE, tmp_path / "site")
    (tmp_path / "site/CNAME").write_text("x")
    publish(SITE[:1], tmp_path / "site")
    assert tree(tmp_path / "site") == {"index.html": b"<p>index", "CNAME": b"x"}
    assert names(tmp_path) == ["site"]


def test_a_file_put_into_the_old_site_during_the_exchange_is_kept(tmp_path: Path) -> None:
    """What somebody writes into the site after foreign files were carried over moves to the new site."""
    site = tmp_path / "site"
    publish(SITE, site)
    with workspace(site) as places:
        from errdex.disk.staging import Staging
        from errdex.disk.workspace import commit

        staging = Staging(places.new, site)
        staging.write_all(SITE[:1])
        manifest = staging.finish()
        (site / "codes/late.txt").write_text("late")
        commit(places, manifest, None)
    assert tree(site) == {"index.html": b"<p>index", "codes/late.txt": b"late"}
    assert not Workspace(site).folder.exists()
