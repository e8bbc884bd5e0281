"""What Jupyter Book's own part of `_config.yml` may hold: its own schema, and the names that its defaults know.

Narrower where a value would break a promise of the course: nothing runs while the book is built, nothing is loaded from
other hosts, buttons lead somewhere.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from importlib.resources import files

import yaml

_ADDRESS = {"type": "string", "format": "web-address", "description": "an address (https://…)"}
_NARROWER = {
    ("execute", "execute_notebooks"): {
        "enum": ["off", False],
        "description": '"off": notebooks run before the book is built, so that an error stops the build',
    },
    ("repository", "url"): _ADDRESS,
    ("repository", "branch"): {
        "type": "string",
        "format": "branch",
        "description": "the name of a branch, such as main",
    },
    ("launch_buttons", "binderhub_url"): _ADDRESS,
    ("launch_buttons", "colab_url"): _ADDRESS,
    ("launch_buttons", "deepnote_url"): _ADDRESS,
    ("launch_buttons", "jupyterhub_url"): _ADDRESS,
    ("launch_buttons", "thebe"): {"enum": [False], "description": "false: Thebe loads its scripts from another host"},
    ("html", "baseurl"): _ADDRESS,
    ("html", "analytics"): False,
    ("html", "comments"): False,
}
"""What this course allows in place of what Jupyter Book would; False is nothing: no page loads a remote script."""
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
    for (name, inner), narrower in _NARROWER.items():
        names = schema["properties"][name]["properties"]
        if narrower is False:
            names.pop(inner, None)
        else:
            names[inner] = narrower
    return schema


def _close(schema: dict, defaults: dict) -> None:
    """Let a part hold what its schema or its defaults name, and nothing else."""
    for name in defaults:
        schema["properties"].setdefault(name, {})
    schema["additionalProperties"] = False
