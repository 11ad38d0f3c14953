"""A header cell -> what it says of its column.

"Error Code", "错误码（ErrorCode）"     strong     a code, and of errors
"Code", "コード", "返回值"              weak       a code, if all else agrees
"Error", "エラー"                      errors     codes or messages, the cells will tell
"Module Error Code"                   subcode
"処理措施", "How to fix"               remedy
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from errdex.readers import vocabulary

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COMPOUND = re.compile(
    r"\b(err|error|ret|return|sub|status|result|resp|response|msg|module|http)"
    r"(code|msg|message|no|name|type|id|info|desc|status|num)\b"
)
_PARENTHESES = re.compile(r"[(（\[【](.*?)[)）\]】]")
_JOINT = re.compile(
    r"\s*[/／、,，&＆+＋・·]\s*|\s+and\s+|および|及び|ならびに|以及|及|和|与|與|と|과\s|와\s|\s*및\s*", re.IGNORECASE
)
_ENGLISH_TAIL = re.compile(r"(?<=\w)\s+(?:of|for|in|to|by|from|on|when|if|returned|corresponding)\b.*", re.IGNORECASE)
STRONG, WEAK, ERRORS = "strong", "weak", "errors"


def fold(text: str) -> str:
    """Return a header for comparing: lower case, Latin words apart, no other spaces: `http ステータスコード`."""
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    words = re.findall(r"[a-z0-9]+|[^\W_a-z0-9]+|#", text)
    joined = ""
    for word in words:
        apart = joined and (word[0].isascii() and joined[-1].isascii())
        joined += (" " if apart else "") + word
    return _COMPOUND.sub(r"\1 \2", joined)


def words_in(words: str, text: str) -> re.Pattern[str]:
    """Return a pattern for any of the words of a vocabulary in a text; Latin ones as wholes, with a plural.

    It is good for this text alone: it has only the words that stand in it, mostly none. To make the patterns of whole
    vocabularies takes 4 ms, 3 % of a small build.
    """
    return _pattern_of(tuple(word for word in _longest_first(words) if word in text))


@cache
def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True))


@cache
def _pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    whole = [rf"(?<![a-z0-9])(?:{latin})(?:e?s)?(?![a-z0-9])"] if latin else []
    return re.compile("|".join([*whole, *(re.escape(word) for word in words if not word.isascii())]) or "(?!)")


_ENDINGS: Mapping[str, str] = {**vocabulary.WORDS, ERRORS: vocabulary.ERRORS}


@cache
def _ordinals() -> frozenset[str]:
    return frozenset(map(fold, vocabulary.ORDINAL.split()))


def meaning_of(label: str, extra: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a role, or one of the meanings that the cells decide on; an empty string for words unknown.

    `extra` are a site's own headers by role. The meanings beside roles: "strong", "weak", "errors", "name", "type",
    "reason", "state", "result", "ordinal".
    """
    whole = fold(label)
    for role, words in (extra or {}).items():
        if whole in map(fold, words):
            return STRONG if role == "code" else role
    if whole in _ordinals():
        return "ordinal"
    outside = _of_joined(_PARENTHESES.sub(" ", label))
    if outside and outside not in (WEAK, "name", "state"):
        return outside
    inside = next(filter(None, map(_of_joined, _PARENTHESES.findall(label))), "")
    return inside if inside in (STRONG, "status", "subcode") or not outside else outside


def _of_joined(label: str) -> str:
    """Return what a header of one or more names says: `原因と対処`, `Error code / message`."""
    pieces = [piece for piece in _JOINT.split(label) if piece.strip()]
    meanings = [meaning for meaning in map(_of_one, pieces) if meaning]
    if len(meanings) < 2:
        return _of_one(label)
    if {"cause", "reason"} & {*meanings} and "remedy" in meanings:
        return "cause-remedy"
    return meanings[0]


@cache
def _of_one(label: str) -> str:
    return _of_words(fold(_ENGLISH_TAIL.sub("", label))) or _of_words(fold(label))


def _of_words(folded: str) -> str:
    """Return what the last known word of a folded header says, in the light of what stands before it."""
    best = ("", -1, 0)
    for meaning, words in _ENDINGS.items():
        for match in words_in(words, folded).finditer(folded):
            if (match.end(), match.end() - match.start()) > best[1:]:
                best = (meaning, match.end(), match.end() - match.start())
    meaning, end, length = best
    if end < 0:
        return ""
    before = folded[: end - length]
    combined = _COMBINED.get(meaning)
    return combined(before) if combined else meaning


def _code(before: str) -> str:
    if words_in("http grpc", before).search(before):
        return "status"
    if words_in(vocabulary.PARTIAL, before).search(before):
        return "subcode"
    if words_in(vocabulary.ERRORS, before).search(before) or words_in(vocabulary.SUBJECTS, before).search(before):
        return STRONG
    return "state" if words_in(vocabulary.WORDS["state"], before).search(before) else WEAK


def _value(before: str) -> str:
    return STRONG if words_in(vocabulary.ERRORS, before).search(before) else WEAK


def _named(before: str) -> str:
    spoken = any(words_in(words, before).search(before) for words in (vocabulary.ERRORS, vocabulary.WORDS["code"]))
    return "symbol" if spoken else "name"


_COMBINED: Mapping[str, Callable[[str], str]] = {
    "code": _code,
    "value": _value,
    "identifier": lambda _: STRONG,
    "name": _named,
    "definition": lambda before: "symbol" if words_in(vocabulary.ERRORS, before).search(before) else "message",
    "state": lambda before: "status" if words_in("http grpc", before).search(before) else "state",
}
