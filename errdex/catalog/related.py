"""Which codes are related to which, and why.

First those that the author names, then those explained in the same section of a guide, the guides in the order of the
page, then the nearest of the family; at most `MOST` in all. A section that explains half the catalog (a table of which
codes to retry) relates nothing. Each step looks at a bounded window, so the whole is linear in the number of codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from errdex.model import Relation

MOST = 8
"""Relations of one code."""

TELLING = 12
"""A guide section with more codes than this relates none of them."""

_WINDOW = 3
"""Neighbours of a family, to each side."""


def relate(
    code: str,
    authored: Sequence[str],
    sections: Sequence[Sequence[str]],
    family: tuple[Relation, ...],
    place: int,
    known: Mapping[str, object],
) -> tuple[Relation, ...]:
    """Return the relations of a code.

    `sections` are the codes explained in each guide section that explains this one; `family` the codes of its family
    in order as relations, which all of them share; `place` its own index in it; `known` the codes of the catalog.
    """
    nearest = family[max(0, place - _WINDOW) : place] + family[place + 1 : place + 1 + _WINDOW]
    if not (authored or sections):
        return nearest  # nearly every code
    relations: dict[str, Relation] = {}
    for other in authored:
        if other in known:
            relations.setdefault(other, Relation(other, "author"))
    for section in sections:
        for other in section if len(section) <= TELLING else ():
            relations.setdefault(other, Relation(other, "guide"))
    for relation in nearest:
        relations.setdefault(relation.code, relation)
    relations.pop(code, None)
    return tuple(relations.values())[:MOST]
