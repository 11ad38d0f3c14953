"""Commands that mend what a build has met, for its hints: they work as they are printed (see `errdex.commands`).

python3 build.py retire 4105 --reason WHY
python3 build.py rename 1001 text/1001 --catalog sms
python3 build.py retire --reason WHY -- -0x10
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from errdex.diagnostics import RUN
from errdex.ledger.permalinks import Permalink
from errdex.model import Site
from errdex.noun import mutable


@mutable
class Hints:
    """Writes commands about the codes and guides of a site and its ledger."""

    site: Site
    book: Mapping[str, Permalink]
    _homes: dict[str, set[str]] = field(default_factory=dict)
    """Code -> catalogs that have it; made when it is first asked for, for most builds have nothing to mend."""

    def command(self, verb: str, catalog: str, code: str, more: str = "") -> str:
        """Return a command about a code; it names the catalog where the code alone would not do.

        `more` is a flag with its value, or another code.
        """
        from shlex import quote  # late: seldom needed

        names, flags = [quote(code)], [more] if more.startswith("-") else []
        if more and not flags:
            names.append(more)
        if len(self.catalogs(code)) > 1:
            flags += ["--catalog", quote(catalog)]
        words = [*flags, "--", *names] if _is_like_flag(code) else [*names, *flags]
        return f"`{' '.join((RUN, verb, *words))}`"

    def catalogs(self, code: str) -> set[str]:
        """Return the catalogs that have a code; `guides` is that of guides."""
        if not self._homes:
            for item in self.book.values():
                if item.state != "alias":
                    self._homes.setdefault(item.code, set()).add(item.catalog)
            for member in self.site.codes():
                self._homes.setdefault(member.code, set()).add(member.catalog)
        return self._homes.get(code, set())

    def moved(self, catalog: str, code: str) -> str:
        """Return where a code that has left its catalog lives now, `text/1001`, if just one other has it.

        A catalog that has become a language since has its codes in `codes`.
        """
        others = [
            other.name
            for other in self.site.catalogs
            if other.name != catalog and code in other.by_code and other.by_code[code].state == "live"
        ]
        if catalog in self.site.settings.languages and "codes" in others:
            others = ["codes"]
        return f"{others[0]}/{code}" if len(others) == 1 else ""


def _is_like_flag(code: str) -> bool:
    """Tell whether argparse would take a code for a flag; a negative number it does not."""
    return code.startswith("-") and not re.fullmatch(r"-[0-9]+", code)
