"""The lines between `---` at the beginning of a lesson: what kind of file it is, and what runs it."""

from __future__ import annotations

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import YamlFile, parse_yaml

_KERNEL = {
    "type": "object",
    "description": "name: python3",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"const": "python3", "description": "python3"},
        "display_name": {"type": "string", "description": "a text"},
        "language": {"const": "python", "description": "python"},
    },
}
_PROPERTIES = {
    "file_format": {"const": "mystnb", "description": "mystnb"},
    "kernelspec": _KERNEL,
    "jupytext": {"type": "object", "description": "what Jupytext writes"},
    "mystnb": {"type": "object", "description": "settings of MyST-NB"},
}


def front_matter_problems(content: str, file: str, page: bool) -> list[Problem]:
    """What is wrong with the front matter of a lesson, or of a page, on which nothing runs."""
    schema = {
        "type": "object",
        "description": "file_format: mystnb",
        "required": ["file_format"] if page else ["file_format", "kernelspec"],
        "additionalProperties": False,
        "properties": _PROPERTIES,
    }
    try:
        matter = parse_yaml(content, file, first_line=2)
    except ProblemsFound as found:
        return found.problems
    if not isinstance(matter.values, dict) or matter.values.get("file_format") != "mystnb":
        what = "The front matter does not say file_format: mystnb"
        return [Problem(file, 1, what, "Add that line; chapter 01 shows how it looks.")]
    return schema_problems(YamlFile(file, matter.values, matter.lines), schema)
