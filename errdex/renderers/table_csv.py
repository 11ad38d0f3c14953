"""The records as a table: `codes.csv` (RFC 4180, UTF-8), a line for each wording of a code in a language.

    catalog,code,state,language,title,section,symbol,…,remedy,…,other,url,source,aliases,retryable,…,reason
    codes,4100,live,ja,身元認証失敗,一覧,,…,通常、署名の…,…,,codes/4100.html,ja/error-codes.md:35,,after-change,…,

New columns come last, so that a program that counts columns still finds the old ones. `retryable` and `actor` hold in
each language, whichever note says so; `support` and `since` are the author's words, in their own language alone.
`since` is a version of the product; `added`, `changed` and `retired` are dates. `successor` is that of a retired code,
else the one that its note names.

Cells of one role stand in its column, one to a line of the cell; those that no role fits are in `other` with their
label. `source` of a retired code has no line, for another row stands there now. A cell that a spreadsheet would take
for a formula begins with an apostrophe (OWASP, "CSV Injection"); a plain number such as `-1012` is none and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from errdex.model import ROLES, Artifact, Code, Entry, Note, Role, Site, Theme, Wording
from errdex.renderers.address import quote_path

SHOWN: tuple[Role, ...] = tuple(role for role in ROLES if role not in ("", "code", "title"))
"""Roles that have a column of their own."""
_BLANK = dict.fromkeys((*SHOWN, ""), "")
NOTED = ("aliases", "retryable", "actor", "support", "since", "successor")
HISTORY = ("added", "changed", "retired", "reason")
COLUMNS = (
    *("catalog", "code", "state", "language", "title", "section"),
    *(*SHOWN, "other", "url", "source"),
    *(*NOTED, *HISTORY),
)

TABLE = "codes.csv"
PIECE = 1 << 20
"""Characters of it that are held."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_QUOTED = re.compile(r'[",\r\n]')


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield the table."""
    lines = [write_row(COLUMNS)]
    size = 0
    for code in site.codes():
        for wording in code.wordings:
            for row in _rows(site, code, wording):
                line = write_row(row)
                lines.append(line)
                size += len(line)
        if size >= PIECE:
            yield Artifact(TABLE, "".join(lines).encode(), more=True)
            lines.clear()
            size = 0
    yield Artifact(TABLE, "".join(lines).encode())


def write_row(cells: Sequence[str]) -> str:
    """Return a line as `csv` writes it, in a third of the time: most lines have nothing to quote."""
    line = ",".join(cells)
    if line.count(",") >= len(cells) or '"' in line or "\n" in line or "\r" in line:
        line = ",".join([_quote(cell) if cell else cell for cell in cells])
    return f"{line}\r\n"


def _quote(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(cell) else cell


def _rows(site: Site, code: Code, wording: Wording) -> Iterator[list[str]]:
    url = site.settings.base_url + quote_path(site.code_url(code, wording.language))
    facts = (*_noted(code, wording.note), *_history(code))
    for entry in wording.entries:
        path, line = entry.location.path, entry.location.line
        place = f"{path}:{line}" if line and not code.retirement else path
        cells = [code.catalog, code.code, code.state, wording.language, wording.title, entry.section]
        cells += (*_by_role(entry), url, place, *facts)
        yield [cell if not cell or cell[0].isalnum() else defuse(cell) for cell in cells]


def _by_role(entry: Entry) -> Iterable[str]:
    """Return the cells of an entry in the order of SHOWN, and then those without a role."""
    found = _BLANK.copy()
    for item in entry.fields:
        if item.text and item.role in found:
            text = item.text if item.role or not item.label else f"{item.label}: {item.text}"
            found[item.role] = f"{found[item.role]}\n{text}" if found[item.role] else text
    return found.values()


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
