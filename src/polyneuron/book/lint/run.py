"""All gates over all editions: what was found, and what could be mended without anybody reading it first."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from polyneuron.book.lint import (
    catalog_files,
    emphasis,
    exceptions,
    fonts,
    general,
    glossary_use,
    glued,
    language,
    printed_words,
    protected,
)
from polyneuron.book.lint.context import read_context
from polyneuron.book.lint.exceptions import LintException
from polyneuron.book.lint.findings import CannotRun, Finding, Gate, Level, NotKnown, Rule
from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.catalogs import read_catalog, write_catalogs
from polyneuron.book.texts.po_writer import Catalog

_MODULES = (catalog_files, protected, general, language, emphasis, glossary_use, fonts, glued, printed_words)
GATES: tuple[Gate, ...] = (
    *(gate for module in _MODULES for gate in module.GATES),
    *(gate for known in KNOWN.values() for gate in known.gates),
)
"""Every gate, in the order of the report."""
RULES: tuple[Rule, ...] = (
    *GATES,
    Rule(exceptions.RULE, Level.ERROR, (), "exceptions have a reason, apply, and cover 2 % at most"),
)
"""Every rule of the report: the gates', and that of the exceptions, which are judged by what the gates found."""


@dataclass(frozen=True)
class EditionReport:
    """What the gates found in one edition."""

    language: str
    messages: Mapping[str, int]
    """File → how many messages of it were looked at."""
    findings: list[Finding]
    """Those that stay, in the order of files and lines."""
    excepted: list[tuple[Finding, LintException]]
    not_run: dict[str, CannotRun]
    """Name of a gate whose tool is missing here → what to do about it."""
    not_known: dict[str, str]
    """Name of a gate that does not know the language → what it does not know; empty for the gates of a language."""
    seconds: dict[str, float]
    """Name of a gate → how long it took."""


def level_of(rule: str) -> Level:
    """What a finding of this rule does."""
    return next(known.level for known in RULES if known.name == rule)


def has_errors(reports: Iterable[EditionReport]) -> bool:
    """Whether something must be mended: an error was found, or a gate for errors could not run."""
    return any(
        level_of(rule) is Level.ERROR
        for report in reports
        for rule in [*(finding.rule for finding in report.findings), *report.not_run]
    )


def lint_edition(configuration: Configuration, code: str) -> EditionReport:
    """Run every gate of an edition; raises `ProblemsFound` where a file cannot be read."""
    context = read_context(configuration, code)
    known = exceptions.read_exceptions(configuration.root, code, {rule.name for rule in RULES})
    findings: list[Finding] = []
    not_run: dict[str, CannotRun] = {}
    not_known: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for gate in GATES:
        if not gate.is_for(code):
            continue
        begin = time.perf_counter()
        try:
            for finding in gate.find(context):  # one by one: what a gate found before it stopped stays
                findings.append(finding)
        except CannotRun as reason:
            not_run[gate.name] = reason
        except NotKnown as reason:
            not_known[gate.name] = str(reason)
        seconds[gate.name] = time.perf_counter() - begin
    judged = [exception for exception in known if exception.rule not in not_run]  # the others may be needed still
    sorted_findings = exceptions.apply(findings, judged, context.texts, configuration.root, code, context.waiting)
    kept = sorted(sorted_findings.kept, key=lambda finding: (finding.file, finding.line, finding.rule))
    excepted = sorted_findings.excepted
    messages = Counter(text.file for text in context.texts)
    return EditionReport(code, messages, kept, excepted, not_run, not_known, seconds)


def of_chapters(report: EditionReport, names: Collection[str]) -> EditionReport:
    """A report on the catalogues of these chapters and pages alone; all without names.

    The gates look at the whole edition even then: an exception or a word may be needed in another chapter.
    """
    if not names:
        return report
    messages = {file: count for file, count in report.messages.items() if Path(file).stem in names}
    findings = [finding for finding in report.findings if Path(finding.file).stem in names]
    excepted = [(finding, why) for finding, why in report.excepted if Path(finding.file).stem in names]
    return replace(report, messages=messages, findings=findings, excepted=excepted)


def fix_edition(configuration: Configuration, report: EditionReport) -> list[str]:
    """Write what can be mended safely into the catalogues of an edition; return the files that changed.

    The first replacement of a message is written; others of the same message need another run. Raises `ProblemsFound`
    where a catalogue cannot be read; nothing is written then.
    """
    wanted: dict[str, dict[tuple[int | None, str], str]] = defaultdict(dict)
    for finding in report.findings:
        if finding.replacement is not None and finding.file.endswith(".po"):
            wanted[finding.file].setdefault((finding.line, finding.message), finding.replacement)
    catalogs: dict[Path, Catalog] = {}
    for file, replacements in wanted.items():
        catalog, problems = read_catalog(configuration.root / file, report.language, configuration.root)
        if problems:
            raise ProblemsFound(problems)
        for entry in catalog:
            # The file may have been saved since it was looked at, and another message stand in this line.
            if not entry.obsolete and (fixed := replacements.get((entry.linenum, entry.msgstr))) is not None:
                entry.msgstr = fixed
        catalogs[configuration.root / file] = catalog
    return write_catalogs(catalogs, configuration.root)
