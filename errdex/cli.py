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
import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from importlib import import_module

from errdex import __version__
from errdex.commands import COMMANDS, say, say_fault
from errdex.diagnostics import RUN, EnvironmentFault, Fault, SettingFault, nearest

_VALUED = frozenset(
    (
        *("--content", "-o", "--output", "--base-url", "--language", "--jobs", "--format", "--reason"),
        *("--successor", "--slug", "--catalog"),
    )
)
"""Flags that have a value."""


def main(argv: Sequence[str]) -> int:
    """Run a command and return the exit code; no exception that a user can cause gets out."""
    _open_streams()
    words = _with_command(argv)
    try:
        options = _parse(words)
        code = import_module(f"errdex.commands.{words[0]}").run(options)
        sys.stdout.flush()
    except Fault as fault:
        say_fault(fault)
        return fault.exit_code
    except KeyboardInterrupt:
        say("interrupted; the published site is whole")
        return 130
    except OSError as error:
        # Whoever read our output has gone, or its disk is full; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        place = error.filename or "the output could not be written"
        say(f"error: {place}: {(error.strerror or str(error)).lower()}")
        return EnvironmentFault.exit_code
    except MemoryError:
        say("error: this machine has not enough memory for it; the published site is whole")
        return EnvironmentFault.exit_code
    return int(code)


def _parse(words: list[str]) -> argparse.Namespace:
    """Return the options of a call; raises SettingFault for a word that its command does not know."""
    parser = _parser(words[0])
    options, unknown = parser.parse_known_args(words)
    if unknown:
        raise _refusal(words[0], unknown[0])
    return options


def _refusal(command: str, word: str) -> SettingFault:
    """Return what is wrong with a word that a command does not know, and what it knows instead."""
    if word.startswith("-"):
        flag = word.partition("=")[0]
        listed = io.StringIO()
        with redirect_stdout(listed), suppress(SystemExit):
            _parser(command).parse_args([command, "--help"])
        near = nearest(flag, re.findall(r"(?<![\w-])--?[a-z][a-z-]*", listed.getvalue()))
        hint = f"did you mean {near[0]}?" if near else f"run `{RUN} {command} --help` for its flags"
        return SettingFault(f"{command} has no flag {flag}", hint)
    if command != "build":
        return SettingFault(f"{command} does not know what to do with {word!r}", f"run `{RUN} {command} --help`")
    names = [name for name, _ in COMMANDS]
    near = nearest(word, [*names, "--help"])
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}; a folder is named with --content"
    return SettingFault(f"no such command: {word}", hint)


def _with_command(argv: Sequence[str]) -> list[str]:
    """Return the words with the command before its flags; `build` is meant where there is none.

    A word after a flag that has a value is that value: `-o check` names a folder.
    """
    words = list(argv)
    if words and words[0] in ("-h", "--help", "--version"):
        return words
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] in _VALUED else 1
    command = words.pop(place) if place < len(words) and words[place] in dict(COMMANDS) else "build"
    return [command, *words]


def _parser(chosen: str) -> argparse.ArgumentParser:
    """Return the parser of the command line; of the commands, only the chosen one gets its flags."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build a static site with one permanent page for every error code.",
        epilog="Without a command, `build` is meant: `build.py build --help` lists its flags.",
    )
    parser.add_argument("--version", action="version", version=f"errdex {__version__}")
    # Without `prog`, argparse formats a usage to find it, with three compressors' modules behind `shutil`.
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=parser.prog)
    for name, summary in COMMANDS:
        command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        if name == chosen:
            import_module(f"errdex.commands.{name}").add_flags(command)
    return parser


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
