"""What students get back: in their language and direction, without hidden checks, nothing unmarked shown as 0."""

from __future__ import annotations

import functools
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Unicode

from polyneuron.book.grading.cell_sources import without_hidden_checks
from polyneuron.book.grading.feedback_page import finished_body
from polyneuron.book.grading.summary import Summary, SummaryRow, full_name

FEEDBACK_TEMPLATES = str(Path(__file__).parent / "templates")
FEEDBACK_TEMPLATE = "polyneuron-feedback"
_NOTHING_CHANGED = "No response."
"""nbgrader's own comment below an answer that is as it was given."""
_SIGNS = {"no_answer": "–", "all": "Σ", "partly": "{points} (+ ?)", "show_code": "…"} | dict.fromkeys(
    ("name", "exercise", "got", "possible"), ""
)
_FOLDED = {"set-up", "hide-input"}
"""Tags of cells whose code is folded on pages, and here."""


class FeedbackExporter(HTMLExporter):
    """What students get back; a class of its own, since settings of `HTMLExporter` hold for Formgrader's pages too."""


class PrepareFeedback(NbGraderPreprocessor):
    """Gives the template its texts, and takes hidden checks out; comes after nbgrader's `GetGrades`."""

    language = Unicode("en", help="Language of the edition.").tag(config=True)
    direction = Unicode("ltr", help="ltr or rtl.").tag(config=True)
    digits = Unicode("0123456789", help="The digits of the language, from 0 to 9.").tag(config=True)
    decimal_sign = Unicode(".", help="What stands before the decimals.").tag(config=True)
    texts = Dict(help="Name of a text in the template -> the text.").tag(config=True)
    published = Dict(help="Name of a notebook -> its page on the published site.").tag(config=True)

    @property
    def words(self) -> dict[str, str]:
        """The texts; signs in the place of those that the settings of an older course folder do not have."""
        return _SIGNS | {name: str(text) for name, text in self.texts.items()}

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """A graded notebook on its way to its student."""
        own = resources["nbgrader"]
        summary = Summary(nb)
        resources["feedback"] = {
            "title": summary.title or own["notebook"],
            "finished": functools.partial(finished_body, published=dict(self.published)),
            "language": self.language,
            "direction": self.direction,
            "texts": self.words,
            "total": self._text("score", own["score"], own["max_score"]),
            "penalty": self._text("penalty", own["late_penalty"], 0) if own["late_penalty"] else "",
        }
        with Gradebook(own["db_url"]) as gradebook:
            resources["feedback"]["student"] = full_name(gradebook.find_student(own["student"]))
            for cell in nb.cells:
                cell.source = without_hidden_checks(cell.source)
                mark = cell.metadata.get("nbgrader", {})
                describe_pictures(cell)
                leave_one_reason(cell)
                if mark.get("comment") and not self._is_by_hand(gradebook, mark["grade_id"], own):
                    said = mark.pop("comment")
                    cell.metadata["remark"] = self.words["no_answer"] if said == _NOTHING_CHANGED else said
                cell.metadata["folded"] = not mark and bool(_FOLDED & {*cell.metadata.get("tags", ())})
                if mark.get("grade") and not mark.get("solution"):
                    cell.metadata["check"] = cell.cell_type == "code"  # below what it says, folded
                    hide_lines_of_code(cell)
                if mark.get("grade"):
                    grade = gradebook.find_grade(mark["grade_id"], own["notebook"], own["assignment"], own["student"])
                    open_yet = grade.needs_manual_grade and grade.manual_score is None
                    name = "not_marked" if open_yet else "score"
                    cell.metadata["feedback"] = self._text(name, grade.score, grade.max_score)
                    summary.add(mark["grade_id"], grade.score, grade.max_score, open_yet=open_yet)
        rows = [self._row(row) for row in summary.rows(self.words["all"])]
        resources["feedback"] |= {"rows": rows, "open": rows[-1]["open"]}
        return nb, resources

    def _is_by_hand(self, gradebook: Gradebook, name: str, own: dict) -> bool:
        """Whether a person wrote a comment; a folder whose gradebook does not know the cell has none of a program."""
        try:
            comment = gradebook.find_comment(name, own["notebook"], own["assignment"], own["student"])
        except MissingEntry:
            return True
        return comment.manual_comment is not None

    def _row(self, row: SummaryRow) -> dict[str, str]:
        """A row of the table as the student reads it; `open` says what nobody has marked yet, if anything."""
        still_open = self._text("partly", row.got, row.still_open) if row.still_open else ""
        got = still_open or self._number(row.got)
        possible = self._number(row.possible)
        return {"title": row.title, "place": row.place, "got": got, "possible": possible, "open": still_open}

    def _text(self, name: str, points: float, total: float) -> str:
        return self.words[name].replace("{points}", self._number(points)).replace("{total}", self._number(total))

    def _number(self, value: float) -> str:
        text = f"{round(float(value), 2):g}".replace(".", self.decimal_sign)
        return text.translate(dict(zip(map(ord, "0123456789"), self.digits, strict=True)))


def describe_pictures(cell: NotebookNode) -> None:
    """Give the pictures that a cell shows the text that stands for them in the lesson."""
    described = cell.metadata.get("mystnb", {}).get("image", {}).get("alt")
    for output in cell.get("outputs", ()):
        for kind in output.get("data", {}):
            if described and kind.startswith("image/"):
                output.metadata[kind] = {"alt": described, **output.metadata.get(kind, {})}


def leave_one_reason(cell: NotebookNode) -> None:
    """Of a cell that ran too long leave the edition's sentence, without what Python says of its interruption."""
    outputs = cell.get("outputs", ())
    if any(output.get("ename") == "CellTimeoutError" for output in outputs):
        cell.outputs = [output for output in outputs if output.get("ename") != "KeyboardInterrupt"]


def hide_lines_of_code(cell: NotebookNode) -> None:
    """Leave of an error in a check its last line: what leads there shows the lines of hidden checks.

    What a check says of an answer is no such error; it has one line already.
    """
    for output in cell.get("outputs", ()):
        if output.output_type == "error" and len(output.traceback) > 1:
            output.traceback = [f"{output.ename}: {output.evalue}"]
