"""The settings of a site: `content/site.toml`, read and checked whole.

    title = "エラーコード"                       # or one a language: { ja = "エラーコード", en = "Error codes" }
    languages = ["ja", "en"]
    [links]
    "https://example.com/docs/signing" = "signature.md"
    [[families]]
    prefix = "41"
    title = "認証"
    [[catalogs]]
    name = "sms"
    title = { ja = "SMS", en = "Text messages" }

In goes the text of the file (or nothing: every key has a default), out comes `Settings`. Each wrong key and value is
found before anything is said, and all of them are said at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit

from errdex.diagnostics import SettingFault, nearest
from errdex.model import ROLES, CatalogTitle, Family, Settings
from errdex.noun import mutable

DEFAULT_TITLES: Mapping[str, str] = {"ja": "エラーコード", "en": "Error codes", "zh-Hans": "错误码", "ko": "오류 코드"}
"""What a site is called where nobody has named it."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""A language tag as BCP 47 recommends to write it: `ja`, `zh-Hans`, `pt-BR`."""

_TAG_HINT = 'write "ja", "zh-Hans"'

_TYPES: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "title": ((str, dict), "a string, or a table of one string a language"),
    "description": ((str, dict), "a string, or a table of one string a language"),
    "product": (str, "a string"),
    "base_url": (str, "a string"),
    "language": (str, 'a language tag such as "ja"'),
    "languages": (list, 'a list of language tags such as ["ja", "en"]'),
    "version": (str, "a string"),
    "edit_url": (str, "a string"),
    "report_url": (str, "a string"),
    "response": (str, "a string"),
    "git_dates": (bool, "true or false"),
    "outputs": (list, "a list of output names"),
    "links": (dict, 'a table: a URL or words = "guide.md"'),
    "columns": (dict, 'a table: role = ["header word", …]'),
    "families": (list, "[[families]] tables with prefix and title"),
    "catalogs": (list, "[[catalogs]] tables with name and title"),
}


def decode_settings(data: bytes, path: str) -> str:
    """Return the text of a settings file; raise SettingFault where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingFault(f"{path}:{line}: not UTF-8", "save the file as UTF-8") from None


@mutable
class _Faults:
    """Collects what is wrong in one file, with the line where the key stands."""

    path: str
    text: str
    lines: list[str] = field(default_factory=list)

    def add(self, key: str, message: str, hint: str = "") -> None:
        pattern = re.compile(rf"^\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(=|\])", re.MULTILINE)
        found = pattern.search(self.text)
        line = f":{self.text.count(chr(10), 0, found.start()) + 1}" if found else ""
        self.lines.append(f"{self.path}{line}: {message}" + (f"; {hint}" if hint else ""))


def parse_settings(
    text: str | None, *, path: str, outputs: Sequence[str], language: str = "", base_url: str | None = None
) -> Settings:
    """Return the settings that `text` (of the file `path`, None where there is no file) and the command line make.

    `outputs` are the names that exist; `language` is the default language where the file names none; `base_url`
    replaces the file's own. Raises SettingFault naming every fault.
    """
    faults = _Faults(path, text or "")
    try:
        data = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        raise SettingFault(f"{path}: not TOML: {error}", "see https://toml.io for the format") from None
    for key in list(data):
        if key not in _TYPES:
            faults.add(key, f"unknown key {key!r}", _did_you_mean(key, _TYPES))
            del data[key]
        elif not isinstance(data[key], _TYPES[key][0]):
            faults.add(key, f"{key} must be {_TYPES[key][1]}, not {data[key]!r}")
            del data[key]
    if base_url is not None:
        data["base_url"] = base_url
    languages = _languages(data, language, faults)
    unlent = dict.fromkeys(languages, "")  # each language has a description of its own built in
    settings = Settings(
        titles=_by_language(data.get("title", {}), "title", languages, faults, DEFAULT_TITLES),
        descriptions=_by_language(data.get("description", ""), "description", languages, faults, unlent),
        language=languages[0],
        languages=languages,
        product=data.get("product", ""),
        base_url=_base_url(data.get("base_url", ""), faults, is_flag=base_url is not None),
        version=data.get("version", ""),
        edit_url=_pattern(data, "edit_url", ("path", "line"), faults),
        report_url=_pattern(data, "report_url", ("code", "title", "url"), faults),
        response=_response(data.get("response", ""), faults),
        git_dates=data.get("git_dates", False),
        outputs=_outputs(data.get("outputs"), outputs, faults),
        links=tuple(_links(data.get("links", {}), faults)),
        columns=tuple(_columns(data.get("columns", {}), faults)),
        families=tuple(_families(data.get("families", []), languages, faults)),
        catalogs=tuple(_catalogs(data.get("catalogs", []), languages, faults)),
    )
    if faults.lines:
        raise SettingFault("\n".join(faults.lines))
    return settings


def _did_you_mean(word: str, known: Mapping[str, object] | Sequence[str]) -> str:
    near = nearest(word, known)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _languages(data: Mapping[str, Any], language: str, faults: _Faults) -> tuple[str, ...]:
    """Return the site's languages, the default one first."""
    listed = []
    for tag in data.get("languages", []):
        if isinstance(tag, str):
            listed.append(tag)
        else:
            faults.add("languages", f"{tag!r} is no language tag", _TAG_HINT)
    default = data.get("language") or (language if not listed or language in listed else "") or (listed or ["en"])[0]
    for tag in dict.fromkeys([*listed, default]):
        if not _TAG.fullmatch(tag):
            faults.add("languages" if tag in listed else "language", f"{tag!r} is no language tag", _TAG_HINT)
    if listed and default not in listed:
        faults.add("language", f"language {default!r} is not one of languages {listed!r}")
    return (default, *(tag for tag in dict.fromkeys(listed) if tag != default))


