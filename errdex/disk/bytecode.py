"""The byte code of the project's own templates, kept where Python keeps that of the project's modules.

    errdex/__pycache__/templates.cpython-311.pyc        named by Python's rule, sealed (`sealed`)

So nobody can write it who could not change the program itself; git ignores it, it goes when somebody clears byte code
away, and it heeds `PYTHONPYCACHEPREFIX` and `PYTHONDONTWRITEBYTECODE`. A folder that can't be written keeps what it
has.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from errdex.disk.faults import in_words
from errdex.disk.sealed import unseal, write_sealed

PACKAGE = Path(__file__).resolve().parents[1]
_FOR_ALL_TO_READ = 0o644


def fingerprint_compiler(module: str, *versions: str) -> str:
    """Return 32 hex digits for this Python, for versions of packages and for a module: `renderers/html/prose.py`."""
    with in_words("read", PACKAGE / module):
        source = (PACKAGE / module).read_bytes()
    digest = blake2b(repr((MAGIC_NUMBER, sys.version, versions)).encode(), digest_size=16)
    digest.update(source)
    return digest.hexdigest()


def read_bytecode(key: str, package: Path = PACKAGE) -> bytes | None:
    """Return what was written under the same key, None where there is nothing."""
    with suppress(OSError, NotImplementedError):
        return unseal(key, _place(package).read_bytes())
    return None


def may_write_bytecode(package: Path = PACKAGE) -> bool:
    """Tell whether Python would write byte code here."""
    with suppress(NotImplementedError):
        folder = _place(package).parent
        while not folder.is_dir():
            folder = folder.parent
        return not sys.dont_write_bytecode and os.access(folder, os.W_OK)
    return False


def write_bytecode(key: str, data: bytes, package: Path = PACKAGE) -> None:
    """Keep `data`, in one step, where the folder lets us."""
    with suppress(OSError, NotImplementedError):
        place = _place(package)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(place, key, data, _FOR_ALL_TO_READ)


def _place(package: Path) -> Path:
    """Return the file's path; raises `NotImplementedError` for a Python that keeps no byte code."""
    return Path(cache_from_source(os.fspath(package / "templates.html")))
