"""A course folder, graded: collect → mend → run → mark → export → feedback, in one go that can be stopped and repeated.

What was run and has not changed is not run again, what was marked is not marked again. Results are marked while others
still run.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from polyneuron.book.grading.collecting import collect
from polyneuron.book.grading.confined_tasks import Limits, Ran, SubmissionTask, run_tasks
from polyneuron.book.grading.confinement import Confinement, chosen_confinement
from polyneuron.book.grading.course_plan import QUICK_SIZES, read_plan
from polyneuron.book.grading.decimal_comma import write_decimal_comma
from polyneuron.book.grading.exporting import read_grades
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.marking import Marking, MarkingError
from polyneuron.book.grading.moodle import MOODLE_FOLDER, write_moodle
from polyneuron.book.grading.one_at_a_time import only_one_grading
from polyneuron.book.grading.stopped_answers import stopped_answers
from polyneuron.book.grading.submissions import (
    NotGradedError,
    Prepared,
    Submission,
    assignment_notebook,
    grading_version,
    prepared,
    submissions,
)
from polyneuron.book.grading.times_of_files import handed_in_time
from polyneuron.book.model.configuration import answers_to
from polyneuron.book.model.course_folder import COURSE_SOURCES, SUBMITTED, course_notebook
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.progress import Progress

GRADES = "grades.csv"


@dataclass(frozen=True)
class GradeRequest:
    """What was asked for."""

    assignments: tuple[str, ...] = ()
    """None: all that the course folder has."""
    downloads: Path | None = None
    workers: int | None = None
    scheduler: str | None = None
    isolation: str | None = None
    again: bool = False
    """Whether to run and mark what was run and marked before."""
    replace: bool = False
    """Whether downloads replace submissions that are there."""
    decimal_comma: bool = False
    """Whether to write the table also for spreadsheets with a decimal comma."""


@dataclass
class Graded:
    """What became of a course folder."""

    rows: list[dict[str, str]] = field(default_factory=list)
    """The rows of grades.csv of the chosen assignments."""
    not_taken_in: list[tuple[str, str]] = field(default_factory=list)
    """(file, why) among the downloads."""
    ran: int = 0
    kept: int = 0
    """Submissions whose result was there already."""
    seconds: float = 0.0
    files: list[Path] = field(default_factory=list)
    """What was written for people to take."""


def grade_course(course: Path, request: GradeRequest, progress: Progress) -> Graded:
    """Grade the submissions of a course folder.

    Raises
    ------
    ProblemsFound
        When the folder is no course folder, an assignment is not in it, or submissions cannot be run apart.
    """
    course = course.resolve()
    run = _Run(course, request, progress)
    with only_one_grading(course):
        return run.grade()


class _Run:
    def __init__(self, course: Path, request: GradeRequest, progress: Progress):
        self.course, self.request, self.progress = course, request, progress
        self.marking = Marking(course)
        plan = read_plan(course)
        self.due = plan.due if plan else {}
        self.students = plan.students if plan else ()
        self.quick = plan is not None and plan.sizes == QUICK_SIZES
        self.kept = Kept(course)
        self.assignments = self._assignments()
        self.done = Graded()

    def grade(self) -> Graded:
        """All steps."""
        started = time.monotonic()
        if self.request.downloads is not None:
            self._collect(self.request.downloads)
        for assignment in self.assignments:
            self.marking.prepare(assignment, self.due.get(assignment))
        waiting = self._prepare()
        self._run(waiting)
        self._hand_out()
        self.done.seconds = time.monotonic() - started
        return self.done

    def _assignments(self) -> list[str]:
        found = sorted(path.parent.name for path in (self.course / COURSE_SOURCES).glob("*/*.ipynb"))
        if not found:
            what, remedy = "There is no assignment in this course", "Put notebooks there: see `assign`."
            raise ProblemsFound([Problem(str(self.course / COURSE_SOURCES), 0, what, remedy)])
        asked = self.request.assignments
        if wrong := [one for one in asked if not any(answers_to(name, one) for name in found)]:
            what = f"This course has no assignment {', '.join(wrong)}"
            remedy = f"Choose among: {', '.join(found)}; a chapter's number is enough."
            raise ProblemsFound([Problem("--assignment", 0, what, remedy)])
        chosen = [name for name in found if not asked or any(answers_to(name, one) for one in asked)]
        if self.request.downloads is not None and len(chosen) > 1:
            remedy = f"Say which with --assignment: {', '.join(chosen)}"
            raise ProblemsFound([Problem("--downloads", 0, "A download is one assignment's", remedy)])
        return chosen

    def _collect(self, downloads: Path) -> None:
        (assignment,) = self.assignments
        with self.progress.step("Taking in"):
            given = assignment_notebook(course_notebook(self.course / COURSE_SOURCES, assignment))
            known = {*self.students, *self.marking.students()}
            done = collect(self.course, assignment, downloads, force=self.request.replace, known=known, given=given)
        self.done.not_taken_in = done.problems
        for student, why in done.not_graded.items():
            if not course_notebook(self.course / SUBMITTED / student, assignment).exists():
                self.marking.add_student(student)
                self.kept.note(assignment, student, reason=why)

    def _prepare(self) -> list[Prepared]:
        """Mend all submissions; mark those whose results are kept; return those to run."""
        found = [one for assignment in self.assignments for one in submissions(self.course, assignment)]
        version, waiting = self._version(), []
        with self.progress.step("Mending", len(found)) as step:
            for submission in found:
                started = time.monotonic()
                try:
                    ready = prepared(self.course, submission, quick=self.quick, version=version)
                except NotGradedError as error:
                    self.marking.add_student(submission.student)
                    self.kept.note(submission.assignment, submission.student, reason=str(error))
                    step.done(_name(submission), time.monotonic() - started, f"not graded: {error}")
                    continue
                was_run = self.kept.found(submission.assignment, ready.digest)
                if was_run is None or self.request.again:
                    waiting.append(ready)
                else:
                    self.done.kept += 1
                    self._mark(ready, was_run.get("tampered", {}), again=False)
                for warning in ready.warnings:
                    step.warn(f"{_name(submission)}: {warning}")
                step.done(_name(submission), time.monotonic() - started, "" if ready in waiting else "(kept)")
        return waiting

    def _version(self) -> str:
        limits = self._limits()
        return f"{grading_version()} {limits} {self.request.isolation} {self.quick}"

    def _limits(self) -> Limits:
        marking = self.marking
        return Limits(
            cell=marking.number("Execute", "timeout", 300),
            exercise=marking.number("ExecuteWithinLimits", "exercise_timeout", 120),
            memory=marking.number("ExecuteWithinLimits", "memory", 8),
            too_long=marking.text("too_long", "This cell ran too long and was stopped."),
            died=marking.text("died", "Python ended while this cell ran."),
            not_passed=marking.text("not_passed", "This check did not come to its end, so it does not count."),
        )

    def _run(self, waiting: Sequence[Prepared]) -> None:
        if not waiting:
            return
        workers = self.request.workers or os.cpu_count() or 1
        confinement = self._confinement()
        tasks = [SubmissionTask(one, confinement, self._limits()) for one in waiting]
        with self.progress.step(f"Running, behind {confinement.kind}", len(tasks)) as step:
            started = time.monotonic()
            for number, ran in enumerate(run_tasks(tasks, workers, self.request.scheduler), 1):
                self._take(ran)
                left = (time.monotonic() - started) / number * (len(tasks) - number)
                step.describe(f"about {left / 60:.0f} min left" if left > 90 else f"about {left:.0f} s left")
                step.done(_name(ran.prepared.submission), ran.seconds, "failed" if ran.error else "")

    def _confinement(self) -> Confinement:
        with tempfile.TemporaryDirectory(prefix="pn-") as sockets:
            found = chosen_confinement(self.request.isolation, Path(sockets))
        return Confinement(found.kind, memory=self._limits().memory)

    def _take(self, ran: Ran) -> None:
        submission = ran.prepared.submission
        if ran.error:
            self.marking.add_student(submission.student)
            self.kept.note(submission.assignment, submission.student, reason=ran.error)
            return
        found = {"tampered": ran.tampered, "seconds": round(ran.seconds, 1), "warnings": list(ran.prepared.warnings)}
        self.kept.keep(submission.assignment, ran.prepared.digest, ran.notebook, found)
        self.done.ran += 1
        self._mark(ran.prepared, ran.tampered, again=True)

    def _mark(self, ready: Prepared, tampered: dict[str, list[str]], *, again: bool) -> None:
        submission, digest = ready.submission, ready.digest
        noted = self.kept.notes.get(submission.assignment, {}).get(submission.student, {})
        came, no_time = handed_in_time(self.course / SUBMITTED / submission.student / submission.assignment)
        time = {"came": came.isoformat() if came else "", "time": no_time}
        by_hand = self.marking.by_hand(submission)
        is_marked = noted.get("marked") == digest and noted.get("came", time["came"]) == time["came"]
        if is_marked and by_hand is not None and not again:
            if noted.get("by_hand") != by_hand or noted.get("feedback"):
                noted = noted | {"by_hand": by_hand, "feedback": self._give_feedback(submission)}
            changed = noted | time | {"mended": list(ready.warnings)}
            self.kept.note(submission.assignment, submission.student, **changed)
            return
        executed = self.kept.executed(submission.assignment, digest)
        asked = [*ready.suspicious, *stopped_answers(nbformat.read(executed, as_version=4), ready.given)]
        look = [what for _, what in asked]
        look += [f"{check}: replaced before it: {', '.join(names[:3])}" for check, names in tampered.items()]
        checks = sorted({*tampered, *(check for check, _ in asked)})
        try:
            self.marking.mark(submission, executed, checks)
        except MarkingError as error:  # the others go on
            self.kept.note(submission.assignment, submission.student, reason=f"nbgrader: {error}")
        else:
            self.kept.note(
                submission.assignment,
                submission.student,
                marked=digest,
                look=look,
                mended=list(ready.warnings),
                by_hand=self.marking.by_hand(submission),
                feedback=self._give_feedback(submission),
                **time,
            )

    def _give_feedback(self, submission: Submission) -> str:
        """Write what a student gets back; say what went wrong, if anything: the marks stay."""
        try:
            self.marking.feedback(submission)
        except MarkingError as error:
            return f"no page of feedback: {error}"
        return ""

    def _hand_out(self) -> None:
        with self.progress.step("Writing grades"):
            grades = self.course / GRADES
            self.marking.export(grades)
            files = write_moodle(grades, self.course / MOODLE_FOLDER, self.kept.participants)
            self.done.rows = [row for row in read_grades(grades) if row["assignment"] in self.assignments]
            tables = [grades, write_decimal_comma(grades)] if self.request.decimal_comma else [grades]
            self.done.files = [*tables, *(path for path in files if path.stem in self.assignments)]


def _name(submission: Submission) -> str:
    return f"{submission.assignment} of {submission.student}"
