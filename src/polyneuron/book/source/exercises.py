"""Exercises of a lesson: one readable form, from which pages, notebooks, grading and the proof are made.

An `{exercise}` directive holds, in this order, the statement with its hints, the part `{variants}` where its numbers
may be others (see `polyneuron.book.source.variants`), the code parts `{scaffold}`,
`{solution}`, `{check}`, `{hidden-check}` and `{wrong}`, and for an `explain` exercise a `{model-answer}`. Guards
against exercises that cannot be solved or cannot be failed: every part that the proof needs must be there, and every
wrong answer names the message that it must get.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from polyneuron.book.model.exercise import (
    CHECK,
    EXERCISE_KINDS,
    HIDDEN_CHECK,
    MODEL_ANSWER,
    SCAFFOLD,
    SOLUTION,
    STATEMENT,
    VARIANTS,
    WRONG,
    Exercise,
)
from polyneuron.book.model.lesson import Cell
from polyneuron.book.source import myst
from polyneuron.book.source.schema import did_you_mean, shown
from polyneuron.book.source.variants import variant_problems

_ORDER = (STATEMENT, VARIANTS, SCAFFOLD, SOLUTION, CHECK, HIDDEN_CHECK, WRONG, MODEL_ANSWER)
_ONCE = (SCAFFOLD, SOLUTION, CHECK)
_NUMBERS = ("minutes", "points")


@dataclass(frozen=True)
class Part:
    """A part of an exercise, with its place in the lesson's file."""

    name: str
    source: str
    line: int
    """Line of the file where `source` begins, counted from 1."""
    words: str = ""
    """For a wrong answer: words of the message of the checks that it must get."""
    alt: str = ""
    """For a solution that draws: what somebody who does not see its picture should know."""


@dataclass
class Reading:
    """What was read of an exercise."""

    exercise: Exercise | None
    parts: list[Part] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, what is wrong, remedy."""


def read_exercise(token: Token, directive: myst.Directive, lines: list[str]) -> Reading:
    """Read an exercise.

    Parameters
    ----------
    token, directive
        The fence of the `{exercise}` directive, and what it holds.
    lines
        The lines of the lesson.
    """
    first, last = myst.lines_of_token(token)
    reading = Reading(None)
    reading.exercise = _head(directive, first + 1, reading)
    body_start = first + directive.body_line
    inner_lines = myst.lines_of(directive.body)
    end_of_statement = None
    for inner_token in myst.parser().parse(directive.body):
        if inner_token.level or inner_token.map is None or inner_token.nesting == -1:
            continue
        start = body_start + inner_token.map[0]
        inner = myst.directive_of(inner_token, inner_lines)
        if inner is None or inner.name not in myst.EXERCISE_PARTS:
            if end_of_statement is not None:
                remedy = "Write the statement and the hints first, then the code parts, then the model answer."
                reading.problems.append((start + 1, "Text stands behind the code parts of this exercise", remedy))
            continue
        if end_of_statement is None:
            end_of_statement = start
        words = inner.argument if inner.name == WRONG else ""
        if inner.argument and inner.name != WRONG:
            what = f"The part {{{inner.name}}} has no title, and here stands: {inner.argument}"
            reading.problems.append((start + 1, what, "Write it in the line below, or take it out."))
        if not inner.body.strip():
            reading.problems.append((start + 1, f"The part {{{inner.name}}} is empty", "Write it, or take it out."))
        if inner.name == MODEL_ANSWER:
            source = "\n".join(lines[start : body_start + inner_token.map[1]])
            reading.parts.append(Part(MODEL_ANSWER, source, start + 1))
        else:
            alt = _alt(inner, start, reading)
            reading.parts.append(Part(inner.name, inner.body, start + inner.body_line + 1, words, alt))
    end = last - 1 if end_of_statement is None else end_of_statement
    while not lines[end - 1].strip():
        end -= 1
    if end <= body_start:
        reading.problems.append(
            (first + 1, "This exercise asks nothing", "Write what is to be done below its options.")
        )
    statement = "\n".join([*lines[first:end], lines[last - 1] if directive.closed else token.markup])
    reading.parts.insert(0, Part(STATEMENT, statement, first + 1))
    _check_parts(reading, first + 1)
    _check_variants(reading)
    return reading


def order_problems(cells: Iterable[Cell]) -> list[tuple[int, str, str]]:
    """Line, problem and remedy where the exercises of a lesson do not climb."""
    kinds = [(cell.line, cell.exercise.kind) for cell in cells if cell.part == STATEMENT and cell.exercise]
    return [
        (
            line,
            f"This exercise ({kind}) stands behind one of the kind {before}",
            f"Put the exercises into this order: {', '.join(EXERCISE_KINDS)}.",
        )
        for (_, before), (line, kind) in pairwise(kinds)
        if EXERCISE_KINDS.index(kind) < EXERCISE_KINDS.index(before)
    ]


def _alt(part: myst.Directive, start: int, reading: Reading) -> str:
    """The text for those who do not see the picture of a solution."""
    alt = part.options.get("alt", "") if part.name == SOLUTION else ""
    if "alt" in part.options and not (isinstance(alt, str) and alt.strip()) and part.name == SOLUTION:
        line = start + 1 + part.option_lines["alt"]
        reading.problems.append((line, f":alt: is {shown(alt)}, and should be a text", "Write it in quotes."))
        return ""
    return alt


def _head(directive: myst.Directive, line: int, reading: Reading) -> Exercise | None:
    """The exercise's own data; None where they are not usable."""
    options = directive.options
    before = len(reading.problems)
    if not directive.argument:
        reading.problems.append((line, "This exercise has no title", "Write it behind {exercise}."))
    name = str(options.get("name", ""))
    if not myst.is_label(name):
        what = (
            f"The exercise's name {name!r} is not made of small ASCII letters, digits and single hyphens (50 at most)"
        )
        reading.problems.append((line, what, "Add a line such as :name: exercise-bias below {exercise}."))
    kind = options.get("kind")
    if kind not in EXERCISE_KINDS:
        remedy = f"Add a line :kind: with one of {', '.join(EXERCISE_KINDS)}."
        what = f"Unknown kind of exercise: {kind}{did_you_mean(str(kind), EXERCISE_KINDS)}"
        reading.problems.append((line + directive.option_lines.get("kind", 0), what, remedy))
    for key in _NUMBERS:
        number = options.get(key)
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            remedy = f"Add a line such as :{key}: 5"
            what = f"The exercise needs {key}, a whole number from 1 on"
            reading.problems.append((line + directive.option_lines.get(key, 0), what, remedy))
    if kind == "explain" and options.get("points") == 1:
        remedy = "Give it 2 or more: half of them are for the written explanation."
        reading.problems.append((line, "An exercise that asks for an explanation has 1 point only", remedy))
    objectives = _objectives(options.get("objectives", ""))
    if objectives is None:
        what = f":objectives: is {shown(options['objectives'])}, and should be numbers of objectives, each once"
        remedy = "Write them with commas, such as :objectives: 1, 3"
        reading.problems.append((line + directive.option_lines["objectives"], what, remedy))
    if len(reading.problems) > before or objectives is None:
        return None
    return Exercise(name, options["kind"], options["minutes"], options["points"], objectives)


