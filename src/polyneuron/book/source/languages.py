"""The languages of the editions: `polyneuron: languages:` in `_config.yml`, checked, and completed by CLDR.

A language is its code and, where CLDR knows it, nothing more: `ha:`. What is given beside it goes before CLDR. Every
value is checked here, because it travels far: into catalogues, pages, notebooks and the learner's package.
"""

from __future__ import annotations

import gettext
import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from polyneuron.book.model.configuration import CONFIG_FILE, SOURCE_LANGUAGE
from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import Problem
from polyneuron.book.source.language_facts import UnknownToCldr, language_facts

_TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3})*(-x(-[A-Za-z0-9]{1,8})+)?"
"""A BCP 47 tag (RFC 5646) in its usual case: language, script, country, variants, private use. Browsers refuse what is
none, and so do Node and Babel."""
_CODE = re.compile(_TAG)

_FACTS: dict[str, tuple[dict[str, Any], str]] = {
    "name": ({"type": "string", "pattern": r"^\S(.*\S)?$"}, "the language's own name for itself, such as Polski"),
    "locale": (
        {"type": "string", "pattern": r"^[A-Za-z]{1,8}(_[A-Za-z0-9]+)*(@[a-z]+)?$"},
        "gettext's name, such as pl or zh_CN",
    ),
    "tag": ({"type": "string", "pattern": f"^{_TAG}$"}, "a BCP 47 tag, such as pl or zh-Hans"),
    "direction": ({"enum": ["ltr", "rtl"]}, "ltr or rtl"),
    "plural_forms": (
        {"type": "string", "pattern": r"^nplurals=[1-6]; plural=[^;]+;$"},
        "gettext's expression, such as nplurals=2; plural=(n != 1);",
    ),
    "script": ({"type": "string", "pattern": "^[A-Z][a-z]{3}$"}, "the four letters of ISO 15924, such as Latn or Cyrl"),
    "digits": ({"type": "string", "pattern": r"^\d{10}$"}, "the ten digits in a row, from 0 to 9, in quotes"),
    "decimal": ({"type": "string", "pattern": r"^[^\w\s]$"}, "one sign, in quotes, such as ',' or '.'"),
    "group": ({"type": "string", "pattern": r"^[^\w]$"}, "one sign or space, in quotes, such as ','"),
    "thousands": ({"type": "string", "pattern": r"^[^\w]?$"}, "one sign or space, or nothing, in quotes"),
    "list_separator": ({"type": "string", "pattern": "^.{1,5}$"}, "a sign and its space, in quotes, such as ', '"),
    "one_letter_words": ({"type": "string", "pattern": r"^[^\W\d_]*$"}, "letters in a row, such as aiouwz"),
    "words_before_numbers": ({"type": "string"}, "words with blanks between, such as 'chapter* figure*'"),
    "words_behind_numbers": ({"type": "string"}, "words with blanks between, such as 'MB minute*'"),
    "dash_ends_line": ({"type": "boolean"}, "true or false"),
    "stacked_marks": ({"type": "boolean"}, "true or false"),
}
"""Name of a fact → its schema, and what to write."""

_SCHEMA = Draft202012Validator(
    {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {name: schema for name, (schema, _) in _FACTS.items()},
    }
)


def read_languages(text: str) -> tuple[dict[str, Language], list[Problem]]:
    """Read the languages from the text of `_config.yml`, which is valid YAML.

    Returns
    -------
    Code → language, in the order of the file, and everything that is wrong with them. A language with a mistake is left
    out.
    """
    loader = yaml.SafeLoader(text)
    try:
        return _read(loader, _entry(_entry(loader.get_single_node(), "polyneuron"), "languages"))
    finally:
        loader.dispose()


def _read(loader: yaml.SafeLoader, node: yaml.Node | None) -> tuple[dict[str, Language], list[Problem]]:
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    if node is not None and not isinstance(node, yaml.MappingNode):
        what = "polyneuron: languages: holds no codes with a colon behind each"
        return {}, [Problem(CONFIG_FILE, _line(node), what, "Write one language a line, such as `pl:`.")]
    seen: dict[str, int] = {}
    for key, value in node.value if node else ():
        code, line = key.value if isinstance(key, yaml.ScalarNode) else "?", _line(key)
        found = list(_code_problems(key, code))
        if code in seen:
            what = f"The language {code!r} stands in line {seen[code]} too"
            found.append(Problem(CONFIG_FILE, line, what, "Take one of the two out.", code))
        seen.setdefault(code, line)
        given = None if found else loader.construct_object(value, deep=True)
        lines = _lines(value)
        found = found or [*_twice(code, value), *_value_problems(code, given, line, lines)]
        if not found:
            try:
                language = Language(code, **language_facts(code, given))
                found = list(_contradictions(language, lines, line)) + list(_same_names(language, languages, line))
                languages[code] = language
            except UnknownToCldr as unknown:
                found = [_unknown(unknown, line)]
        problems += found
    if SOURCE_LANGUAGE not in seen:
        what = f"polyneuron: languages: lacks the source language {SOURCE_LANGUAGE}"
        remedy = f"Add the line `{SOURCE_LANGUAGE}:` below languages:."
        problems.append(Problem(CONFIG_FILE, _line(node) if node else 0, what, remedy))
    return {code: language for code, language in languages.items() if not _has(problems, code)}, problems


