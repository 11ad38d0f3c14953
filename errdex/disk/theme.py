"""Templates, assets and strings: the built-in ones, and over them what stands in `content/theme/`.

    templates/base.html, pages/code.html, …    templates   "pages/code.html"
    templates/assets/css/tokens.css, js/…      assets      "css/tokens.css"
    templates/locales/ja.toml                  locales     "ja" -> "search.placeholder" -> string

In `content/theme/`, by the same paths,
- a template or an asset replaces the built-in one, or is a new one;
- `tokens.css` (at the top) is added behind the built-in `assets/css/tokens.css`, so it need only hold the custom
  properties that differ;
- `locales/ja.toml` replaces string by string, and may hold a language that is not built in: what it leaves out is
  English then. A string that nothing asks for is a fault, with the nearest name as a hint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from errdex.diagnostics import Diagnostic, SettingFault, nearest
from errdex.disk.faults import in_words
from errdex.disk.folder import list_files
from errdex.model import Theme

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
"""The built-in theme."""
ASSETS = "assets/"
LOCALES = "locales/"
TOKENS = "assets/css/tokens.css"
MORE_TOKENS = "tokens.css"
FALLBACK = "en"
_USED_BY_NAME = (".html", ".svg", ".css", ".js", ".toml")
"""Endings of files that do nothing unless something asks for them; a README is for people."""

Strings = dict[str, str]


def read_theme(templates: Path, overrides: Mapping[str, bytes], prefix: str = "theme/") -> Theme:
    """Read the built-in theme and lay the user's over it; raise `SettingFault` for a file that can't be used.

    `overrides` is `Content.theme`; `prefix` is how its folder is called in messages.
    """
    built_in = _read_templates(templates)
    files = _laid_over(built_in, overrides)
    return Theme(
        templates={
            path: _decoded(prefix + path if path in overrides else path, data)
            for path, data in files.items()
            if not path.startswith((ASSETS, LOCALES))
        },
        assets={path.removeprefix(ASSETS): data for path, data in files.items() if path.startswith(ASSETS)},
        locales=_locales(built_in, overrides, prefix),
        own={path: prefix + path for path in overrides if not path.startswith((ASSETS, LOCALES))},
    )


def find_strays(templates: Path, overrides: Mapping[str, bytes], languages: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each file of the user's that nothing uses: its name is misspelt, most likely.

    `languages` are those whose words the site shows. A new template or asset is used where another file of the user's
    names it. An asset that nothing names is published all the same, so it is a fault only if a built-in one is called
    nearly so.
    """
    built_in = set(_read_templates(templates)) | {MORE_TOKENS} if overrides else set()
    for path in sorted(overrides.keys() - built_in):
        if not path.endswith(_USED_BY_NAME):
            continue
        if _is_locale(path):
            if _language(path) not in languages:
                yield _stray(path, "its language is none of the site's")
            continue
        name = path.rpartition("/")[2] if not path.startswith("icons/") else f"icon-{Path(path).stem}"
        if any(name.encode() in data for other, data in overrides.items() if other != path):
            continue
        near = nearest(path, sorted(built_in), likeness=0.8)
        if near or not path.startswith(ASSETS):
            yield _stray(path, f"did you mean {near[0]}?" if near else "give it the name of one in templates/")


def _stray(path: str, hint: str) -> Diagnostic:
    return Diagnostic("warning", f"theme/{path}", 0, "nothing uses this file", hint)


def _read_templates(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise SettingFault(f"no such folder: {folder}", "the templates belong to the project; get them back from it")
    listed = list_files(folder)
    for fault in listed.diagnostics:
        if fault.level == "error":
            raise SettingFault(f"{folder / fault.path}: {fault.message}", fault.hint)
    files = {}
    for path, place in listed.files.items():
        with in_words("read", place):
            files[path] = Path(place).read_bytes()
    return files


def _laid_over(built_in: Mapping[str, bytes], overrides: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {**built_in, **overrides}
    more = files.pop(MORE_TOKENS, None)
    if more is not None:
        files[TOKENS] = files.get(TOKENS, b"") + b"\n" + more
    return {path: files[path] for path in sorted(files)}


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingFault(
            f"{path}: not UTF-8 at byte {error.start}",
            "save the template as UTF-8; what is no template belongs in assets/",
        ) from None


def _locales(
    built_in: Mapping[str, bytes], overrides: Mapping[str, bytes], prefix: str
) -> Mapping[str, Mapping[str, str]]:
    """Return the strings of each language, every one whole."""
    files = {_language(path): (path, data) for path, data in sorted(built_in.items()) if _is_locale(path)}
    changed = sorted(filter(_is_locale, overrides))
    if not changed:
        return _Locales(files)
    languages: dict[str, Mapping[str, str]] = dict(_Locales(files))
    known = set().union(*languages.values())
    for path in changed:
        own = _strings(prefix + path, overrides[path])
        for key in own:
            if known and key not in known:
                near = nearest(key, sorted(known))
                hint = f"did you mean {near[0]}?" if near else "see templates/locales/en.toml for the names"
                raise SettingFault(f"{prefix}{path}: no such string: {key}", hint)
        language = _language(path)
        languages[language] = {**languages.get(language, languages.get(FALLBACK, {})), **own}
    return {language: languages[language] for language in sorted(languages)}


class _Locales(Mapping[str, Strings]):
    """The built-in languages, each read when it is asked for: that takes 1 ms, and a site has one or two."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        """Take the files, language -> path and content."""
        self._files = files

    def __getitem__(self, language: str) -> Strings:
        return _strings(*self._files[language])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __contains__(self, language: object) -> bool:
        return language in self._files

    def __len__(self) -> int:
        return len(self._files)


def _is_locale(path: str) -> bool:
    return path.startswith(LOCALES) and path.endswith(".toml")


def _language(path: str) -> str:
    return path.removeprefix(LOCALES).removesuffix(".toml")


def _strings(path: str, data: bytes) -> Strings:
    """Return the strings of a locale file, flat."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingFault(f"{path}: {error}", "see templates/locales/en.toml for a good one") from None
    return dict(_flat(path, table, ""))


def _flat(path: str, table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif isinstance(value, Mapping):
            yield from _flat(path, value, f"{prefix}{key}.")
        else:
            raise SettingFault(f"{path}: {prefix}{key} is not a string", "put it in quotes")
