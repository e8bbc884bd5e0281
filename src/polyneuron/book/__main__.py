"""`python -m polyneuron.book`."""

from polyneuron.book.cli import main

if __name__ == "__main__":
    main(prog_name="python -m polyneuron.book")
