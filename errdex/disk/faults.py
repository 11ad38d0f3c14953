"""What the operating system refused, in words.

Every `OSError` of this room leaves it as an `EnvironmentFault` that names the file and what to do:

    cannot write site/codes/4100.html: no space left on device
    hint: free some space on this disk, or choose another folder with -o
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from errdex.diagnostics import EnvironmentFault

_HINTS: Mapping[int, str] = {
    errno.ENOSPC: "free some space on this disk, or choose another folder with -o",
    errno.EDQUOT: "your quota on this disk is used up; free some space, or choose another folder with -o",
    errno.EROFS: "this file system is read-only; choose another folder with -o",
    errno.EACCES: "look at the owner and the permissions of the file and of its folder",
    errno.EPERM: "look at the owner and the permissions of the file and of its folder",
    errno.ENAMETOOLONG: "this file system takes no name as long as this; choose a shorter one",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine",
    errno.EFBIG: "no file may be as large as this here; see ulimit -f",
    errno.EIO: "the disk failed; look at its health before you go on",
    errno.EBUSY: "it is in use, or a mount point; choose a folder below it with -o",
    errno.EXDEV: "it is a mount point, or lies on another file system; choose a folder below it with -o",
    errno.ELOOP: "its symbolic links lead in a circle",
    errno.ENOENT: "it went away while it was needed; run again",
}

_UNSEEN = ("Cc", "Zl", "Zp")
"""Categories of characters that would break a line or move the cursor; the ideographic space is none of them."""


def environment_fault(error: OSError, doing: str, path: str | os.PathLike[str]) -> EnvironmentFault:
    """Return the fault for `error`, met while `doing` ("write", "read") something at `path`."""
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return EnvironmentFault(f"cannot {doing} {printable(os.fspath(path))}: {reason}", _HINTS.get(error.errno or 0, ""))


@contextmanager
def in_words(doing: str, path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn an `OSError` of the block into an `EnvironmentFault` about `path`."""
    try:
        yield
    except OSError as error:
        raise environment_fault(error, doing, path) from error


def name_as_text(name: str) -> str:
    """Return a name of the disk as text: it is UTF-8 whatever the locale says; other bytes are lone surrogates."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "surrogateescape")


def printable(path: str) -> str:
    r"""Return `path` for any terminal: `\xff` for a byte that is not UTF-8, `\n` for a control character."""
    if path.isprintable():
        return path
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        data = path.encode("utf-8", "backslashreplace")
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSEEN else c for c in text)
