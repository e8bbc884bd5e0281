"""Read the project's settings: `_config.yml` and `_toc.yml`, once and checked."""

from __future__ import annotations

from pathlib import Path

from polyneuron.book.model.configuration import (
    CONFIG_FILE,
    Configuration,
    Mirror,
    unknown_language,
)
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.contents import read_contents
from polyneuron.book.source.jupyter_book import jupyter_book_schema
from polyneuron.book.source.languages import read_languages
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import YamlFile, read_yaml

OWN = "polyneuron"
"""The project's own part of `_config.yml`."""
_LANGUAGES = "languages"
_CELL_TIMEOUT = 300
_MIRROR = {
    "type": "object",
    "description": "a second place: `- site_url: https://example.org/course`",
    "additionalProperties": False,
    "required": ["site_url"],
    "properties": {
        "site_url": {
            "type": "string",
            "format": "site-address",
            "description": "the address of a copy of the site, such as https://example.org/course",
        },
        "repository_url": {
            "type": "string",
            "format": "web-address",
            "description": "the address of a git repository with the branch of notebooks",
        },
    },
}
_SCHEMA = {
    "type": "object",
    "description": "the settings that the repository's history has",
    "additionalProperties": False,
    "properties": {
        "site_url": {
            "type": "string",
            "format": "site-address",
            "description": "the address of the published site, such as https://example.org/course",
        },
        "mirrors": {
            "type": "array",
            "items": _MIRROR,
            "uniqueItems": True,
            "description": "a list of second places, each `- site_url: https://example.org/course`, or []",
        },
        "released": {
            "type": "array",
            "items": {"type": "string", "description": "the code of a language, such as en"},
            "uniqueItems": True,
            "description": "the codes of the languages that are never behind, such as [en]",
        },
        "languages": True,  # checked by `polyneuron.book.source.languages`
        "contact": {
            "type": "string",
            "format": "mail-address",
            "description": "the e-mail address to which readers and translators write, such as course@example.org",
        },
        "cell_timeout": {
            "type": "integer",
            "minimum": 1,
            "maximum": 86_400,
            "description": "how many seconds one cell may run, such as 300",
        },
    },
}


def read_configuration(root: Path) -> Configuration:
    """Read the settings below `root`; raises `ProblemsFound` with everything that is wrong with them."""
    problems: list[Problem] = []
    contents = None
    config = _read_config(root, problems)
    try:
        contents = read_contents(root)
    except ProblemsFound as refused:
        problems += refused.problems
    if config is None or contents is None:
        raise ProblemsFound(problems)
    book = dict(config.values)
    own = book.pop(OWN)
    languages, found = read_languages(config.text)
    problems += found
    released = tuple(own.get("released") or ())
    if not found:  # else a language may be unknown because of its own mistake
        problems += [
            unknown_language(code, languages, config.line((OWN, "released", number)))
            for number, code in enumerate(released)
            if code not in languages
        ]
    if problems:
        raise ProblemsFound(problems)
    return Configuration(
        root,
        languages,
        released,
        contents.chapters,
        contents.pages,
        own.get("site_url", "").rstrip("/"),
        own.get("cell_timeout", _CELL_TIMEOUT),
        book,
        tuple(
            Mirror(one["site_url"].rstrip("/"), one.get("repository_url", "").rstrip("/"))
            for one in own.get("mirrors") or ()
        ),
        own.get("contact", ""),
    )


def _read_config(root: Path, problems: list[Problem]) -> YamlFile | None:
    """`_config.yml` with values of the right kinds; None, and problems, where it is not so."""
    try:
        config = read_yaml(root / CONFIG_FILE, root, elsewhere=(OWN, _LANGUAGES))
    except ProblemsFound as refused:
        problems += refused.problems
        return None
    schema = jupyter_book_schema()
    schema["properties"][OWN] = _SCHEMA
    schema["required"] = [OWN]
    if found := schema_problems(config, schema):
        problems += found
        return None
    return config
