"""The project's word lists: right words that a gate would take for mistakes."""

from __future__ import annotations

from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound, relative

FILE_NAME = "words.txt"


def read_words(root: Path, language: str) -> tuple[str, ...]:
    """The words of `locales/<language>/words.txt`, one a line and sorted; none where there is no such file.

    Raises `ProblemsFound` where the list is not as it should be.
    """
    path = root / "locales" / language / FILE_NAME
    if not path.exists():
        return ()
    words = path.read_text(encoding="utf-8").splitlines()
    problems = [
        Problem(relative(path, root), line, f"Not one word: {word!r}", "Write one word a line.", language)
        for line, word in enumerate(words, 1)
        if not word or word != word.strip()
    ]
    if not problems and words != sorted(set(words)):
        what, remedy = "The words are not sorted, or one stands twice.", f"sort -u -o {relative(path, root)} (LC_ALL=C)"
        problems.append(Problem(relative(path, root), 0, what, remedy, language))
    if problems:
        raise ProblemsFound(problems)
    return tuple(words)
