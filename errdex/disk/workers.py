"""Several processes render one site: each takes the next task as soon as it has done one.

    parent  --tasks (a byte each)-->  workers  --frames-->  parent

A worker is a fork of this process, so it has the compiled site without anybody sending it. It writes what it renders
into a pipe of its own, as frames; which task falls to whom differs from run to run, what the artifacts say does not.

    !cII  kind, length of the head, length of the body
    b"a"  an artifact: path, data
    b"p"  a piece of one, of which there is more
    b"f"  a fault: exit code, message, hint
    b"x"  an error of the program: its traceback
    b"e"  the end: all is done

A worker that ends without the last frame was killed.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import struct
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from errdex.diagnostics import EnvironmentFault, Fault, SettingFault
from errdex.disk.replace import write_all
from errdex.model import Artifact

Task = Callable[[], Iterable[Artifact]]

MOST_TASKS = 255
"""A byte names one."""
_FRAME = struct.Struct("!cII")
_CHUNK = 1 << 18
_MOST_FILES = 4096
"""Descriptors that are looked through; a build has some dozens."""


def can_fork() -> bool:
    """Tell whether this system lets a process have copies of itself."""
    return hasattr(os, "fork")


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_in_workers(tasks: Sequence[Task], jobs: int) -> Generator[Artifact, None, None]:
    """Yield the artifacts of all tasks (at most `MOST_TASKS`), in no order, made by `jobs` processes.

    Raises the fault that a task raised, and `EnvironmentFault` for a worker that was killed or met an error of ours.
    """
    if len(tasks) > MOST_TASKS:
        raise ValueError(f"{len(tasks)} tasks, of which a byte can name {MOST_TASKS}")
    queue, mouth = os.pipe()
    os.write(mouth, bytes(range(len(tasks))))
    os.close(mouth)
    workers: dict[int, int] = {}
    try:
        for _ in range(min(jobs, len(tasks))):
            process, pipe = _start(tasks, queue)
            workers[pipe] = process
        yield from _receive(workers)
    finally:
        os.close(queue)
        for pipe, process in workers.items():
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _start(tasks: Sequence[Task], queue: int) -> tuple[int, int]:
    """Start a worker; return its process id and the end of its pipe that we read."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs)
        return process, ours
    try:
        _keep_only(queue, theirs)
        _work(tasks, queue, theirs)
    finally:
        os._exit(0)  # no clean-up of the parent's: its files, its locks and its output are not ours


def _keep_only(*pipes: int) -> None:
    """Close what a fork has of its parent's files, but for its pipes and the three that everybody has.

    Among them is the lock of the output: a parent that is killed must not go on holding it through a worker that has
    not noticed yet.
    """
    edges = [2, *sorted(pipes), min(os.sysconf("SC_OPEN_MAX"), _MOST_FILES)]
    for low, high in pairwise(edges):
        os.closerange(low + 1, high)


def _work(tasks: Sequence[Task], queue: int, out: int) -> None:
    """Do tasks until there is none left."""
    try:
        while number := os.read(queue, 1):
            for artifact in tasks[number[0]]():
                _send(out, b"p" if artifact.more else b"a", artifact.path.encode(), artifact.data)
        _send(out, b"e", b"", b"")
    except Fault as fault:
        _send(out, b"f", json.dumps([fault.exit_code, fault.message, fault.hint]).encode(), b"")
    except BrokenPipeError:
        pass  # nobody wants it any more
    except Exception:
        _send(out, b"x", traceback.format_exc().encode("utf-8", "backslashreplace"), b"")


def _send(out: int, kind: bytes, head: bytes, body: bytes) -> None:
    write_all(out, _FRAME.pack(kind, len(head), len(body)) + head + body)


def _receive(workers: dict[int, int]) -> Iterator[Artifact]:
    """Yield what the workers send; those that are done leave `workers`."""
    buffers = {pipe: bytearray() for pipe in workers}
    with selectors.DefaultSelector() as selector:
        for pipe in workers:
            selector.register(pipe, selectors.EVENT_READ)
        while workers:
            for key, _ in selector.select():
                pipe = key.fd
                data = os.read(pipe, _CHUNK)
                buffers[pipe] += data
                ended = yield from _frames(buffers[pipe])
                if ended or not data:
                    selector.unregister(pipe)
                    os.close(pipe)
                    _, status = os.waitpid(workers.pop(pipe), 0)
                    if not ended:
                        raise _killed(status)


def _frames(buffer: bytearray) -> Generator[Artifact, None, bool]:
    """Take the whole frames out of a buffer and yield their artifacts; return True at the end of the worker."""
    start = 0
    ended = False
    while len(buffer) - start >= _FRAME.size:
        kind, head_size, body_size = _FRAME.unpack_from(buffer, start)
        middle = start + _FRAME.size + head_size
        end = middle + body_size
        if end > len(buffer):
            break
        head = bytes(buffer[start + _FRAME.size : middle])
        start = end
        if kind in b"ap":
            yield Artifact(head.decode(), bytes(buffer[middle:end]), more=kind == b"p")
        elif kind == b"f":
            code, message, hint = json.loads(head)
            raise (SettingFault if code == SettingFault.exit_code else EnvironmentFault)(message, hint)
        elif kind == b"x":
            trace = head.decode().rstrip()
            raise EnvironmentFault(f"a worker process failed\n{trace}", "this is a bug in errdex or in the theme")
        else:
            ended = True
    del buffer[:start]
    return ended


def _killed(status: int) -> EnvironmentFault:
    by = f" by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else ""
    return EnvironmentFault(f"a worker process was ended{by}", "give the machine more memory, or build with --jobs 1")
