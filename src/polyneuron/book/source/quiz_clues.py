"""What gives an answer of a quiz away: the right option is the longest one, or the number stands on the page.

Guards against quizzes that can be passed by looking instead of thinking. Whether a number is *asked for* by the page
can be decided for some numbers only. One with three significant digits or more, such as 266 610 or 0.697, stands there
by chance hardly ever: it may occur nowhere before the quiz, neither in prose nor in code, and in no output. A shorter
one, such as 3 or 0.5, is everywhere; it may not be the whole answer of an output whose label has no word that the
question has not (`Parameters: 6` where the question asks for parameters).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from polyneuron.book.model.exercise import HIDDEN_CHECK
from polyneuron.book.model.lesson import QUIZ, Cell
from polyneuron.book.model.question import Question
from polyneuron.book.source import myst

LARGEST_SHARE = 3
"""One question of so many may have a right option that is the longest."""
DISTINCT_DIGITS = 3
"""Numbers with so many significant digits hardly ever stand on a page by chance."""

_GROUPED = re.compile(r"(?<![\w.,])[-−+]?\d{1,3}(?:[ ,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)")
_PLAIN = re.compile(r"(?:(?<![\w.)])[-−+])?(?<![\w.])\d+(?:\.\d+)?(?:[eE][-−+]?\d+)?(?![\d])")
_LABELLED = re.compile(r"(?P<label>[^:\n]*[^\W\d_][^:\n]*):[ \t]*(?P<number>[-−+]?\d[\d ,\u00a0\u202f]*(?:\.\d+)?)")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)")
"""A command of TeX, most of which print one sign."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def rendered(text: str) -> str:
    """About what readers see of a Markdown text in one line: roles as their words, formulas sign by sign."""
    seen = []
    for token in myst.inline_tokens(text):
        if token.type in ("math_inline", "math_single") or token.meta.get("name") == "math":
            seen.append(re.sub(r"[{}_^ ]", "", _COMMAND.sub("x", token.content)))
        elif token.type == "myst_role":
            seen.append(token.content if token.meta["name"] == "kbd" else myst.role_words(token.content))
        else:
            seen.append(" " if token.type == "softbreak" else token.content)
    return " ".join("".join(seen).split())


def has_longest_right(question: Question) -> bool:
    """Whether a right option of a question is longer than every wrong one."""
    lengths: dict[bool, list[int]] = {True: [], False: []}
    for answer in question.answers:
        lengths[answer.right].append(len(rendered(answer.text)))
    return bool(lengths[True] and lengths[False]) and max(lengths[True]) > max(lengths[False])


def length_problems(questions: Iterable[Question]) -> Iterator[tuple[int, str, str]]:
    """Line, problem and remedy where the right option is the longest in too many questions of a lesson."""
    choosing = [question for question in questions if question.kind in ("single", "multiple")]
    found = [question for question in choosing if has_longest_right(question)]
    allowed = len(choosing) // LARGEST_SHARE
    if len(found) > allowed:
        names = ", ".join(f"{question.name} in line {question.line}" for question in found)
        what = f"The right option is the longest one in {len(found)} of {len(choosing)} questions with options: {names}"
        remedy = (
            f"Shorten it, or lengthen a wrong one, in {len(found) - allowed} of them: {allowed} may have it so, which "
            f"is 1 in {LARGEST_SHARE}."
        )
        yield found[0].line, what, remedy


def number_problems(questions: Iterable[Question], cells: Sequence[Cell]) -> Iterator[tuple[int, str, str]]:
    """Line, problem and remedy where the prose or the code before the quiz holds the number that is asked for."""
    before = []
    for cell in cells:
        if cell.kind == QUIZ:
            break
        if cell.for_readers and cell.part != HIDDEN_CHECK:
            before.append(cell)
    for question in questions:
        if question.kind != "numeric" or not _is_distinct(asked_number(question)):
            continue
        for cell in before:
            for number, line in enumerate(cell.source.split("\n")):
                if _holds(line, question):
                    yield question.line, given_away(question, f"in line {cell.line + number}"), REMEDY
                    break
            else:
                continue
            break


REMEDY = "Ask with other numbers, so that the answer has to be found."


def given_away(question: Question, place: str) -> str:
    """What a problem says of a question whose number stands somewhere on the page."""
    return f"The question {question.name} asks for {asked_number(question):g}, which the page shows {place}"


def printed_by(question: Question, output: str) -> bool:
    """Whether an output of a cell gives the answer of a numeric question away."""
    number = asked_number(question)
    if _is_distinct(number):
        return _holds(output, question)
    asked = _stems(rendered(question.text))
    return any(
        labels and labels <= asked and _holds(found["number"], question)
        for found in _LABELLED.finditer(output)
        if (labels := _stems(found["label"]))
    )


def asked_number(question: Question) -> float:
    """The right answer of a numeric question."""
    return next(answer.value for answer in question.answers if answer.right and answer.value is not None)


def _is_distinct(number: float) -> bool:
    digits = re.sub(r"e.*|\D", "", f"{number:.12g}").strip("0")
    return len(digits) >= DISTINCT_DIGITS


def _holds(text: str, question: Question) -> bool:
    """Whether a text holds a number that would be accepted as the answer."""
    number = asked_number(question)
    room = max(question.tolerance, abs(number) * 1e-9)
    return any(abs(found - number) <= room for found in _numbers(text))


def _numbers(text: str) -> Iterator[float]:
    """Every number in a text, each group of thousands also joined to one: 1 719 is 1, 719 and 1719."""
    text = re.sub(r"(?<=\d)_(?=\d)", "", text.replace("\\,", "\u202f"))
    for pattern in (_PLAIN, _GROUPED):
        for found in pattern.finditer(text):
            yield float(re.sub(r"[ ,\u00a0\u2009\u202f]", "", found[0]).replace("−", "-"))


def _stems(text: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in _WORD.findall(text)}
