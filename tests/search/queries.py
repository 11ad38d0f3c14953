r"""Reads the query sets `queries/<language>.txt`, and judges answers.

    # word                              the kind of what follows
    暗号鍵 => 4104                      4104 comes first
    不正アクセス => any: 4101 4102      one of them is among the first three
    41 => all: 4100 4101                these and no others
    寿司 => none                        nothing is found
    {\n "code": 5100\n} => 5100        a line break is written \n

Every third query is held out: nobody may look at it while working on the ranking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types or pastes, and what must come of it."""

    text: str
    kind: str
    mode: str
    """`first`, `any`, `all` or `none`."""
    codes: tuple[str, ...]
    held_out: bool

    def accepts(self, found: Sequence[str]) -> bool:
        """Tell whether the codes found, best first, are what was asked for."""
        if self.mode == "none":
            return not found
        if self.mode == "all":
            return set(found) == set(self.codes)
        return bool(set(self.codes).intersection(found[: 3 if self.mode == "any" else 1]))

    def rank(self, found: Sequence[str]) -> float:
        """Return the reciprocal rank of the first code that was asked for."""
        places = [found.index(code) for code in self.codes if code in found]
        return 1 / (1 + min(places)) if places else float(self.mode == "none" and not found)


def read_queries(language: str) -> list[Query]:
    """Read the queries of a language."""
    queries: list[Query] = []
    kind = ""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line.strip():
            text, _, wanted = line.rpartition(" => ")
            mode, _, codes = wanted.rpartition(": ")
            mode = mode or ("none" if codes == "none" else "first")
            number = len(queries) + 1
            named = () if mode == "none" else tuple(codes.split())
            queries.append(Query(text.replace("\\n", "\n"), kind, mode, named, number % 3 == 0))
    return queries


def describe(results: Iterable[tuple[Query, Sequence[str]]]) -> str:
    """Return success and mean reciprocal rank by kind, as a table."""
    by_kind: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for query, found in results:
        by_kind[query.kind].append((query.accepts(found), query.rank(found)))
    lines = [f"{'kind':14} {'queries':>7} {'success':>7} {'MRR':>6}"]
    for kind, scores in by_kind.items():
        size = len(scores)
        success, rank = (sum(values) / size for values in zip(*scores, strict=True))
        lines.append(f"{kind:14} {size:7} {success:7.3f} {rank:6.3f}")
    return "\n".join(lines)
