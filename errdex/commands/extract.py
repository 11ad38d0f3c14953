"""`extract`: print what the reader sees in documents, without building a site.

Tables and columns are found as in a build: the `[columns]` of the content folder's site.toml count too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from errdex.commands import add_common_flags, check_content, say, say_diagnostics
from errdex.config import decode_settings, parse_settings
from errdex.diagnostics import count
from errdex.disk.content import SETTINGS, read_settings
from errdex.disk.documents import list_documents, read_document
from errdex.extract import FORMATS, extract
from errdex.model import Source
from errdex.renderers import OUTPUTS
from errdex.summary import summarise


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_common_flags(parser)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="documents or folders; default: content")
    parser.add_argument("--format", choices=FORMATS, default="json", help="default: json")


def run(options: argparse.Namespace) -> int:
    """Print the records and return the exit code: 1 where something could not be read."""
    check_content(options)
    columns = _columns(options.content)
    listed = list_documents(options.paths or [options.content])
    sources = (Source(path, read_document(place)) for path, place in listed.documents)
    extracted = extract(_counted(sources, len(listed.documents), options.quiet), columns, listed.diagnostics)
    print(extracted.print(options.format), end="")
    say_diagnostics(extracted.diagnostics, "", options)
    if not options.quiet:
        say("\n".join(summarise(extracted.documents, "", options.verbose)))
    return 1 if any(item.level == "error" for item in extracted.diagnostics) else 0


def _columns(content: Path) -> dict[str, tuple[str, ...]]:
    """Return the header words that the content folder's site.toml adds, if there is one."""
    data = read_settings(content)
    path = f"{content.as_posix()}/{SETTINGS}"
    return dict(parse_settings(decode_settings(data, path), path=path, outputs=OUTPUTS).columns) if data else {}


def _counted(sources: Iterable[Source], total: int, quiet: bool) -> Iterator[Source]:
    """Pass the sources on, and show how far they are where somebody watches."""
    watched = sys.stderr.isatty() and not quiet and total > 1
    for number, source in enumerate(sources, start=1):
        if watched:
            print(f"\r{number}/{count(total, 'document')}", end="", file=sys.stderr, flush=True)
        yield source
    if watched:
        print("\r", end="\x1b[K", file=sys.stderr, flush=True)
