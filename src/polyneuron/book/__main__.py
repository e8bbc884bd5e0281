"""`python -m polyneuron.book`."""

import sys

from polyneuron.book.tools.start import INTERRUPTED

if __name__ == "__main__":
    try:  # also while the libraries are still being imported, which takes seconds on a slow machine
        from polyneuron.book.cli import main

        main(prog_name="python -m polyneuron.book")
    except KeyboardInterrupt:
        print("Stopped. Nothing was begun.", file=sys.stderr)
        sys.exit(INTERRUPTED)