def _code_problems(key: yaml.Node, code: str) -> Iterator[Problem]:
    if key.tag.endswith(":bool"):
        what = f"The language code {code} means yes or no in YAML"
        yield Problem(CONFIG_FILE, _line(key), what, f'Write it in quotes: "{code}":')
    elif not _CODE.fullmatch(code):
        what = f"{code!r} is no code of a language"
        remedy = "Write a BCP 47 tag, such as pl, pt-BR, zh-Hant or art-x-quenya."
        yield Problem(CONFIG_FILE, _line(key), what, remedy)


def _twice(code: str, node: yaml.Node) -> Iterator[Problem]:
    """Facts that are given two values, of which YAML would take the last."""
    lines: dict[str, int] = {}
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in lines:
            what = f"Language {code!r}: {key.value} stands in line {lines[key.value]} too"
            yield Problem(CONFIG_FILE, _line(key), what, "Take one of the two out.", code)
        lines.setdefault(key.value, _line(key))


def _value_problems(code: str, given: Any, line: int, lines: dict[str, int]) -> Iterator[Problem]:
    for error in _SCHEMA.iter_errors(given):
        match error.validator:
            case "additionalProperties":
                for name in sorted(map(str, set(given) - set(_FACTS))):
                    likely = get_close_matches(name, _FACTS, 1)
                    remedy = f"Write {likely[0]}." if likely else f"Use one of {', '.join(_FACTS)}, or take it out."
                    what = f"Language {code!r}: nothing is called {name!r}"
                    yield Problem(CONFIG_FILE, lines.get(name, line), what, remedy, code)
            case "type" if not error.path:
                what = f"Language {code!r}: {json.dumps(given, ensure_ascii=False, default=str)} stands for its facts"
                yield Problem(CONFIG_FILE, line, what, f"Write `{code}:` alone, or facts below it.", code)
            case _:
                name = str(error.path[0])
                yield _wrong(code, name, error.instance, lines.get(name, line))


def _wrong(code: str, name: str, value: Any, line: int) -> Problem:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return Problem(CONFIG_FILE, line, f"Language {code!r}: {name} is {shown}", f"Write {_FACTS[name][1]}.", code)


def _contradictions(language: Language, lines: dict[str, int], line: int) -> Iterator[Problem]:
    """What a schema cannot say: digits in their order, plural forms that can be counted, signs that differ."""
    if [unicodedata.decimal(digit, -1) for digit in language.digits] != list(range(10)):
        yield _wrong(language.code, "digits", language.digits, lines.get("digits", line))
    count, expression = re.findall(r"nplurals=(\d); plural=(.+);", language.plural_forms)[0]
    try:
        highest = max(map(gettext.c2py(expression), range(1000)))
    except (ValueError, ArithmeticError, RecursionError):
        highest = -1
    if highest + 1 != int(count):
        yield _wrong(language.code, "plural_forms", language.plural_forms, lines.get("plural_forms", line))
    if language.decimal in (language.group, language.thousands):
        name = next((name for name in ("thousands", "group", "decimal") if name in lines), "decimal")
        what = f"Language {language.code!r}: {language.decimal} stands before decimals and between thousands"
        yield Problem(CONFIG_FILE, lines.get(name, line), what, "Give decimal and group two signs.", language.code)


def _same_names(language: Language, others: dict[str, Language], line: int) -> Iterator[Problem]:
    for other in others.values():
        if language.tag.casefold() == other.tag.casefold() or language.locale == other.locale:
            what = f"The languages {other.code!r} and {language.code!r} have the same tag or locale"
            yield Problem(CONFIG_FILE, line, what, "Give each its own, or take one out.", language.code)


def _unknown(unknown: UnknownToCldr, line: int) -> Problem:
    needed = "; ".join(f"{name}: {_FACTS[name][1]}" for name in unknown.lacking)
    what = f"CLDR does not know the language {unknown.code!r}, which here lacks {', '.join(unknown.lacking)}"
    return Problem(CONFIG_FILE, line, what, f"Mend the code, or write below it: {needed}.", unknown.code)


def _entry(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    found = next((value for key, value in node.value if key.value == name), None)
    return None if found is None or found.tag.endswith(":null") else found


def _lines(node: yaml.Node) -> dict[str, int]:
    """Name of a fact → its line."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: _line(key) for key, _ in pairs if isinstance(key, yaml.ScalarNode)}


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _has(problems: list[Problem], code: str) -> bool:
    return any(problem.language == code for problem in problems)
