"""The commands: each is one module here, and one row of `COMMANDS`.

A command's module has `add_flags(parser)` and `run(options) -> exit code`. Only the module of the command that is run
is imported. Results go to stdout, everything else goes through `say` to stderr.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from errdex.diagnostics import RUN, Diagnostic, Fault
from errdex.disk import clock
from errdex.disk.content import check_folder
from errdex.pattern import pattern

if TYPE_CHECKING:
    from errdex.record import Decision

COMMANDS: tuple[tuple[str, str], ...] = (
    ("build", "read the content and write the site (the default)"),
    ("check", "look over a built site: every file, address and link"),
    ("extract", "print what the reader sees in documents"),
    ("retire", "record why a code or guide has gone, or goes"),
    ("rename", "let the addresses of a code or guide lead to its new name"),
    ("reinstate", "let a retired code or guide be in the content again"),
    ("diff", "print what happened to the codes between two states of the site"),
)
"""Name, which is that of the module too, and the line for `--help`."""


CONTENT, SITE = Path("content"), Path("site")
"""The folders that are meant where a call names none."""

_HINTED = pattern(rf"""`{re.escape(RUN)} (\w+)((?:'[^']*'|"[^"]*"|[^`'"])*)`""")
"""A command in a hint: its verb, and what follows; a word in quotes may hold what ends it."""


def add_common_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that every command takes."""
    parser.add_argument("--content", type=_folder, default=CONTENT, metavar="DIR", help="default: content")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    loudness.add_argument("-v", "--verbose", action="store_true", help="print every table, check and phase")


def check_content(options: argparse.Namespace) -> None:
    """Raise a fault where the content folder that a call names is none; where a call names none, there may be none."""
    if options.content != CONTENT:
        check_folder(options.content)


def add_output_flag(parser: argparse.ArgumentParser, said: str = "default: site") -> None:
    """Add the flag that names the folder of the site; `said` is its line for `--help`."""
    parser.add_argument("-o", "--output", type=_folder, default=SITE, metavar="DIR", help=said)


def _folder(word: str) -> Path:
    """Return a folder; raises for an empty word, which an unset variable leaves: it would be the working folder."""
    if not word:
        raise argparse.ArgumentTypeError("name a folder, such as .")
    return Path(word)


def add_decision_flags(parser: argparse.ArgumentParser, code: str = "CODE") -> None:
    """Add the flags of the commands that enter a decision about a code in the ledger."""
    add_common_flags(parser)
    parser.add_argument("code", metavar=code, help="a code, or the name of a guide's page, such as signature")
    parser.add_argument(
        "--catalog", default="", metavar="NAME", help="where several catalogs have the code; guides for a guide"
    )
    add_output_flag(parser, "the site as it was last built; default: site")


def say_decision(decision: Decision, options: argparse.Namespace) -> None:
    """Print what was recorded."""
    if not options.quiet:
        print("\n".join((decision.said, *(decision.changes if options.verbose else ()))))


def today() -> str:
    """Return the date (UTC) of what this run enters in the ledger."""
    return clock.today(os.environ)


def say(text: str) -> None:
    """Print lines for a person on stderr."""
    with suppress(OSError):  # nobody reads them
        print(text, file=sys.stderr, flush=True)


def say_fault(fault: Fault) -> None:
    """Print why a command can't do what it was asked to."""
    say(as_called(f"error: {fault.message}" + (f"\nhint: {fault.hint}" if fault.hint else "")))


def say_diagnostics(diagnostics: Iterable[Diagnostic], prefix: str, options: argparse.Namespace) -> None:
    """Print what is wrong with the content; `prefix` is its folder with a slash. `--quiet` leaves out warnings."""
    for item in diagnostics:
        if item.level == "error" or not options.quiet:
            say(as_called(item.format(prefix), options))


def as_called(text: str, options: argparse.Namespace | None = None) -> str:
    """Return a text in which each command is given as this one was: it works when it is pasted as it stands.

    Without `options`, of a call that is none, it names no folders.
    """
    if f"`{RUN} " not in text:
        return text
    from shlex import quote  # late: seldom needed

    def call(match: re.Match[str]) -> str:
        verb, words = match.groups()
        # Behind ` -- ` no word is a flag.
        return f"`{start} {verb}{more}{words}`" if " -- " in words else f"`{start} {verb}{words}{more}`"

    door = sys.argv[0] if os.path.basename(sys.argv[0]) == "build.py" else "build.py"
    folders = {"--content": (options.content, CONTENT), "-o": (options.output, SITE)} if options else {}
    start = RUN.removesuffix("build.py") + quote(door)
    named = {flag: str(folder) for flag, (folder, usual) in folders.items() if folder != usual}
    # A folder called -x would be a flag.
    more = "".join(f" {flag} {quote(f'./{name}' if name[0] == '-' else name)}" for flag, name in named.items())
    return _HINTED.sub(call, text)