def _by_language(
    value: str | Mapping[str, Any], key: str, languages: Sequence[str], faults: _Faults, fallback: Mapping[str, str]
) -> Mapping[str, str]:
    """Return one string a language: the same for all where the file gives a plain string.

    A language without one has that of `fallback`, else the default language's.
    """
    if isinstance(value, str):
        return dict.fromkeys(languages, value)
    for tag, words in value.items():
        if tag not in languages:
            faults.add(tag, f"{key} in {tag!r}, which is not one of the site's languages", ", ".join(languages))
        elif not isinstance(words, str):
            faults.add(tag, f"{key} in {tag!r} must be a string, not {words!r}")
    default = value.get(languages[0]) or fallback.get(choose_locale(languages[0], fallback)) or fallback.get("en", "")
    return {tag: str(value.get(tag) or fallback.get(choose_locale(tag, fallback), default)) for tag in languages}


def _base_url(value: str, faults: _Faults, *, is_flag: bool) -> str:
    """Return the base URL with its final slash; `is_flag` where it comes from the command line."""
    if not value:
        return ""
    wrong = ""
    if re.search(r"\s", value):
        wrong = "has a blank in it"
    elif re.search(r"[?#]", value):
        wrong = "has a ? or # in it; pages stand below a path"
    elif not re.fullmatch(r"https?://[^/]+(/.*)?", value) or not _has_host(value):
        wrong = "is no absolute URL"
    hint = 'write "https://errors.example.com/"'
    if wrong and is_flag:
        faults.lines.append(f"--base-url {value!r} {wrong}; {hint}")
    elif wrong:
        faults.add("base_url", f"base_url {value!r} {wrong}", hint)
    return value if value.endswith("/") else value + "/"


