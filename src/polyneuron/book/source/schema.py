"""Values of a file against a JSON Schema, with the line of each that does not fit, in words for who wrote it.

The `description` of a schema says what a value is and gives an example: it is the remedy.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from polyneuron.book.model.problems import Problem
from polyneuron.book.source.addresses import FORMATS
from polyneuron.book.source.yaml_files import Place, YamlFile

_KINDS = {
    "object": "names with values (name: value)",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date such as 2026-11-21",
    "null": "nothing",
}
_VALIDATOR = jsonschema.validators.extend(
    jsonschema.Draft7Validator,
    type_checker=jsonschema.Draft7Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": lambda _, value: isinstance(value, int) and not isinstance(value, bool),
            "date": lambda _, value: isinstance(value, datetime.date),
        }
    ),
)


def schema_problems(content: YamlFile, schema: dict) -> list[Problem]:
    """A problem for each value of a file that does not fit a schema (https://json-schema.org, draft 7, and `date`)."""
    problems = []
    for error in _VALIDATOR(schema, format_checker=FORMATS).iter_errors(content.values):
        place = tuple(error.absolute_path)
        for inner, message, remedy in _in_words(error, place):
            problems.append(Problem(content.file, content.line(inner), message, remedy))
    return sorted(problems, key=lambda problem: problem.line)


def near_words(word: str, known: Iterable[str]) -> str:
    """A question that names up to three known words that are near, or hold the word; empty where none is near."""
    known = list(known)
    near = [*difflib.get_close_matches(word, known), *(one for one in known if word in one)]
    return f" (did you mean {', '.join(list(dict.fromkeys(near))[:3])}?)" if word and near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word; empty where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def shown(value: object) -> str:
    """A value as its file has it, short."""
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case dict():
            return "names with values"
        case list():
            return "a list"
        case str():
            return repr(value if len(value) <= 60 else value[:60] + "…")
    return str(value)


def _in_words(error: ValidationError, place: Place) -> Iterable[tuple[Place, str, str]]:
    """Place, message and remedy for what a validator found."""
    value: Any = error.instance
    wanted: Any = error.validator_value
    schema = error.schema if isinstance(error.schema, Mapping) else {}  # true and false are schemas too
    name = _name(place)
    remedy = f"Write {description}." if (description := schema.get("description")) else "Mend the value."
    match error.validator:
        case "additionalProperties":
            known = list(schema.get("properties", {}))
            for extra in [key for key in value if key not in known]:
                message = f"{_name((*place, extra))}: there is no such name{did_you_mean(extra, known)}"
                yield (*place, extra), message, f"Use {_either(known)}, or take it out."
        case "required":
            lacking = [key for key in wanted if key not in value]
            unknown = [key for key in value if key not in schema.get("properties", {})]
            for key in lacking if error.message.startswith(repr(lacking[0])) else ():
                if did_you_mean(key, unknown) and schema.get("additionalProperties") is False:
                    continue  # the misspelt name is named
                described = schema.get("properties", {}).get(key, {}).get("description", "a value")
                yield place, f"{_name((*place, key))}: is missing", f"Add {key}: with {described}."
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            message = f"{name}: is {shown(value)}, and should be {' or '.join(_KINDS[kind] for kind in kinds)}"
            if "string" in kinds and isinstance(value, bool | int | float | datetime.date):
                remedy = "Put it into quotes, if it is meant so."
            elif value is None:
                remedy = f"Write {schema.get('description', 'a value')}, or take the line out."
            yield place, message, remedy
        case "enum" | "const":
            known = [str(one) for one in (wanted if error.validator == "enum" else [wanted])]
            hint = did_you_mean(str(value), known) if isinstance(value, str) else ""
            yield place, f"{name}: is {shown(value)}, and should be {_either(known)}{hint}", f"Write {_either(known)}."
        case "minimum":
            yield place, f"{name}: is {shown(value)}, and should be {wanted} or more", remedy
        case "maximum":
            yield place, f"{name}: is {shown(value)}, and should be {wanted} or less", remedy
        case "minLength" | "minItems" | "minProperties":
            yield place, f"{name}: is empty", remedy
        case "uniqueItems":
            twice = next(one for number, one in enumerate(value) if one in value[:number])
            yield place, f"{name}: names {shown(twice)} twice", "Take one of the two out."
        case _:
            yield place, f"{name}: is {shown(value)}, which does not fit", remedy


def _name(place: Place) -> str:
    """A place as one would say it: `polyneuron: languages: fa`, `chapters: 2: file`."""
    return ": ".join(str(part + 1) if isinstance(part, int) else part for part in place) or "The file"


def _either(words: Iterable[str]) -> str:
    words = sorted(words)
    return words[0] if len(words) == 1 else "one of " + ", ".join(words)
