"""HTML of the content as Markdown (CommonMark, with pipe tables): `a <b>b</b>` becomes `a **b**`.

What goes in is cleaned, well formed HTML with resolved links. Text comes out so that Markdown shows it as it was:
`*`, `[`, `<app_id>` are escaped, and so is what would begin a list or a heading at the start of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_PLAIN = re.compile(r"(?!\d{1,9}[.)](?:\s|$))[^\\`*\[\]_&<~#>+\-][^\\`*\[\]_&<~]*")
"""Text that no rule below touches, which is nearly all of it."""
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(?:(?=[-+](?:\s|-|$)|[#>])|\d{1,9}(?=[.)](?:\s|$)))")
"""Where a backslash keeps the start of a line from meaning a list, a heading or a quote."""
_ENTITY = re.compile(r"&(?=#\w|\w+;)")
_STRIKE = re.compile(r"~(?=~)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "header", "main", "nav", "p", "section", "summary"),
    }
)
_CELLS = frozenset({"td", "th"})
_CODE = frozenset({"code", "kbd", "samp"})
_PRE = frozenset({"pre"})
_VOID = frozenset({"br", "hr", "img", "wbr"})
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
"""As the cleaner writes it: lower case, attributes in double quotes."""
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LINKED = re.compile(r"[\s()<>]")


def escape_text(text: str, *, line_start: bool = True) -> str:
    """Return plain text as Markdown that shows it unchanged."""
    if text.isalnum() or _PLAIN.fullmatch(text):
        return text
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    text = _STRIKE.sub("&#126;", text)
    return _LINE_START.sub(r"\g<0>\\", text) if line_start else text


def html_to_markdown(html: str) -> str:
    """Return cleaned HTML as Markdown, without white space around it."""
    if "<" not in html:
        return escape_text(unescape(html).strip())
    writer = _Writer()
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            writer.add_text(unescape(html[end : tag.start()]))
        end = tag.end()
        if tag[1]:
            writer.end(tag[2])
        else:
            writer.start(tag[2], {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[3])})
    writer.add_text(unescape(html[end:]))
    return writer.finish()


@dataclass(slots=True)
class _Open:
    """An element that is open, with what has been written in it."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)
    items: int = 0
    """List items or table rows so far."""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def end(self) -> str:
        """Return as much of the text's end as tells whether it is blank, and how it ends."""
        tail = ""
        for part in reversed(self.parts):
            tail = part + tail
            if tail.strip() or tail.endswith("\n"):
                break
        return tail


class _Writer:
    """Writes Markdown, told of one tag and one text after the other."""

    def __init__(self) -> None:
        self._open = [_Open("", {})]

    def finish(self) -> str:
        """Return all that was written."""
        while len(self._open) > 1:
            self._close()
        return _tidy(self._open[0].text).replace("\0", "")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element; one without content is written at once."""
        if tag not in _VOID:
            self._open.append(_Open(tag, attributes))
        elif tag == "br":
            self._write("<br>" if self._is_in(_CELLS) else "\n" if self._is_in(_PRE) else "  \n")
        elif tag == "hr":
            self._write("\n\n---\n\n")
        elif tag == "img":
            self._write(f"![{escape_text(attributes.get('alt', ''))}]({_target(attributes.get('src', ''))})")

    def end(self, tag: str) -> None:
        """Close an element, and those in it that were left open."""
        if any(item.tag == tag for item in self._open):
            while self._open[-1].tag != tag:
                self._close()
            self._close()

    def add_text(self, data: str) -> None:
        """Write text: as it is in code, else folded and escaped."""
        if self._is_in(_PRE):
            # A mark on blank lines, or they would be taken for those between blocks.
            self._write(re.sub(r"\n(?=\n)", "\n\0", data))
            return
        text = _SPACE.sub(" ", data) if "  " in data or not data.isprintable() else data
        if self._is_in(_CODE):
            self._write(text)
            return
        before = next((item.end for item in reversed(self._open) if item.parts), "\n")
        if before.endswith(("\n", "<br>")) or not before.strip():
            text = text.lstrip(" ")
        self._write(escape_text(text, line_start=before.endswith("\n")))

    def _is_in(self, tags: frozenset[str]) -> bool:
        return not tags.isdisjoint([item.tag for item in self._open])

    def _write(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _close(self) -> None:
        element = self._open.pop()
        self._write(self._markdown(element))

    def _markdown(self, element: _Open) -> str:
        """Return an element's Markdown."""
        tag, text = element.tag, element.text
        if tag in ("strong", "b"):
            return _wrap("**", text)
        if tag in ("em", "i"):
            return _wrap("*", text)
        if tag in _CODE:
            return text if self._is_in(_PRE) else _code(text)
        if tag == "a":
            return (
                f"[{text.strip()}]({_target(element.attributes['href'])})" if element.attributes.get("href") else text
            )
        if tag == "pre":
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"\n\n{fence}\n{text.strip(chr(10))}\n{fence}\n\n"
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return f"\n\n{'#' * int(tag[1])} {_tidy(text)}\n\n"
        if tag == "blockquote":
            return "\n\n" + "\n".join(f"> {line}".rstrip() for line in _tidy(text).split("\n")) + "\n\n"
        if tag == "li":
            return self._item(text)
        if tag in _CELLS:
            return " " + re.sub(r"\s*\n\s*", "<br>", _tidy(text)).replace("|", r"\|") + " |"
        if tag == "tr":
            return self._row(text)
        if tag in ("ul", "ol", "table"):
            return f"\n\n{text}\n\n"
        return f"\n\n{text.strip()}\n\n" if tag in _BLOCKS else text

    def _item(self, text: str) -> str:
        """Return a list item, its further lines under its first."""
        parent = self._open[-1]
        parent.items += 1
        start = parent.attributes.get("start", "1")
        mark = f"{int(start) + parent.items - 1 if start.isdigit() else parent.items}. " if parent.tag == "ol" else "- "
        # Four spaces, because python-markdown asks for as many and CommonMark is content with them after `- ` or `1. `.
        return mark + _tidy(text).replace("\n", "\n    ") + "\n"

    def _row(self, text: str) -> str:
        """Return a table row; the first one is the header."""
        table = next((item for item in reversed(self._open) if item.tag == "table"), self._open[-1])
        table.items += 1
        rule = "\n|" + " --- |" * len(re.findall(r"(?<!\\)\|", text)) if table.items == 1 else ""
        return f"|{text}{rule}\n"


def _wrap(mark: str, text: str) -> str:
    """Return text between marks, which must stand next to letters: white space goes outside."""
    inner = text.strip()
    if not inner or "\n" in inner:
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def _code(text: str) -> str:
    if not text.strip():
        return text
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _target(url: str) -> str:
    return f"<{url}>" if _LINKED.search(url) else url


def _tidy(text: str) -> str:
    """Return text with one blank line between blocks, and none around."""
    return (re.sub(r"[ ]*\n(?:[ ]*\n)+", "\n\n", text) if "\n" in text else text).strip()
