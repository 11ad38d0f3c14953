"""Terms that stand right below the definition of the one above, which python-markdown takes for more of that.

    4100                          4100
    : The signature is wrong.     : The signature is wrong.
    4101                     ->
    : The token has expired.      4101
                                  : The token has expired.

It would read a list in the definition, and one in that, until a thousand terms are nested too deeply.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from errdex.markup.extension import extension_of

_DEFINITION = re.compile(r" {0,3}: {1,3}(?=\S)")
_TERM = re.compile(r" {0,3}[^ :\t]")


class TermsApart(Preprocessor):
    """Puts a blank line above each such term."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with those blank ones."""
        done: list[str] = []
        defined = False
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            if defined and _TERM.match(line) and _DEFINITION.match(below):
                done.append("")
                defined = False
            defined = bool(line.strip()) and (defined or _DEFINITION.match(line) is not None)
            done.append(line)
        return done


makeExtension = extension_of(TermsApart, 14)  # noqa: N816  # Markdown's name for it; behind code, HTML and call-outs
