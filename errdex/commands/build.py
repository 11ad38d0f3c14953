"""`build`: read the content and write the site."""

from __future__ import annotations

import argparse
import gc
import time
from pathlib import Path

from errdex import pipeline, summary
from errdex.commands import add_common_flags, say_diagnostics, today


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_common_flags(parser)
    parser.add_argument("-o", "--output", type=Path, default=Path("site"), metavar="DIR", help="default: site")
    parser.add_argument("--base-url", metavar="URL", help="where the site will stand; replaces that of site.toml")
    parser.add_argument("--language", default="", metavar="L", help="of a folder without site.toml, such as ja")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--locked", action="store_true", help="fail instead of writing content/permalinks.jsonl")
    parser.add_argument("--force", action="store_true", help="write into a folder that something else has filled")


def run(options: argparse.Namespace) -> int:
    """Build the site, print the summary and return the exit code: 1 where the content has errors."""
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
        today=today(),
    )
    report = pipeline.build(request)
    say_diagnostics(report.diagnostics, f"{options.content.as_posix()}/", options.quiet)
    if not options.quiet:
        seconds = time.perf_counter() - started
        print("\n".join(summary.lines(report, request, seconds, options.verbose)))
    return 1 if report.failed else 0
