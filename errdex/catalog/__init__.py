"""From documents to a site: codes with their wordings, guides with their links, and the ways between them.

`compile_site` is the room's door. In go the documents and notes as read, the settings, what the ledger pins (a slug
for each code) and the codes it keeps; out come a `Site` and what was wrong on the way. Nothing here reads a file: of
local files that documents link, only the names are asked for.

    compile      the steps of the stage
    prose        rendered Markdown of documents and notes, with its links resolved
    links        where a link leads
    ids          ids that stand on a page twice
    guides       a document -> its page
    cells        links in the cells of error tables
    notes        notes on codes
    guide_links  which guides explain which codes
    join         entries -> codes
    wording      what one language says of a code
    order        the order of codes, and their families
    related      which codes are related
    slips        what shows only when all documents are read
"""

from errdex.catalog.compile import Compiled, compile_site
from errdex.catalog.prose import RenderProse

__all__ = ("Compiled", "RenderProse", "compile_site")
