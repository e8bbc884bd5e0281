"""Jupyter Book's own command line, as a program of this package.

The package is imported first, and keeps out what costs seconds and does nothing here; see `polyneuron.book`.
"""

from jupyter_book.cli.main import main

if __name__ == "__main__":
    main(prog_name="jupyter-book")
