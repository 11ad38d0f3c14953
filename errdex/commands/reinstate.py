"""`reinstate`: let a retired or renamed code or guide be in the content again."""

from __future__ import annotations

import argparse

from errdex import record
from errdex.commands import add_decision_flags, say_decision, today
from errdex.loading import Request


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_decision_flags(parser)
    parser.add_argument("--slug", default="", metavar="NAME", help="give its new meaning a page of this name")


def run(options: argparse.Namespace) -> int:
    """Enter the decision in the ledger and say so."""
    request = Request(options.content, options.output, today=today())
    decision = record.reinstate(request, options.code, catalog=options.catalog, slug=options.slug)
    say_decision(decision, options)
    return 0
