#!/usr/bin/env python3
"""The front door: `python3 build.py` builds the site, and sets itself up the first time.

Standard library only until the dependencies are there (`errdex/bootstrap.py` sees to that), and words that an old
Python can read, so that it can say what is wrong. All else is in `errdex/cli.py`; try `python3 build.py --help`.
"""

import gc
import sys


def main() -> int:
    """Provide the dependencies, run the command line, and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one gets this far, and no further)
        sys.stderr.write("error: errdex needs Python 3.11 or newer, and this is %d.%d\n" % sys.version_info[:2])  # noqa: UP031
        sys.stderr.write("hint: try a newer one by its name, such as `python3.13 build.py`\n")
        return 3
    from errdex import bootstrap

    bootstrap.provide()
    from errdex import cli

    code = cli.main(sys.argv[1:])
    # Else Python would look for cycles in all that is left before it ends: 14 ms, 8 % of a build of 22 codes.
    gc.freeze()
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # before or behind the command line, which has its own word for it
        sys.exit(130)
