"""Settings of nbgrader for this edition of Polyneuron. Run nbgrader in the folder that holds this file.

nbgrader generate_assignment 01-neurons     # source/ -> release/: what students get
nbgrader autograde 01-neurons               # submitted/<student>/01-neurons/ -> autograded/
nbgrader export                             # grades.csv
"""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
    SaveCells,
)


class ShowScaffolds(ClearSolutions):
    """Puts the scaffold of each exercise in the place of its solution, in the language of the edition.

    nbgrader's own class, which treats the cells that you add, knows one stub for all exercises, in English.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        own = cell.metadata.get("polyneuron", {})
        if {{ scaffold_key }} not in own:
            return super().preprocess_cell(cell, resources, cell_index)
        cell.source = own.pop({{ scaffold_key }})
        if not own:
            del cell.metadata["polyneuron"]
        return cell, resources


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
# Checks that a student deletes come back.
c.OverwriteCells.add_missing_cells = True
# Seconds that a cell may run: as long as while the editions are made. nbgrader's own limit of 30 is too short to train.
c.Execute.timeout = {{ cell_timeout }}
