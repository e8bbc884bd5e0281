"""What a gate takes for a mistake and is none: `locales/<language>/lint-exceptions.csv`, each with its reason.

An exception names a rule and a text: the English message, or the one word or term that the rule is about. A gate with
many exceptions guards nothing, so they may cover two messages of a hundred at most, and each one that no longer applies
is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.lint.findings import Finding
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.source.csv_files import read_csv

FILE_NAME = "lint-exceptions.csv"
COLUMNS = ("rule", "text", "reason")
RULE = "exceptions"
"""Name of the rule that exceptions themselves keep."""
MOST = 0.02
"""The largest share of an edition's messages that one rule may leave to exceptions."""


@dataclass(frozen=True)
class LintException:
    """A finding that is right as it is."""

    rule: str
    text: str
    """English message, or the word of the finding; capitals make no difference."""
    reason: str
    line: int
    """Line in the file, counted from 1."""


@dataclass(frozen=True)
class Sorted:
    """The findings of an edition."""

    kept: list[Finding]
    excepted: list[tuple[Finding, LintException]]


def exceptions_path(root: Path, language: str) -> Path:
    """Where the exceptions of an edition stand."""
    return root / "locales" / language / FILE_NAME


def read_exceptions(root: Path, language: str, rules: Collection[str]) -> list[LintException]:
    """Read the exceptions of an edition; none where there is no file. Raises `ProblemsFound`."""
    path = exceptions_path(root, language)
    if not path.exists():
        return []
    file = relative(path, root)
    exceptions: list[LintException] = []
    problems: list[Problem] = []

    def wrong(line: int, what: str, remedy: str) -> None:
        problems.append(Problem(file, line, what, remedy, language))

    def wrong_columns(columns: list[str]) -> list[Problem]:
        if tuple(columns) == COLUMNS:
            return []
        return [Problem(file, 1, "These are not the columns", f"Write: {','.join(COLUMNS)}", language)]

    seen = set()
    for row in read_csv(path, root, wrong_columns):
        line, (rule, text, reason) = row.line, row.cells.values()
        if not (rule and text and reason):
            wrong(line, "An exception needs a rule, a text and a reason", "Fill all three cells, no more.")
            continue
        if rule not in rules:
            wrong(line, f"There is no rule {rule!r}", f"Use one of {', '.join(sorted(rules))}.")
        if (rule, text.casefold()) in seen:
            wrong(line, "This exception stands here for the second time", "Take one of the two out.")
        seen.add((rule, text.casefold()))
        exceptions.append(LintException(rule, text, reason, line))
    if problems:
        raise ProblemsFound(problems)
    return exceptions


def apply(
    findings: Sequence[Finding],
    exceptions: Sequence[LintException],
    texts: Sequence[Text],
    root: Path,
    language: str,
    waiting: Collection[str] = (),
) -> Sorted:
    """Sort an edition's findings into those that stay and those that have a reason.

    Exceptions that cover nothing, or too much, become findings of their own. Those of a message that waits for its
    translation wait with it; so do those of a word, as it may stand in such a message.
    """
    sources = {(text.file, text.line): text.source for text in texts}
    known = {(exception.rule, exception.text.casefold()): exception for exception in exceptions}
    file = relative(exceptions_path(root, language), root)
    kept: list[Finding] = []
    excepted: list[tuple[Finding, LintException]] = []
    for finding in findings:
        names = (finding.word, sources.get((finding.file, finding.line), ""))
        covering = (known.get((finding.rule, name.casefold())) for name in names)
        exception = next((exception for exception in covering if exception), None)
        if exception is None:
            kept.append(finding)
        else:
            excepted.append((finding, exception))
    used = {exception for _, exception in excepted}
    for exception in exceptions:
        waits = exception.text in waiting or (waiting and " " not in exception.text)
        if exception not in used and not waits:
            what = f"this exception to {exception.rule} covers nothing any more: {exception.text[:60]}"
            kept.append(Finding(language, file, exception.line, RULE, "", what, "Take the line out."))
    for rule in sorted({finding.rule for finding, _ in excepted}):
        covered = {(finding.file, finding.line) for finding, _ in excepted if finding.rule == rule}
        whole = len(texts) + len(waiting)
        if len(covered) > MOST * whole:
            what = f"exceptions to {rule} cover {len(covered)} of {whole} messages; at most {MOST:.0%} may be"
            remedy = "Mend the translations, or mend the rule, so that fewer exceptions are needed."
            kept.append(Finding(language, file, 0, RULE, "", what, remedy))
    return Sorted(kept, excepted)
