"""Text in XML 1.0, which can't hold most control characters, not even escaped."""

from __future__ import annotations

from errdex.pattern import pattern

_FORBIDDEN = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no `Char` (XML 1.0, 2.2); none of it is printable, so most texts do without."""


def xml_text(text: str) -> str:
    """Return text as it stands in an XML element or attribute.

    `xml.sax.saxutils.escape` does the same and imports an HTTP client for it, 25 ms of a build's start.
    """
    if not text.isprintable():
        text = _FORBIDDEN.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
