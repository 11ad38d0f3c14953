"""Publishing in the corners: short writes, many folders, links that the disk refuses, full and read-only disks."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from errdex.diagnostics import EnvironmentFault, SettingFault
from errdex.disk.carry import carry_over, discard
from errdex.disk.exchange import exchange
from errdex.disk.manifest import MANIFEST, encode, read_manifest
from errdex.disk.publish import publish
from errdex.disk.replace import Replacement, replace_file
from errdex.disk.staging import Staging
from errdex.disk.workspace import Workspace, recover
from errdex.model import Artifact

SITE = (Artifact("index.html", b"<p>index"), Artifact("codes/4100.html", b"<p>4100"))


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(os.listdir(folder))


def refusing(call: Any, error: int) -> Any:  # noqa: ANN401  # it stands for any call
    """Return a call of `os` that always fails."""

    def refused(*_: Any, **__: Any) -> None:  # noqa: ANN401
        raise OSError(error, os.strerror(error))

    assert callable(call)
    return refused


@pytest.fixture
def nobody() -> Iterator[Path]:
    """Work without root's powers, in a folder of one's own."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:  # noqa: S108
        folder = Path(name)
        if os.geteuid():
            yield folder
            return
        os.chown(folder, 65534, -1)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time gets them all."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:3])))
    publish([Artifact("a", b"0123456789")], tmp_path / "site", ledger=Replacement(tmp_path / "ledger", None, b"01234"))
    monkeypatch.undo()
    assert (tmp_path / "site/a").read_bytes() == b"0123456789"
    assert (tmp_path / "ledger").read_bytes() == b"01234"


def test_more_folders_than_descriptors(tmp_path: Path) -> None:
    """A site of a thousand folders, in any order, needs no thousand descriptors."""
    paths = [f"{i % 300}/{i % 7}/{i}" for i in range(1000)]
    publish([Artifact(path, path.encode()) for path in paths], tmp_path / "site")
    assert all((tmp_path / "site" / path).read_bytes() == path.encode() for path in paths)


def test_without_folder_descriptors_paths_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that opens nothing relative to a descriptor (Windows) writes the same site."""
    monkeypatch.setattr("errdex.disk.staging._BY_DESCRIPTOR", False)
    publish([Artifact("a/b/c", b"c"), Artifact("d", b"d")], tmp_path / "site")
    assert (tmp_path / "site/a/b/c").read_bytes() == b"c"
    assert read_manifest(tmp_path / "site") is not None


def test_a_page_that_has_not_changed_is_the_same_file(tmp_path: Path) -> None:
    """It keeps inode and time, so rsync and caches see only what changed; the old site's name for it is gone."""
    site = tmp_path / "site"
    publish(SITE, site)
    os.utime(site / "index.html", (1, 1))
    before = (site / "index.html").stat()
    publish([SITE[0], Artifact("codes/4100.html", b"<p>other")], site)
    after = (site / "index.html").stat()
    assert (after.st_ino, after.st_mtime, after.st_nlink) == (before.st_ino, 1, 1)
    assert (site / "codes/4100.html").read_bytes() == b"<p>other"


def test_a_page_that_somebody_touched_is_written_anew(tmp_path: Path) -> None:
    """Other bytes, other modes, a link, a pipe or nothing in a page's place: the next build has the page again."""
    site = tmp_path / "site"
    pages = [Artifact(name, name.encode() * 9) for name in ("edited", "mode", "link", "pipe", "gone", "long", "folder")]
    publish(pages, site)
    (site / "edited").write_bytes(b"EDITED" * 9)
    (site / "long").write_bytes(b"long" * 10)
    (site / "mode").chmod(0o600)
    for name in ("link", "pipe", "gone", "folder"):
        (site / name).unlink()
    (tmp_path / "elsewhere").write_bytes(b"link" * 9)
    (site / "link").symlink_to("../elsewhere")
    os.mkfifo(site / "pipe")
    (site / "folder").mkdir()
    publish(pages, site)
    for page in pages:
        path = site / page.path
        assert path.read_bytes() == page.data
        assert not path.is_symlink()
        assert path.stat().st_mode & 0o777 == 0o644
    assert names(tmp_path) == ["elsewhere", "site"]


