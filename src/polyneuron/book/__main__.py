"""`python -m polyneuron.book`."""

import io
import sys

from polyneuron.book.tools.start import INTERRUPTED

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # What it says holds letters of all languages: where the terminal has none of them, their numbers are shown.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:  # also while the libraries are still being imported, which takes seconds on a slow machine
        from polyneuron.book.cli import main

        main(prog_name="python -m polyneuron.book")
    except KeyboardInterrupt:
        print("Stopped. Nothing was begun.", file=sys.stderr)
        sys.exit(INTERRUPTED)
