"""Files that vouch for themselves, for what may be kept from one run to the next.

    errdex-cache/1 9d0e5b…                  digest of the key and of what follows
    {"inputs":"5f0c…", …}

The key says what the file is for and what it was made of. One that is cut off, damaged or made for another key is as if
it were not there. It does not protect from somebody who may write into the folder: the caller has to know whose folder
it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_HEAD = b"errdex-cache/1 "
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_sealed(place: Path, key: str, data: bytes, mode: int) -> None:
    """Write `data` under `key` in one step: whoever reads meanwhile has the old file or the new one."""
    aside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        with open(os.open(aside, _FLAGS, mode), "wb") as file:
            file.write(_head(key, data) + b"\n" + data)
        os.replace(aside, place)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(aside)
        raise


def unseal(key: str, content: bytes) -> bytes | None:
    """Return what a file holds that was written under `key`, None where it was not, or is not whole."""
    head, _, data = content.partition(b"\n")
    return data if head == _head(key, data) else None


def _head(key: str, data: bytes) -> bytes:
    digest = blake2b(data, digest_size=32, key=blake2b(key.encode()).digest())
    return _HEAD + digest.hexdigest().encode()
