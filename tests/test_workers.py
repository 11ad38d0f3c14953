"""Several processes make the same site as one, and what goes wrong in one of them is one clear error."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from errdex import cli, rendering
from errdex.diagnostics import EnvironmentFault, Fault, SettingFault
from errdex.disk import workers
from errdex.disk.workers import can_fork, run_in_workers
from errdex.model import Artifact, Part, Theme
from errdex.renderers import Renderer, html
from tests.conftest import read_files, write_files
from tests.sample_site import sample_site
from tests.test_standing import FILES

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


def task(name: str, count: int = 3, last: Callable[[], object] = str) -> Callable[[], Iterator[Artifact]]:
    """Return a task that makes some artifacts and then calls `last`."""

    def run() -> Iterator[Artifact]:
        for number in range(count):
            yield Artifact(f"{name}/é{number}", name.encode() * number * 100_000)
        last()

    return run


def fail(error: BaseException) -> Callable[[], object]:
    """Return a function that raises."""

    def run() -> None:
        raise error

    return run


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note every process that is forked; a browser beside the tests is none of them."""
    fork, processes = os.fork, []

    def noting() -> int:
        process = fork()
        processes.append(process)
        return process

    monkeypatch.setattr(os, "fork", noting)
    return processes


def left(processes: list[int]) -> list[int]:
    """Return those of the processes that are still children of this one; there must have been some."""
    assert processes

    def is_there(process: int) -> bool:
        try:
            os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            return False
        return True

    return [process for process in processes if is_there(process)]


@pytest.mark.parametrize("jobs", [1, 2, 5, 30])
def test_every_artifact_arrives_once(jobs: int, forked: list[int]) -> None:
    """Whatever their sizes, however many processes: all of all tasks, and no process is left."""
    names = [f"t{number}" for number in range(12)]
    made = list(run_in_workers([task(name) for name in names], jobs))
    expected = [artifact for name in names for artifact in task(name)()]
    assert sorted(made, key=lambda artifact: artifact.path) == sorted(expected, key=lambda artifact: artifact.path)
    assert not left(forked)


def test_many_processors_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a thousand of them has as many tasks as can be named, and no more processes than may be asked."""
    calls: list[tuple[int, int]] = []

    def note(tasks: Sequence[workers.Task], jobs: int) -> tuple[Artifact, ...]:
        calls.append((len(tasks), jobs))
        return ()

    monkeypatch.setattr(rendering, "WORKERS_PAY", 0)
    monkeypatch.setattr(workers, "count_processors", lambda: 1000)
    monkeypatch.setattr(workers, "run_in_workers", note)
    assert not list(rendering.render(sample_site(), Theme({}, {}, {})))
    ((tasks, jobs),) = calls
    assert tasks <= workers.MOST_TASKS
    assert jobs == rendering.MOST_JOBS


def test_a_task_that_no_byte_can_name_is_refused() -> None:
    """That is an error of the program."""
    with pytest.raises(ValueError, match="256 tasks"):
        list(run_in_workers([task("a")] * 256, 1))


@pytest.mark.parametrize("chunk", [1, 7, 9, 10])
def test_frames_may_arrive_in_any_pieces(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe cuts where it likes, within a number too; bytes that look like a frame of their own are only data."""
    monkeypatch.setattr(workers, "_CHUNK", chunk)
    made = [Artifact("a", b""), Artifact("é/b", b"e" + bytes(8)), Artifact("c", bytes(range(256))), Artifact("d", b"x")]
    assert list(run_in_workers([lambda: iter(made)], 1)) == made


@pytest.mark.parametrize(
    ("last", "kind", "message"),
    [
        (fail(SettingFault("no such template", "write one")), SettingFault, "no such template"),
        (fail(EnvironmentFault("no room")), EnvironmentFault, "no room"),
        (fail(ValueError("two\nlines")), EnvironmentFault, "ValueError: two"),
        (fail(MemoryError()), EnvironmentFault, "MemoryError"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), EnvironmentFault, "by signal 9"),
        (lambda: os._exit(1), EnvironmentFault, "was ended"),
    ],
)
def test_a_fault_of_a_worker_is_one_fault_here(
    last: Callable[[], object], kind: type[Fault], message: str, forked: list[int]
) -> None:
    """A fault keeps its words and its kind, anything else is named; the other processes end with it."""
    with pytest.raises(kind, match=message):
        list(run_in_workers([task("a"), task("b", last=last), task("c", 500)], 2))
    assert not left(forked)


def test_a_reader_that_stops_leaves_no_process(forked: list[int]) -> None:
    """Who closes the stream early, as a full disk does, leaves nobody writing into it."""
    stream = run_in_workers([task("a", 50), task("b", 50)], 2)
    next(stream)
    stream.close()
    assert not left(forked)


def test_parts_are_the_whole_once() -> None:
    """However many parts share whatever number of things: each index, once, in order."""
    for length in (0, 1, 7, 100):
        for count in (1, 2, 3, 8):
            assert [i for n in range(count) for i in Part(n, count).of(length)] == list(range(length))


def test_the_site_is_the_same_whatever_the_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process, two, more than there are codes, with stencils or without: the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    content = tmp_path / "content"
    write_files(content, FILES)
    sites = []
    for pays in (500, 0):
        monkeypatch.setattr(html, "STENCILS_PAY", pays)
        for jobs in ("1", "3"):
            site = tmp_path / f"site-{pays}-{jobs}"
            call = ["build", "--content", str(content), "-o", str(site), "-q", "--no-cache", "--jobs", jobs]
            assert cli.main(call) == 0
            sites.append(read_files(site))
    assert all(site == sites[0] for site in sites)


def test_a_killed_worker_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build ends with exit 3 and one message; what was published stands."""
    content, site = tmp_path / "content", tmp_path / "site"
    write_files(content, FILES)
    call = ["build", "--content", str(content), "-o", str(site), "-q", "--no-cache", "--jobs", "2"]
    assert cli.main(call) == 0
    before = read_files(site)

    def die(*_: object) -> Iterator[Artifact]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield Artifact("never", b"")

    monkeypatch.setattr(rendering, "chosen_renderers", lambda _: (Renderer("html", "html", divides=True),))
    monkeypatch.setattr(html, "render_part", die)
    assert cli.main(call) == 3
    assert capsys.readouterr().err.count("error:") == 1
    assert read_files(site) == before


@pytest.mark.parametrize("word", ["0", "-1", "two", "1000"])
def test_a_number_of_processes_is_a_number(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else is a wrong call: exit 2 and a word on why."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "--jobs", word])
    assert ended.value.code == 2
    assert "--jobs" in capsys.readouterr().err
