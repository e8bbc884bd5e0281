"""The command: what it prints, what makes it fail, and what it mends."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from polyneuron.book import lint
from polyneuron.book.lint.exceptions import LintException
from polyneuron.book.lint.findings import CannotRun, Finding, Level
from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.lint.masking import MARK
from polyneuron.book.lint.report import finding_lines, lint_verdict
from polyneuron.book.lint.run import GATES, RULES, EditionReport, of_chapters
from polyneuron.book.texts.po_reader import open_catalog
from tests.conftest import SmallProject


def translate(project: SmallProject, text: str, translation: str) -> int:
    """Write a translation; return its line in the catalogue."""
    catalog = open_catalog(project.catalog)
    next(entry for entry in catalog if entry.msgid == text).msgstr = translation
    catalog.save()
    catalog = open_catalog(project.catalog)
    return next(entry for entry in catalog if entry.msgid == text).linenum


def test_a_good_edition_passes_and_every_rule_is_in_the_table(translated_project):
    result = translated_project.run("lint")
    assert result.exit_code == 0, result.output
    for rule in RULES:
        assert (f"│ {rule.name} " in result.output) == (not rule.languages or bool({"en", "fa"} & {*rule.languages}))


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
    listed = "exception (fa), unchanged: The sum: a name"
    result = translated_project.run("lint")
    assert listed not in result.output
    assert "Known exceptions, in brackets above: 1." in result.output
    result = translated_project.run("lint", "--verbose")
    assert listed in result.output
    assert listed not in translated_project.run("lint", "--verbose", "--chapter", "about").output
    assert "Known exceptions" not in result.output


def last_line(project: SmallProject, *options: str) -> str:
    """The last line of the lint's report on the Persian edition."""
    return project.run("lint", "--language", "fa", *options).output.strip().splitlines()[-1]


def test_the_last_line_is_a_verdict(translated_project):
    chosen = ("--chapter", "small")
    assert last_line(translated_project, *chosen) == (
        "fa: 1 file looked at, 0 errors, 0 warnings. Nothing is to be mended."
    )
    translate(translated_project, "The sum", "The sum")
    assert last_line(translated_project, *chosen) == (
        "fa: 1 file looked at, 1 error, 0 warnings. Mend what is called error above, then type the same line again."
    )
    translate(translated_project, "The sum", "جمع آنها يك عدد است")
    assert last_line(translated_project, *chosen).endswith(
        "then type the same line again. With --fix 1 place of these would be mended."
    )


def test_of_a_chapter_its_own_messages_and_findings_are_counted():
    files = ("locales/fa/LC_MESSAGES/small.po", "locales/fa/LC_MESSAGES/other.po")
    findings = [Finding("fa", file, 1, "unchanged", "", "", "") for file in files]
    excepted = [(finding, LintException("unchanged", "x", "a name", 2)) for finding in findings]
    report = EditionReport("fa", {files[0]: 3, files[1]: 4}, findings, excepted, {}, {}, {})
    only = of_chapters(report, ["other"])
    assert (only.messages, only.findings, only.excepted) == ({files[1]: 4}, findings[1:], excepted[1:])
    assert of_chapters(report, []) == report


def test_the_verdict_speaks_of_what_was_not_run_and_of_mere_warnings():
    error, warning = (next(rule.name for rule in RULES if rule.level is level) for level in Level)
    found = [Finding("fa", "small.po", 1, warning, "", "", "")] * 2
    reports = [
        EditionReport("fa", {"small.po": 3}, found, [], {}, {}, {}),
        EditionReport("yo", {"small.po": 3}, [], [], {}, {}, {}),
    ]
    assert lint_verdict(reports) == (
        "fa, yo: 2 files looked at, 0 errors, 2 warnings. Nothing must be mended; look whether the warnings are right."
    )
    reports[1].not_run[error] = CannotRun("a tool is missing", "Install it.")
    assert lint_verdict(reports) == (
        "fa, yo: 2 files looked at, 0 errors, 2 warnings. A check was not run: see above what it needs."
    )


def test_what_is_no_language_is_no_box_in_the_report():
    finding = Finding("fa", "small.po", 3, "numbers", "", f"after {MARK} stands a digit", f"Look at {MARK}.")
    assert finding_lines(finding, Level.ERROR) == (
        "small.po:3 (fa) error numbers: after […] stands a digit\n    Remedy: Look at […]."
    )


def test_msgfmt_reads_the_catalogues(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8")
    before, after = 'msgctxt "heading"\nmsgid "The sum"', 'msgctxt "heading"\nmsgid "The {sum}"'
    assert before in text
    broken = text.replace(before, f"#, python-brace-format\n{after}")
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
    line = next(entry.linenum for entry in open_catalog(translated_project.catalog) if entry.msgid == "The sum")
    assert f"small.po:{line} (fa) error complete: the edition is released, but not every" in result.output
    assert f"missing or fuzzy: 1 (line {line})" in result.output
    assert "Take the fuzzy mark away where a sentence is right" in " ".join(result.output.split())


def test_fix_mends_the_letters_and_nothing_else(translated_project):
    translate(translated_project, "The sum", "جمع آنها يك عدد است")
    before = open_catalog(translated_project.catalog)
    result = translated_project.run("lint", "--fix")
    assert "mended locales/fa/LC_MESSAGES/small.po" in result.output
    after = open_catalog(translated_project.catalog)
    assert after.find("The sum").msgstr.startswith("جمع آنها یک عدد")
    assert [entry.msgstr for entry in before if entry.msgid != "The sum"] == [
        entry.msgstr for entry in after if entry.msgid != "The sum"
    ]
    assert "mended locales" not in translated_project.run("lint", "--fix").output


def test_fix_writes_nothing_into_a_broken_catalogue(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8").replace('msgstr "مجموع"', 'msgstr "مجموع')
    translated_project.catalog.write_text(text, encoding="utf-8")
    result = translated_project.run("lint", "--fix")
    assert result.exit_code == 1
    assert "Broken catalogue" in result.output
    assert translated_project.catalog.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_holds(rule):
    assert rule.about
    assert [other for other in RULES if other.name == rule.name] == [rule]


def test_no_gate_is_left_out_of_the_run():
    folders = [lint, lint.languages]
    names = [
        f"{folder.__name__}.{module.name}" for folder in folders for module in pkgutil.iter_modules(folder.__path__)
    ]
    gates = [gate for name in names for gate in getattr(importlib.import_module(name), "GATES", ())]
    assert len(gates) > 30
    assert set(gates) <= set(GATES)


def test_the_lint_knows_languages_of_the_course(configuration):
    """A new one is no mistake (`tests/test_new_language.py`); those that the lint describes are the course's."""
    assert len(KNOWN) == 5
    assert set(KNOWN) < set(configuration.languages)
