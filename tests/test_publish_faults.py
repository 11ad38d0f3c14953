"""Whatever the disk refuses, and whenever a build dies: the old site and its ledger stand, or the new ones do.

Every call by which a build changes the disk is a point. A fault is put at each of them in turn: the call fails once,
or Ctrl-C arrives with it, or nothing works from there on, as if the process had been killed. `python3 -m pytest -s`
on this file prints how many points there were.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from errdex.diagnostics import EnvironmentFault, Fault
from errdex.disk import workspace as workspace_module
from errdex.disk.manifest import MANIFEST
from errdex.disk.publish import publish
from errdex.disk.replace import Replacement
from errdex.disk.workspace import recover
from errdex.model import Artifact
from tests.conftest import read_files

CALLS = (
    "open",
    "write",
    "close",
    "mkdir",
    "chmod",
    "ftruncate",
    "rename",
    "replace",
    "unlink",
    "rmdir",
    "link",
    "fsync",
    "scandir",
)
"""Of `os`, all that change the disk, and the listing of folders."""


def pages(text: str, folders: str, numbers: range) -> tuple[Artifact, ...]:
    """Return a page for each number in each folder."""
    return tuple(
        Artifact(f"{folder}{i}.html", f"{text} {i}".encode()) for folder in folders.split(" ") for i in numbers
    )


SAME = pages("same", "guides/", range(4))
OLD = SAME + pages("old", " codes/ en/codes/", range(10))
NEW = SAME + pages("new", " codes/ zh/codes/", range(5, 15))
OLD_LEDGER = b"old\n"
NEW_LEDGER = b"old\nnew\n"

Kind = Literal["fails", "interrupted", "killed"]
State = tuple[dict[str, bytes], bytes | None]


class Killed(BaseException):
    """Stands for the end of the process: nothing that catches it can do anything to the disk any more."""


@dataclass
class Disk:
    """The disk's calls, with a fault in one of them."""

    kind: Kind
    point: int
    """Which call it is, from 0; beyond the last one nothing happens."""
    calls: int = 0
    error: int = errno.ENOSPC

    def wrap(self, call: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
        """Return `call` with the fault; `before` it has an effect, or after."""

        def faulty(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401  # it stands for any call
            here = self.calls
            self.calls += 1
            if self.kind == "killed" and here >= self.point:
                if not before:  # the system closes the files of the dead
                    call(*arguments, **options)
                raise Killed
            if here != self.point:
                return call(*arguments, **options)
            if self.kind == "interrupted":
                with suppress(OSError):
                    call(*arguments, **options)
                raise KeyboardInterrupt
            if not before:
                call(*arguments, **options)
            raise OSError(self.error, os.strerror(self.error))

        return faulty


@pytest.fixture(params=["exchange", "two renames", "copy aside"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish in one step, as on a file system that has none, and as in a container whose image holds the site."""
    if request.param != "exchange":
        monkeypatch.setattr(workspace_module, "exchange", lambda *_: False)
    if request.param == "copy aside":
        rename = os.rename

        def refuse_sites(source: Path, target: Path) -> None:
            if Path(source).name == "site":
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
            rename(source, target)

        monkeypatch.setattr(os, "rename", refuse_sites)
    return str(request.param)


@pytest.fixture
def fast_disk(tmp_path: Path) -> Iterator[Path]:
    """Return an empty folder; in memory where there is such a thing, for each point waits for the disk many times."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    import tempfile

    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def site_of(folder: Path) -> State:
    """Return all that a reader and the next build would see."""
    site, ledger = folder / "site", folder / "content/permalinks.jsonl"
    return read_files(site), ledger.read_bytes() if ledger.exists() else None


def build(folder: Path, artifacts: tuple[Artifact, ...], before: bytes | None, after: bytes) -> None:
    """Publish a site with its ledger."""
    ledger = Replacement(folder / "content/permalinks.jsonl", before, after)
    publish(artifacts, folder / "site", sources=[folder / "content"], ledger=ledger)


def lay_out(folder: Path) -> None:
    """Publish the old site, with foreign files in it, and pages of which some can be taken over unread.

    How many calls a build makes must not hang on when the clock of the disk ticks.
    """
    (folder / "content").mkdir(parents=True)
    build(folder, OLD, None, OLD_LEDGER)
    written = (folder / "site" / MANIFEST).stat().st_mtime_ns
    for number, artifact in enumerate(OLD):
        time = written - number % 2 * 10**9
        os.utime(folder / "site" / artifact.path, ns=(time, time))
    (folder / "site/CNAME").write_bytes(b"errors.example.com")
    (folder / "site/codes/theirs").mkdir()
    (folder / "site/codes/theirs/a.txt").write_bytes(b"a")


def run_with_fault(folder: Path, disk: Disk) -> BaseException | None:
    """Publish the new site over the old one on a disk with a fault; return what was raised."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, disk.wrap(getattr(os, name), before=name != "close"))
        patch.setattr(workspace_module, "exchange", disk.wrap(vars(workspace_module)["exchange"], before=True))
        try:
            build(folder, NEW, OLD_LEDGER, NEW_LEDGER)
        except (Fault, KeyboardInterrupt, Killed) as raised:
            return raised
    return None


def points(folder: Path, kind: Kind, step: int) -> Iterator[tuple[Path, BaseException | None, State, State, int]]:
    """Yield, for each point: the folder after the fault, what was raised, the old state, the new state, the point."""
    lay_out(folder / "old")
    old = site_of(folder / "old")
    lay_out(folder / "new")
    counting = Disk(kind, point=10**9)
    assert run_with_fault(folder / "new", counting) is None
    new = site_of(folder / "new")
    assert old != new
    for point in range(0, counting.calls, step):
        place = folder / str(point)
        lay_out(place)
        assert site_of(place) == old
        yield place, run_with_fault(place, Disk(kind, point)), old, new, point


def check_next_build(folder: Path, new: State) -> None:
    """Check that the next build succeeds and that nothing is left beside the site and the ledger."""
    recover(folder / "site")
    ledger = (folder / "content/permalinks.jsonl").read_bytes()
    build(folder, NEW, ledger, NEW_LEDGER)
    assert site_of(folder) == new
    assert sorted(os.listdir(folder)) == ["content", "site"]
    assert os.listdir(folder / "content") == ["permalinks.jsonl"]


def test_any_single_fault_leaves_the_old_site_or_does_no_harm(fast_disk: Path, way: str) -> None:
    """A call that fails before the exchange is a fault with the old site and ledger, byte by byte, and no litter.

    Behind the exchange the new site is up: what can't be removed then is no failure, and goes with the next build.
    """
    count = faults = 0
    for folder, raised, old, new, _ in points(fast_disk, "fails", 1):
        if raised is None:
            assert site_of(folder) == new
        else:
            assert isinstance(raised, EnvironmentFault)
            assert raised.hint
            assert site_of(folder) == old
            assert sorted(os.listdir(folder)) == ["content", "site"]
            faults += 1
        check_next_build(folder, new)
        count += 1
    print(f"\n{way}: {count} points, {faults} of them before the site was exchanged")
    assert count >= 200
    assert faults >= 100


def test_ctrl_c_at_any_point_leaves_one_site_whole(fast_disk: Path, way: str, request: pytest.FixtureRequest) -> None:
    """An interrupt is passed on, and site and ledger are both old or both new."""
    step = 1 if request.config.getoption("--long", default=False) else 5
    seen = set()
    for folder, raised, old, new, point in points(fast_disk, "interrupted", step):
        assert isinstance(raised, KeyboardInterrupt), point
        state = site_of(folder)
        assert state in (old, new)
        seen.add(state == new)
        check_next_build(folder, new)
    assert seen == {True, False}, way


def test_death_at_any_point_is_mended_at_the_next_start(
    fast_disk: Path, way: str, request: pytest.FixtureRequest
) -> None:
    """After a death at any call, the next start finds or makes site and ledger both old or both new.

    Where the system can exchange folders, the site is one or the other even before that.
    """
    step = 1 if request.config.getoption("--long", default=False) else 5
    seen = set()
    for folder, raised, old, new, point in points(fast_disk, "killed", step):
        assert isinstance(raised, Killed)
        if way == "exchange":
            assert site_of(folder)[0] in (old[0], new[0])
        recover(folder / "site")
        state = site_of(folder)
        assert state in (old, new), point
        seen.add(state == new)
        check_next_build(folder, new)
    assert seen == {True, False}
