"""What the course map shows: chapters with their times and main ideas, and what each of them builds on.

`chapters/course-map.yml` is the one place where this stands. Chapters that it names and the book does not have yet are
left out of the map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import yaml

from polyneuron.book.configuration import Configuration
from polyneuron.book.messages import IDEA, Message
from polyneuron.book.problems import Problem

FILE = "chapters/course-map.yml"
PAGE = "course-map"
"""Name of the page that shows the map, and of the catalogue that holds its words."""

_FIELDS = {"chapter": str, "reading": int, "practice": int, "ideas": list, "needs": dict}


@dataclass(frozen=True)
class Stop:
    """A chapter on the map."""

    chapter: str
    """Name of the lesson."""
    reading: int
    """Minutes."""
    practice: int
    """Minutes for the exercises and the quiz."""
    ideas: tuple[str, ...]
    """What one takes along, in a few words each."""
    needs: dict[str, str]
    """Earlier chapter → what this one uses of it, in a few words."""


@dataclass(frozen=True)
class Arrow:
    """An arrow from a chapter to one that builds on it, in a lane of its own where arrows would cross."""

    first: int
    last: int
    """Places of the two chapters on the map, counted from 0."""
    lane: int
    """0 is the lane beside the chapters."""


def read_course_map(configuration: Configuration) -> tuple[list[Stop], list[Problem]]:
    """Read the map; a book without the page has none."""
    if PAGE not in configuration.page_names:
        return [], []
    try:
        entries = yaml.safe_load((configuration.root / FILE).read_text(encoding="utf-8")) or []
    except FileNotFoundError:
        return [], [Problem(FILE, 0, "This file is missing", f"Write it, or take {PAGE} out of _toc.yml.")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return [], [Problem(FILE, mark.line + 1 if mark else 0, f"No valid YAML: {error}", "Mend the line.")]
    problems = []
    stops: list[Stop] = []
    for number, entry in enumerate(entries, 1):
        wrong = [name for name, kind in _FIELDS.items() if not isinstance(entry.get(name), kind)]
        if wrong or set(entry) - set(_FIELDS):
            what = f"Entry {number}: these fields are missing, unknown or of another kind: {', '.join(wrong) or '?'}"
            problems.append(Problem(FILE, 0, what, f"Each entry has {', '.join(_FIELDS)}."))
            continue
        for need in entry["needs"]:
            if need not in [stop.chapter for stop in stops]:
                what = f"{entry['chapter']} needs {need!r}, which is no earlier entry"
                problems.append(Problem(FILE, 0, what, "Mend the name or the order."))
        stops.append(Stop(**{**entry, "ideas": tuple(entry["ideas"])}))
    for name in configuration.chapter_names:
        if name not in [stop.chapter for stop in stops]:
            what = f"The chapter {name} is not on the course map"
            problems.append(Problem(FILE, 0, what, f"Add an entry with {', '.join(_FIELDS)}."))
    return stops, problems


def map_messages(stops: list[Stop]) -> list[Message]:
    """The words of the map, in the form in which catalogues take them."""
    return [
        Message(IDEA, text, 0, "", note=f"chapter: {stop.chapter}", file=FILE)
        for stop in stops
        for text in (*stop.ideas, *stop.needs.values())
    ]


def present(stops: list[Stop], chapter_names: tuple[str, ...]) -> list[Stop]:
    """The stops whose chapters the book has, in its order, without what they need of others; none without a map."""
    known = {stop.chapter: stop for stop in stops}
    return [
        replace(known[name], needs={need: why for need, why in known[name].needs.items() if need in chapter_names})
        for name in chapter_names
        if name in known
    ]


def arrows(stops: list[Stop]) -> list[Arrow]:
    """The arrows of the map, each in the first lane in which it meets no other."""
    places = {stop.chapter: place for place, stop in enumerate(stops)}
    spans = sorted(
        ((places[need], place) for place, stop in enumerate(stops) for need in stop.needs),
        key=lambda span: (span[1] - span[0], span[0]),
    )
    drawn: list[Arrow] = []
    for first, last in spans:
        taken = {arrow.lane for arrow in drawn if arrow.first < last and first < arrow.last}
        drawn.append(Arrow(first, last, next(lane for lane in range(len(spans)) if lane not in taken)))
    return drawn
