"""Fuzzing: `properties` says what must hold, `__main__` is the target, `corpus/` where it begins."""
