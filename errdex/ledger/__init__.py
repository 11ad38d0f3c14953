"""What was ever published: a slug for each code, and `content/permalinks.jsonl`, the ledger of all URLs.

A build takes five steps here, none of which touches a file:

    ledger, faults = parse_ledger(data)                            the file as it stands, b"" where there is none
    slugs = slugs_for_site(ledger, keys)                           a slug for each (catalog, code) of the content
    kept = vanished_codes(ledger, slugs, settings, today, last)    the codes that keep a page without being there
    result = reconcile(ledger, site, today)                        after compiling: the site, the next ledger, changes
    data = dump_ledger(result.ledger)                              only if it is another one
"""

from errdex.ledger.actions import find_catalog, reinstate, rename, retire
from errdex.ledger.changes import Changes
from errdex.ledger.lines import dump_ledger, parse_ledger
from errdex.ledger.permalinks import Ledger, Permalink
from errdex.ledger.reconcile import Reconciled, reconcile
from errdex.ledger.vanished import slugs_for_site, vanished_codes

__all__ = (
    "Changes",
    "Ledger",
    "Permalink",
    "Reconciled",
    "dump_ledger",
    "find_catalog",
    "parse_ledger",
    "reconcile",
    "reinstate",
    "rename",
    "retire",
    "slugs_for_site",
    "vanished_codes",
)
