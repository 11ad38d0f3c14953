"""Style sheets and scripts as the site carries them: bundled, and named by their content.

    css/tokens.css, css/base.css …   ->  assets/site.1f2e3d.css     one sheet, in the order of STYLES
    icons/*.svg                      ->  …as custom properties in the same sheet: `--icon-copy: url("data:…")`
    js/copy.js, js/menu.js …         ->  assets/site.5b6a7c.js      one script, run when the page is there
    js/search-*.js                   ->  assets/search-engine.9f8e7d.js   fetched at first focus of the search box
    js/reader-*.js                   ->  assets/search-reader.8e7d6c.js   fetched for the first text with codes in it
    js/leaves-*.js                   ->  assets/search-leaves.7d6c5b.js   fetched on large sites
    js/theme.js, js/404.js, …        ->  assets/theme.0a1b2c.js     every other file by itself

A name changes with its content, so a server may let browsers keep it for ever. That is why the one script begins with
what is the same on every page and of use only to scripts: the names of those that it fetches, and their words.

    const SITE={"scripts":["search-engine.9f8e7d.js",…],"strings":{"ja":{"copy.done":"コピーしました",…},…}};
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from urllib.parse import quote

from errdex.model import ROOT, Artifact, Settings, Theme
from errdex.noun import noun

STYLES = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/entry.css",
    "css/guide.css",
    "css/search.css",
    "css/code.css",
    "css/print.css",
)
"""Of the one sheet. Their order is that of the layers."""

SCRIPTS = ("js/switch.js", "js/menu.js", "js/copy.js", "js/box.js", "js/search.js")
"""Of the one script that every page runs."""

PARTS: Mapping[str, str] = {
    "search-engine.js": "js/search-",
    "search-reader.js": "js/reader-",
    "search-leaves.js": "js/leaves-",
}
"""Scripts that the search box fetches when it needs them: each of the files whose names begin so, in their order."""

STRINGS = (
    "copy.label",
    "copy.link",
    "copy.text",
    "copy.markdown",
    "copy.done",
    "copy.failed",
    "search.failed",
    "search.results",
    "site.dark",
)
"""UI strings that scripts show."""

MARK = 6
"""Hex digits of an asset's name, as many as a leaf of the search index has; three of them stand on every page."""

_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


@noun
class Assets:
    """The files of `assets/`, and their addresses by the name a template knows."""

    urls: Mapping[str, str]
    """`site.css`, `site.js`, `js/theme.js` -> address from the site's root, with `ROOT`."""
    artifacts: tuple[Artifact, ...]

    def url(self, name: str) -> str:
        """Return the address of an asset; a `KeyError` names one that the theme does not have."""
        return self.urls[name]


def gather_assets(theme: Theme, settings: Settings) -> Assets:
    """Bundle and name the theme's assets."""
    parts = {
        part: tuple(sorted(name for name in theme.assets if name.startswith(start))) for part, start in PARTS.items()
    }
    fetched = {part: strip_js(_join(theme, names)) for part, names in parts.items()}
    files = {
        "site.css": strip_css(_join(theme, STYLES)) + icon_sheet(theme),
        "site.js": _site_line(theme, fetched) + strip_js(_join(theme, SCRIPTS)),
        **fetched,
    }
    bundled = {*STYLES, *SCRIPTS, *chain.from_iterable(parts.values())}
    for name, data in theme.assets.items():
        if name not in bundled:
            files[name] = strip_css(data) if name.endswith(".css") else data
    urls: dict[str, str] = {}
    artifacts: list[Artifact] = []
    for name, data in sorted(files.items()):
        path = hashed_path(name, data)
        urls[name] = ROOT + path
        artifacts.append(Artifact(path, data))
    icon = urls.get("favicon.svg", "").removeprefix(ROOT + "assets/")
    manifest = make_manifest(settings.titles[settings.language], icon)
    path = hashed_path("manifest.webmanifest", manifest)
    urls["manifest"] = ROOT + path
    artifacts.append(Artifact(path, manifest))
    return Assets(urls, tuple(artifacts))


def hashed_path(name: str, data: bytes) -> str:
    """Return the path of an asset: `assets/site.1f2e3d.css` for `site.css` or `css/site.css`."""
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    return f"assets/{stem}.{sha256(data).hexdigest()[:MARK]}.{ending}"


def strip_css(data: bytes) -> bytes:
    """Take comments and indentation out of a style sheet."""
    return _strip_lines(_COMMENT.sub(b"", data).splitlines())


def icon_sheet(theme: Theme) -> bytes:
    """Return the icons as custom properties: a mask for `.icon`, carried once and not in every page."""
    icons = {
        name.removeprefix("icons/").removesuffix(".svg"): quote(text.strip(), safe=" =:/'(),;-.").replace("'", "%27")
        for name, text in sorted(theme.templates.items())
        if name.startswith("icons/")
    }
    lines = "".join(f'--icon-{name}:url("data:image/svg+xml,{data}");\n' for name, data in icons.items())
    return f"@layer tokens{{:root{{\n{lines}}}}}\n".encode()


def strip_js(data: bytes) -> bytes:
    """Take indentation and comments that fill a line out of a script; a template literal must not span lines."""
    return _strip_lines(line for line in data.splitlines() if not line.lstrip().startswith(b"//"))


def _strip_lines(lines: Iterable[bytes]) -> bytes:
    return b"".join(stripped + b"\n" for line in lines if (stripped := line.strip()))


def make_manifest(title: str, icon: str) -> bytes:
    """Write the web app manifest (W3C Application Manifest); `icon` lies beside it."""
    manifest: dict[str, object] = {"name": title, "short_name": title, "start_url": "../", "display": "browser"}
    if icon:
        manifest["icons"] = [{"src": icon, "sizes": "any", "type": "image/svg+xml"}]
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()


def _site_line(theme: Theme, fetched: Mapping[str, bytes]) -> bytes:
    """Write what scripts know of the site as the first line of the one that every page runs."""
    site = {
        "scripts": [hashed_path(name, data).removeprefix("assets/") for name, data in fetched.items()],
        "strings": {language: {key: t[key] for key in STRINGS} for language, t in theme.locales.items()},
    }
    return f"const SITE={json.dumps(site, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _join(theme: Theme, names: tuple[str, ...]) -> bytes:
    return b"\n".join(theme.assets[name].rstrip() for name in names if name in theme.assets) + b"\n"
