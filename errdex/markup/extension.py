"""What python-markdown wants around a step of ours that goes over the lines before it reads them."""

from __future__ import annotations

from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class _Step(Extension):
    def __init__(self, kind: type[Preprocessor], priority: int) -> None:
        super().__init__()
        self._kind, self._priority = kind, priority

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name for it
        md.preprocessors.register(self._kind(md), self._kind.__name__, self._priority)


def extension_of(kind: type[Preprocessor], priority: int) -> Callable[[], Extension]:
    """Return what makes an extension of a step; one of a higher priority runs before.

    Python-markdown takes fenced code at the margin out of the text with 25, and HTML with 20.
    """
    return lambda: _Step(kind, priority)
