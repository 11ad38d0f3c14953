"""From documents to a site: codes with their wordings, guides with their links, and the ways between them.

`compile_site` is the room's door. In go the documents and notes as read, the settings, what the ledger pins (a slug
for each code) and the codes it keeps; out come a `Site` and what was wrong on the way. Nothing here reads a file: of
local files that documents link, only the names are asked for.
"""

from errdex.catalog.compile import Compiled, compile_site
from errdex.catalog.prose import RenderProse

__all__ = ("Compiled", "RenderProse", "compile_site")
