"""The example response of a code's page, after the pattern `response` of site.toml.

    response = '{"code": {code}, "message": {message}}'

`{code}` and `{message}` are filled in as JSON literals. Strings and names of members are marked for colour; a pattern
that is no JSON is shown all the same, for it is only text.
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring

from markupsafe import Markup, escape

from errdex.noun import noun
from errdex.pattern import pattern
from errdex.renderers.html.views import trust

_TOKEN = pattern(r'\{(code|message)\}|("(?:[^"\\\n]|\\.)*")(\s*:)?')
NO_MESSAGE = "…"

_NUMBER = pattern(r"-?(0|[1-9][0-9]{0,14})", re.ASCII)
_SEVERAL = pattern(r"[*~～\s]|\d(-|–|\.\.)\d|\dx+\b", re.IGNORECASE)
"""Marks of a code that stands for several: `41*`, `1000-1999`, `41xx`."""


@noun
class Response:
    """A pattern, made ready once for all pages."""

    pieces: tuple[str, ...]
    """HTML, with `code` or `message` at every other place."""

    def show(self, code: str, message: str) -> Markup:
        """Return the response with a code, as a JSON literal, and a message, which may be empty."""
        pieces = list(self.pieces)
        words = {"code": code, "message": encode_basestring(message or NO_MESSAGE)}
        pieces[1::2] = [str(escape(words[name])) for name in pieces[1::2]]
        return trust("".join(pieces))


def prepare_response(pattern: str) -> Response | None:
    """Return the pattern made ready; None for an empty one."""
    if not pattern.strip():
        return None
    pieces, end = [""], 0
    for token in _TOKEN.finditer(pattern):
        name, string, colon = token.groups()
        pieces[-1] += str(escape(pattern[end : token.start()]))
        end = token.end()
        if name:
            pieces[-1] += f'<span class="{"m" if name == "code" else "s"}">'
            pieces += [name, "</span>"]
        else:
            kind = "nt" if colon else "s"
            pieces[-1] += f'<span class="{kind}">{_quote(string)}</span>{colon or ""}'
    pieces[-1] += str(escape(pattern[end:]))
    return Response(tuple(pieces))


def example_literal(code: str) -> str:
    """Return the code as a JSON literal for the example response; empty for a range or a wildcard."""
    if _NUMBER.fullmatch(code):
        return code
    return "" if _SEVERAL.search(code) else encode_basestring(code)


def _quote(text: str) -> str:
    """Escape text between tags, where quotes may stand."""
    return str(escape(text)).replace("&#34;", '"')
