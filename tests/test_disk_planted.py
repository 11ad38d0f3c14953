"""What somebody has planted where a build works: links and journals in a clone, a cache that others can write.

A clone from a stranger may hold any file but those of git itself, hidden ones and symbolic links too.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from errdex.diagnostics import EnvironmentFault
from errdex.disk import cache as cache_module
from errdex.disk.cache import Cache
from errdex.disk.manifest import fingerprint
from errdex.disk.publish import publish
from errdex.disk.replace import Replacement, aside_of, replace_file
from errdex.disk.workspace import Workspace, recover
from errdex.model import Artifact

SITE = (Artifact("index.html", b"<p>index"), Artifact("codes/4100.html", b"<p>4100"))
PRECIOUS = b"precious\n"


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """Return a file of the user's, which a build has no business with."""
    path = tmp_path / "home/precious"
    path.parent.mkdir()
    path.write_bytes(PRECIOUS)
    path.chmod(0o600)
    return path


def test_the_ledger_is_not_written_through_a_link(tmp_path: Path, precious: Path) -> None:
    """A link by the name under which the next ledger is written is replaced and not followed."""
    ledger = tmp_path / "content/permalinks.jsonl"
    ledger.parent.mkdir()
    for target in (precious, tmp_path / "home/new"):
        aside_of(ledger).symlink_to(target)
        ledger.unlink(missing_ok=True)
        replace_file(Replacement(ledger, None, b"one\n"))
        assert ledger.read_bytes() == b"one\n"
        assert not ledger.is_symlink()
        assert os.listdir(ledger.parent) == ["permalinks.jsonl"]
    assert precious.read_bytes() == PRECIOUS
    assert os.listdir(precious.parent) == ["precious"]


@pytest.mark.parametrize("name", ["", "/lock"])
def test_a_workspace_that_is_a_link_is_refused(tmp_path: Path, precious: Path, name: str) -> None:
    """Nothing is written or tidied up where it leads to; the fault says what to remove."""
    (precious.parent / "new").mkdir()
    (precious.parent / "new/thesis").write_bytes(PRECIOUS)
    place = Path(f"{tmp_path}/.site.errdex{name}")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(precious if name else precious.parent)
    for call in (lambda: publish(SITE, tmp_path / "site"), lambda: recover(tmp_path / "site")):
        with pytest.raises(EnvironmentFault, match="is a link") as caught:
            call()
        assert caught.value.hint == "remove it"
    assert precious.read_bytes() == PRECIOUS
    assert (precious.parent / "new/thesis").read_bytes() == PRECIOUS
    assert sorted(os.listdir(precious.parent)) == ["new", "precious"]


