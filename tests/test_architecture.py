"""The house stands as drawn: who may know whom, who touches files, and what a module looks like.

Each rule looks at every module and names all that break it. A named exception that nobody needs any more fails too.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"noun", "pattern"}),
    frozenset({"diagnostics", "spelling", "markup"}),
    frozenset({"model"}),
    frozenset({"search"}),
    frozenset({"config", "places", "disk", "readers", "catalog", "ledger", "checks", "renderers", "report", "reuse"}),
    frozenset({"loading", "precompiled", "rendering"}),
    frozenset({"pipeline", "extract", "diff", "inspection", "standing"}),
    frozenset({"summary", "record"}),
    frozenset({"commands"}),
    frozenset({"cli"}),
)
"""The rooms, from the ground up. A room knows those below it, and no sibling."""
DOORSTEP = {"bootstrap": frozenset({"noun", "diagnostics"})}
"""Runs before the dependencies are there, so it stands beside the floors and knows no more than this."""
FILE_ROOMS = frozenset({"disk", "bootstrap"})
"""Where files are read and written."""
PRINTING_ROOMS = frozenset({"cli", "commands", "bootstrap"})
TOUCHING_MODULES = frozenset(
    {"os", "shutil", "tempfile", "subprocess", "socket", "glob", "fileinput", "mmap", "fcntl", "http", "logging"}
)
TOUCHING_METHODS = frozenset(
    {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "iterdir", "rglob", "is_file", "is_dir"}
)
TOUCHING_NAMES = frozenset({"open", "input", "FileSystemLoader", "PackageLoader", "FileSystemBytecodeCache"})
TOUCHING_EXCEPTIONS: Mapping[str, str] = {
    "cli": "silences a stdout whose reader has gone",
    "commands": "hands the environment to the clock",
}
"""Module -> why it may touch the outside although it is not in `disk`."""
SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc|tools)(_|$)")
LONGEST_MODULE = 300
LONG_MODULES = {"model": "the nouns, one after the other, without a step of logic"}
LONGEST_FUNCTION = 60
MOST_WITHOUT_MAP = 12
"""Modules of a package that a reader finds a way through without one."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module of errdex."""

    name: str
    """Within the package, dotted: `readers.html`."""
    text: str
    tree: ast.Module
    is_package: bool

    @property
    def room(self) -> str:
        """Return the part of the name that the floors speak of."""
        return self.name.split(".")[0]

    def known_names(self) -> Iterator[str]:
        """Yield the dotted names within errdex that it imports, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name.removeprefix("errdex.") for alias in node.names if in_house(alias.name))
            elif isinstance(node, ast.ImportFrom):
                origin = node.module or ""
                assert node.level == 0, f"{self.name}:{node.lineno}: say the whole name of what you import"
                if in_house(origin):
                    below = origin.removeprefix("errdex").removeprefix(".")
                    yield from (f"{below}.{alias.name}".lstrip(".") for alias in node.names)


def in_house(name: str) -> bool:
    """Tell whether a dotted name is the package's own."""
    return name == "errdex" or name.startswith("errdex.")


def read_module(name: str, text: str, *, is_package: bool = False) -> Module:
    """Parse the text of a module."""
    return Module(name, text, ast.parse(text), is_package)


def modules_of_errdex() -> tuple[Module, ...]:
    """Read all modules of the package, but for its own `__init__`."""
    modules = []
    for path in sorted((ROOT / "errdex").rglob("*.py")):
        parts = path.relative_to(ROOT / "errdex").with_suffix("").parts
        is_package = parts[-1] == "__init__"
        if name := ".".join(parts[:-1] if is_package else parts):
            modules.append(read_module(name, path.read_text(encoding="utf-8"), is_package=is_package))
    return tuple(modules)


MODULES = modules_of_errdex()


# ---------------------------------------------------------------- who knows whom


def allowed_rooms(room: str) -> frozenset[str]:
    """Return the rooms that a room may know, itself among them."""
    if room in DOORSTEP:
        return DOORSTEP[room] | {room}
    floor = next((i for i, rooms in enumerate(FLOORS) if room in rooms), -1)
    assert floor >= 0, f"errdex/{room} is on no floor; find its place in FLOORS and in the prose of errdex/__init__.py"
    return frozenset({room}.union(*FLOORS[:floor]))


def wrong_arrows(module: Module) -> list[str]:
    """Name the imports that lead up or sideways."""
    allowed = allowed_rooms(module.room)
    names = (name for name in module.known_names() if name != "__version__")
    return [f"{module.name} -> {name}" for name in names if name.split(".")[0] not in allowed]


