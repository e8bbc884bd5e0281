"""What the course map shows: chapters with their times and main ideas, and what each of them builds on.

`chapters/course-map.yml` is the one place where this stands. Chapters that it names and the book does not have yet are
left out of the map.
"""

from __future__ import annotations

import yaml

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.course_map import Stop
from polyneuron.book.model.domains import COURSE_MAP_FILE, Domain
from polyneuron.book.model.problems import Problem

_FIELDS = {"chapter": str, "reading": int, "practice": int, "ideas": list, "needs": dict}


def read_course_map(configuration: Configuration) -> tuple[list[Stop], list[Problem]]:
    """Read the map; a book without the page has none."""
    if Domain.COURSE_MAP not in configuration.page_names:
        return [], []
    try:
        entries = yaml.safe_load((configuration.root / COURSE_MAP_FILE).read_text(encoding="utf-8")) or []
    except FileNotFoundError:
        return [], [
            Problem(
                COURSE_MAP_FILE, 0, "This file is missing", f"Write it, or take {Domain.COURSE_MAP} out of _toc.yml."
            )
        ]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return [], [Problem(COURSE_MAP_FILE, mark.line + 1 if mark else 0, f"No valid YAML: {error}", "Mend the line.")]
    problems = []
    stops: list[Stop] = []
    for number, entry in enumerate(entries, 1):
        wrong = [name for name, kind in _FIELDS.items() if not isinstance(entry.get(name), kind)]
        if wrong or set(entry) - set(_FIELDS):
            what = f"Entry {number}: these fields are missing, unknown or of another kind: {', '.join(wrong) or '?'}"
            problems.append(Problem(COURSE_MAP_FILE, 0, what, f"Each entry has {', '.join(_FIELDS)}."))
            continue
        for need in entry["needs"]:
            if need not in [stop.chapter for stop in stops]:
                what = f"{entry['chapter']} needs {need!r}, which is no earlier entry"
                problems.append(Problem(COURSE_MAP_FILE, 0, what, "Mend the name or the order."))
        stops.append(Stop(**{**entry, "ideas": tuple(entry["ideas"])}))
    for name in configuration.chapter_names:
        if name not in [stop.chapter for stop in stops]:
            what = f"The chapter {name} is not on the course map"
            problems.append(Problem(COURSE_MAP_FILE, 0, what, f"Add an entry with {', '.join(_FIELDS)}."))
    return stops, problems
