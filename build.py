#!/usr/bin/env python3
"""The front door: `python3 build.py` builds the site, and sets itself up the first time.

Standard library only until the dependencies are there (`errdex/bootstrap.py` sees to that), and words that an old
Python can read, so that it can say what is wrong. All else is in `errdex/cli.py`; try `python3 build.py --help`.
"""

import gc
import os
import sys


def main() -> int:
    """Provide the dependencies and run the command line; return the exit code of a run that never got so far."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one gets this far, and no further)
        sys.stderr.write("error: errdex needs Python 3.11 or newer, and this is %d.%d\n" % sys.version_info[:2])  # noqa: UP031
        sys.stderr.write("hint: try a newer one by its name, such as `python3.13 build.py`\n")
        return 3
    # A run makes a million small values and hardly a cycle: looking for cycles costs a tenth of it.
    gc.disable()
    from errdex import bootstrap

    bootstrap.provide()
    from errdex import cli

    code = cli.main(sys.argv[1:])
    # Python would now take down, one by one, all that is left: 4 ms, 4 % of a build of 22 codes. Files are closed.
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # before or behind the command line, which has its own word for it
        sys.exit(130)
