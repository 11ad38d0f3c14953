"""Large files come in pieces, so that nobody holds them: on the disk they are files like all others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from errdex.disk.manifest import MANIFEST, fingerprint, read_manifest
from errdex.disk.publish import publish
from errdex.disk.workers import can_fork, run_in_workers
from errdex.model import Artifact, Theme
from errdex.renderers import codes_json, table_csv
from errdex.report import Report
from tests.sample_site import sample_site
from tests.test_publish import names, tree

LARGE = [b"a" * 1_500_000, b"b" * 700_000, b"c"]
PATH = "en/large.json"


def pieces(path: str = PATH, parts: list[bytes] = LARGE) -> Iterator[Artifact]:
    """Yield a file in pieces."""
    for part in parts[:-1]:
        yield Artifact(path, part, more=True)
    yield Artifact(path, parts[-1])


def mixed() -> Iterator[Artifact]:
    """Yield the pieces of two files, and other files in between."""
    for number, (one, other) in enumerate(zip(pieces(), pieces("top.csv", [b"1", b"2", b""]), strict=True)):
        yield from (one, Artifact(f"en/{number}.html", b"page"), other)


def test_pieces_become_one_file(tmp_path: Path) -> None:
    """Whatever comes in between; the manifest and the count know one file, with the fingerprint of the whole."""
    site, report = tmp_path / "site", Report()
    publish(report.counted(mixed()), site)
    pages = {f"en/{number}.html": b"page" for number in range(3)}
    assert tree(site) == {PATH: b"".join(LARGE), "top.csv": b"12", **pages}
    assert (read_manifest(site) or {})[PATH] == fingerprint(b"".join(LARGE))
    manifest = json.loads((site / MANIFEST).read_bytes())
    assert (manifest["count"], manifest["bytes"]) == (5, sum(map(len, tree(site).values())))
    assert (report.files, report.pages) == (5, 3)
    assert names(tmp_path) == ["site"]


@pytest.mark.skipif(os.name != "posix", reason="there are no such modes")
def test_a_file_in_pieces_has_the_mode_of_all(tmp_path: Path) -> None:
    """Under any umask, and as the first file of all."""
    before = os.umask(0o077)
    try:
        publish(pieces(), tmp_path / "site")
    finally:
        os.umask(before)
    assert (tmp_path / "site" / PATH).stat().st_mode & 0o777 == 0o644


def edit(path: Path) -> None:
    """Change a byte of a file behind the back of the manifest."""
    path.write_bytes(b"x" + path.read_bytes()[1:])


def shorten(path: Path) -> None:
    """Cut a byte off a file."""
    path.write_bytes(path.read_bytes()[:-1])


def test_a_file_that_has_not_changed_stays_the_same_file(tmp_path: Path) -> None:
    """So its time tells who copies the site that there is nothing new."""
    publish(pieces(), tmp_path / "site")
    before = (tmp_path / "site" / PATH).stat()
    publish(chain([Artifact("a", b"")], pieces()), tmp_path / "site")
    assert (tmp_path / "site" / PATH).stat().st_ino == before.st_ino
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("meddle", [edit, shorten, os.unlink, partial(os.chmod, mode=0o600)])
def test_a_file_that_somebody_has_touched_is_written_anew(tmp_path: Path, meddle: Callable[[Path], object]) -> None:
    """The manifest says that it is the same, and it is not."""
    publish(pieces(), tmp_path / "site")
    meddle(tmp_path / "site" / PATH)
    publish(pieces(), tmp_path / "site")
    assert tree(tmp_path / "site") == {PATH: b"".join(LARGE)}
    assert (tmp_path / "site" / PATH).stat().st_mode & 0o777 == 0o644
    assert names(tmp_path) == ["site"]


def test_a_file_that_changed_is_written(tmp_path: Path) -> None:
    """In one piece or in many."""
    publish(pieces(), tmp_path / "site")
    publish(pieces(parts=[b"new", b"er"]), tmp_path / "site")
    assert tree(tmp_path / "site") == {PATH: b"newer"}
    publish([Artifact(PATH, b"whole")], tmp_path / "site")
    assert tree(tmp_path / "site") == {PATH: b"whole"}


@pytest.mark.parametrize(
    "wrong", [[*pieces()][:-1], [*pieces(), Artifact(PATH, b"")], [Artifact(PATH, b""), *pieces()]]
)
def test_a_file_without_an_end_or_with_two_is_an_error_of_the_program(tmp_path: Path, wrong: list[Artifact]) -> None:
    """Nothing is published, and no file stays open."""
    opened = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    with pytest.raises(ValueError, match=r"en/large\.json"):
        publish(wrong, tmp_path / "site")
    assert names(tmp_path) == []
    assert not opened or len(os.listdir("/proc/self/fd")) == opened


@pytest.mark.skipif(not can_fork(), reason="this system has no fork")
def test_workers_send_pieces(tmp_path: Path) -> None:
    """As they send all else."""
    publish(run_in_workers([mixed, partial(pieces, "other")], 2), tmp_path / "site")
    assert tree(tmp_path / "site").keys() == {PATH, "top.csv", "other", *(f"en/{number}.html" for number in range(3))}
    assert tree(tmp_path / "site")["other"] == b"".join(LARGE)


def test_the_records_are_the_same_in_any_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a piece ends has no say in what is in a file."""
    site, theme = sample_site(), Theme({}, {}, {})
    for module, path in ((codes_json, codes_json.ALL), (table_csv, table_csv.TABLE)):
        whole = [item.data for item in module.render(site, theme) if item.path == path]
        assert len(whole) == 1
        monkeypatch.setattr(module, "PIECE", 100)
        parts = [item for item in module.render(site, theme) if item.path == path]
        assert len(parts) > 2
        assert [item.more for item in parts] == [*(True for _ in parts[1:]), False]
        assert b"".join(item.data for item in parts) == whole[0]
    records = [item.data for item in codes_json.render(site, theme) if item.path == codes_json.ALL]
    assert codes_json.all_codes(site).data == b"".join(records)
