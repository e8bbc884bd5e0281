"""What every step uses and what knows nothing of books: files and digests, Node, the display of progress.

In: paths, bytes, commands. Out: the same, written in one move or run to its end. May not know lessons, languages or
notebooks; of `model/` only `problems`.
"""
