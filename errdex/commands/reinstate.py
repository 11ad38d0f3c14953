"""`reinstate`: let a retired or renamed code or guide be in the content again."""

from __future__ import annotations

import argparse

from errdex import record
from errdex.commands import add_decision_flags, today
from errdex.loading import Request


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_decision_flags(parser)
    parser.add_argument("--slug", default="", metavar="NAME", help="give its new meaning a page of this name")


def run(options: argparse.Namespace) -> int:
    """Enter the decision in the ledger and say so."""
    request = Request(options.content, options.output, today=today())
    line = record.reinstate(request, options.code, catalog=options.catalog, slug=options.slug)
    if not options.quiet:
        print(line)
    return 0
