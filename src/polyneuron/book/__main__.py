"""`python -m polyneuron.book`."""

import sys

INTERRUPTED = 130
"""Exit status of a command that Ctrl-C stopped: 128 and the number of the signal, as shells have it."""

if __name__ == "__main__":
    try:  # also while the libraries are still being imported, which takes seconds on a slow machine
        from polyneuron.book.cli import main

        main(prog_name="python -m polyneuron.book")
    except KeyboardInterrupt:
        print("Stopped. Nothing was begun.", file=sys.stderr)
        sys.exit(INTERRUPTED)
