"""What our own content promises: signatures that compute, code samples that run, translations that keep in step.

A guide that shows a signature prints all that it is made of, so each one is computed again here from the page alone:

    | `Action` | `DescribeInstances` |            the parameters, as table rows
    … `SecretKey` … `docsOnlyKey…`               the key, in inline code on one line with its name
    GETcvm.api.qcloud.com/v2/index.php?Action=…   each source string, a line of its own
    0Js58AZ+pJ4E…=                                each signature, bare or URL-encoded

It knows the signing rule by itself and imports nothing of errdex. A new guide or language is under test as soon as its
file is there.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import io
import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

CONTENT = Path(__file__).parents[1] / "content"
SETTINGS: Mapping[str, Any] = tomllib.loads((CONTENT / "site.toml").read_text("utf-8"))
LANGUAGES: list[str] = SETTINGS["languages"]
DEFAULT: str = SETTINGS["language"]
TRANSLATIONS = [language for language in LANGUAGES if language != DEFAULT]

ENDPOINT = "https://cvm.api.qcloud.com/v2/index.php"
PARAMETER = re.compile(r"^\| `([A-Za-z0-9._]+)` \| `([^`]*)` \|$", re.M)
SECRET_KEY = re.compile(r"`SecretKey`[^`\n]*`([A-Za-z0-9]{16,})`")
LINE = re.compile(r"^```text\n(\S+)\n```$", re.M)
"""A block of one line without a space: a source string, a signature or a request."""
SIGNATURE = re.compile(r"(?<![A-Za-z0-9+/%])[A-Za-z0-9+/%]{27,}=*")
"""Keys, ids and words on a page with signatures are shorter than the 28 characters of HMAC-SHA1 in Base64."""
FENCE = re.compile(r"^```([a-z]+)\n(.*?)^```$", re.M | re.S)
HEADING_ID = re.compile(r"^#{2,6} .*\{#([a-z0-9-]+)\}$", re.M)
CELL = re.compile(r"<td>(\d+)</td>")


def signature_of(key: str, source_string: str) -> str:
    """Return the Base64 HMAC of `source_string`, by the method that it names itself (HmacSHA1 where it names none)."""
    method = hashlib.sha256 if "SignatureMethod=HmacSHA256" in source_string else hashlib.sha1
    return base64.b64encode(hmac.new(key.encode(), source_string.encode(), method).digest()).decode()


def source_string_of(parameters: Mapping[str, str]) -> str:
    """Return what is signed for `parameters`: names in ASCII order, values raw, underscores in names as dots."""
    pairs = [f"{name.replace('_', '.')}={parameters[name]}" for name in sorted(parameters) if name != "Signature"]
    return "GET" + ENDPOINT.removeprefix("https://") + "?" + "&".join(pairs)


def signature_faults(text: str) -> list[str]:
    """Compute each signature of a guide again and return what does not agree."""
    shown = SIGNATURE.findall(text)
    if not shown:
        return []
    parameters = dict(PARAMETER.findall(text))
    methods = {"HmacSHA1", "HmacSHA256"}
    keys = SECRET_KEY.findall(text)
    lines = [line for line in LINE.findall(text) if not SIGNATURE.fullmatch(line)]
    strings = [line for line in lines if line.startswith("GET")]
    if len(keys) != 1 or not strings or not parameters:
        return ["a page with signatures must print its parameters, one key and its source strings"]
    wanted = {source_string_of(parameters | {"SignatureMethod": method}) for method in methods}
    faults = [f"source string is not that of the parameters: {line}" for line in strings if line not in wanted]
    if parameters.get("SignatureMethod") not in methods:
        faults.append("the parameters name no known SignatureMethod")
    expected = {signature_of(keys[0], line) for line in strings}
    faults += [f"wrong signature: {item}" for item in shown if unquote(item) not in expected]
    faults += [f"signature not shown: {item}" for item in expected - {unquote(item) for item in shown}]
    signed = parameters | {"Signature": signature_of(keys[0], source_string_of(parameters))}
    requests = [line for line in lines if line not in strings]
    faults += [f"request is not that of the parameters: {line}" for line in requests if not is_request(line, signed)]
    return faults


def is_request(url: str, signed: Mapping[str, str]) -> bool:
    """Tell whether `url` is a GET request with just these parameters, each value URL-encoded once."""
    address, _, query = url.partition("?")
    return address == ENDPOINT and sorted(query.split("&")) == sorted(
        f"{name}={quote(value, safe='')}" for name, value in signed.items()
    )


def pages() -> list[Path]:
    """Return every Markdown file of the content."""
    return sorted(CONTENT.rglob("*.md"))


def code_samples(language: str) -> list[Any]:
    """Return the fenced blocks in `language` of all guides, each as a test parameter named after its file."""
    return [
        pytest.param(block, id=f"{path.parent.name}/{path.stem}")
        for path in pages()
        for name, block in FENCE.findall(path.read_text("utf-8"))
        if name == language
    ]


def key_and_signature() -> tuple[str, str]:
    """Return the key of the signature guide and the first signature that it shows."""
    text = (CONTENT / DEFAULT / "signature.md").read_text("utf-8")
    return SECRET_KEY.findall(text)[0], SIGNATURE.findall(text)[0]


def front_matter(path: Path) -> dict[str, str]:
    """Return the front matter of one of our notes, which are all plain `key: value` lines."""
    return dict(line.split(": ", 1) for line in path.read_text("utf-8").split("---\n")[1].splitlines())


# ---------------------------------------------------------------- signatures and code


def test_signing_rule_agrees_with_the_published_check_value() -> None:
    """The rule in this module must give the vendor's public example."""
    parameters = {
        "Action": "DescribeInstances",
        "InstanceIds_0": "ins-09dx96dg",
        "Nonce": "11886",
        "Region": "ap-guangzhou",
        "SecretId": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
        "SignatureMethod": "HmacSHA256",
        "Timestamp": "1465185768",
    }
    signature = signature_of("Gu5t9xGARNpq86cd98joQYCN3Cozk1qA", source_string_of(parameters))
    assert signature == "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s="


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(CONTENT)))
def test_each_shown_signature_is_right(path: Path) -> None:
    """Each signature on a page must follow from the parameters, the key and the source string on that page."""
    assert signature_faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_wrong_character_in_an_example_is_found(language: str) -> None:
    """A slip in any character of the parameters, the key, a source string, a signature or the URL must be a fault."""
    text = (CONTENT / language / "signature.md").read_text("utf-8")
    groups = ((PARAMETER, 2), (SECRET_KEY, 1), (LINE, 1))
    spans = [found.span(group) for pattern, group in groups for found in pattern.finditer(text)]
    places = {place for span in spans for place in range(*span)}
    assert len(places) > 700
    missed = [place for place in sorted(places) if not signature_faults(other_character(text, place))]
    assert [text[place - 20 : place + 20] for place in missed] == []


