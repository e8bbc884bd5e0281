"""Students of one name → a student for each of the numbers by which Moodle knows them.

Guards against the work of one that hides another's, and against points that go to the wrong one. A number holds for one
assignment, so it does not tell who of them handed in another one: there each is a student with the new number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

Participants = Mapping[str, Mapping[str, str]]
"""Assignment → student → the number."""


def students_by_number(
    found: Iterable[tuple[str, str]], assignment: str, participants: Participants
) -> dict[tuple[str, str], str]:
    """For every (name, number) of a download the student.

    Whoever has a student already keeps it. A name that nobody else has is the student; else it is name and number.
    """
    known = {(plain_name(student, number), number): student for student, number in _of(participants, assignment)}
    pairs = {*found}
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for name, number in pairs | {*known}:
        numbers[name].add(number)
    shared = names_of_several(participants)
    return {
        (name, number): known.get((name, number))
        or (f"{name} ({number})" if len(numbers[name]) > 1 or name in shared else name)
        for name, number in pairs
    }


def names_of_several(participants: Participants) -> set[str]:
    """The names that several students have, in one assignment at least."""
    found = set()
    for assignment in participants:
        names = Counter(plain_name(student, number) for student, number in _of(participants, assignment))
        found |= {name for name, count in names.items() if count > 1}
    return found


def plain_name(student: str, number: str | None) -> str:
    """The name without the number that tells the student from others."""
    return student.removesuffix(f" ({number})")


def _of(participants: Participants, assignment: str) -> Iterable[tuple[str, str]]:
    return participants.get(assignment, {}).items()
