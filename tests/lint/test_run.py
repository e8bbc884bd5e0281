"""The command: what it prints, what makes it fail, and what it mends."""

from __future__ import annotations

import importlib
import pkgutil

import polib
import pytest
from tests.conftest import SmallProject

from polyneuron.book import lint
from polyneuron.book.lint.run import GATES
from polyneuron.book.texts.po_reader import open_catalog


def translate(project: SmallProject, text: str, translation: str) -> int:
    """Write a translation; return its line in the catalogue."""
    catalog = open_catalog(project.catalog)
    next(entry for entry in catalog if entry.msgid == text).msgstr = translation
    catalog.save()
    catalog = polib.pofile(str(project.catalog))
    return next(entry for entry in catalog if entry.msgid == text).linenum


def test_a_good_edition_passes_and_every_rule_is_in_the_table(translated_project):
    result = translated_project.run("lint")
    assert result.exit_code == 0, result.output
    for gate in GATES:
        assert gate.name in result.output


def test_a_finding_names_language_file_message_rule_and_remedy(translated_project):
    line = translate(translated_project, "The sum", "The sum")
    result = translated_project.run("lint")
    assert result.exit_code == 1
    assert (
        f"locales/fa/LC_MESSAGES/small.po:{line} (fa) error unchanged: the whole message is the English one\n"
        "    Message: The sum\n"
        "    Remedy: Translate it;"
    ) in result.output


def test_one_edition_can_be_chosen(translated_project):
    translate(translated_project, "The sum", "The sum")
    assert translated_project.run("lint", "--language", "en").exit_code == 0
    assert translated_project.run("lint", "--language", "fa").exit_code == 1
    unknown = translated_project.run("lint", "--language", "xx")
    assert unknown.exit_code == 1
    assert "Unknown language code 'xx'" in unknown.output


def test_an_exception_with_a_reason_is_printed(translated_project):
    translate(translated_project, "The sum", "The sum")
    translated_project.write("locales/fa/lint-exceptions.csv", "rule,text,reason\nunchanged,The sum,a name\n")
    result = translated_project.run("lint")
    assert "exception (fa), unchanged: The sum: a name" in result.output
    assert "exceptions to unchanged cover 1 of" in result.output  # a small project: 1 is more than 2 %


def test_msgfmt_reads_the_catalogues(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8")
    message = 'msgctxt "heading"\nmsgid "The sum"'
    broken = text.replace(message, '#, python-brace-format\nmsgctxt "heading"\nmsgid "The {sum}"')
    assert broken != text
    translated_project.catalog.write_text(broken, encoding="utf-8")
    result = translated_project.run("lint")
    assert result.exit_code == 1
    assert "(fa) error msgfmt:" in result.output


def test_a_released_edition_may_not_be_behind(translated_project):
    assert "complete:" not in translated_project.run("lint").output
    translated_project.replace("_config.yml", "released:\n  - en", "released:\n  - en\n  - fa")
    translate(translated_project, "The sum", "")
    result = translated_project.run("lint")
    assert result.exit_code == 1
    assert "small.po (fa) error complete: the edition is released, but not every message is" in result.output


def test_fix_mends_the_letters_and_nothing_else(translated_project):
    translate(translated_project, "The sum", "جمع آنها يك عدد است")
    before = polib.pofile(str(translated_project.catalog))
    result = translated_project.run("lint", "--fix")
    assert "mended locales/fa/LC_MESSAGES/small.po" in result.output
    after = polib.pofile(str(translated_project.catalog))
    assert after.find("The sum").msgstr.startswith("جمع آنها یک عدد")
    assert [entry.msgstr for entry in before if entry.msgid != "The sum"] == [
        entry.msgstr for entry in after if entry.msgid != "The sum"
    ]
    assert "mended" not in translated_project.run("lint", "--fix").output


def test_fix_writes_nothing_into_a_broken_catalogue(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8").replace('msgstr "مجموع"', 'msgstr "مجموع')
    translated_project.catalog.write_text(text, encoding="utf-8")
    result = translated_project.run("lint", "--fix")
    assert result.exit_code == 1
    assert "Broken catalogue" in result.output
    assert translated_project.catalog.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_every_gate_says_what_it_holds(gate):
    assert gate.about
    assert [other for other in GATES if other.name == gate.name] == [gate]


def test_no_gate_is_left_out_of_the_run():
    names = [f"{lint.__name__}.{module.name}" for module in pkgutil.iter_modules(lint.__path__)]
    gates = [gate for name in names for gate in getattr(importlib.import_module(name), "GATES", ())]
    assert len(gates) > 30
    assert set(gates) <= set(GATES)
