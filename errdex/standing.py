"""Whether the site that stands needs a build at all.

After a build, `Memory.remember` notes a digest of everything that it read, the fingerprint of what it wrote, and what
it had to say. Before the next one, `Memory.recall` compares: where nothing has changed and nobody has touched the
site, the next build would write the same bytes, so it is over.

    {"inputs": "5f0c…", "site": "1f0c…", "copies": ["ja/flow.svg"], "read": "5 documents, …", "pages": 28, "files": 41,
     "diagnostics": [["warning", "ja/errors.md", 42, "code 4100 again …", "first at line 17", 0]]}

It knows no renderer and no reader, so that a build with nothing to do is over before they are imported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path

from errdex.diagnostics import Diagnostic, Fault
from errdex.disk.cache import Cache
from errdex.disk.content import Content
from errdex.disk.intact import intact_site
from errdex.disk.manifest import fingerprint

KIND = "standing"


@dataclass(frozen=True, slots=True)
class Standing:
    """A site as its last build left it, and what that build said."""

    read: str
    """The sum of what was read, in words."""
    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the last build of a content folder into an output folder."""

    cache: Cache
    program: str
    """Digest of the program."""
    flags: tuple[str, ...]
    """The words of the call that have a say in the site."""
    output: Path

    def recall(self, content: Content) -> Standing | None:
        """Return the site that stands if a build of `content` would make the same one, else None."""
        data = self.cache.read(KIND, self.program)
        record = json.loads(data) if data is not None else None
        if record is None or record["site"] != intact_site(self.output):
            return None
        try:
            copies = {path: fingerprint(content.read(path)) for path in record["copies"]}
        except (KeyError, Fault):
            return None
        if record["inputs"] != digest_inputs(content, copies, self.flags):
            return None
        diagnostics = tuple(Diagnostic(*item) for item in record["diagnostics"])
        return Standing(record["read"], record["pages"], record["files"], diagnostics)

    def remember(self, content: Content, standing: Standing, copies: Mapping[str, str]) -> None:
        """Note what was built of `content`; `copies` are the local files copied into the site, with fingerprints."""
        site = intact_site(self.output)
        if site is None:
            return
        record = {
            "inputs": digest_inputs(content, copies, self.flags),
            "site": site,
            "copies": list(copies),
            "read": standing.read,
            "pages": standing.pages,
            "files": standing.files,
            "diagnostics": [astuple(item) for item in standing.diagnostics],
        }
        self.cache.write(KIND, self.program, json.dumps(record).encode())


def digest_inputs(content: Content, copies: Mapping[str, str], flags: Sequence[str]) -> str:
    """Return a digest of all that a build reads: flags, settings, ledger, theme, documents, other files.

    A file that no document links has a say only by its name.
    """
    digest = blake2b(digest_size=16)
    parts = [*flags, "", *content.files, "", *(f"{path} {value}" for path, value in copies.items()), ""]
    parts += [repr(item) for item in content.diagnostics]
    pieces = [part.encode("utf-8", "surrogatepass") for part in parts]
    for data in (content.site_toml, content.permalinks):
        pieces += [b"none"] if data is None else [b"some", data]
    for path, data in (*sorted(content.theme.items()), *content.documents):
        pieces += [path.encode("utf-8", "surrogatepass"), data]
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()
