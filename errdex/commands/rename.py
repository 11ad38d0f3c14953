"""`rename`: let the addresses of a code or guide lead to its new name."""

from __future__ import annotations

import argparse

from errdex import record
from errdex.commands import add_decision_flags, say_decision, today
from errdex.loading import Request


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_decision_flags(parser, "OLD")
    parser.add_argument("new", metavar="NEW")


def run(options: argparse.Namespace) -> int:
    """Enter the decision in the ledger and say so."""
    request = Request(options.content, options.output, today=today())
    decision = record.rename(request, options.code, options.new, catalog=options.catalog)
    say_decision(decision, options)
    return 0
