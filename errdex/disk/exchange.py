"""Two folders exchanged in one step, so that no reader ever finds the name empty.

Linux has `renameat2` with RENAME_EXCHANGE (https://man7.org/linux/man-pages/man2/rename.2.html), macOS `renamex_np`
with RENAME_SWAP. Some file systems (NFS, 9p) and other systems have neither.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
_NOT_HERE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV)
"""What a file system says that can't; EXDEV is overlayfs, of a folder in a lower layer."""


def exchange(first: Path, second: Path) -> bool:
    """Let two folders of one file system swap their names; return False where that can't be done in one step."""
    import ctypes  # late: a build that finds nothing changed has nothing to exchange

    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(os.fsencode(first), os.fsencode(second), RENAME_SWAP)
        else:
            failed = library.renameat2(
                AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), ctypes.c_uint(RENAME_EXCHANGE)
            )
    except (AttributeError, TypeError, OSError):  # a C library without the call; Windows has no library named None
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), os.fspath(second))
