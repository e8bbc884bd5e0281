"""`python -m polyneuron learn`."""

import sys

from polyneuron.learn import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
