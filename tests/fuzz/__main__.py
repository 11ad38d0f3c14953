"""The fuzz target: bytes, guided by coverage, into the reader, the sanitiser, the slug and the ledger.

    .venv/bin/python -m pip install atheris
    .venv/bin/python -m tests.fuzz -max_total_time=60 tests/fuzz/corpus

Flags are libFuzzer's. What it finds is left as `crash-…` in the working folder; mend it, and add it to the corpus.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # only who fuzzes has it

with atheris.instrument_imports(include=["errdex"]):
    from tests.fuzz.properties import check

if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
