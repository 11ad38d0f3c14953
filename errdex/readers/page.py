"""Pages of HTML beside the documents: none is read, and one that holds errors is worth a word.

<html> … <h2>Errors</h2>
    <table><tr><th>Code</th><th>Message</th></tr>
           <tr><td>4100</td><td>Denied</td></tr></table> … </html>
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from errdex.model import Source
from errdex.pattern import pattern
from errdex.readers.decode import decode
from errdex.readers.document import read_document

_TABLE = pattern(r"<table[\s>]", re.IGNORECASE)
_UNSEEN = pattern(r"<(script|style|pre)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SET_IN = pattern(r"^[ \t]+", re.MULTILINE)
"""What Markdown would take for code."""


def holds_errors(source: Source, columns: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Tell whether a page has an error table with codes; `columns` are header words beyond the built-in ones."""
    text = decode(source).body
    if not _TABLE.search(text):
        return False
    plain = _SET_IN.sub("", _UNSEEN.sub("", text))
    document, _ = read_document(replace(source, data=plain.encode()), columns)
    return bool(document.entries)
