"""Writes ready files and does nothing else: what the disk alone costs, from Python.

python3 write_files.py FOLDER COUNT BYTES
"""

from __future__ import annotations

import os
import sys


def main(folder: str, count: int, size: int) -> None:
    """Write `count` files of `size` bytes into a new folder."""
    data = b"x" * size
    os.mkdir(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    for number in range(count):
        file = os.open(f"{number}.html", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644, dir_fd=descriptor)
        os.write(file, data)
        os.close(file)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
