"""Text in XML 1.0, which can't hold most control characters, not even escaped."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return text as it stands in an XML element or attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), {'"': "&quot;"})
