"""What Jupyter Book's own part of `_config.yml` may hold: its own schema, and the names that its defaults know."""

from __future__ import annotations

import copy
import json
from functools import cache
from importlib.resources import files

import yaml

_FREE = ("sphinx", "latex", "parse")
"""Parts whose names come from Sphinx and its extensions."""


def jupyter_book_schema() -> dict:
    """A JSON Schema for `_config.yml`, without the project's own part; unknown names do not fit it."""
    return copy.deepcopy(_schema())


@cache
def _schema() -> dict:
    package = files("jupyter_book")
    schema = json.loads((package / "config_schema.json").read_text(encoding="utf-8"))
    defaults = yaml.safe_load((package / "default_config.yml").read_text(encoding="utf-8"))
    schema["description"] = "title: and the other settings of the book"
    _close(schema, defaults)
    for name, part in schema["properties"].items():
        if name not in _FREE and part.get("type") == "object":
            _close(part, defaults.get(name) or {})
    return schema


def _close(schema: dict, defaults: dict) -> None:
    """Let a part hold what its schema or its defaults name, and nothing else."""
    for name in defaults:
        schema["properties"].setdefault(name, {})
    schema["additionalProperties"] = False
