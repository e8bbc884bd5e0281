"""YAML with lines: the values of a file, and where in it each of them stands.

Guards against what YAML takes in silence (a name given twice, `no` that becomes false as a name) and against errors
without a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.tools.reading import read_text

Place = tuple[str | int, ...]
"""The way to a value: names of mappings, and places in lists counted from 0."""

_MOST_VALUES = 20_000
"""More than any file of the project holds; aliases of aliases can make millions out of ten lines."""
_DEEPEST = 100
"""So many brackets may stand within each other; PyYAML takes seconds to refuse thousands."""
_NESTED_MARKS = re.compile(rf"\s*([-?] +){{{_DEEPEST}}}")
_WHOLE_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
"""Numbers that everybody reads alike; YAML 1.1 also reads 1:30 as 90, 010 as 8 and 1_0 as 10."""
_INTEGER = "tag:yaml.org,2002:int"
_REMEDY = "Mend the line; a text with : or # or * in it needs quotes."


@dataclass(frozen=True)
class YamlFile:
    """What was read of a file."""

    file: str
    """Path relative to the project's root."""
    values: Any
    lines: dict[Place, int]
    """Place → its line, counted from 1; that of a mapping's value is the line of its name."""
    text: str = ""
    """What was read."""

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest one around it where it is missing."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _NoSuchValue(yaml.MarkedYAMLError):
    """A value that cannot be made, such as a date in the month 13."""


class _Constructor(yaml.SafeLoader):
    """Says the line of a value that cannot be made."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as error:
            raise _NoSuchValue(None, None, f"{node.value} ({error})", node.start_mark) from error


def read_yaml(path: Path, root: Path, elsewhere: Place | None = None) -> YamlFile:
    """Read a YAML file; raises `ProblemsFound` with everything that is wrong with its form.

    Parameters
    ----------
    elsewhere
        A place whose names are checked by somebody else.
    """
    return parse_yaml(read_text(path, root), relative(path, root), elsewhere=elsewhere)


def parse_yaml(text: str, file: str, first_line: int = 1, elsewhere: Place | None = None) -> YamlFile:
    """Read YAML that begins at `first_line` of a file; raises `ProblemsFound`.

    An empty text has the value None.
    """
    if line := _too_deep(text):
        raise ProblemsFound([Problem(file, first_line + line - 1, "No valid YAML: nested too deeply", _REMEDY)])
    loader = _Constructor(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return YamlFile(file, None, {}, text)
        walk = _Walk(file, first_line, elsewhere)
        walk.visit(node, (), node.start_mark.line, ())
        if walk.problems:
            raise ProblemsFound(walk.problems)
        return YamlFile(file, loader.construct_document(node), walk.lines, text)
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        what = f"No valid YAML: the character U+{error.character:04X}"
    except _NoSuchValue as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        what = f"There is no such value: {error.problem}"
        remedy = "Mend it, or put it into quotes, if it is a text."
        raise ProblemsFound([Problem(file, line, what, remedy)]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        what = f"No valid YAML: {', '.join(filter(None, (error.context, error.problem)))}"
        if error.context_mark and mark and error.context_mark.line != mark.line:
            what += f" (begun in line {first_line + error.context_mark.line})"
    except RecursionError:
        line, what = first_line, "No valid YAML: nested too deeply"
    finally:
        loader.dispose()
    raise ProblemsFound([Problem(file, line, what, _REMEDY)]) from None


def _too_deep(text: str) -> int:
    """The first line in which more brackets or list marks stand within each other than any file needs; 0 for none."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        for sign in line:
            depth += (sign in "[{") - (sign in "]}")
            if depth > _DEEPEST:
                return number
        if _NESTED_MARKS.match(line) or len(line) - len(line.lstrip(" ")) > 10 * _DEEPEST:
            return number
    return 0


def is_misread_number(node: yaml.Node) -> bool:
    """Whether a value is too long a number, or one that YAML reads otherwise than people do."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _INTEGER and not _WHOLE_NUMBER.fullmatch(node.value)


class _Walk:
    """Goes through a tree of nodes for lines, names given twice, and aliases without end."""

    def __init__(self, file: str, first_line: int, elsewhere: Place | None):
        self.file, self.first_line, self.elsewhere = file, first_line, elsewhere
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, self.first_line + line, message, remedy))

    def visit(self, node: yaml.Node, place: Place, line: int, around: tuple[yaml.Node, ...]) -> None:
        if any(node is outer for outer in around) or len(self.lines) > _MOST_VALUES:
            if not self.problems:
                what = "This alias stands for what it is a part of, or for too much"
                self.problem(line, what, "Write the values out, without & and *.")
            return
        self.lines[place] = self.first_line + line
        inside = (*around, node)
        if is_misread_number(node):
            what = f"This number is too long, or YAML reads another one than people do: {node.value[:40]}"
            self.problem(line, what, "Write at most 15 digits, and nothing else; put a text into quotes.")
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.visit(item, (*place, number), item.start_mark.line, inside)
        elif isinstance(node, yaml.MappingNode):
            self.visit_mapping(node, place, inside)

    def visit_mapping(self, node: yaml.MappingNode, place: Place, inside: tuple[yaml.Node, ...]) -> None:
        seen: dict[str, int] = {}
        if self.elsewhere is not None and place[: len(self.elsewhere)] == self.elsewhere:
            for name, value in node.value:
                if isinstance(name, yaml.ScalarNode):
                    self.visit(value, (*place, name.value), name.start_mark.line, inside)
            return
        for name, value in node.value:
            line = name.start_mark.line
            if name.tag == "tag:yaml.org,2002:merge":
                continue
            if name.tag != "tag:yaml.org,2002:str":
                if isinstance(name, yaml.ScalarNode):
                    what, remedy = f"The name {name.value!r} is read as a value, not as a text", "Put it into quotes."
                else:
                    what, remedy = "A list or a mapping stands here as a name", "Write a text, or put it into quotes."
                self.problem(line, what, remedy)
                continue
            if name.value in seen:
                what = f"The name {name.value!r} stands here for the second time (first in line {seen[name.value]})"
                self.problem(line, what, "Take one of the two out.")
            seen.setdefault(name.value, self.first_line + line)
            self.visit(value, (*place, name.value), line, inside)
