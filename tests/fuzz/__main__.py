"""The fuzz target: bytes, guided by coverage, into the reader, the sanitiser, the slug and the ledger.

    .venv/bin/python -m pip install atheris
    .venv/bin/python -m tests.fuzz -max_total_time=60 tests/fuzz/corpus

Flags are libFuzzer's. What it finds is left as `crash-…` in the working folder; mend it, and add it to the corpus.
Without atheris a driver of our own takes its place, which heeds the time alone.
"""

from __future__ import annotations

import sys
import time

try:
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # only who fuzzes has it
except ImportError:
    atheris = None

if __name__ == "__main__" and atheris is None:
    from tests.fuzz.driver import drive

    seconds = next((int(word.partition("=")[2]) for word in sys.argv if word.startswith("-max_total_time=")), 60)
    print(f"{drive(10**9, seed=int(time.time()), seconds=seconds)} inputs, nothing found")
elif __name__ == "__main__":
    with atheris.instrument_imports(include=["errdex"]):
        from tests.fuzz.properties import check

    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
