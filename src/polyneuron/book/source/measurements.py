"""The stored measurements in `docs/benchmarks.json`, as far as the learner's package takes figures from them."""

from __future__ import annotations

from pathlib import Path

import jsonschema

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import YamlFile, parse_yaml
from polyneuron.book.tools.reading import read_json, read_text

MEASUREMENTS_FILE = "docs/benchmarks.json"
_REMEDY = "Bring it back from the repository's history, or measure again: make bench."
_NUMBER = {"type": "number", "description": "a number"}
_MEDIAN = {"type": "object", "required": ["median"], "properties": {"median": _NUMBER}, "description": "a median"}
_RUN = {
    "type": "object",
    "description": "a run with its figures",
    "required": ["test_accuracy"],
    "properties": {
        "test_accuracy": _NUMBER,
        "validation_accuracy": {"type": "array", "minItems": 1, "items": _NUMBER, "description": "a list of numbers"},
    },
}
_RECIPE = {
    "type": "object",
    "description": "a recipe with its figures",
    "required": ["examples", "parameters", "recipe", "runs", "summary"],
    "properties": {
        "parameters": {"type": "integer", "description": "a number of parameters"},
        "examples": {"type": "integer", "description": "a number of examples"},
        "runs": {"type": "array", "minItems": 1, "items": _RUN, "description": "a list of runs"},
        "recipe": {
            "type": "object",
            "description": "the settings of a network",
            "required": [
                "data",
                "hidden",
                "activation",
                "softmax",
                "optimizer",
                "learning_rate",
                "batch",
                "epochs",
                "dropout",
            ],
            "properties": {
                "hidden": {"type": "array", "description": "a list of numbers"},
                "optimizer": {"enum": ["sgd", "rmsprop", "adam"], "description": "sgd, rmsprop or adam"},
            },
        },
        "summary": {
            "type": "object",
            "description": "the medians",
            "required": ["train_seconds", "test_accuracy"],
            "properties": {"train_seconds": _MEDIAN, "test_accuracy": _MEDIAN},
        },
        "claim": {"type": "object", "description": "what its source reports"},
    },
}
_RECIPES = {"type": "object", "additionalProperties": _RECIPE, "description": "recipes with their names"}
_PART = {
    "type": "object",
    "description": "a part that make bench has measured",
    "required": ["date", "machine", "recipes"],
    "properties": {
        "date": {"type": "string", "minLength": 10, "description": "a date"},
        "machine": {"type": "object", "required": ["processor", "cores"], "description": "processor and cores"},
        "recipes": _RECIPES,
    },
}
_SCHEMA = {
    "type": "object",
    "description": "the parts that make bench has measured",
    "required": ["parts"],
    "properties": {
        "parts": {
            "type": "object",
            "description": "the parts that make bench has measured",
            "required": ["mnist", "epochs", "imdb", "reproduction"],
            "properties": {"mnist": _PART, "epochs": _PART, "imdb": _PART, "reproduction": _PART},
        }
    },
}


def check_measurements(root: Path) -> None:
    """Raise `ProblemsFound` where the file is missing, damaged, or lacks what the package needs of it."""
    values = read_json(root / MEASUREMENTS_FILE, root)
    if jsonschema.Draft7Validator(_SCHEMA).is_valid(values):
        return
    try:
        content = parse_yaml(read_text(root / MEASUREMENTS_FILE, root), MEASUREMENTS_FILE)  # for the lines
    except ProblemsFound:
        content = YamlFile(MEASUREMENTS_FILE, values, {})
    found = schema_problems(content, _SCHEMA)
    raise ProblemsFound(
        [Problem(problem.file, problem.line, problem.message, _REMEDY) for problem in found]
        or [Problem(MEASUREMENTS_FILE, 0, "It lacks what the package needs", _REMEDY)]
    )
