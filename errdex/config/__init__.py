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
from typing import Any
from urllib.parse import urlsplit

from errdex.config.faults import Faults, did_you_mean
from errdex.config.tags import TAG, spell_tag
from errdex.config.titles import QUOTES, WORDS, by_language, check_words, read_catalogs, read_families
from errdex.diagnostics import SettingFault
from errdex.model import ROLES, Settings
from errdex.pattern import pattern

DEFAULT_TITLES: Mapping[str, str] = {"ja": "エラーコード", "en": "Error codes", "zh-Hans": "错误码", "ko": "오류 코드"}
"""What a site is called where nobody has named it."""

_TYPES: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "title": ((str, dict), WORDS),
    "description": ((str, dict), WORDS),
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


_PLACED = pattern(r"(.*?)(?: \(at line (\d+), column (\d+)\))?", re.DOTALL)
"""What Python's parser of TOML says of a fault."""
_FORMAT = "see https://toml.io for the format"
_SLIPS: Mapping[str, str] = {
    "Invalid value": "a string stands in quotes",
    "Cannot overwrite a value": "a key stands once in its table; take one of the two out",
    "Cannot declare": "a [table] stands once; put all its keys below one header",
}
"""How what it says begins, and what to do in the cases that are met most."""


def decode_settings(data: bytes, path: str) -> str:
    """Return the text of a settings file; raise SettingFault where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingFault(f"{path}:{line}: not UTF-8", "save the file as UTF-8") from None


def parse_settings(
    text: str | None, *, path: str, outputs: Sequence[str], language: str = "", base_url: str | None = None
) -> Settings:
    """Return the settings that `text` (of the file `path`, None where there is no file) and the command line make.

    `outputs` are the names that exist; `language` is the default language where the file names none; `base_url`
    replaces the file's own. Raises SettingFault naming every fault.
    """
    faults = Faults(path, text or "", _TYPES)
    data = _parse(text or "", path)
    for key in list(data):
        if key not in _TYPES:
            faults.add(key, f"unknown key {key!r}", did_you_mean(key, _TYPES))
            del data[key]
        elif not isinstance(data[key], _TYPES[key][0]):
            hint = "" if isinstance(data[key], (str, list, dict)) or "string" not in _TYPES[key][1] else QUOTES
            faults.add(key, f"{key} must be {_TYPES[key][1]}, not {data[key]!r}", hint)
            faults.doubts_languages |= key in ("language", "languages")
            del data[key]
    if base_url is not None:
        data["base_url"] = base_url
    languages = _languages(data, language, faults)
    for key in ("title", "description"):
        check_words(data.get(key, ""), (key,), key, languages, faults)
    unlent = dict.fromkeys(languages, "")  # each language has a description of its own built in
    settings = Settings(
        titles=by_language(data.get("title") or {}, languages, DEFAULT_TITLES),
        descriptions=by_language(data.get("description", ""), languages, unlent),
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
        families=tuple(read_families(data.get("families", []), languages, faults)),
        catalogs=tuple(read_catalogs(data.get("catalogs", []), languages, faults)),
    )
    if faults.lines:
        raise SettingFault("\n".join(faults.lines))
    return settings


def _parse(text: str, path: str) -> dict[str, Any]:
    """Return what a text in TOML holds; raise SettingFault, with the line where the parser tells it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, line, column = _PLACED.fullmatch(str(error)).groups()  # type: ignore[union-attr]  # it matches any text
        place = f":{line}:{column}" if line else ""
        hint = next((hint for start, hint in _SLIPS.items() if said.startswith(start)), _FORMAT)
        raise SettingFault(f"{path}{place}: not TOML: {said[:1].lower()}{said[1:]}", hint) from None
    except RecursionError:
        raise SettingFault(f"{path}: brackets stand in each other too deep to be read", _FORMAT) from None
    except ValueError:  # of Python's own
        raise SettingFault(f"{path}: a number has more digits than can be read", _FORMAT) from None


