"""The benchmark: `python3 tests/bench`."""