@pytest.mark.parametrize(
    ("later", "careful", "found"),
    [(-1, False, "EDITED"), (-1, True, "edited"), (0, False, "edited"), (1, False, "edited")],
)
def test_a_page_is_taken_unread_if_it_is_older_than_its_manifest(
    tmp_path: Path, later: int, careful: bool, found: str
) -> None:
    """One that is as old, for a clock may tick slowly, or younger, is read; so is every one where care is asked for."""
    site = tmp_path / "site"
    publish([Artifact("page", b"edited")], site)
    (site / "page").write_bytes(b"EDITED")
    os.utime(site / "page", ns=(0, (site / MANIFEST).stat().st_mtime_ns + later))
    publish([Artifact("page", b"edited")], site, careful=careful)
    assert (site / "page").read_text() == found


@pytest.mark.parametrize("how", ["another file", "a link"])
def test_a_page_that_is_exchanged_while_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Whatever has the old page's name when the new site takes it over, the new site has what was rendered."""
    site = tmp_path / "site"
    publish(SITE, site)
    (tmp_path / "other").write_bytes(b"<p>INDEX")
    (tmp_path / "other").chmod(0o644)
    link = os.link

    def exchange_first(old: Any, new: Any, **options: Any) -> None:  # noqa: ANN401
        if os.fsencode(old).endswith(b"index.html"):
            (site / "index.html").unlink()
            if how == "a link":
                (site / "index.html").symlink_to("../other")
            else:
                link(tmp_path / "other", site / "index.html")
        link(old, new, **options)

    monkeypatch.setattr(os, "link", exchange_first)
    publish(SITE, site)
    assert (site / "index.html").read_bytes() == SITE[0].data
    assert not (site / "index.html").is_symlink()
    assert (tmp_path / "other").stat().st_nlink == 1


def test_without_links_every_page_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links costs time and nothing else."""
    publish(SITE, tmp_path / "site")
    monkeypatch.setattr(os, "link", refusing(os.link, errno.EPERM))
    publish(SITE, tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == SITE[0].data


def test_names_are_utf8_on_the_disk(tmp_path: Path) -> None:
    """A path in any script is UTF-8 on the disk, and is known as ours the next time."""
    publish([Artifact("エラー/一覧.html", b"x")], tmp_path / "site")
    assert os.listdir(os.fsencode(tmp_path / "site")).count("エラー".encode()) == 1
    publish([Artifact("a", b"")], tmp_path / "site")
    assert names(tmp_path / "site") == [MANIFEST, "a"]


def test_foreign_files_are_copied_where_links_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links foreign files are copied, links and times with them."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / "CNAME").write_text("x")
    os.utime(site / "CNAME", (1, 1))
    (site / "link").symlink_to("CNAME")
    monkeypatch.setattr(os, "link", refusing(os.link, errno.EPERM))
    publish(SITE, site)
    assert (site / "CNAME").stat().st_mtime == 1
    assert os.readlink(site / "link") == "CNAME"


def test_what_lies_on_another_disk_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount below the site can't be carried over, is named, and stays."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / "mounted").write_text("x")
    monkeypatch.setattr(os, "link", refusing(os.link, errno.EXDEV))
    with pytest.raises(EnvironmentFault, match=r"cannot carry over .*mounted") as caught:
        publish(SITE, site)
    assert "mount point" in caught.value.hint
    assert (site / "mounted").read_text() == "x"


@pytest.mark.parametrize(("theirs", "ours"), [("a/b", "a"), ("a", "a/b"), ("a/b/c", "a/b"), ("a", "a")])
def test_a_folder_where_a_file_shall_be(tmp_path: Path, theirs: str, ours: str) -> None:
    """Foreign files and folders in the way of ours are a fault, with force too; each stays where it is."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / theirs).parent.mkdir(parents=True, exist_ok=True)
    (site / theirs).write_text("theirs")
    for force in (False, True):
        with pytest.raises(SettingFault, match="is not ours, and would be written over"):
            publish([Artifact(ours, b"ours")], site, force=force)
        assert (site / theirs).read_text() == "theirs"
        assert names(tmp_path) == ["site"]


