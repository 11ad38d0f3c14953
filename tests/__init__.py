"""The tests: `python3 tests`."""
