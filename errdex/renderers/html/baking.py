"""Templates with what never changes already in them: the UI strings and the frame of one language.

A large catalog prints one template ten thousand times, and two thirds of what it prints is the same each time. So the
source is prepared before Jinja compiles it, by three rewritings:

    {{ t["page.related"] }}                  ->   関連するコード
    {{ frame.header }}                       ->   <header class="site-header">…
    {% include "partials/ticket.html" %}     ->   the text of that template

What is written in another way stays as it is and prints the same, only slower. Compiling costs some 20 ms, which a
small catalog does not earn back: `BAKING_PAYS` says from how many pages on it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import escape

from errdex.renderers.html.frames import Frame

BAKING_PAYS = 500
"""Pages of one template and language."""

_STRING = re.compile(r"""\{\{ t\[(["'])([^"']+)\1\] \}\}""")
_FRAME = re.compile(r"\{\{ frame\.(\w+) \}\}")
_INCLUDE = re.compile(r"""\{% include (["'])([^"']+)\1 %\}\n?""")


class Baking(Extension):
    """Rewrites the source of each template that its environment compiles."""

    strings: Mapping[str, str]
    frame: Frame

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's)
        """Return the source with constants in place of what is constant."""
        source = _INCLUDE.sub(lambda found: self._source(found[2]), source)
        source = _STRING.sub(lambda found: _literal(self.strings[found[2]]), source)
        return _FRAME.sub(lambda found: _literal(getattr(self.frame, found[1])), source)

    def _source(self, name: str) -> str:
        loader = self.environment.loader
        return loader.get_source(self.environment, name)[0].removesuffix("\n") if loader else ""


def baked_environment(environment: Environment, strings: Mapping[str, str], frame: Frame) -> Environment:
    """Return an environment like the given one, whose templates hold these strings and this frame."""
    baked = environment.overlay(extensions=[Baking])
    extension = baked.extensions[Baking.identifier]
    assert isinstance(extension, Baking)  # noqa: S101  (tells the type checker)
    extension.strings, extension.frame = strings, frame
    return baked


def _literal(text: str) -> str:
    """Return text as template source that prints it, escaped where it is not HTML already."""
    return str(escape(text)).replace("{", "{{ '{' }}")
