"""A language's facts stand in one place: no module but those that describe languages names one by its code."""

import ast
import re
from pathlib import Path

from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from tests.conftest import ROOT

MODULES = sorted((ROOT / "src" / "polyneuron").rglob("*.py"))
SOURCES = [*(path for path in MODULES if "templates" not in path.parts), ROOT / "hatch_build.py"]
SCRIPTS = sorted(path for folder in ("src", "assets") for path in (ROOT / folder).rglob("*.js"))
DESCRIBE_LANGUAGES = (
    "src/polyneuron/book/source/language_facts.py",
    "src/polyneuron/book/source/date_words.py",
    "src/polyneuron/book/lint/languages/",
    "src/polyneuron/book/pages/search/families.py",
    "src/polyneuron/book/tools/word_forms.py",
)
"""What CLDR does not know, what the lint knows, and how forms of words are brought together: one entry or module for
each language."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def codes(configuration) -> set[str]:
    known = configuration.languages.values()
    return {each for language in known for each in (language.code, language.tag, language.locale)} - {SOURCE_LANGUAGE}


def test_no_module_names_a_language_by_its_code(configuration):
    known, found = codes(configuration), []
    for path in SOURCES:
        if not name(path).startswith(DESCRIBE_LANGUAGES):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            constants = [node for node in nodes if isinstance(node, ast.Constant)]
            found += [f"{name(path)}:{node.lineno}: {node.value}" for node in constants if node.value in known]
    assert not found, f"_config.yml should tell of these languages: {found}"


def test_no_script_names_a_language_by_its_code(configuration):
    pattern = "|".join(map(re.escape, codes(configuration)))
    quoted_or_key = re.compile(rf"""["'`](?:{pattern})["'`]|[{{,]\s*(?:{pattern})\s*:""")
    found = {name(path): quoted_or_key.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS}
    assert not {path: codes for path, codes in found.items() if codes}


def test_the_modules_of_the_lint_describe_one_language_each():
    for code, knowledge in KNOWN.items():
        assert knowledge.code == code
        for gate in knowledge.gates:
            assert gate.languages == (code,)
            assert gate.name.startswith(f"{code}-")
