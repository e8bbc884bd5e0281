"""One report: language, file, message, rule, what was found, how to mend; a table, and at the end a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from polyneuron.book.lint.findings import Finding, Level, Rule
from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.lint.masking import MARK
from polyneuron.book.lint.run import RULES, EditionReport, has_errors, level_of
from polyneuron.book.model.configuration import SOURCE_LANGUAGE

_STYLES = {Level.ERROR: "red", Level.WARNING: "yellow"}
_LONGEST_MESSAGE = 120
_SHOWN_MARK = "[…]"
"""What stands in a report for a part that is no language, such as code or a formula; `MARK` itself is a box."""
_WIDE = 120
"""Columns of a terminal from which the table says what each rule holds."""


def print_report(reports: Sequence[EditionReport], console: Console, *, verbose: bool = False) -> None:
    """Print every finding, what could not run, the table and the verdict; `verbose` adds exceptions with reasons."""
    for report in reports:
        for finding in report.findings:
            level = level_of(finding.rule)
            console.print(finding_lines(finding, level), style=_STYLES[level], markup=False, highlight=False)
        for exception in dict.fromkeys(exception for _, exception in report.excepted) if verbose else ():
            line = f"exception ({report.language}), {exception.rule}: {_shortened(exception.text)}: {exception.reason}"
            console.print(line, style="dim", markup=False, highlight=False)
        for rule, reason in report.not_run.items():
            lines = f"{rule} ({report.language}) WAS NOT RUN: {reason.what}\n    Remedy: {reason.remedy}"
            console.print(lines, style=f"bold {_STYLES[level_of(rule)]}", markup=False, highlight=False)
        for line in notes(report):
            console.print(line, style="cyan", markup=False, highlight=False)
    console.print(table(reports, explained=console.width >= _WIDE))
    known = sum(len({exception for _, exception in report.excepted}) for report in reports)
    if known and not verbose:
        line = f"Known exceptions, in brackets above: {known}. With --verbose each is listed with its reason."
        console.print(line, style="dim", markup=False, highlight=False)
    style = "bold red" if has_errors(reports) else "bold"
    console.print(lint_verdict(reports), style=style, markup=False, highlight=False)


def lint_verdict(reports: Sequence[EditionReport]) -> str:
    """One sentence or two: what was looked at, what was found, what to do next."""
    levels = Counter(level_of(finding.rule) for report in reports for finding in report.findings)
    errors, warnings = levels[Level.ERROR], levels[Level.WARNING]
    files = sum(len(report.messages) for report in reports)
    languages = ", ".join(report.language for report in reports)
    counts = f"{_counted(files, 'file')} looked at, {_counted(errors, 'error')}, {_counted(warnings, 'warning')}."
    safe = sum(finding.replacement is not None for report in reports for finding in report.findings)
    steps = []
    if errors:
        steps.append("Mend what is called error above, then type the same line again.")
    if has_errors(reports) and any(report.not_run for report in reports):
        steps.append("A check was not run: see above what it needs.")
    if safe:
        steps.append(f"With --fix {_counted(safe, 'place')} of these would be mended.")
    if not steps and warnings:
        steps.append("Nothing must be mended; look whether the warnings are right.")
    return " ".join([f"{languages}: {counts}", *(steps or ["Nothing is to be mended."])])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def notes(report: EditionReport) -> list[str]:
    """What the lint does not know of the language of an edition, so that nobody takes silence for praise."""
    lines = [f"note ({report.language}), {rule}: not run: {what}" for rule, what in report.not_known.items()]
    if report.language not in (SOURCE_LANGUAGE, *KNOWN):
        what = "no module of lint/languages knows its letters, spelling and typography"
        lines.append(f"note ({report.language}), gates of the language: not run: {what}")
    return lines


def finding_lines(finding: Finding, level: Level) -> str:
    """A finding as the reader sees it: place, level and rule, what, the message, the remedy."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    lines = [f"{place} ({finding.language}) {level} {finding.rule}: {finding.what}"]
    if finding.message:
        lines.append(f"    Message: {_shortened(finding.message)}")
    mended = " (--fix does it)" if finding.replacement is not None else ""
    return "\n".join([*lines, f"    Remedy: {finding.remedy}{mended}"]).replace(MARK, _SHOWN_MARK)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def table(reports: Sequence[EditionReport], explained: bool) -> Table:
    """Rules that hold for these editions: findings, with exceptions in brackets; `explained` adds what each holds."""
    shown = Table("rule", "level", *(report.language for report in reports), *(["what it holds"] if explained else []))
    for column in shown.columns[2 : 2 + len(reports)]:
        column.justify = "right"
    found = [Counter(finding.rule for finding in report.findings) for report in reports]
    excepted = [Counter(finding.rule for finding, _ in report.excepted) for report in reports]
    for rule in RULES:
        if not any(_concerns(rule, report, counts) for report, counts in zip(reports, found, strict=True)):
            continue
        cells = [_cell(rule, report, found[number], excepted[number]) for number, report in enumerate(reports)]
        bad = any(counts[rule.name] for counts in found) or any(rule.name in report.not_run for report in reports)
        shown.add_row(
            rule.name,
            rule.level,
            *cells,
            *([rule.about] if explained else []),
            style=_STYLES[rule.level] if bad else None,
        )
    shown.add_row("messages", "", *(str(sum(report.messages.values())) for report in reports), style="bold")
    return shown


def _concerns(rule: Rule, report: EditionReport, found: Counter[str]) -> bool:
    """Whether a rule holds for an edition; the English texts have findings of rules for translations too."""
    return rule.is_for(report.language) or bool(found[rule.name])


def _cell(rule: Rule, report: EditionReport, found: Counter[str], excepted: Counter[str]) -> str:
    if not _concerns(rule, report, found):
        return "–"
    if rule.name in report.not_run or (rule.name in report.not_known and not found[rule.name]):
        return "not run"
    return f"{found[rule.name]} ({excepted[rule.name]})" if excepted[rule.name] else str(found[rule.name])
