"""`retire`: record why a code or guide has gone, or goes, and what replaces it; its address stays."""

from __future__ import annotations

import argparse

from errdex import record
from errdex.commands import add_decision_flags, say_decision, today
from errdex.loading import Request


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_decision_flags(parser)
    parser.add_argument("--reason", required=True, metavar="WHY", help="for the readers of its page")
    parser.add_argument("--successor", default="", metavar="CODE", help="the code or guide that replaces it")


def run(options: argparse.Namespace) -> int:
    """Enter the decision in the ledger and say so."""
    request = Request(options.content, options.output, today=today())
    decision = record.retire(
        request, options.code, catalog=options.catalog, reason=options.reason, successor=options.successor
    )
    say_decision(decision, options)
    return 0