def circles(modules: tuple[Module, ...]) -> list[str]:
    """Name the modules that lead back to themselves."""
    names = {module.name for module in modules}

    def target(name: str) -> str:
        return name if name in names else name.rpartition(".")[0]

    arrows = {module.name: {target(name) for name in module.known_names()} & names for module in modules}
    while leaves := [name for name, to in arrows.items() if not to & arrows.keys()]:
        for name in leaves:
            del arrows[name]
    return sorted(arrows)


def test_arrows_lead_down() -> None:
    """A room knows the floors below it, and no sibling."""
    assert len(MODULES) > 20
    assert not [arrow for module in MODULES for arrow in wrong_arrows(module)]


def test_there_is_no_circle() -> None:
    """No module leads back to itself, within a room neither."""
    assert not circles(MODULES)


def test_every_floor_is_lived_in() -> None:
    """The drawing shows no room that is not there."""
    rooms = {module.room for module in MODULES}
    assert rooms == frozenset().union(*FLOORS, DOORSTEP)


def test_the_prose_names_every_room() -> None:
    """`errdex/__init__.py` draws the same house."""
    prose = (ROOT / "errdex" / "__init__.py").read_text(encoding="utf-8").partition('"""\n\n__version__')[0]
    assert set(re.findall(r"^    (\w+)  ", prose, re.MULTILINE)) == frozenset().union(*FLOORS, DOORSTEP)


def test_a_large_room_has_a_map() -> None:
    """The prose of a package with many modules names each, a line of its own; a row of RENDERERS will do."""
    rows = {f"renderers.{row.module}" for row in import_module("errdex.renderers").RENDERERS}
    mapped = 0
    for package in (module for module in MODULES if module.is_package):
        modules = {m.name for m in MODULES if m.name.rpartition(".")[0] == package.name}
        if len(modules) > MOST_WITHOUT_MAP:
            mapped += 1
            lines = re.findall(r"^ *(\w+)  +\S", ast.get_docstring(package.tree) or "", re.MULTILINE)
            assert {f"{package.name}.{name}" for name in lines} | (rows & modules) == modules, package.name
    assert mapped > 3


# ---------------------------------------------------------------- who touches the outside


def touches(module: Module) -> list[str]:
    """Name the lines that reach for files, processes, the network or the terminal."""
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name in TOUCHING_MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if node.module in TOUCHING_MODULES else []
            names += [alias.name for alias in node.names if alias.name in TOUCHING_NAMES]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = [node.func.attr] if node.func.attr in TOUCHING_METHODS | TOUCHING_NAMES - {"open"} else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = [node.func.id] if node.func.id in TOUCHING_NAMES else []
        found += [f"{module.name}:{node.lineno}: {name}" for name in names]
    return found


def prints(module: Module) -> list[str]:
    """Name the lines that write to the terminal."""
    names = (node for node in ast.walk(module.tree) if isinstance(node, ast.expr))
    writers = ("print", "sys.stdout", "sys.stderr")
    return [f"{module.name}:{node.lineno}" for node in names if ast.unparse(node) in writers]


def test_files_are_touched_in_one_room() -> None:
    """Only `disk` (and the set-up) reads and writes; all else maps values to values."""
    touching = {module.name: lines for module in MODULES if (lines := touches(module))}
    outside = {name for name in touching if name.split(".")[0] not in FILE_ROOMS}
    assert not [line for name in sorted(outside - TOUCHING_EXCEPTIONS.keys()) for line in touching[name]]
    assert not TOUCHING_EXCEPTIONS.keys() - outside, "an exception that nobody needs"


def test_the_terminal_belongs_to_the_command_line() -> None:
    """Only `cli` (and the set-up) prints."""
    assert not [line for module in MODULES if module.room not in PRINTING_ROOMS for line in prints(module)]


def global_state(module: Module) -> list[str]:
    """Name what a module keeps at its top level that somebody could change."""
    found = [f"{module.name}:{node.lineno}: global" for node in ast.walk(module.tree) if isinstance(node, ast.Global)]
    displays = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    makers = ("list", "dict", "set", "defaultdict", "Counter", "deque", "bytearray")
    for node in module.tree.body:
        value = node.value if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) != "__all__" else None
        if isinstance(node, ast.AnnAssign) and not ast.unparse(node.annotation).startswith(("Mapping", "Sequence")):
            value = node.value
        made = isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in makers
        if made or isinstance(value, displays):
            found.append(f"{module.name}:{node.lineno}: say Mapping, Sequence or frozenset")
    return found


def test_nothing_is_global_and_mutable() -> None:
    """What stands at the top of a module can't be changed: a tuple, a frozenset, or declared as a Mapping."""
    assert not [line for module in MODULES for line in global_state(module)]


