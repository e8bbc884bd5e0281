"""Where the references of a book lead: every label is there once, and every reference has its label."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from polyneuron.book.model.lesson import EQUATION, EXERCISE_NAME, FIGURE, HEADING, PLACE, QUESTION_NAME, Label, Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.source.schema import did_you_mean

_LINKABLE = "link"


class Labels:
    """The labels of a whole book."""

    def __init__(self) -> None:
        self.owners: dict[str, tuple[Lesson, Label]] = {}

    def add(self, lesson: Lesson, file: str) -> list[Problem]:
        """Take the labels of a lesson; a problem for each that another lesson has already."""
        problems = []
        for label in lesson.labels:
            other, first = self.owners.setdefault(label.name, (lesson, label))
            if other is not lesson:
                what = f"The label {label.name!r} stands in {other.name} too (line {first.line})"
                problems.append(Problem(file, label.line, what, "Give one of the two another label."))
        return problems

    def broken_references(self, lesson: Lesson, file: str, documents: Collection[str]) -> list[Problem]:
        """A problem for each reference of a lesson that leads to nothing; `documents` are lessons and pages."""
        problems = []
        for reference in lesson.references:
            role, target = reference.role, reference.target
            if role == "doc":
                name = target.removeprefix("/").removesuffix(".md")
                if name != target or name not in documents:
                    what = f"The role {{doc}} names {target!r}, which is no chapter or page"
                    what += did_you_mean(name.rpartition("/")[2], documents)
                    remedy = f"Use one of {', '.join(documents)}."
                    problems.append(Problem(file, reference.line, what, remedy))
                continue
            shown = "The link" if role == _LINKABLE else f"The role {{{role}}}"
            known = [name for name, (_, label) in self.owners.items() if label.kind in _kinds(role)]
            if target not in known:
                kind = self.owners[target][1].kind if target in self.owners else ""
                why = f"which names a {kind}, where it cannot lead" if kind else "which is no label of the book"
                what = f"{shown} leads to {target!r}, {why}{'' if kind else did_you_mean(target, known)}"
                problems.append(Problem(file, reference.line, what, "Mend it, or write the label where it leads."))
            elif role == "ref" and not reference.has_words and self.owners[target][1].kind != HEADING:
                what = f"The role {{ref}} leads to {target!r}, which has no title of its own"
                remedy = f"Write its words: {{ref}}`words <{target}>`."
                problems.append(Problem(file, reference.line, what, remedy))
        return problems


def _kinds(role: str) -> Iterable[str]:
    """The kinds of labels that a role can lead to."""
    match role:
        case "eq":
            return (EQUATION,)
        case "numref":
            return (FIGURE,)
        case "ref":
            return (HEADING, FIGURE, PLACE, EXERCISE_NAME, QUESTION_NAME)
    return (HEADING, FIGURE, PLACE, EXERCISE_NAME)
