"""Directives of a lesson: which there are, where they stand, which options they have."""

from __future__ import annotations

from polyneuron.book.source import myst
from polyneuron.book.source.schema import did_you_mean

Trouble = tuple[int, str, str]
"""Line counted from 1, what is wrong, remedy."""


def check_directive(directive: myst.Directive, first: int, page: bool, outer: str = "") -> list[Trouble]:
    """What is wrong with a directive and those inside it.

    Parameters
    ----------
    first
        Line of the file where it is opened, counted from 0.
    page
        Whether it stands on a page beside the lessons.
    outer
        Name of the directive that it stands in.
    """
    if outer == "exercise" and directive.name in myst.EXERCISE_PARTS - {"model-answer"}:
        return check_options(directive, first)
    if page and not outer and directive.name == myst.GENERATED_DIRECTIVE:
        return check_options(directive, first)
    if directive.name not in myst.DIRECTIVES:
        return [_unknown(directive, first, outer)]
    if directive.name == "question" or directive.name in myst.ANSWERS:
        what = "Questions stand at the top level of a lesson, and answers in questions only"
        return [(first + 1, f"{what}: {{{directive.name}}}", "Move it there.")]
    found = []
    wanted = myst.INSIDE.get(directive.name, outer)
    if wanted != outer:
        what = f"The directive {{{directive.name}}} stands outside of {{{wanted}}}"
        found.append((first + 1, what, f"Put it into the {{{wanted}}} that it belongs to."))
    if directive.name == "exercise" and outer:
        found.append((first + 1, "An exercise stands inside of another block", "Move it to the top level."))
    if directive.name == myst.CHAPTER_TERMS:
        found += _misplaced_terms(directive, first, page, outer)
    if directive.name == "admonition" and not directive.argument:
        found.append((first + 1, "This admonition has no title", "Write it behind {admonition}, or use {note}."))
    found += check_options(directive, first)
    if directive.name in myst.DIRECTIVES_VERBATIM:
        return found
    lines = myst.lines_of(directive.body)
    for token in myst.parser().parse(directive.body):
        inner = myst.directive_of(token, lines)
        if inner is not None:
            line = first + directive.body_line + myst.lines_of_token(token)[0]
            found += check_directive(inner, line, page, directive.name)
    return found


def check_options(directive: myst.Directive, first: int) -> list[Trouble]:
    """A problem for each option that a directive does not have."""
    known = myst.OPTIONS.get(directive.name)
    if known is None:
        return []
    remedy = f"Use {', '.join(f':{name}:' for name in sorted(known))}." if known else "Take it out: it has no options."
    return [
        (
            first + 1 + directive.option_lines[name],
            f"The directive {{{directive.name}}} has no option {name!r}{did_you_mean(name, known)}",
            remedy,
        )
        for name in directive.options
        if name not in known
    ]


def _misplaced_terms(directive: myst.Directive, first: int, page: bool, outer: str) -> list[Trouble]:
    """What is wrong with where a list of terms stands and what it lists; what the terms mean is not known here."""
    what = f"The directive {{{directive.name}}} "
    if page:
        return [(first + 1, what + "stands on a page, which has no terms of its own", "Move it to a lesson.")]
    if outer:
        return [(first + 1, what + "stands inside of another block", "Move it to the top level.")]
    if directive.argument:
        return [(first + 1, what + f"has words behind it: {directive.argument}", "Write them below it, a term a line.")]
    if not directive.body.strip():
        return [(first + 1, what + "lists no terms", "Write English terms of the glossary below it, one a line.")]
    return []


def _unknown(directive: myst.Directive, first: int, outer: str) -> Trouble:
    name = directive.name
    known = myst.DIRECTIVES | (myst.EXERCISE_PARTS if outer == "exercise" else {myst.CODE_CELL})
    where = ": code cells stand at the top level" if name == myst.CODE_CELL else did_you_mean(name, known)
    listed = ", ".join(sorted(known))
    return (
        first + 1,
        f"Unknown directive {{{name}}}{where}",
        f"Use one of {listed}, or teach it to src/polyneuron/book/source/myst.py.",
    )
