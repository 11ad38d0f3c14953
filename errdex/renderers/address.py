"""How the data formats write links: paths from the site's root, quoted, made relative to a file or absolute.

codes/4100.html   seen from codes/4101.md   ../codes/4100.html
                  with base_url             https://errors.example.com/codes/4100.html
"""

from __future__ import annotations

import re
from urllib.parse import quote

from errdex.model import ROOT, Code, Settings, Site

_SAFE = re.compile(r"[A-Za-z0-9./#~_-]*")


def quote_path(path: str) -> str:
    """Return a path of the site as it stands in a URL (RFC 3986); a fragment stays one."""
    return path if _SAFE.fullmatch(path) else quote(path, safe="/#~")


def root_from(path: str) -> str:
    """Return the way from a file of the site up to the site's root: `../` for each folder."""
    return "../" * path.count("/")


def link_base(settings: Settings, path: str) -> str:
    """Return what stands before a path of the site in a link of the file `path`: base_url, else the way up."""
    return settings.base_url or root_from(path)


def resolve_root(html: str, base: str) -> str:
    """Return compiled HTML with `ROOT` replaced by the base of its links."""
    return html.replace(ROOT, base) if ROOT in html else html


def json_path(code: Code) -> str:
    """Return where the JSON of a code stands: beside its page in the default language."""
    return f"{code.catalog}/{code.slug}.json"


def markdown_path(site: Site, code: Code, language: str) -> str:
    """Return where the Markdown of a code stands for readers of `language`."""
    folder = site.folder(language)  # empty for the default language, in which every code has a file
    return f"{folder if folder and code.speaks(language) else ''}{code.catalog}/{code.slug}.md"


def former_language(site: Site, url: str) -> str:
    """Return the language of a former address: that of its folder, where the site still has it, else the default."""
    folder = url.split("/", 1)[0]
    spoken = folder in site.settings.languages and site.folder(folder)
    return folder if spoken else site.settings.language


def plain_id(text: str) -> str:
    """Return text as an id that needs no quoting in a URL: beyond letters, digits, `.-` by number."""
    if text.isascii() and text.isalnum():
        return text
    return re.sub(r"[^0-9A-Za-z.-]", lambda found: f"_{ord(found[0]):x}", text)


def catalog_id(name: str) -> str:
    """Return the id of a catalog's part of the index, where there are several."""
    return f"catalog-{plain_id(name)}"


def has_json(url: str) -> bool:
    """Tell whether JSON stands beside a code's page, as it does in the default language."""
    return url.count("/") == 1
