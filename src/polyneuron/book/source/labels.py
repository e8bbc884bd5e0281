"""The labels of a lesson: names of headings, figures, formulas, exercises and questions, wherever they stand in it."""

from __future__ import annotations

from markdown_it.token import Token

from polyneuron.book.model.lesson import EQUATION, EXERCISE_NAME, FIGURE, HEADING, PLACE, QUESTION_NAME, Label
from polyneuron.book.source import myst
from polyneuron.book.source.fences import fault_of

_NAMED = {"exercise": EXERCISE_NAME, "question": QUESTION_NAME, "figure": FIGURE, "image": PLACE, "math": EQUATION}


def labels_of(text: str, first_line: int = 1) -> list[Label]:
    """Every label of a text that begins at `first_line` of its file, also those that an open fence has swallowed."""
    labels: list[Label] = []
    lines = myst.lines_of(text)
    tokens = myst.parser().parse(text)
    for place, token in enumerate(tokens):
        if token.map is None:
            continue
        line = first_line + token.map[0]
        if token.type == "myst_target":
            follower = tokens[place + 1].type if place + 1 < len(tokens) else ""
            labels.append(Label(token.content, HEADING if follower == "heading_open" else PLACE, line))
        elif token.type == "math_block_label":
            labels.append(Label(token.info.strip(), EQUATION, line))
        elif myst.is_fence(token):
            labels += _labels_of_fence(token, lines, line)
    return labels


def _labels_of_fence(token: Token, lines: list[str], line: int) -> list[Label]:
    try:
        directive = myst.directive_of(token, lines)
    except myst.OptionsError:
        directive = None
    if directive is None or directive.name in myst.CODE_DIRECTIVES:
        return labels_of(token.content, line + 1) if fault_of(token, lines) else []
    found = []
    if directive.name in _NAMED or "name" in myst.OPTIONS.get(directive.name, ()):
        kind = _NAMED.get(directive.name, PLACE)
        for option in ("name", "label") if kind == EQUATION else ("name",):
            if directive.options.get(option):
                found.append(Label(str(directive.options[option]), kind, line))
    if directive.name in myst.DIRECTIVES_VERBATIM:
        return found
    return found + labels_of(directive.body, line + directive.body_line)
