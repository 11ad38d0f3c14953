"""The next ledger while it is written: its permalinks, what changes, and what is wrong, with commands that mend it.

The commands work as they are printed:

    python3 build.py retire 4105 --reason WHY
    python3 build.py rename 1001 text/1001 --catalog sms
    python3 build.py retire --reason WHY -- -0x10
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from errdex.diagnostics import RUN, Diagnostic, Level
from errdex.ledger.changes import Changes
from errdex.ledger.permalinks import Permalink
from errdex.model import GUIDES, LEDGER, MAIN_CATALOG, Site
from errdex.noun import mutable


@mutable
class NextLedger:
    """What a site is entered in."""

    site: Site
    today: str
    """Date (UTC) of what is entered; empty where no ledger is kept."""
    permalinks: dict[str, Permalink]
    """By URL; at first those that were published."""
    changes: Changes = field(default_factory=Changes)
    _faults: list[tuple[Diagnostic, str]] = field(default_factory=list)
    """With the URL of the permalink that a fault is about; empty for a fault of the content."""
    _homes: dict[str, set[str]] = field(default_factory=dict)
    """Code -> catalogs that have it; made when it is first asked for, for most builds have nothing to mend."""
    _titles: dict[tuple[str, str, str], list[str]] | None = None
    """Catalog, language and title -> the codes or guides called so; made when it is first asked for, too."""

    def add_fault(self, fault: Diagnostic) -> None:
        """Note a fault of the content, which has its place already."""
        self._faults.append((fault, ""))

    def fault_at(self, url: str, level: Level, message: str, hint: str) -> None:
        """Note a fault about the permalink of a URL."""
        self._faults.append((Diagnostic(level, LEDGER, 0, message, hint), url))

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the faults in the order in which they were met, each at its line in the ledger as it will be written.

        Which line that is shows only when all permalinks are entered.
        """
        if not self._faults:
            return ()
        lines = {url: number for number, url in enumerate(sorted(self.permalinks), 1)}
        return tuple(replace(fault, line=lines[url]) if url else fault for fault, url in self._faults)

    def command(self, verb: str, catalog: str, code: str, more: str = "") -> str:
        """Return a command about a code; it names the catalog where the code alone would not do.

        `more` is a flag with its value, or another code.
        """
        from shlex import quote  # late: seldom needed

        flags = [more] if more.startswith("--") else []
        names = [code, more] if more and not flags else [code]
        if len(self._catalogs(code)) > 1:
            flags += ["--catalog", quote(catalog)]
        quoted = map(quote, names)
        words = [*flags, "--", *quoted] if any(map(_is_like_flag, names)) else [*quoted, *flags]
        return f"`{' '.join((RUN, verb, *words))}`"

    def moved(self, catalog: str, code: str) -> str:
        """Return where a code that has left its catalog lives now, `text/1001`, if just one other has it.

        A catalog that has become a language since has its codes in the main one.
        """
        others = [
            other.name
            for other in self.site.catalogs
            if other.name != catalog and code in other.by_code and other.by_code[code].state == "live"
        ]
        if catalog in self.site.settings.languages and MAIN_CATALOG in others:
            others = [MAIN_CATALOG]
        return f"{others[0]}/{code}" if len(others) == 1 else ""

    def heir_hint(self, item: Permalink, retire: str) -> str:
        """Return what to do where just one other has now the title of a code or guide that has gone; else nothing.

        `retire` is the command for the case that it means something else.
        """
        if self._titles is None:
            self._titles = self._by_title()
        names = self._titles.get((item.catalog, item.language, item.title), []) if item.title else []
        if len(names) != 1:
            return ""
        rename = self.command("rename", *item.key, names[0])
        return f"{names[0]} has its title: run {rename} if that is its new name, else {retire}"

    def _by_title(self) -> dict[tuple[str, str, str], list[str]]:
        titles: dict[tuple[str, str, str], list[str]] = {}
        for code in self.site.codes():
            for wording in code.wordings if code.state == "live" else ():
                titles.setdefault((code.catalog, wording.language, wording.title), []).append(code.code)
        for guide in self.site.guides:
            titles.setdefault((GUIDES, guide.language, guide.title), []).append(guide.name)
        return titles

    def _catalogs(self, code: str) -> set[str]:
        """Return the catalogs that have a code; `guides` is that of guides."""
        if not self._homes:
            for item in self.permalinks.values():
                if item.state != "alias":
                    self._homes.setdefault(item.code, set()).add(item.catalog)
            for member in self.site.codes():
                self._homes.setdefault(member.code, set()).add(member.catalog)
        return self._homes.get(code, set())


def _is_like_flag(code: str) -> bool:
    """Tell whether argparse would take a code for a flag; a negative number it does not."""
    return code.startswith("-") and not re.fullmatch(r"-[0-9]+", code)
