"""What a build takes over from the one before it: prose that was rendered, templates that were compiled.

Each is found by what it was made of, so nothing can be stale: Markdown by its digest, a template by name and source.
What a build did not use is forgotten.

    {"prose": {"5f0c…": ("<h2 id=…", "title", ((2, "steps", "手順"),), "", (), "")}, "templates": {"1f…": code}}

A guide of some pages costs more to render than a thousand codes. The templates are the user's own, and the project's
too where those could not be kept (`precompiled`).
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import astuple
from hashlib import blake2b
from types import CodeType
from typing import Any, TypedDict

from errdex.markup.lost import Lost
from errdex.markup.prose import Prose, render_prose

MOST_TEMPLATES = 100
"""A theme has a third of them; beyond this they are compiled afresh."""


class Left(TypedDict):
    """What a build left."""

    prose: dict[str, tuple[Any, ...]]
    """By digest, the values of `Prose`."""
    templates: dict[str, CodeType]


class Reuse:
    """What is there for this build, and what it will leave."""

    def __init__(self, data: bytes | None = None, render: Callable[[str], Prose] = render_prose) -> None:
        """Take what a build left (`dump`); it must come from a place that vouches for it, such as the cache."""
        self._render = render
        self._left: Left = {"prose": {}, "templates": {}}
        if data is not None:
            self._left = marshal.loads(data)  # noqa: S302  (see above)
        self._prose: dict[str, Prose] = {}
        templates = dict(self._left["templates"])
        self.templates: dict[str, CodeType] = templates if len(templates) <= MOST_TEMPLATES else {}
        """Compiled templates by name and source; a renderer that compiles one puts it here."""

    def prose(self, text: str) -> Prose:
        """Return the Markdown `text` as HTML, rendered now or before."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        known = self._left["prose"].get(key)
        prose = self._prose[key] = _recall(known) if known else self._render(text)
        return prose

    def dump(self) -> bytes | None:
        """Return what the next build may take over; None where that is what there was."""
        left = self._left
        if left["prose"].keys() == self._prose.keys() and left["templates"].keys() == self.templates.keys():
            return None
        prose = {key: astuple(item) for key, item in self._prose.items()}
        return marshal.dumps({"prose": prose, "templates": self.templates})


def _recall(values: tuple[Any, ...]) -> Prose:
    html, title, headings, description, lost, heading = values
    return Prose(html, title, headings, description, tuple(Lost(*item) for item in lost), heading)