def _languages(data: Mapping[str, Any], language: str, faults: Faults) -> tuple[str, ...]:
    """Return the site's languages, the default one first."""
    listed, before = [], len(faults.lines)
    for tag in data.get("languages", []):
        if isinstance(tag, str):
            listed.append(tag)
        else:
            faults.add("languages", f"{tag!r} is no language tag", spell_tag(str(tag)))
    default = data.get("language") or (language if not listed or language in listed else "") or (listed or ["en"])[0]
    for tag in dict.fromkeys([*listed, default]):
        if not TAG.fullmatch(tag):
            faults.add("languages" if tag in listed else "language", f"{tag!r} is no language tag", spell_tag(tag))
    if listed and default not in listed:
        faults.add("language", f"language {default!r} is not one of languages {listed!r}")
    faults.doubts_languages |= len(faults.lines) > before
    return (default, *(tag for tag in dict.fromkeys(listed) if tag != default))


def _base_url(value: str, faults: Faults, *, is_flag: bool) -> str:
    """Return the base URL with its final slash; `is_flag` where it comes from the command line."""
    if not value:
        return ""
    wrong = ""
    if re.search(r"\s", value):
        wrong = "has a blank in it"
    elif re.search(r"[?#]", value):
        wrong = "has a ? or # in it; pages stand below a path"
    elif re.search(r"[^/]/[^/]+\.html?/*$", value):
        wrong = "is that of a page, not of the folder it stands in"
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


def _pattern(data: Mapping[str, Any], key: str, names: Sequence[str], faults: Faults) -> str:
    """Return a URL pattern, checked to name only what can be filled in."""
    value: str = data.get(key, "")
    for name in re.findall(r"\{[^{}]*\}|[{}]", value):
        if name[1:-1] not in names:
            faults.add(key, f"{key} has {name}", f"it can have {', '.join(f'{{{n}}}' for n in names)}")
    if value and not value.startswith(("https://", "http://", "mailto:")):
        faults.add(key, f"{key} {value!r} is no absolute URL")
    return value


def _response(value: str, faults: Faults) -> str:
    """Return the pattern of an example response; a member of JSON is in quotes, so a bare word was to be filled in."""
    for name in re.findall(r"\{(\w+)\}", value):
        if name not in ("code", "message"):
            faults.add("response", f"response has {{{name}}}", "it can have {code}, {message}")
    return value


def _outputs(value: list[Any] | None, known: Sequence[str], faults: Faults) -> tuple[str, ...]:
    if value is None:
        return tuple(known)
    for name in value:
        if name not in known:
            faults.add("outputs", f"unknown output {name!r}", did_you_mean(str(name), known))
    if not value:
        faults.add("outputs", "outputs is empty", 'a site without an output is none; write outputs = ["html"] at least')
    return tuple(name for name in known if name in value)


def _links(value: Mapping[str, Any], faults: Faults) -> Iterator[tuple[str, str]]:
    for source, target in value.items():
        if not isinstance(target, str) or not re.fullmatch(r"[^#]+\.(md|markdown)(#.+)?", target):
            message = f'link {source!r} must lead to "guide.md" or "guide.md#section", not {target!r}'
            hint = "an address, or words with a dot, stand in quotes" if isinstance(target, dict) else ""
            faults.unknown(("links", source), message, hint)
        elif not source.strip():
            faults.add(("links", source), "a link from nothing", "give a URL or words")
        else:
            yield source, target


def _columns(value: Mapping[str, Any], faults: Faults) -> Iterator[tuple[str, tuple[str, ...]]]:
    roles = tuple(filter(None, ROLES))
    for role, words in value.items():
        if role not in roles:
            faults.unknown(("columns", role), f"unknown role {role!r} in [columns]", did_you_mean(role, roles))
        elif not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            faults.add(("columns", role), f"columns.{role} must be a list of header words, not {words!r}")
        else:
            yield role, tuple(words)
