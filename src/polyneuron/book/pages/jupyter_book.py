"""Jupyter Book's own command line, as a program of this package, which starts sooner; see `tools.start`."""

from polyneuron.book.tools.start import leave_out_what_only_costs_time

if __name__ == "__main__":
    leave_out_what_only_costs_time()
    from jupyter_book.cli.main import main

    main(prog_name="jupyter-book")
