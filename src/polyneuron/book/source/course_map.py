"""What the course map shows: chapters with their main ideas, and what each of them builds on.

`chapters/course-map.yml` is the one place where this stands; `times` counts how long a chapter takes. Chapters that
the map names and the book does not have yet are left out of it.
"""

from __future__ import annotations

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.course_map import Stop
from polyneuron.book.model.domains import COURSE_MAP_FILE, Domain
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.schema import did_you_mean, schema_problems
from polyneuron.book.source.yaml_files import read_yaml

_WORDS = {"type": "string", "pattern": r"^[^\n]*\S[^\n]*$", "description": "a few words in one line"}
_SCHEMA = {
    "type": "array",
    "description": "a list of entries such as - chapter: 01-neurons",
    "items": {
        "type": "object",
        "description": "an entry with chapter, ideas and needs",
        "required": ["chapter", "ideas", "needs"],
        "additionalProperties": False,
        "properties": {
            "chapter": {"type": "string", "minLength": 1, "description": "the name of a lesson, such as 01-neurons"},
            "ideas": {
                "type": "array",
                "items": _WORDS,
                "minItems": 1,
                "uniqueItems": True,
                "description": "a list of main ideas, a few words each",
            },
            "needs": {
                "type": "object",
                "additionalProperties": _WORDS,
                "description": "earlier chapters and what is used of them, such as 00-start: running cells; or {}",
            },
        },
    },
}


def read_course_map(configuration: Configuration) -> tuple[list[Stop], list[Problem]]:
    """Read the map; a book without the page has none. Raises `ProblemsFound` where it does not fit its form."""
    if Domain.COURSE_MAP not in configuration.page_names:
        return [], []
    path = configuration.root / COURSE_MAP_FILE
    if not path.exists() and not path.is_symlink():
        remedy = f"Write it, or take {Domain.COURSE_MAP} out of _toc.yml."
        return [], [Problem(COURSE_MAP_FILE, 0, "This file is missing", remedy)]
    content = read_yaml(path, configuration.root)
    if content.values is not None and (found := schema_problems(content, _SCHEMA)):
        raise ProblemsFound(found)
    problems = []
    stops: list[Stop] = []
    lines: dict[str, int] = {}
    for number, entry in enumerate(content.values or []):
        name, line = entry["chapter"], content.line((number, "chapter"))
        if name in lines:
            what = f"{name} has an entry already, in line {lines[name]}"
            problems.append(Problem(COURSE_MAP_FILE, line, what, "Take one of the two out."))
            continue
        for need in entry["needs"]:
            if need not in lines:
                what = f"{name} needs {need!r}, which is no earlier entry{did_you_mean(need, lines)}"
                place = content.line((number, "needs", need))
                problems.append(Problem(COURSE_MAP_FILE, place, what, "Mend the name or the order."))
        lines[name] = line
        stops.append(Stop(**{**entry, "ideas": tuple(entry["ideas"])}))
    unknown = [name for name in lines if name not in configuration.chapter_names]
    for name in configuration.chapter_names:
        if name not in lines:
            what = f"The chapter {name} is not on the course map{did_you_mean(name, unknown)}"
            remedy = "Add an entry with chapter, ideas and needs."
            problems.append(Problem(COURSE_MAP_FILE, 0, what, remedy))
    return stops, problems