def _objectives(value: object) -> tuple[int, ...] | None:
    """The numbers in an option such as "1, 3"; None where they are not numbers from 1 on, each once."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    words = [word.strip() for word in str(value).split(",") if word.strip()]
    if not all(word.isascii() and word.isdigit() and word[0] != "0" for word in words) or len({*words}) < len(words):
        return None
    return tuple(map(int, words))


def _check_parts(reading: Reading, line: int) -> None:
    for before, part in pairwise(reading.parts):
        if _ORDER.index(part.name) < _ORDER.index(before.name):
            what = f"The part {{{part.name}}} stands behind {{{before.name}}}"
            remedy = f"Write the parts in this order: {', '.join(_ORDER)}."
            reading.problems.append((part.line - (part.name != MODEL_ANSWER), what, remedy))
            break
    counts = Counter(part.name for part in reading.parts)
    for name in _ONCE:
        if counts[name] != 1:
            reading.problems.append((line, f"The exercise has {counts[name]} parts {{{name}}}", "It needs just one."))
    for name in (VARIANTS, HIDDEN_CHECK, MODEL_ANSWER):
        if counts[name] > 1:
            reading.problems.append((line, f"The exercise has {counts[name]} parts {{{name}}}", "Put them into one."))
    if not counts[WRONG]:
        remedy = "Add a {wrong} part: an answer that a learner would give, with words of the message that it must get."
        reading.problems.append((line, "The exercise lists no wrong answer", remedy))
    explains = reading.exercise is not None and reading.exercise.kind == "explain"
    if reading.exercise is not None and explains != bool(counts[MODEL_ANSWER]):
        what = (
            "An explain exercise needs a {model-answer}"
            if explains
            else "Only an explain exercise has a {model-answer}"
        )
        reading.problems.append((line, what, "Add it, or change the kind."))


def _check_variants(reading: Reading) -> None:
    """Whether the numbers of an exercise with variants can be drawn, and stand wherever they are needed."""
    parts = {part.name: part for part in reversed(reading.parts)}
    if VARIANTS not in parts or reading.exercise is None:
        return
    prose = [(part.source, part.line) for part in reading.parts if part.name in (STATEMENT, MODEL_ANSWER)]
    known = (STATEMENT, MODEL_ANSWER, VARIANTS)
    codes = [(part.source, part.line) for part in reading.parts if part.name not in known]
    source, line = parts[VARIANTS].source, parts[VARIANTS].line
    reading.problems += variant_problems(source, line, reading.exercise.name, prose, codes)