def _has_host(url: str) -> bool:
    """Tell whether a URL names a host, and its port, if any, is a number that a port can have."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _pattern(data: Mapping[str, Any], key: str, names: Sequence[str], faults: _Faults) -> str:
    """Return a URL pattern, checked to name only what can be filled in."""
    value: str = data.get(key, "")
    for name in re.findall(r"\{([^{}]*)\}", value):
        if name not in names:
            faults.add(key, f"{key} has {{{name}}}", f"it can have {', '.join(f'{{{n}}}' for n in names)}")
    if value and not value.startswith(("https://", "http://", "mailto:")):
        faults.add(key, f"{key} {value!r} is no absolute URL")
    return value


def _response(value: str, faults: _Faults) -> str:
    """Return the pattern of an example response; a member of JSON is in quotes, so a bare word was to be filled in."""
    for name in re.findall(r"\{(\w+)\}", value):
        if name not in ("code", "message"):
            faults.add("response", f"response has {{{name}}}", "it can have {code}, {message}")
    return value


def _outputs(value: list[Any] | None, known: Sequence[str], faults: _Faults) -> tuple[str, ...]:
    if value is None:
        return tuple(known)
    for name in value:
        if name not in known:
            faults.add("outputs", f"unknown output {name!r}", _did_you_mean(str(name), known))
    if not value:
        faults.add("outputs", "outputs is empty", 'a site without an output is none; write outputs = ["html"] at least')
    return tuple(name for name in known if name in value)


def _links(value: Mapping[str, Any], faults: _Faults) -> Iterator[tuple[str, str]]:
    for source, target in value.items():
        if not isinstance(target, str) or not re.fullmatch(r"[^#]+\.(md|markdown)(#.+)?", target):
            faults.add(source, f'link {source!r} must lead to "guide.md" or "guide.md#section", not {target!r}')
        elif not source.strip():
            faults.add(source, "a link from nothing", "give a URL or words")
        else:
            yield source, target


def _columns(value: Mapping[str, Any], faults: _Faults) -> Iterator[tuple[str, tuple[str, ...]]]:
    roles = tuple(filter(None, ROLES))
    for role, words in value.items():
        if role not in roles:
            faults.add(role, f"unknown role {role!r} in [columns]", _did_you_mean(role, roles))
        elif not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            faults.add(role, f"columns.{role} must be a list of header words, not {words!r}")
        else:
            yield role, tuple(words)


def _families(value: list[Any], languages: Sequence[str], faults: _Faults) -> Iterator[Family]:
    for prefix, titles, lent in _titled(value, ("families", "family", "prefix"), languages, faults):
        yield Family(prefix, titles, lent if any(titles.values()) else ())


def _catalogs(value: list[Any], languages: Sequence[str], faults: _Faults) -> Iterator[CatalogTitle]:
    for name, titles, lent in _titled(value, ("catalogs", "catalog", "name"), languages, faults):
        if not any(titles.values()):
            faults.add("catalogs", f"the catalog {name!r} has no title", "give it one, or take the entry out")
        yield CatalogTitle(name, titles, lent)


def _titled(
    value: list[Any], words: tuple[str, str, str], languages: Sequence[str], faults: _Faults
) -> Iterator[tuple[str, Mapping[str, str], tuple[str, ...]]]:
    """Yield key, titles, and the languages that have the default one's title, of each table of a list.

    `words` are the list's name, one's, and that of its key.
    """
    several, one, key = words
    seen: set[str] = set()
    for item in value:
        text = item.get(key) if isinstance(item, dict) else None
        if not isinstance(text, str) or not text:
            faults.add(several, f"a {one} needs a {key} and a title, not {item!r}")
            continue
        for other in item.keys() - {key, "title"}:
            faults.add(other, f"unknown key {other!r} in a {one}", f"a {one} has {key} and title")
        if text in seen:
            faults.add(several, f"two {several} with the {key} {text!r}")
        seen.add(text)
        title = item.get("title", {})
        if isinstance(title, (str, dict)):
            lent = () if isinstance(title, str) else tuple(tag for tag in languages[1:] if not title.get(tag))
            yield text, _by_language(title, "title", languages, faults, {}), lent
        else:
            faults.add(several, f"the title of {one} {text!r} must be {_TYPES['title'][1]}")


def choose_locale(tag: str, available: Mapping[str, object]) -> str:
    """Return the UI language that serves content in `tag`: itself, its script's, its language's; empty if none does.

    Simplified Chinese stands in for all Chinese; for traditional, a warning says so.
    """
    if tag in available:
        return tag
    language, *rest = tag.split("-")
    if language == "zh":
        own = "zh-Hant" if {"Hant", "TW", "HK", "MO"} & set(rest) else "zh-Hans"
        return next((script for script in (own, "zh-Hans") if script in available), "")
    return language if language in available else ""