def test_folders_that_nobody_may_write_are_carried(nobody: Path) -> None:
    """A foreign folder without write permission comes along and is removed from the old site, without root."""
    site = nobody / "site"
    publish(SITE, site)
    (site / "theirs").mkdir()
    (site / "theirs/a").write_text("a")
    (site / "theirs").chmod(0o555)
    publish(SITE, site)
    with pytest.raises(KeyError):
        publish((dict[str, Artifact]()[item.path] for item in SITE), site)
    assert (site / "theirs/a").read_text() == "a"
    assert (site / "theirs").stat().st_mode & 0o777 == 0o555
    assert names(nobody) == ["site"]
    (site / "theirs").chmod(0o755)


def test_a_next_site_with_folders_that_nobody_may_write_is_removed(
    nobody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that fails behind the carrying over leaves none of them, without root, and the site as it was."""
    site = nobody / "site"
    publish(SITE, site)
    (site / "theirs/deep").mkdir(parents=True)
    (site / "theirs/deep/a").write_text("a")
    for folder in ("theirs/deep", "theirs"):
        (site / folder).chmod(0o555)
    monkeypatch.setattr("errdex.disk.publish.commit", refusing(publish, errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        publish(SITE, site)
    assert names(nobody) == ["site"]
    assert (site / "theirs/deep/a").read_text() == "a"
    assert (site / "theirs").stat().st_mode & 0o777 == 0o555
    for folder in ("theirs", "theirs/deep"):
        (site / folder).chmod(0o755)


def test_a_read_only_place_is_said_in_words(nobody: Path) -> None:
    """Where neither the workspace nor a missing parent can be made, the fault names the place; nothing is written."""
    (nobody / "closed").mkdir()
    (nobody / "closed").chmod(0o555)
    for output in ("closed/site", "closed/a/site"):
        with pytest.raises(EnvironmentFault, match="permission denied") as caught:
            publish(SITE, nobody / output)
        assert "permissions" in caught.value.hint
    assert names(nobody / "closed") == []
    (nobody / "closed").chmod(0o755)


def test_a_ledger_that_cannot_be_written_stops_the_build(nobody: Path) -> None:
    """A read-only ledger, a read-only folder and a folder in its place: nothing is published."""
    content = nobody / "content"
    content.mkdir()
    ledger = content / "permalinks.jsonl"
    ledger.write_bytes(b"one\n")
    content.chmod(0o555)
    with pytest.raises(EnvironmentFault, match=r"cannot write .*content"):
        publish(SITE, nobody / "site", ledger=Replacement(ledger, b"one\n", b"two\n"))
    content.chmod(0o755)
    assert ledger.read_bytes() == b"one\n"
    ledger.unlink()
    ledger.mkdir()
    with pytest.raises(EnvironmentFault, match="permalinks"):
        publish(SITE, nobody / "site", ledger=Replacement(ledger, None, b"two\n"))
    assert names(nobody) == ["content"]


def test_a_full_disk(tmp_path: Path) -> None:
    """On a disk of one megabyte a site that is too large is refused in words, the old one stands, a small one goes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False).returncode:
        pytest.skip("mounting needs root")
    try:
        publish(SITE, disk / "site")
        with pytest.raises(EnvironmentFault, match="no space left on device") as caught:
            publish([Artifact(f"{i}", bytes(50_000)) for i in range(40)], disk / "site")
        assert "free some space" in caught.value.hint
        assert names(disk) == ["site"]
        assert names(disk / "site") == [MANIFEST, "codes", "index.html"]
        publish(SITE[:1], disk / "site")
        with pytest.raises(SettingFault, match="mount point") as refused:  # nothing on its disk lies beside it
            publish(SITE, disk, force=True)
        assert "disk/site" in refused.value.hint
    finally:
        subprocess.run(["umount", "-l", disk], check=True)  # even when a file of it is still open
    assert names(tmp_path) == ["disk"]


