"""The same records as a Hugo project: a page a code by content adapter, an index, a search file, a sitemap.

It is Hugo at its fastest: one data file, no Markdown, one layout without partials. Its pages are filled up to the size
of ours by constant text. A list for search is not yet a search, so Pagefind can index the pages: what is in their
`<main>`.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

from tests.bench.records import Record

CONFIG = """
baseURL = "https://errors.example.com/"
languageCode = "ja"
title = "エラーコード"
disableKinds = ["taxonomy", "term", "RSS", "404", "section"]
[outputs]
home = ["HTML", "JSON"]
"""
ADAPTER = """
{{- range $i, $r := site.Data.records -}}
{{- $.AddPage (dict "path" $r.code "title" $r.title "weight" (add $i 1) "params" (dict
    "code" $r.code "remedy" $r.remedy "previous" $r.previous "next" $r.next)) -}}
{{- end -}}
"""
BASE = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ with .Params.code }}{{ . }} {{ end }}{{ .Title }}</title>
<meta name="description" content="{{ .Title }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/site.css">
<script src="/site.js" defer></script>
</head>
<body>
<header><a href="/">エラーコード</a></header>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main>
<footer>FILLING</footer>
</body>
</html>
"""
PAGE = """{{ define "main" }}
<nav><a href="/">エラーコード</a> › {{ .Params.code }}</nav>
<h1><code>{{ .Params.code }}</code> {{ .Title }}</h1>
<h2>対処方法</h2>
<p>{{ .Params.remedy | safeHTML }}</p>
<pre>{{ .Params.code }} {{ .Title }}
{{ .Permalink }}</pre>
<nav>
{{ with .Params.previous }}<a rel="prev" href="/{{ . }}/">{{ . }}</a>{{ end }}
{{ with .Params.next }}<a rel="next" href="/{{ . }}/">{{ . }}</a>{{ end }}
</nav>
{{ end }}
"""
INDEX = """{{ define "main" }}<ul>
{{ range site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Params.code }} {{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
"""
SEARCH = """[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "code" .Params.code "title" .Title "remedy" .Params.remedy "url" .RelPermalink | jsonify }}{{ end }}]
"""


def write_project(folder: Path, records: list[Record], page_bytes: int) -> Path:
    """Write a project whose pages have about `page_bytes` each; return its folder."""
    filling = "x" * max(0, page_bytes - len(BASE.encode()) - len(PAGE.encode()) - 200)
    files = {
        "hugo.toml": CONFIG,
        "content/_content.gotmpl": ADAPTER,
        "layouts/baseof.html": BASE.replace("FILLING", filling),
        "layouts/page.html": PAGE,
        "layouts/home.html": INDEX,
        "layouts/home.json": SEARCH,
        "static/site.css": "body { margin: 0 }\n",
        "static/site.js": "// search\n",
        "data/records.json": json.dumps(list(_rows(records)), ensure_ascii=False),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _rows(records: list[Record]) -> list[dict[str, str]]:
    codes = ["", *(record.code for record in records), ""]
    return [
        {"code": r.code, "title": r.title, "remedy": r.remedy, "previous": codes[i], "next": codes[i + 2]}
        for i, r in enumerate(records)
    ]


def executable(package: str, folder: str, name: str) -> str:
    """Return the path of a program within the Python package that ships it: `folder/name…` below the package."""
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for place in places for path in Path(place, folder).glob(f"{name}*") if os.access(path, os.X_OK)]
    assert found, f"the package {package} ships no program for this machine"
    return str(found[0])


def build_command(project: Path, output: str) -> list[str]:
    """Return the command that builds the project."""
    hugo = executable("hugo", "binaries", "hugo")
    return [hugo, "build", "--quiet", "--noBuildLock", "--source", str(project), "--destination", output]


def index_command(output: str) -> list[str]:
    """Return the command that gives the built site a search index, one that cuts Japanese into words."""
    pagefind = executable("pagefind_bin_extended", "", "pagefind_extended")
    return [pagefind, "--site", output, "--quiet"]
