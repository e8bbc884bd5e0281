"""Jupyter Book's own command line, as a program of this package, which starts sooner; see `polyneuron.book`."""

if __name__ == "__main__":
    from jupyter_book.cli.main import main

    main(prog_name="jupyter-book")
