"""Documents in, tables and records out: the heart of errdex.

    Source --decode--> text --scan--> tables found --READERS--> grids --judge--> error tables --rows--> entries

A format of tables is one file here and one row in `READERS`. Nothing here knows of other documents, pages or files.
"""

from __future__ import annotations

from errdex.readers.document import READERS, read_document
from errdex.readers.language import guess_language
from errdex.readers.notes import read_note
from errdex.readers.page import holds_errors

__all__ = ["READERS", "guess_language", "holds_errors", "read_document", "read_note"]