def test_a_site_in_an_image_of_a_container(tmp_path: Path) -> None:
    """A site in a lower layer of overlayfs, which no folder of can be renamed, is replaced, foreign files kept."""
    if os.geteuid():
        pytest.skip("mounting needs root")
    disk, merged = tmp_path / "disk", tmp_path / "disk/merged"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
    try:
        for name in ("lower", "upper", "work", "merged"):
            (disk / name).mkdir()
        publish(SITE, disk / "lower/site")
        (disk / "lower/site/CNAME").write_text("x")
        layers = f"lowerdir={disk}/lower,upperdir={disk}/upper,workdir={disk}/work"
        command = ["mount", "-t", "overlay", "overlay", "-o", layers, str(merged)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("no overlayfs here")
        for _ in range(2):  # the second time the site is in the upper layer
            publish([SITE[0], Artifact("new", b"new")], merged / "site")
            assert names(merged / "site") == [MANIFEST, "CNAME", "index.html", "new"]
            assert names(merged) == ["site"]
    finally:
        subprocess.run(["umount", "-l", merged], check=False, capture_output=True)
        subprocess.run(["umount", "-l", disk], check=True)


def test_something_else_writes_into_the_next_site(tmp_path: Path) -> None:
    """A file that appears among ours before the exchange stops the build: the manifest would not be true."""

    def artifacts() -> Iterator[Artifact]:
        yield SITE[0]
        (tmp_path / ".site.errdex/new/alien").write_text("x")
        yield SITE[1]

    with pytest.raises(EnvironmentFault, match="not those that were written"):
        publish(artifacts(), tmp_path / "site")
    assert names(tmp_path) == []


def test_half_a_journal_means_that_nothing_was_done(tmp_path: Path) -> None:
    """A journal cut short by a power failure is dropped with the site that was being made."""
    publish(SITE, tmp_path / "site")
    places = Workspace(tmp_path / "site")
    places.folder.mkdir()
    Staging(places.new, places.output).write("half", b"")
    for text in ('{"manifest": "0', "[]"):
        places.journal.write_text(text)
        recover(tmp_path / "site")
        assert names(tmp_path) == ["site"]
        places.folder.mkdir()
    places.old.mkdir()  # of two renames, and the journal gone
    (places.old / "page").write_text("old")
    recover(tmp_path / "site")
    assert names(tmp_path / "site") == ["page"]
    assert names(tmp_path) == ["site"]


def test_a_ledger_changed_after_a_crash_is_left_alone(tmp_path: Path) -> None:
    """Mending never writes over a ledger that somebody has changed since."""
    publish(SITE, tmp_path / "site")
    ledger = tmp_path / "ledger"
    ledger.write_bytes(b"theirs")
    places = Workspace(tmp_path / "site")
    places.folder.mkdir()
    places.ledger.write_bytes(b"before")
    inode = places.folder.stat().st_ino
    entry = f'{{"manifest": "x", "inode": "{inode}", "ledger": "{ledger}", "before": "y", "after": "z"}}'
    places.journal.write_text(entry)
    recover(tmp_path / "site")
    assert ledger.read_bytes() == b"theirs"
    assert names(tmp_path) == ["ledger", "site"]


def test_recover_without_a_workspace_touches_nothing(tmp_path: Path) -> None:
    """The usual start costs one look, and makes no folder."""
    recover(tmp_path / "a/site")
    assert names(tmp_path) == []


def test_exchange(tmp_path: Path) -> None:
    """Two folders swap; where one is missing the system's word is passed on."""
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system can't exchange folders")
    assert names(tmp_path / "a") == ["b"]
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "c")


def test_the_manifest_is_a_line_a_file_and_the_same_in_any_order(tmp_path: Path) -> None:
    """A manifest in a repository shows which page has changed, and nothing of when or in which order."""
    files = {"index.html": "0" * 16, "codes/4100.html": "1" * 16}
    data = encode(files, 10)
    assert data == encode(dict(reversed(files.items())), 10)
    assert b'\n"index.html": "0000000000000000"' in data
    (tmp_path / MANIFEST).write_bytes(data)
    assert read_manifest(tmp_path) == files
    assert read_manifest(tmp_path / MANIFEST) is None


