"""Settings of nbgrader for this edition of Polyneuron. Run nbgrader in the folder that holds this file.

nbgrader generate_assignment 01-neurons     # source/ -> release/: what students get
nbgrader autograde 01-neurons               # submitted/<student>/01-neurons/ -> autograded/
nbgrader export                             # grades.csv; the column "state" tells what was not graded, and why
nbgrader generate_feedback 01-neurons       # feedback/: what students get back

Run the nbgrader of the environment that the course was made with: these settings use its package polyneuron.book.
"""

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    GetGrades,
    IgnorePattern,
    LimitOutput,
    LockCells,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
    SaveCells,
)

try:
    from polyneuron.book.grading.exporting import GradesWithStates
    from polyneuron.book.grading.feedback import FEEDBACK_TEMPLATE, FEEDBACK_TEMPLATES, FeedbackExporter, PrepareFeedback
    from polyneuron.book.grading.formulas import html_with_formulas
    from polyneuron.book.grading.preprocessors import MendSubmission, ShowScaffolds
    from polyneuron.book.grading.running import ExecuteWithinLimits
except ImportError as error:
    raise SystemExit(f"Run nbgrader in the environment of Polyneuron's project, with polyneuron.book: {error}") from None

c = get_config()  # noqa: F821 - nbgrader defines it

c.CourseDirectory.course_id = {{ course }}
c.GenerateAssignment.preprocessors = [
    LockCells,
    ShowScaffolds,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]
# Submissions come as they are: cells copied, deleted, unknown, or without nbgrader's metadata.
c.Autograde.sanitize_preprocessors = [
    ClearOutput,
    MendSubmission,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    ExecuteWithinLimits,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
# Seconds that a cell may run: as long as while the editions are made. nbgrader's own limit of 30 is too short to train.
c.Execute.timeout = {{ cell_timeout }}
# Seconds that an answer or a check may run, and GiB of memory that a submission may take.
c.ExecuteWithinLimits.exercise_timeout = {{ exercise_timeout }}
c.ExecuteWithinLimits.memory = 8
c.ExecuteWithinLimits.too_long = {{ texts.too_long }}
c.ExecuteWithinLimits.died = {{ texts.died }}
c.ExecuteWithinLimits.not_passed = {{ texts.not_passed }}

c.ExportApp.plugin_class = GradesWithStates

c.GenerateFeedback.preprocessors = [GetGrades, PrepareFeedback, CSSHTMLHeaderPreprocessor]
# Formgrader has a template of its own: what is set of HTMLExporter itself would take it away.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.FeedbackExporter.template_name = FEEDBACK_TEMPLATE
c.FeedbackExporter.filters = {"html_with_formulas": html_with_formulas}
c.FeedbackExporter.extra_template_basedirs = [FEEDBACK_TEMPLATES]
c.PrepareFeedback.language = {{ language }}
c.PrepareFeedback.direction = {{ direction }}
c.PrepareFeedback.digits = {{ digits }}
c.PrepareFeedback.decimal_sign = {{ decimal_sign }}
c.PrepareFeedback.published = {
{%- for file, page in published.items() %}
    {{ file }}: {{ page }},
{%- endfor %}
}
c.PrepareFeedback.texts = {
{%- for name, text in texts.items() if name not in ("too_long", "died", "not_passed") %}
    "{{ name }}": {{ text }},
{%- endfor %}
}
