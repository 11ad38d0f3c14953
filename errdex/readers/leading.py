"""The code that a heading or an item begins with.

4100                              4100
E1001: Denied                     E1001
`AuthFailure.Expired` (old)       AuthFailure.Expired
SHA256, RFC-7231, A.1 Overview    none
"""

from __future__ import annotations

import re

from errdex.pattern import pattern
from errdex.readers.codes import MAX_CODE, is_hard

_LEADING = pattern(
    r"""`?(?P<code>
        -?\d{3,} | 0[xX][0-9A-Fa-f]+ | [A-Z]{1,6}-?\d{2,} | [A-Za-z][\w.-]*_[\w.-]*\w
      | (?:[A-Z]+[a-z][A-Za-z\d]*\.)+[A-Z]+[a-z][A-Za-z\d]*
      | [A-Za-z][A-Za-z\d]{2,}(?:[.-][A-Za-z\d]{3,})+(?=`?\Z)
    )`?(?=[\s:：、,，(（]|\Z)""",
    re.ASCII | re.VERBOSE,
)
"""A text that is a code or begins with one: `4100`, `E1001: Denied`; not `A.1 Overview`, `Sign-in`, `Node.js`."""
_STANDARD = pattern(
    r"""`?(?:
        (?:hmac[-_]?)?sha[-_]?\d+ | (?:aes|des|rsa|dsa|ed|crc|md|[hrep]s(?=256|384|512))[-_]?\d+ | base[-_]?\d\d
      | (?:utf|ucs|cp|windows)[-_]?\d+ | u?int\d+ | float\d+ | x86[-_]64 | arm64 | log4j\w*
      | (?:iso|iec|rfc|ieee|ecma|cve|cwe|kb|sql|ipv|mp|oauth)[-_]?\d[\d-]*
    )`?(?!\w)""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""One that names an algorithm, an encoding, a type, a standard or a notice: `SHA256`, `UTF-16`, `RFC-7231`."""


def leading_code(text: str) -> str:
    """Return the code that a text begins with; empty where it begins otherwise."""
    found = _LEADING.match(text[:MAX_CODE])
    return found["code"] if found and is_hard(found["code"]) and not _STANDARD.match(text) else ""
