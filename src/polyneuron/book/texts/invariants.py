"""What a translation must keep, checked for every message and every cell of every edition at every build.

Guards against editions whose code, formulas or links drift apart from the source. Blind on purpose to words:
whether a sentence says the same is for readers to judge.
"""

from __future__ import annotations

from collections import Counter

from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import PLAIN_ROLES
from polyneuron.book.model.problems import Problem
from polyneuron.book.source import myst
from polyneuron.book.texts.code_comparison import same_code
from polyneuron.book.texts.code_messages import placeholders


def broken_parts(role: str, text: str, translation: str, formatted: bool = False) -> list[tuple[str, str]]:
    """Compare a translation with its source text; return what is wrong and the remedy for each.

    Parameters
    ----------
    role
        The message's role; see `polyneuron.book.model.messages.Message`.
    formatted
        Whether `text` is the text of an f-string.
    """
    if role in PLAIN_ROLES:
        return _broken_plain_text(text, translation, formatted)
    found = []
    if "\n" in translation:
        found.append(("the translation has several lines", "Write one paragraph in one line."))
    expected, actual = myst.protected_parts(text), myst.protected_parts(translation)
    found += _differences(expected, actual, "Copy it from the English text unchanged.")
    title = role in myst.DIRECTIVES_WITH_TITLE.values()
    if not found and not title and myst.structure(f"{text}\n") != myst.structure(f"{translation}\n"):
        remedy = "Begin it with a word, and leave : ` # and > at its beginning out."
        found.append(
            ("the translation would become another block than the source (list, heading, directive …)", remedy)
        )
    if not found and ("\\`" not in text) and translation.count("`") % 2:
        found.append(("the translation has an odd number of backticks", "Close every code span."))
    return found


def _broken_plain_text(text: str, translation: str, formatted: bool) -> list[tuple[str, str]]:
    if "\n" in translation and "\n" not in text:
        return [("the translation has several lines", "Write it in one line.")]
    if not formatted:
        return []
    try:
        actual = placeholders(translation)
    except SyntaxError:
        return [("the braces of the translation do not match", "Write every {…} exactly as in the English text.")]
    return _differences(placeholders(text), actual, "Copy the placeholder with its braces from the English text.")


def _differences(expected: Counter[str], actual: Counter[str], remedy: str) -> list[tuple[str, str]]:
    lost = [(f"the translation lost: {part}", remedy) for part in sorted((expected - actual).elements())]
    added = [
        (f"the translation has what the source has not: {part}", "Remove it, or mend it to equal the English text's.")
        for part in sorted((actual - expected).elements())
    ]
    return lost + added


def compare_lessons(source: Lesson, localized: Lesson, file: str) -> list[Problem]:
    """Compare every cell of an edition with the source: same cells, same code, same structure of the prose."""
    problems = []
    for one, other in zip(source.cells, localized.cells, strict=True):
        what = None
        if (one.identifier, one.kind, one.tags) != (other.identifier, other.kind, other.tags):
            what = f"this cell became {other.identifier} ({other.kind})"
        elif one.kind == "code":
            try:
                same = same_code(one.source, other.source)
                what = None if same else "a translation changes the code of this cell"
            except SyntaxError as error:
                what = f"a translation makes this cell invalid Python: {error}"
        elif myst.structure(one.source) != myst.structure(other.source):
            what = "a translation changes the structure of this cell: blocks, labels, formulas or directives differ"
        if what:
            remedy = "Compare the translations of this cell with their English texts."
            problems.append(Problem(file, one.line, what, remedy, localized.language, one.identifier))
    return problems