def other_character(text: str, place: int) -> str:
    """Return `text` with another letter at `place`."""
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]


@pytest.mark.parametrize("block", code_samples("python"))
def test_python_samples_run(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python sample must run as printed; one that signs prints the signature of the example and its request."""
    key, signature = key_and_signature()
    monkeypatch.setitem(os.environ, "SECRET_KEY", key)
    printed = io.StringIO()
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(printed):
        exec(compile(block, "sample", "exec"), names)  # noqa: S102  our own sample
    if "sign" in names:
        first, url = printed.getvalue().splitlines()
        assert first == signature
        assert url in (CONTENT / DEFAULT / "signature.md").read_text("utf-8")
        assert names["sign"](key, "x") == signature_of(key, "x")
    if "read_error" in names:
        check_read_error(names["read_error"])
    if "call_with_backoff" in names:
        check_call_with_backoff(names, monkeypatch)


def check_read_error(read_error: Any) -> None:  # noqa: ANN401  a function out of a guide
    """Check the sample against each shape of a response that the guide describes."""
    assert read_error('{"code": 0}') is None
    assert read_error('{"code": "0", "message": ""}') is None
    assert read_error('{"code": 5100}') == ("5100", "", "")
    assert read_error('{"code": "5100", "message": "(100004)projectId…"}') == ("5100", "100004", "projectId…")
    assert read_error('{"code": 5100, "message": "（100004）projectId…"}') == ("5100", "100004", "projectId…")
    assert read_error('{"Response": {"RequestId": "1"}}') is None
    answer = '{"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "m"}, "RequestId": "1"}}'
    assert read_error(answer) == ("AuthFailure.SignatureFailure", "", "m")


def check_call_with_backoff(names: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that the sample waits longer each time, stops at success and gives up in the end."""
    waits: list[float] = []
    monkeypatch.setattr(names["time"], "sleep", waits.append)
    answers = iter([{"code": 4400}, {"code": "4400"}, {"code": 4400}, {"code": 0}])
    assert names["call_with_backoff"](lambda: next(answers)) == {"code": 0}
    assert len(waits) == 3
    assert all(0.5 * 2**turn <= wait <= 2**turn for turn, wait in enumerate(waits))
    assert names["call_with_backoff"](lambda: {"code": 4400}, attempts=2) == {"code": 4400}
    assert len(waits) == 4


@pytest.mark.parametrize(("language", "command"), [("sh", ["sh", "-c"]), ("js", ["node", "-e"])], ids=["shell", "node"])
def test_other_samples_print_the_signature(language: str, command: list[str]) -> None:
    """The shell and the Node.js sample of each language must print the signature of the example."""
    needed = ["node"] if language == "js" else ["sh", "openssl", "base64"]
    if missing := [tool for tool in needed if not shutil.which(tool)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    key, signature = key_and_signature()
    blocks = {parameter.values[0] for parameter in code_samples(language)}
    assert blocks
    for block in blocks:
        done = subprocess.run(
            [*command, block], capture_output=True, text=True, check=True, env={**os.environ, "SECRET_KEY": key}
        )
        assert done.stdout.strip() == signature


@pytest.mark.parametrize("block", code_samples("json"))
def test_json_samples_parse(block: str) -> None:
    """Each JSON sample must be JSON."""
    json.loads(block)


# ---------------------------------------------------------------- languages in step


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translated_tables_hold_the_same_codes(language: str) -> None:
    """A translated table must have the codes of the original, in its order, and its link in 4100."""
    original = (CONTENT / DEFAULT / "error-codes.md").read_text("utf-8")
    translated = (CONTENT / language / "error-codes.md").read_text("utf-8")
    assert CELL.findall(translated) == CELL.findall(original)
    assert CELL.findall(original)
    assert re.findall(r'href="[^"]*"', translated) == re.findall(r'href="[^"]*"', original)
    assert translated.count("<td>") == original.count("<td>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_quota_is_linked_in_each_language(language: str) -> None:
    """The row of 4400 must hold words that `[links]` leads to the quota guide."""
    text = (CONTENT / language / "error-codes.md").read_text("utf-8")
    row = text.split("<td>4400</td>")[1].split("</tr>")[0]
    assert [words for words, target in SETTINGS["links"].items() if target == "quota.md" and words in row]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translated_guides_keep_headings_and_samples(language: str) -> None:
    """A translated guide must keep the section ids of the original, its kinds of code blocks and its rows of codes."""
    guides = [path.name for path in (CONTENT / language).glob("*.md") if path.name != "error-codes.md"]
    assert "signature.md" in guides
    for name in guides:
        original = (CONTENT / DEFAULT / name).read_text("utf-8")
        translated = (CONTENT / language / name).read_text("utf-8")
        assert HEADING_ID.findall(translated) == HEADING_ID.findall(original)
        assert [kind for kind, _ in FENCE.findall(translated)] == [kind for kind, _ in FENCE.findall(original)]
        assert re.findall(r"^\| (\d{4}) \|", translated, re.M) == re.findall(r"^\| (\d{4}) \|", original, re.M)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translated_notes_say_the_same(language: str) -> None:
    """The facts in a translated note must be those of the original; only the words for people differ."""
    notes = sorted((CONTENT / language / "notes").glob("*.md"))
    assert notes
    for note in notes:
        original, translated = front_matter(CONTENT / DEFAULT / "notes" / note.name), front_matter(note)
        assert bool(translated.pop("support", "")) == bool(original.pop("support", ""))
        assert translated == original, note.name


def test_each_heading_of_a_guide_has_an_id_of_its_own() -> None:
    """Sections are linked from outside, so each heading of a guide must carry an authored id, once."""
    for path in pages():
        text = FENCE.sub("", path.read_text("utf-8"))
        if "kind: guide" in text:
            headings = re.findall(r"^#{2,6} .*$", text, re.M)
            ids = HEADING_ID.findall(text)
            assert len(ids) == len(headings) > 0, path
            assert len(set(ids)) == len(ids), path
