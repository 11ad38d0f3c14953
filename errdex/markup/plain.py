r"""Markdown that says what it is at a glance: headings and paragraphs of a line each, without any mark.

    ## エラーコードリスト       ->  <h2 id="エラーコードリスト">エラーコードリスト</h2>

    次の表をご覧ください。      ->  <p>次の表をご覧ください。</p>

    \x1atable0\x1a              ->  <p>\x1atable0\x1a</p>                        the place of an error table

So are documents that hold little but tables. To have python-markdown imported and made ready for the first of them
takes 8 ms, a tenth of a build of 22 codes. What is written in any other way, or only might be, is left to it.
"""

from __future__ import annotations

import re

from errdex.pattern import pattern

_SIGNS = r"[.,:;()/%+='?\u3001-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20-]"
"""They say nothing to Markdown where a letter or the mark of a heading stands before them."""
_BLOCK = pattern(rf"(?:(#{{1,6}}) (?! )|(?=[^\W\d_]))((?:[^\W_]|{_SIGNS}| (?=[^ ]))+)|\x1atable[0-9]+\x1a")
_NOT_IN_SLUG = pattern(r"[^\w\s-]")


def render_plain(text: str) -> str | None:
    """Return the Markdown `text` as HTML, None where it is not so plain or two headings would have the same id."""
    lines, slugs = [], {""}
    for block in re.split(r"\n\n+", text.strip("\n")):
        found = _BLOCK.fullmatch(block)
        if found is None:
            return None
        if found[1]:
            level, slug = len(found[1]), slugify(found[2])
            if slug in slugs:
                return None
            slugs.add(slug)
            lines.append(f'<h{level} id="{slug}">{found[2]}</h{level}>')
        else:
            lines.append(f"<p>{block}</p>")
    return "\n".join(lines)


def slugify(text: str, separator: str = "-") -> str:
    """Return the id of a heading, as python-markdown's `slugify_unicode` makes it."""
    return re.sub(rf"[{separator}\s]+", separator, _NOT_IN_SLUG.sub("", text).strip().lower())
