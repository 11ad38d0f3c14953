"""What the nouns of all rooms are made with.

    @noun
    class Location:
        path: str
        line: int

A `noun` is a dataclass with slots that compares and hashes by its fields. The type checker freezes it and the
interpreter does not: a frozen dataclass of four fields takes 0.31 µs to make, a `noun` 0.08 µs, a NamedTuple 0.14 µs
(and three times as long to look into), and a build makes ten for a code. And there are a hundred such classes: to
write five methods for each, as source that is compiled at every start, takes `dataclass` 26 ms. So all but the first,
`__init__`, are shared, and what `dataclasses` has to know of the fields is found out when it asks: that leaves 2 ms.

What changes is `mutable`, with the same syntax. To leave the dozen such classes to `dataclass` would take 5 ms more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, dataclass_transform

Noun = TypeVar("Noun")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def noun(cls: type[Noun]) -> type[Noun]:
    """Make a class a noun; its attributes are its fields, in the order of `__init__`.

    Of what `field` can say, a default that is made anew is kept; for all else, raises TypeError.
    """
    values: Callable[[object], Any] = attrgetter(*cls.__annotations__)

    def hashes(self: object) -> int:
        return hash(values(self))

    return _made(cls, hashes)


@dataclass_transform(field_specifiers=(field,))
def mutable(cls: type[Noun]) -> type[Noun]:
    """Make a class of what a stage gathers as it goes: as a noun is, but that it changes, so it has no hash."""
    return _made(cls, None)


def _made(cls: type[Noun], hashes: Callable[[object], int] | None) -> type[Noun]:
    """Return the class with slots and the methods that its attributes ask for."""
    names = tuple(cls.__annotations__)
    values: Callable[[object], Any] = attrgetter(*names)

    def equals(self: object, other: object) -> bool:
        return bool(values(self) == values(other)) if type(self) is type(other) else NotImplemented

    def shows(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    # A class gets its slots when it is made.
    members = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    members |= {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    members |= {"__init__": _write_init(names, vars(cls)), "__eq__": equals, "__hash__": hashes, "__repr__": shows}
    made: type[Noun] = type(cls.__name__, cls.__bases__, members | {"__dataclass_fields__": _Fields(cls)})
    return made


def _write_init(names: tuple[str, ...], members: Mapping[str, Any]) -> Callable[..., None]:
    """Return the `__init__` of a class whose attributes have these names: by position or by name."""
    defaults = {name: members[name] for name in names if name in members}
    after = ["self.__post_init__()"] if "__post_init__" in members else []
    if after or any(isinstance(value, Field) for value in defaults.values()):
        return _write_making_init(names, defaults, after)
    if names[len(names) - len(defaults) :] != tuple(defaults):
        raise TypeError(f"a field without a default behind one that has one: {names}")
    # The code of any other class with so many attributes, under other names: that takes 1 µs where to compile it takes
    # 25, which is 4 ms at every start.
    code = _init_code(len(names)).replace(co_varnames=("self", *names), co_names=names)
    return FunctionType(code, {}, "__init__", tuple(defaults.values()))


@cache
def _init_code(count: int) -> CodeType:
    names = [f"attribute{i}" for i in range(count)]
    return _compile_init(", ".join(("self", *names)), [f"self.{name} = {name}" for name in names], {}).__code__


def _write_making_init(names: Iterable[str], defaults: Mapping[str, Any], after: Iterable[str]) -> FunctionType:
    """Return an `__init__` that makes some of the defaults anew, or has more lines."""
    scope: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = "self", []
    for name in names:
        parameters += f", {name}"
        if name in defaults:
            value = defaults[name]
            parameters += f"=default_{name}"
            if isinstance(value, Field):
                if value.default_factory is MISSING or _asks_more(value):
                    raise TypeError(f"{name}: a field of a noun can have a default_factory, and no more")
                scope[f"make_{name}"], value = value.default_factory, MISSING
                lines.append(f"if {name} is MISSING: {name} = make_{name}()")
            scope[f"default_{name}"] = value
        lines.append(f"self.{name} = {name}")
    return _compile_init(parameters, (*lines, *after), scope)


def _compile_init(parameters: str, lines: Iterable[str], scope: dict[str, Any]) -> FunctionType:
    exec(f"def __init__({parameters}) -> None:\n " + "\n ".join(lines), scope)  # noqa: S102 - as `dataclass` does
    init: FunctionType = scope["__init__"]
    return init


def _asks_more(value: Field[Any]) -> bool:
    """Tell whether a field differs in more than its default from one that is written without `field`."""
    return not (value.init and value.repr and value.compare) or value.hash is False or value.kw_only is True


class _Fields:
    """The fields of a noun, as `dataclasses.replace` and the like want them."""

    def __init__(self, plain: type) -> None:
        """Find them, once somebody asks, in the class as it was written."""
        self._plain = plain
        self._found: Mapping[str, Field[Any]] = {}

    def __get__(self, _: object, owner: type) -> Mapping[str, Field[Any]]:
        if not self._found:
            self._found = vars(dataclass(init=False, eq=False, repr=False)(self._plain))["__dataclass_fields__"]
        return self._found
