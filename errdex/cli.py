"""The command line: flags in, lines and an exit code out.

    python3 build.py [build] [--content DIR] [-o DIR] …      0 done
    python3 build.py extract PATH… [--format json]           1 faults in the content
                                                             2 a wrong call or setting
                                                             3 the machine refused
                                                             130 interrupted

Results go to stdout; diagnostics and progress to stderr.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from errdex import __version__
from errdex.diagnostics import EnvironmentFault, Fault

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str]) -> int:
    """Run a command and return the exit code; no exception that a user can cause gets out."""
    _open_streams()
    parser, commands = _parser()
    words = list(argv)
    if not words or words[0] not in (*commands, "-h", "--help", "--version"):
        words.insert(0, "build")
    try:
        options = parser.parse_args(words)
        run: Run = options.run
        code = run(options)
        sys.stdout.flush()
    except Fault as fault:
        _say(f"error: {fault.message}" + (f"\nhint: {fault.hint}" if fault.hint else ""))
        return fault.exit_code
    except KeyboardInterrupt:
        _say("interrupted; the published site is whole")
        return 130
    except OSError as error:
        # Whoever read our output has gone, or its disk is full; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _say(f"error: the output could not be written: {(error.strerror or str(error)).lower()}")
        return EnvironmentFault.exit_code
    return code


def _parser() -> tuple[argparse.ArgumentParser, tuple[str, ...]]:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build a static site with one permanent page for every error code.",
        epilog="Without a command, `build` is meant: try `build.py build --help` for its flags.",
    )
    parser.add_argument("--version", action="version", version=f"errdex {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = commands.add_parser("build", help="read the content and write the site (the default)")
    _add_common(build)
    build.add_argument("-o", "--output", type=Path, default=Path("site"), metavar="DIR", help="default: site")
    build.add_argument("--base-url", metavar="URL", help="where the site will stand; replaces that of site.toml")
    build.add_argument("--language", default="", metavar="L", help="of a folder without site.toml, such as ja")
    build.add_argument("--strict", action="store_true", help="treat warnings as errors")
    build.add_argument("--locked", action="store_true", help="fail instead of writing content/permalinks.jsonl")
    build.add_argument("--force", action="store_true", help="write into a folder that something else has filled")
    build.set_defaults(run=_build)
    return parser, tuple(commands.choices)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="default: content")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    loudness.add_argument("-v", "--verbose", action="store_true", help="print every table, check and phase")


def _build(options: argparse.Namespace) -> int:
    from errdex import pipeline, summary
    from errdex.disk import clock

    # A build makes a million small values and hardly a cycle: looking for cycles costs a tenth of the run.
    gc.disable()
    started = time.perf_counter()
    request = pipeline.Request(
        content=options.content,
        output=options.output,
        base_url=options.base_url,
        language=options.language,
        strict=options.strict,
        force=options.force,
        locked=options.locked,
        today=clock.today(os.environ),
    )
    report = pipeline.build(request)
    prefix = f"{options.content.as_posix()}/"
    for item in report.diagnostics:
        if item.level == "error" or not options.quiet:
            _say(item.format(prefix))
    if not options.quiet:
        seconds = time.perf_counter() - started
        print("\n".join(summary.lines(report, request, seconds, options.verbose)))
    return 1 if report.failed else 0


def _say(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _open_streams() -> None:
    """Let every message through whatever the locale and the shell gave us.

    What the terminal can't show is escaped, never a crash; a stream that was closed (`>&-`) leads nowhere, and its
    descriptor is not given to a file of the site.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115  # until the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
