"""`diff`: print what happened to the codes between two states of the site.

A state is a `codes.json`, or a revision of git in which the content folder is compiled as it was then.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from errdex.commands import add_common_flags, say
from errdex.diagnostics import SettingFault, count
from errdex.diff import FORMATS, Record, compare, print_differences, read_records
from errdex.disk.content import read_file
from errdex.disk.revision import find_revision, read_revision
from errdex.loading import Request, settle
from errdex.pipeline import compile_, read
from errdex.renderers.codes_json import all_codes


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_common_flags(parser)
    parser.add_argument("old", metavar="OLD", help="a codes.json, or a revision of git such as v1.0 or HEAD~3")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Print the differences."""
    states = []
    for name in (options.old, options.new):
        records, place = _records(name, options.content)
        states.append(records)
        if options.verbose:
            say(f"{name}: {count(len(records), 'code')} {place}")
    print(print_differences(compare(*states), options.format), end="")
    return 0


def _records(name: str, folder: Path) -> tuple[tuple[Record, ...], str]:
    """Return the codes of a state, and in words where they stand."""
    data = read_file(Path(name))
    if data is not None:
        return read_records(data, name), "in this file"
    commit = find_revision(folder, name)
    content = read_revision(folder, commit) if commit else None
    if content is None:
        message = f"{name!r} is neither a file nor a revision of git that has {folder.as_posix()}"
        raise SettingFault(message, "the codes as they are now are in the site's codes.json, once it is built")
    request = Request(folder, Path())
    loaded = settle(content, request)
    site = compile_(read(loaded), loaded, request)[0].site
    return read_records(all_codes(site).data, name), f"in commit {commit}"
