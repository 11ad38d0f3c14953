"""Lines that another generator replaces by something a page here has anyway, or takes for attributes.

    [TOC]  [[toc]]  [[_TOC_]]  @[toc]  ${toc}     ->                        a page has its own table of contents

    1. TOC                                        ->                        the same in kramdown
    {:toc}

    ## 手順                                        ->  ## 手順 {: #steps}     as python-markdown has attributes
    {: #steps}

Such attributes below anything that takes none go.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from errdex.markup.extension import extension_of

_CONTENTS = re.compile(r"[ ]{0,3}(?:\[toc\]|\[\[_?toc_?\]\]|@\[toc\](?:\([^)]*\))?|\$\{toc\})[ \t]*", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"[ ]{0,3}\{:(?!:)([^{}]*)\}[ \t]*")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]*[^#\s].*")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)[ \t].*")


class Elsewhere(Preprocessor):
    """Takes these lines out, or puts them where they are understood."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without them."""
        done: list[str] = []
        for line in lines:
            found = _ATTRIBUTES.fullmatch(line)
            above = done[-1] if done else ""
            if _CONTENTS.fullmatch(line):
                done.append("")
            elif not found:
                done.append(line)
            elif found[1].split() == ["toc"]:
                if _ITEM.fullmatch(above):
                    done[-1] = ""
            elif _HEADING.fullmatch(above):
                done[-1] = f"{above.rstrip(' #')} {{:{found[1]}}}"
            elif above.strip():
                done.append(line)  # python-markdown's own
        return done


makeExtension = extension_of(Elsewhere, 18)  # noqa: N816  # Markdown's name for it; behind code and HTML