@pytest.mark.parametrize("name", ["new", "old", "old.part", "ledger", "journal"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_links_in_a_workspace_are_removed_and_not_followed(
    tmp_path: Path, precious: Path, name: str, kind: str
) -> None:
    """A build does its work as if they had never been, and what they lead to keeps its content and its mode."""
    publish(SITE, tmp_path / "site")
    places = Workspace(tmp_path / "site")
    places.folder.mkdir()
    (places.folder / name).symlink_to(precious if kind == "file" else precious.parent)
    precious.parent.chmod(0o711)
    (tmp_path / "content").mkdir()
    publish(SITE[:1], tmp_path / "site", ledger=Replacement(tmp_path / "content/ledger", None, b"one"))
    assert precious.read_bytes() == PRECIOUS
    assert precious.parent.stat().st_mode & 0o777 == 0o711
    assert sorted(os.listdir(tmp_path)) == ["content", "home", "site"]
    assert sorted(os.listdir(tmp_path / "site")) == [".errdex-manifest.json", "index.html"]


@pytest.mark.parametrize("more", [{}, {"before": fingerprint(b"theirs")}])
def test_a_journal_from_elsewhere_is_not_believed(tmp_path: Path, precious: Path, more: dict[str, str]) -> None:
    """Where it names a file of the user's as the ledger, that file is neither removed nor given other content."""
    places = Workspace(tmp_path / "site")
    places.folder.mkdir()
    entry = {"manifest": "0", "ledger": str(precious), "after": fingerprint(PRECIOUS), **more}
    for inode in ({}, {"inode": str(places.folder.stat().st_ino + 1)}):
        places.folder.mkdir(exist_ok=True)
        places.journal.write_text(json.dumps(entry | inode))
        places.ledger.write_bytes(b"theirs")
        recover(tmp_path / "site")
        assert precious.read_bytes() == PRECIOUS
        assert os.listdir(tmp_path) == ["home"]
    # The control: a journal of this very folder is believed, or a killed run could not be undone.
    places.folder.mkdir()
    places.journal.write_text(json.dumps(entry | {"inode": str(places.folder.stat().st_ino)}))
    places.ledger.write_bytes(b"theirs")
    recover(tmp_path / "site")
    assert (precious.read_bytes() if more else precious.exists()) == (b"theirs" if more else False)


def test_what_cannot_be_tidied_up_is_named(tmp_path: Path) -> None:
    """A folder where a file would be stops the build before it does anything, and the fault says where."""
    places = Workspace(tmp_path / "site")
    places.journal.mkdir(parents=True)
    with pytest.raises(EnvironmentFault, match=rf"cannot tidy up {places.folder}: is a directory"):
        publish(SITE, tmp_path / "site")
    assert sorted(os.listdir(places.folder)) == ["journal"]
    assert not places.output.exists()


# ---------------------------------------------------------------- the cache


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a clone of our own."""
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / "build.py").touch()
    return folder


def somebody_elses(folder: Path) -> None:
    """Give the folder to another user."""
    if os.geteuid():
        pytest.skip("giving away needs root")
    os.chown(folder, 65534, -1)


def a_link(folder: Path) -> None:
    """Put a link in the folder's place."""
    folder.rename(folder.with_name("moved"))
    folder.symlink_to("moved")


@pytest.mark.parametrize(
    "spoil",
    [
        somebody_elses,
        a_link,
        lambda folder: folder.chmod(0o770),
        lambda folder: folder.chmod(0o707),
    ],
    ids=["somebody else's", "a link", "the group's", "everybody's"],
)
def test_a_cache_that_others_can_write_is_none(clone: Path, spoil: Callable[[Path], None]) -> None:
    """It may hold code, so a folder into which others can put files is neither read nor written."""
    cache = Cache(clone, clone, clone)
    cache.write("x", "key", b"data")
    assert cache.read("x", "key") == b"data"
    folder = clone / ".errdex"
    spoil(folder)
    assert cache.read("x", "key") is None
    before = sorted(os.listdir(folder))
    cache.write("y", "key", b"data")
    assert sorted(os.listdir(folder)) == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_file_that_others_can_open_is_none(clone: Path, mode: int) -> None:
    """What git or an archive has put there has such a mode."""
    cache = Cache(clone, clone, clone)
    cache.write("x", "key", b"data")
    (file,) = (clone / ".errdex").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(mode)
    assert cache.read("x", "key") is None


def test_a_file_of_another_kind_is_none(clone: Path) -> None:
    """One kind is never read as another: what is JSON here is code there."""
    cache = Cache(clone, clone, clone)
    cache.write("x", "key", b"data")
    (file,) = (clone / ".errdex").iterdir()
    file.rename(file.with_suffix(".y"))
    assert cache.read("y", "key") is None


def test_the_cache_is_not_written_through_a_link(clone: Path, precious: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the folder has become somebody else's after it was looked at."""
    monkeypatch.setattr(cache_module, "_is_private", lambda _: True)
    cache = Cache(clone, clone, clone)
    cache.write("x", "key", b"data")
    (file,) = (clone / ".errdex").iterdir()
    file.with_name(f"{file.name}.{os.getpid()}").symlink_to(precious)
    cache.write("x", "key", b"other")
    assert precious.read_bytes() == PRECIOUS
    assert cache.read("x", "key") == b"data"


def test_only_files_of_the_cache_are_forgotten(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among too many files the oldest goes that bears a name of ours."""
    monkeypatch.setattr(cache_module, "MOST_FILES", 2)
    folder = clone / ".errdex"
    folder.mkdir(mode=0o700)
    (folder / "thesis.txt").write_bytes(PRECIOUS)
    os.utime(folder / "thesis.txt", (1, 1))
    for number in range(4):
        Cache(clone, clone / str(number), clone).write("x", "key", b"data")
    assert len(os.listdir(folder)) == 3
    assert (folder / "thesis.txt").read_bytes() == PRECIOUS


def test_a_cache_on_a_full_disk_is_done_without(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is removed, and what was there stays."""
    cache = Cache(clone, clone, clone)
    cache.write("x", "key", b"data")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    cache.write("x", "key", b"more")
    assert cache.read("x", "key") == b"data"
    assert len(os.listdir(clone / ".errdex")) == 1
