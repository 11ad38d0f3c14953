"""Documents in, tables and records out: the heart of errdex.

    Source --decode--> text --scan--> tables found --READERS--> grids --judge--> error tables --rows--> entries

A format of tables is one file here and one row in `READERS`. Nothing here knows of other documents, pages or files.
The modules, in the order of that way:

    document     the whole way, for a document
    notes        the same for a note on a code
    page         pages of HTML, which are not read: whether one holds errors

    decode       bytes -> text, and front matter
    limits       what is too much to read
    language     which language a text is in

    scan         where tables stand
    margin       the marks of quotes and list items before a line
    spans        code spans of a line
    outline      headings, and the words above a place
    extent       where an HTML table ends
    strays       lines that look like rows of a table
    loose        codes in headings and items
    leading      the code that a text begins with
    notations    tables and tags that only other programs understand
    references   reference links, written out for tables

    html         an HTML table -> rows
    tree         the same by a browser's own rules
    pipe         a pipe table -> rows
    plain        rows of plain text, in one go
    cells        the source of a cell -> HTML and text
    grid         rows laid out as a browser lays them out

    header_rows  which rows are the header
    columns      whether it is an error table, and what its columns are for
    column       what the cells of one column are like
    headers      what a header says
    vocabulary   the words of headers
    unread       why a table stays prose

    rows         the rows of an error table -> entries
    codes        what an error code looks like
    code_cell    the codes in a cell
    marks        marks of footnotes in a cell
    leftover     what looks like a code in a cell, and became none
    anchors      places that a link may lead to
    lost         what no page will show
"""

from __future__ import annotations

from errdex.readers.document import READERS, read_document
from errdex.readers.language import guess_language
from errdex.readers.notes import read_note
from errdex.readers.page import holds_errors

__all__ = ["READERS", "guess_language", "holds_errors", "read_document", "read_note"]
