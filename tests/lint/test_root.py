"""A project is judged by its own word lists, term base and tools, wherever the code of the lint lies."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.run import lint_edition
from tests.conftest import ROOT, SmallProject
from tests.lint.test_run import translate

TERMS = "en,fa,definition,variants_en,variants_fa\nsum,{term},The result of adding up.,,\n"


def found(project: SmallProject, rule: str) -> list[str]:
    """The words that a rule finds in the Persian edition of a project."""
    return [finding.word for finding in lint_edition(project.configuration, "fa").findings if finding.rule == rule]


def test_words_that_no_dictionary_has_are_those_of_the_project(translated_project):
    ours = next(word for word in (ROOT / "locales/fa/words.txt").read_text(encoding="utf-8").split() if len(word) > 4)
    translate(translated_project, "The sum", f"مجموع {ours}")
    assert found(translated_project, "fa-spelling") == [ours]
    translated_project.write("locales/fa/words.txt", f"{ours}\n")
    assert found(translated_project, "fa-spelling") == []


def test_terms_are_those_of_the_project(translated_project):
    assert found(translated_project, "glossary") == []
    translated_project.write("locales/glossary.csv", TERMS.format(term="حاصل‌جمع"))
    assert found(translated_project, "glossary") == ["sum", "sum"]
    translated_project.write("locales/glossary.csv", TERMS.format(term="مجموع"))
    assert found(translated_project, "glossary") == []


def test_words_that_only_look_like_terms_are_those_of_the_project(translated_project):
    translated_project.write("locales/glossary.csv", TERMS.format(term="حاصل‌جمع"))
    translated_project.write("locales/not-terms.txt", "the sum\n")
    assert found(translated_project, "glossary") == ["sum"]


def test_checkers_of_node_are_those_of_the_project(translated_project):
    (translated_project.root / "node_modules").unlink()
    translated_project.write("locales/fa/lint-exceptions.csv", "rule,text,reason\nfa-spelling,word,why not\n")
    report = lint_edition(translated_project.configuration, "fa")
    assert {"fa-typography", "fa-spelling", "fonts"} <= set(report.not_run)
    assert "is not installed in node_modules" in report.not_run["fa-typography"].what
    assert not [finding for finding in report.findings if finding.rule == "exceptions"]  # nobody knows what they cover


@pytest.mark.parametrize("rule", ["msgfmt", "complete"])
def test_gates_of_files_are_gates_like_all_others(translated_project, rule):
    translated_project.replace("_config.yml", "released:\n  - en", "released:\n  - en\n  - fa")
    translated_project.catalog.write_text(
        translated_project.catalog.read_text(encoding="utf-8").replace('msgstr "مجموع"', 'msgstr "مجموع\\n"')
    )
    assert found(translated_project, rule) == ([""] if rule == "msgfmt" else [""] * 2)
