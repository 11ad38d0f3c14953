"""An end to work that hostile text could make endless.

    with within(3.0):
        …                   raises Overdue after three seconds of processor time

Limits of depth and number stop what is known to be slow; this one stops the rest. It counts the processor's time, so
that a busy machine refuses nothing that an idle one takes. Where the system has no such clock (Windows), or in a thread
that gets no signals, there is no end.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 0.5
"""Seconds after which the alarm rings again, should somebody have swallowed it."""


class Overdue(BaseException):
    """The time is up. No library's `except Exception` may keep it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Overdue in the `with` block when it has taken so many seconds of the processor."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def _ring(number: int, frame: object) -> None:  # noqa: ARG001  (what a handler is given)
    raise Overdue
