"""Commands that mend what a build has met, for its hints: they work as they are printed.

python3 build.py retire 4105 --reason WHY
python3 build.py rename 1001 text/1001 --catalog sms
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from errdex.ledger.permalinks import Permalink
from errdex.model import Site

RUN = "python3 build.py"


@dataclass(slots=True)
class Hints:
    """Writes commands about the codes and guides of a site and its ledger."""

    site: Site
    book: Mapping[str, Permalink]
    _homes: dict[str, set[str]] = field(default_factory=dict)
    """Code -> catalogs that have it; made when it is first asked for, for most builds have nothing to mend."""

    def command(self, verb: str, catalog: str, code: str, more: str = "") -> str:
        """Return a command about a code; it names the catalog where the code alone would not do."""
        import shlex  # late: seldom needed

        words = [RUN, verb, shlex.quote(code), *([more] if more else [])]
        if len(self.catalogs(code)) > 1:
            words += ["--catalog", shlex.quote(catalog)]
        return f"`{' '.join(words)}`"

    def catalogs(self, code: str) -> set[str]:
        """Return the catalogs that have a code; `guides` is that of guides."""
        if not self._homes:
            for item in self.book.values():
                if item.state != "alias":
                    self._homes.setdefault(item.code, set()).add(item.catalog)
            for catalog in self.site.catalogs:
                for member in catalog.codes:
                    self._homes.setdefault(member.code, set()).add(catalog.name)
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
