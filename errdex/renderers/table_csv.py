"""The records as a table: `codes.csv` (RFC 4180, UTF-8), a line for each wording of a code in a language.

    catalog,code,state,language,title,section,symbol,…,remedy,…,other,url,source,aliases,retryable,…,reason
    codes,4100,live,ja,身元認証失敗,一覧,,…,通常、署名の…,…,,codes/4100.html,ja/error-codes.md:35,,after-change,…,

New columns come last, so that who counts them keeps finding the old ones. `retryable` and `actor` hold in each
language, whichever note says so; `support` and `since` are the author's words, in their own language alone. `since` is
a version of the product; `added`, `changed` and `retired` are dates. `successor` is that of a retired code, else the
one that its note names.

Cells of one role stand in its column, one to a line of the cell; those that no role fits are in `other` with their
label. `source` of a retired code has no line, for another row stands there now. A cell that a spreadsheet would take
for a formula begins with an apostrophe (OWASP, "CSV Injection"); a plain number such as `-1012` is none and stays.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import get_args

from errdex.model import Artifact, Code, Entry, Note, Role, Site, Theme, Wording
from errdex.renderers.address import quote_path

ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role and role not in ("code", "title"))
NOTED = ("aliases", "retryable", "actor", "support", "since", "successor")
HISTORY = ("added", "changed", "retired", "reason")
COLUMNS = (
    *("catalog", "code", "state", "language", "title", "section"),
    *(*ROLES, "other", "url", "source"),
    *(*NOTED, *HISTORY),
)

TABLE = "codes.csv"
PIECE = 1 << 20
"""Characters of it that are held."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield the table."""
    del theme
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for catalog in site.catalogs:
        for code in catalog.codes:
            for wording in code.wordings:
                writer.writerows(_rows(site, code, wording))
            if sheet.tell() >= PIECE:
                yield Artifact(TABLE, sheet.getvalue().encode(), more=True)
                sheet.seek(0)
                sheet.truncate()
    yield Artifact(TABLE, sheet.getvalue().encode())


def _rows(site: Site, code: Code, wording: Wording) -> Iterator[list[str]]:
    url = site.settings.base_url + quote_path(site.code_url(code, wording.language))
    facts = (*_noted(code, wording.note), *_history(code))
    for entry in wording.entries:
        path, line = entry.location.path, entry.location.line
        place = f"{path}:{line}" if line and not code.retirement else path
        cells = [code.catalog, code.code, code.state, wording.language, wording.title, entry.section]
        cells += (*_by_role(entry), url, place, *facts)
        yield [cell if not cell or cell[0].isalnum() else defuse(cell) for cell in cells]


def _by_role(entry: Entry) -> Iterator[str]:
    """Return the cells of an entry in the order of ROLES, and then those without a role."""
    found: dict[str, str] = {}
    for item in entry.fields:
        if item.text:
            text = item.text if item.role or not item.label else f"{item.label}: {item.text}"
            found[item.role] = f"{found[item.role]}\n{text}" if item.role in found else text
    return (found.get(role, "") for role in (*ROLES, ""))


def _noted(code: Code, note: Note | None) -> tuple[str, ...]:
    """Return the cells of NOTED."""
    said = note or code.any_note()
    aliases, retired = "\n".join(code.aliases), code.retirement
    if said is None:
        return aliases, "", "", "", "", retired.successor if retired else ""
    own = (note.support, note.since) if note else ("", "")
    return aliases, said.retryable, said.actor, *own, retired.successor if retired else said.successor


def _history(code: Code) -> tuple[str, ...]:
    """Return the cells of HISTORY."""
    retired = code.retirement
    return code.added, code.changed, *((retired.since, retired.reason) if retired else ("", ""))


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet reads as a formula, full-width signs included."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