def test_the_same_artifacts_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    """The order in which renderers yield leaves no trace."""
    publish(SITE, tmp_path / "a")
    publish(reversed(SITE), tmp_path / "b")
    for path in (MANIFEST, "index.html", "codes/4100.html"):
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_a_replacement_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is as it was, and what was written beside it is gone."""
    (tmp_path / "ledger").write_bytes(b"one")
    monkeypatch.setattr(os, "replace", refusing(os.replace, errno.EIO))
    with pytest.raises(EnvironmentFault, match=r"cannot write .*ledger"):
        replace_file(Replacement(tmp_path / "ledger", b"one", b"two"))
    assert (tmp_path / "ledger").read_bytes() == b"one"
    assert names(tmp_path) == ["ledger"]


def test_the_disk_has_the_ledger_before_its_site_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its content is waited for before it takes its name, the name before the exchange; nothing else is waited for."""
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def syncing(file: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else f"{os.fstat(file).st_size} bytes")
        fsync(file)

    def replacing(source: Path, target: Path) -> None:
        calls.append("replace")
        replace(source, target)

    def exchanging(*places: Path) -> bool:
        calls.append("exchange")
        return exchange(*places)

    (tmp_path / "content").mkdir()
    publish(SITE, tmp_path / "site")
    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(os, "replace", replacing)
    monkeypatch.setattr("errdex.disk.workspace.exchange", exchanging)
    publish(SITE[:1], tmp_path / "site", ledger=Replacement(tmp_path / "content/ledger", None, b"12345"))
    assert calls[:4] == ["5 bytes", "replace", "folder", "exchange"]


def test_what_cannot_be_carried_over_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a folder of somebody else's that the disk refuses stops the build, and the fault says which."""
    site = tmp_path / "site"
    publish(SITE, site)
    (site / "theirs").mkdir()
    (site / "theirs/a").touch()
    for name, call in (("theirs", "shutil.copystat"), ("theirs/a", "os.link")):
        with monkeypatch.context() as patch:
            patch.setattr(call, refusing(os.link, errno.EIO))
            with pytest.raises(EnvironmentFault, match=rf"cannot carry over {site}/{name}: input/output error"):
                publish([Artifact("other", b"")], site)
    assert names(site) == [MANIFEST, "codes", "index.html", "theirs"]


def test_replace_keeps_mode_and_link(tmp_path: Path) -> None:
    """A file keeps its mode, and a link to it stays a link."""
    real = tmp_path / "real/ledger"
    real.parent.mkdir()
    real.write_bytes(b"one")
    real.chmod(0o645)
    (tmp_path / "ledger").symlink_to("real/ledger")
    replace_file(Replacement(tmp_path / "ledger", b"one", b"two"))
    assert real.read_bytes() == b"two"
    assert real.stat().st_mode & 0o777 == 0o645
    assert (tmp_path / "ledger").is_symlink()
    assert names(real.parent) == ["ledger"]


def test_two_replacements_in_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    """Between looking and replacing nobody else replaces, so no change is lost."""
    (tmp_path / "ledger").write_bytes(b"one")
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    done = threading.Event()

    def replace() -> None:
        replace_file(Replacement(tmp_path / "ledger", b"one", b"two"))
        done.set()

    threading.Thread(target=replace, daemon=True).start()
    assert not done.wait(0.2)
    os.close(other)
    assert done.wait(20)
    assert (tmp_path / "ledger").read_bytes() == b"two"


def test_what_cannot_be_removed_behind_the_site_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A published site is a success; the workspace that stays is named, and goes with the next build."""
    site = tmp_path / "site"
    publish(SITE, site)
    monkeypatch.setattr("errdex.disk.workspace.discard", refusing(discard, errno.EIO))
    assert publish(SITE[:1], site).leftover == tmp_path / ".site.errdex"
    monkeypatch.undo()
    assert publish(SITE[:1], site).leftover is None
    assert names(tmp_path) == ["site"]


def test_carry_and_discard_take_pipes_too(tmp_path: Path) -> None:
    """A socket or a pipe in the site is somebody's, and does not stop a build."""
    publish(SITE, tmp_path / "site")
    os.mkfifo(tmp_path / "site/pipe")
    publish(SITE, tmp_path / "site")
    assert names(tmp_path / "site") == [MANIFEST, "codes", "index.html", "pipe"]
    (tmp_path / "next").mkdir()
    carry_over(tmp_path / "site", tmp_path / "next")
    assert names(tmp_path / "next") == ["pipe"]
    shutil.copytree(tmp_path / "next", tmp_path / "gone", copy_function=os.link)
    discard(tmp_path / "gone", tmp_path / "site")
    assert names(tmp_path) == ["next", "site"]
