"""Whether the site that stands needs a build at all.

After a build, `Memory.remember` notes a digest of everything that it read, the fingerprint of what it wrote, and what
it had to say. Before the next one, `Memory.recall` compares: where nothing has changed and nobody has touched the
site, the next build would write the same bytes, so it is over.

    {"inputs": "5f0c…", "ledger": "9a3e…", "copies": {"ja/flow.svg": "77d1…"}, "site": "1f0c…",
     "tables": ["ja/errors.md:3: 22 rows = …"], "read": "5 documents, …", "gaps": [], "pages": 28, "files": 41,
     "diagnostics": [["warning", "ja/errors.md", 42, "code 4100 again …", "first at line 17", 0]]}

It knows no renderer and no reader, so that a build with nothing to do is over before they are imported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path

from errdex.diagnostics import Diagnostic, Fault
from errdex.disk.cache import Cache
from errdex.disk.content import Content
from errdex.disk.intact import intact_site
from errdex.disk.manifest import fingerprint
from errdex.noun import noun

KIND = "standing"


@noun
class Standing:
    """A site as its last build left it, and what that build said."""

    tables: tuple[str, ...]
    """What became of each table, in words, with paths below the content folder."""
    read: str
    """The sum of what was read, in words."""
    gaps: tuple[str, ...]
    """The codes without words in a language, in words."""
    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


@noun
class Memory:
    """What is known of the last build of a content folder into an output folder."""

    cache: Cache
    program: str
    """Digest of the program."""
    output: Path

    def recall(self, content: Content, inputs: str) -> Standing | None:
        """Return the site that stands if a build of `content`, of the digest `inputs`, would make it again."""
        data = self.cache.read(KIND, self.program)
        record = json.loads(data) if data is not None else None
        if record is None or record["inputs"] != inputs or record["ledger"] != _mark(content.permalinks):
            return None
        try:
            copies = {path: fingerprint(content.read(path)) for path in record["copies"]}
        except (KeyError, Fault):
            return None
        if record["copies"] != copies or record["site"] != intact_site(self.output):
            return None
        diagnostics = tuple(Diagnostic(*item) for item in record["diagnostics"])
        tables, gaps = tuple(record["tables"]), tuple(record["gaps"])
        return Standing(tables, record["read"], gaps, record["pages"], record["files"], diagnostics)

    def remember(self, inputs: str, ledger: bytes | None, copies: Mapping[str, str], standing: Standing) -> None:
        """Note what was built, of which inputs, with the ledger as it is now.

        `copies` are the local files that were looked into or copied into the site, with their fingerprints.
        """
        site = intact_site(self.output)
        if site is None:
            return
        record = {
            "inputs": inputs,
            "ledger": _mark(ledger),
            "copies": copies,
            "site": site,
            "tables": standing.tables,
            "read": standing.read,
            "gaps": standing.gaps,
            "pages": standing.pages,
            "files": standing.files,
            "diagnostics": [astuple(item) for item in standing.diagnostics],
        }
        self.cache.write(KIND, self.program, json.dumps(record).encode())


def digest_inputs(content: Content, flags: Sequence[str]) -> str:
    """Return a digest of what a build reads, but for the ledger: flags, settings, theme, documents, names of files.

    `flags` are the words of the call that have a say in the site. A file that no document links has a say only by its
    name, and one that is linked or looked into is compared by itself.
    """
    digest = blake2b(digest_size=16)
    parts = [*flags, "", *content.files, ""]
    parts += [repr(item) for item in content.diagnostics]
    pieces = [part.encode("utf-8", "surrogatepass") for part in parts]
    pieces += [b""] if content.site_toml is None else [b"site.toml", content.site_toml]
    for path, data in (*sorted(content.theme.items()), *content.documents):
        pieces += [path.encode("utf-8", "surrogatepass"), data]
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def _mark(data: bytes | None) -> str:
    return "" if data is None else fingerprint(data)
