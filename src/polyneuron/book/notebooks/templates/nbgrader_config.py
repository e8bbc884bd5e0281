"""Settings of nbgrader for this edition of Polyneuron. Run nbgrader in the folder that holds this file.

nbgrader generate_assignment 01-neurons     # source/ -> release/: what students get
nbgrader autograde 01-neurons               # submitted/<student>/01-neurons/ -> autograded/
nbgrader export                             # grades.csv

Run the nbgrader of the environment that the course was made with: these settings use its package polyneuron.book.
"""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    OverwriteCells,
    OverwriteKernelspec,
    SaveCells,
)

try:
    from polyneuron.book.grading.preprocessors import MendSubmission, ShowScaffolds
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
# Seconds that a cell may run: as long as while the editions are made. nbgrader's own limit of 30 is too short to train.
c.Execute.timeout = {{ cell_timeout }}
