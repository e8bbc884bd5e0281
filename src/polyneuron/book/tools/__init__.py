"""What every step uses and what knows nothing of books: files, locks, other programs, escaping, signs of progress.

In: paths, bytes, texts, commands. Out: the same, written in one move, made harmless for its target, or run to its end.
May not know lessons, languages or notebooks; of `model/` only `problems`.
"""
