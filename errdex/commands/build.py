"""`build`: read the content and write the site, unless the site that stands is what a build would write."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from errdex.commands import add_common_flags, add_output_flag, say, say_diagnostics, say_fault, today
from errdex.diagnostics import Fault, count, tally
from errdex.disk.cache import Cache
from errdex.disk.content import Content, read_content
from errdex.disk.program import SOURCES, fingerprint_program
from errdex.disk.publish import prepare
from errdex.standing import Memory, Standing, digest_inputs

if TYPE_CHECKING:
    from errdex.report import Report
    from errdex.reuse import Reuse

REUSE = "reuse"
"""Kind of file in the cache; see `errdex.reuse`."""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_common_flags(parser)
    add_output_flag(parser)
    parser.add_argument("--base-url", metavar="URL", help="where the site will stand; replaces that of site.toml")
    parser.add_argument("--language", default="", metavar="L", help="of a folder without site.toml, such as ja")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--locked", action="store_true", help="fail instead of writing content/permalinks.jsonl")
    help_ = "processes that render; default: one, more on a large site"
    parser.add_argument("--jobs", type=_jobs, default=0, metavar="N", help=help_)
    parser.add_argument("--no-cache", action="store_true", help="build everything anew, and remember nothing")
    parser.add_argument("--force", action="store_true", help="write into a folder that something else has filled")
    parser.add_argument("--watch", action="store_true", help="build again whenever the content changes; Ctrl+C ends it")


def run(options: argparse.Namespace) -> int:
    """Build the site, print the summary and return the exit code: 1 where the content has errors."""
    if options.watch:
        _watch(options)
    return _run(options)


def _watch(options: argparse.Namespace) -> NoReturn:
    """Build the site whenever the content has changed, until somebody interrupts."""
    from errdex.disk.watch import take_stamp, wait_for_change
    from errdex.model import LEDGER

    while True:
        seen = take_stamp(options.content)
        try:
            _run(options)
        except Fault as fault:
            say_fault(fault)
        now = take_stamp(options.content)
        if {**now, LEDGER: None} == {**seen, LEDGER: None}:
            seen = now  # the build itself has written into the ledger
        gc.collect()  # nobody else does, see build.py
        if not options.quiet:
            say(f"watching {options.content.as_posix()}/; Ctrl+C ends it")
        wait_for_change(options.content, seen)


def _run(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    # First of all, for a killed run may have left the ledger to be mended.
    prepare(options.output, (options.content, *SOURCES), force=options.force)
    if options.no_cache:
        return 1 if _build(options, started, lambda: read_content(options.content)).failed else 0
    content = read_content(options.content)
    cache, program = Cache(options.content, options.output), fingerprint_program()
    memory = Memory(cache, program, options.output)
    inputs = digest_inputs(content, _flags(options))
    standing = memory.recall(content, inputs)
    if standing:
        _say_standing(standing, options, time.perf_counter() - started)
        return 0
    from errdex.reuse import Reuse

    # Handed over, so that nobody holds the documents when they have been read.
    reuse, take = Reuse(cache.read(REUSE, program)), [content].pop
    del content
    report = _build(options, started, take, reuse)
    left = reuse.dump()
    if left is not None:
        cache.write(REUSE, program, left)
    if report.published and not report.looked_back:
        from errdex.summary import find_gaps, summarise

        *tables, read = summarise(report.documents, "", verbose=True)
        gaps = tuple(find_gaps(report.site)) if report.site else ()
        standing = Standing(tuple(tables), read, gaps, report.pages, report.files, report.diagnostics)
        memory.remember(inputs, report.permalinks, report.copies, standing)
    return 1 if report.failed else 0


def _jobs(word: str) -> int:
    """Return a number of processes; raises ArgumentTypeError for any other word."""
    from errdex.rendering import MOST_JOBS  # late: seldom asked for

    number = int(word) if word.isascii() and word.isdigit() else 0
    if not 1 <= number <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_JOBS}, not {word}")
    return number


def _flags(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the words of the call that have a say in the site or in its faults."""
    names = ("base_url", "language", "strict", "locked", "force")
    return tuple(f"{name} {getattr(options, name)!r}" for name in names)


def _build(
    options: argparse.Namespace, started: float, take: Callable[[], Content], reuse: Reuse | None = None
) -> Report:
    """Build the site, print what there is to say, and return what was done; `take` hands the content over."""
    from errdex import loading, pipeline, summary  # late: most builds of a day find nothing to do

    request = loading.Request(
        content=options.content,
        output=options.output,
        base_url=options.base_url,
        language=options.language,
        strict=options.strict,
        force=options.force,
        jobs=options.jobs,
        locked=options.locked,
        today=today(),
    )
    report = pipeline.build(request, take, reuse)
    say_diagnostics(report.diagnostics, f"{options.content.as_posix()}/", options)
    if not options.quiet:
        seconds = time.perf_counter() - started
        print("\n".join(summary.lines(report, request, seconds, options.verbose)))
    return report


def _say_standing(standing: Standing, options: argparse.Namespace, seconds: float) -> None:
    say_diagnostics(standing.diagnostics, f"{options.content.as_posix()}/", options)
    if not options.quiet:
        files = f"{count(standing.pages, 'page')}, {count(standing.files, 'file')}"
        faults = tally(standing.diagnostics)
        for line in standing.tables if options.verbose else ():
            print(f"{options.content.as_posix()}/{line}")
        print("\n".join((standing.read, *(standing.gaps if options.verbose else ()))))
        print(f"{options.output.as_posix()}/: up to date: {files} in {seconds:.2f} s, {faults}")