# ---------------------------------------------------------------- what a module looks like


def shape_faults(module: Module) -> list[str]:
    """Name what makes a module hard to hold in the head."""
    faults = []
    if len((ast.get_docstring(module.tree) or "").split()) < 8:
        faults.append(f"{module.name}: opens without prose")
    if SAYS_NOTHING.search(module.name.rpartition(".")[2]):
        faults.append(f"{module.name}: a name that says nothing")
    lines = len(module.text.splitlines())
    if lines > LONGEST_MODULE and module.name not in LONG_MODULES:
        faults.append(f"{module.name}: {lines} lines")
    functions = (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef))
    lengths = ((function.name, (function.end_lineno or 0) - function.lineno + 1) for function in functions)
    faults += [f"{module.name}.{name}: {length} lines" for name, length in lengths if length > LONGEST_FUNCTION]
    return faults


def test_modules_can_be_held_in_the_head() -> None:
    """Each opens with prose, bears a telling name, and neither it nor a function of it is long."""
    assert not [fault for module in MODULES for fault in shape_faults(module)]


def public_functions(module: Module) -> set[str]:
    """Return the names of a module's own public functions."""
    return {n.name for n in module.tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")}


def test_each_output_format_is_one_file_and_one_row() -> None:
    """A module of `renderers` with a function `render` stands in RENDERERS, and each row has its module."""
    rows = [row.module for row in import_module("errdex.renderers").RENDERERS]
    formats = [
        m.name.removeprefix("renderers.") for m in MODULES if m.room == "renderers" and "render" in public_functions(m)
    ]
    assert sorted(rows) == sorted(formats)


def test_ruff_and_mypy_are_content() -> None:
    """Lint, format and types are clean, tests included."""
    for check in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        run = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, and no address in a lock file: a mirror serves as well as the registry."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone of git")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listing.split("\0") if name]
    assert len(paths) > 50
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in paths if path.is_file()}
    machine = re.compile(r"(?<![\w.])/(work|root|tmp/w)/")
    assert not [str(path) for path, text in texts.items() if machine.search(text) and path != Path(__file__)]
    locks = [text for path, text in texts.items() if path.name in ("requirements.lock", "package-lock.json")]
    assert len(locks) == 4
    assert not [text for text in locks if "://" in text]


# ---------------------------------------------------------------- the rules bite


def test_the_rules_bite() -> None:
    """Each rule finds what it is there for."""

    def module(text: str, name: str = "catalog.join") -> Module:
        return read_module(name, text)

    assert wrong_arrows(module("from errdex.readers import read_document")) == ["catalog.join -> readers.read_document"]
    assert wrong_arrows(module("def f():\n    import errdex.cli")) == ["catalog.join -> cli"]
    assert wrong_arrows(module("from errdex import disk", "bootstrap")) == ["bootstrap -> disk"]
    assert not wrong_arrows(module("from errdex.model import Site\nfrom errdex.catalog.codes import x"))
    assert not wrong_arrows(module("from errdex.search import tokens", "renderers.search"))
    with pytest.raises(AssertionError, match="is on no floor"):
        wrong_arrows(module("", "attic"))
    pair = (module("from errdex.b import x", "a"), module("from errdex import a", "b"), module("import errdex.a", "c"))
    assert circles(pair) == ["a", "b", "c"]
    assert not circles(pair[1:])

    for line in (
        "import os",
        "from shutil import copy",
        "open('x')",
        "path.read_text()",
        "from jinja2 import FileSystemLoader",
    ):
        assert touches(module(line)), line
    assert not touches(module("from pathlib import PurePosixPath\ntext.replace('a', 'b')"))
    assert prints(module("print(1)"))
    assert prints(module("import sys\nsys.stderr.write('x')"))

    for line in ("CACHE = {}", "CACHE: dict[str, int] = {}", "SEEN = set()", "LIST = [1]", "def f():\n    global x"):
        assert global_state(module(line)), line
    assert not global_state(module("WORDS: Mapping[str, str] = {}\nROWS = (1, 2)\nSET = frozenset({1})"))

    prose = '"""Knows how the codes of all documents become one catalog, and nothing of files."""\n'
    assert not shape_faults(module(prose))
    assert shape_faults(module("")) == ["catalog.join: opens without prose"]
    assert shape_faults(module(prose, "catalog.string_utils")) == ["catalog.string_utils: a name that says nothing"]
    assert shape_faults(module(prose + "\n" * LONGEST_MODULE))
    assert shape_faults(module(prose + "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION))
