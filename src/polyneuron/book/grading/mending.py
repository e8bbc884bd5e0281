"""A notebook as a student hands it in → the notebook that nbgrader can grade, and a list of what was mended.

Guards against marks that are lost because of a copied, split, deleted or unknown cell, or of an editor that threw
nbgrader's metadata away. What a student wrote stays: mending names cells, and moves or adds those of the assignment.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from itertools import pairwise

from nbformat import NotebookNode

from polyneuron.book.grading.assignment_cells import (
    NBGRADER_KEY,
    grade_name,
    is_for_answer,
    visible_look,
)
from polyneuron.book.grading.cell_sources import is_prose, is_torn, without_fence
from polyneuron.book.grading.handed_in import language_of
from polyneuron.book.grading.other_places import OtherPlaces

CHECK_CHANGED = "the check was changed; put back"
"""How the warning of a check ends that was not the assignment's."""
_BETWEEN_PARTS = "\n\n"


@dataclass
class Mended:
    """A mended notebook."""

    notebook: NotebookNode
    warnings: list[str] = field(default_factory=list)
    """What was mended, in words for the instructor."""
    given: frozenset[str] = frozenset()
    """Identifiers of the cells that are as the assignment has them, answers apart."""
    look: tuple[tuple[str, str], ...] = ()
    """(check, why a person should look), where the answer may stand in another place than in its cell."""


def mended(submitted: NotebookNode, assignment: NotebookNode) -> Mended:
    """Mend a notebook; the arguments stay as they are.

    Parameters
    ----------
    submitted
        What a student handed in.
    assignment
        The assignment as nbgrader knows it: scaffolds in the place of solutions, hidden checks in their places.

    Raises
    ------
    OtherNotebookError
        When nothing in the notebook comes from the assignment.
    """
    work = _Work(copy.deepcopy(submitted), copy.deepcopy(assignment))
    work.name_cells()
    work.take_this_edition()
    work.put_kinds_back()
    work.leave_one_notebook()
    work.unite_copies()
    work.add_missing()
    work.put_in_order()
    work.put_checks_below_answers()
    work.collect_explanations()
    work.take_out_of_checks()
    work.put_scaffolds_above_answers()
    work.run_originals()
    work.put_metadata_back()
    given = work.identify()
    work.note_for_those_after()
    return Mended(work.notebook, work.warnings, given, work.look())


class _Work(OtherPlaces):
    # Cells that became others

    def take_this_edition(self) -> None:
        """Take the code of this edition where the notebook is another's: its cells say the same in other words."""
        languages = [language_of(notebook) for notebook in (self.notebook, self.assignment)]
        if None in languages or languages[0] == languages[1]:
            return
        self.warnings.append(f"the notebook of another edition: {languages[0]}")
        for cell in self.cells:
            key = self.keys.get(id(cell))
            if key is not None and key not in self.graded:
                cell.source = self.given[key].source

    def put_kinds_back(self) -> None:
        """Make code of code that became text, as a key pressed by mistake does, and text of text that became code."""
        for cell in self.cells:
            key = self.keys.get(id(cell))
            if key is None or cell.cell_type == self.given[key].cell_type:
                continue
            cell.cell_type = self.given[key].cell_type
            for part in ("outputs", "execution_count", "attachments"):
                cell.pop(part, None)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                cell.source = without_fence(cell.source)
            self.warnings.append(f"{key}: had become another kind of cell; {cell.cell_type} again")

    # Copies

    def leave_one_notebook(self) -> None:
        """Where the whole notebook stands in itself again, leave the chapter's cells once: they would run twice."""
        own = [key for key in self.given if key not in self.graded]
        exact = {
            key: [cell for cell in self._of(key) if visible_look(cell) == visible_look(self.given[key])] for key in own
        }
        if 2 * sum(len(copies) > 1 for copies in exact.values()) <= len(own):
            return
        self.warnings.append("the notebook stood in itself more than once; the chapter's own cells are left once")
        for _, *more in filter(None, exact.values()):
            for cell in more:
                self._remove(cell)

    def unite_copies(self) -> None:
        """Leave one cell of each name. All code still runs, in its order; parts of an explanation become one text."""
        for key, given in self.graded.items():
            copies = self._of(key)
            if len(copies) < 2:
                continue
            self.warnings.append(f"{key}: {len(copies)} cells of this name; united")
            if not is_for_answer(given):
                kept = copies[-1]
                for cell in copies[:-1]:
                    if visible_look(cell) == visible_look(given):
                        self._remove(cell)
            else:
                touched = [cell for cell in copies if not self._untouched(cell)]
                kept = touched[-1] if touched else copies[-1]
                for cell in copies:
                    if cell is not kept and self._untouched(cell):
                        self._remove(cell)
                if given.cell_type == "code" and is_torn([cell.source for cell in touched]):
                    kept.source = "\n".join(cell.source for cell in touched)
                    for cell in touched[:-1]:
                        self._remove(cell)
                if given.cell_type == "markdown" and touched:
                    kept = touched[0]
                    kept.source = _BETWEEN_PARTS.join(cell.source for cell in touched)
                    for cell in touched[1:]:
                        self._remove(cell)
            for cell in copies:
                if cell is not kept:
                    self.keys.pop(id(cell), None)

    # Missing cells

    def add_missing(self) -> None:
        """Add cells that were deleted.

        An answer stands as early as it can, so that an answer in a cell of the student's own comes after the scaffold;
        a check stands as late as it can, so that it sees such an answer. The chapter's own code is added too: without
        its imports and data no answer works.
        """
        for key, given in self.given.items():
            if self._of(key) or (key not in self.graded and given.cell_type != "code"):
                continue
            self.warnings.append(f"{key}: missing; added")
            cell = copy.deepcopy(given)
            early = key not in self.graded or is_for_answer(given)
            place = self._after_what_comes_before(key) if early else self._before_what_comes_after(key)
            self.cells.insert(place, cell)
            self.keys[id(cell)] = key

    def _after_what_comes_before(self, key: str) -> int:
        for before in reversed(self.order[: self.order.index(key)]):
            if found := self._of(before):
                return self._place(found[-1]) + 1
        return 0

    def _before_what_comes_after(self, key: str) -> int:
        earliest = self._after_what_comes_before(key)
        for after in self.order[self.order.index(key) + 1 :]:
            places = [place for place in map(self._place, self._of(after)) if place >= earliest]
            if places:
                return places[0]
        return len(self.cells)

    # Order

    def put_in_order(self) -> None:
        """Put the chapter's code and the answers in the assignment's order, where one needs what now comes after it.

        Cells of the student's own stay below the cell that they stand below.
        """
        rank = {key: number for number, key in enumerate(self.order)}
        first: dict[str, NotebookNode] = {}
        for cell in self.cells:
            if (key := self.keys.get(id(cell))) is not None:
                first.setdefault(key, cell)
        needed = [key for key in first if not self._is_check(key) and self.given[key].cell_type == "code"]
        if all(rank[one] < rank[other] for one, other in pairwise(needed)):
            return
        head: list[NotebookNode] = []
        parts: dict[str, list[NotebookNode]] = {}
        part = head
        for cell in self.cells:
            key = self.keys.get(id(cell))
            if key is not None and first[key] is cell:
                part = parts.setdefault(key, [])
            part.append(cell)
        self.cells[:] = [*head, *(cell for key in sorted(parts, key=rank.__getitem__) for cell in parts[key])]
        self.warnings.append("cells stood in another order; put in that of the assignment")

    def put_checks_below_answers(self) -> None:
        """Move a check below its answer where no answer stands above it, also below one in the student's own cells."""
        for answer, check in self._answers_with_checks():
            (own,), (checking,) = self._of(answer), self._of(check)
            below = self._new_cells(self._place(checking) + 1)
            below = [cell for cell in below if cell.cell_type == "code" and not is_prose(cell)]
            if self._unanswered(own) and self._place(own) < self._place(checking) and below:
                self._remove(checking)
                self.cells.insert(self._place(below[-1]) + 1, checking)
                self.warnings.append(f"{check}: stood above what was written below it; moved below it")
            if self._place(own) > self._place(checking) and not self._unanswered(own):
                self._remove(checking)
                self.cells.insert(self._place(own) + 1, checking)
                self.warnings.append(f"{check}: stood above its answer; moved below it")

    # Explanations

    def collect_explanations(self) -> None:
        """Put what stands in new cells beside an untouched explanation into it, so that somebody is asked to look."""
        for key, given in self.graded.items():
            (cell,) = self._of(key)
            if not (is_for_answer(given) and given.cell_type == "markdown" and self._is_empty(cell)):
                continue
            found = [new for new in self._new_cells_around(cell) if is_prose(new)]
            if found:
                cell.source = _BETWEEN_PARTS.join(new.source for new in found)
                for new in found:
                    self._remove(new)
                self.warnings.append(f"{key}: written in a new cell; taken as the explanation")

    # Metadata

    def put_metadata_back(self) -> None:
        """Give the cells of the assignment nbgrader's metadata, and checks their text; take it from all others."""
        for cell in self.cells:
            cell.metadata.pop(NBGRADER_KEY, None)
            given = self.graded.get(self.keys.get(id(cell), ""))
            if given is not None:
                cell.metadata[NBGRADER_KEY] = copy.deepcopy(given.metadata[NBGRADER_KEY])
                if not is_for_answer(given):
                    if visible_look(cell) != visible_look(given):
                        self.warnings.append(f"{grade_name(given)}: {CHECK_CHANGED}")
                    cell.source = given.source

    def identify(self) -> frozenset[str]:
        """Give each cell an identifier of its own, that of the assignment where it is a cell of it.

        Returns those of cells that no student wrote.
        """
        self.notebook.nbformat, self.notebook.nbformat_minor = 4, max(5, self.notebook.get("nbformat_minor", 5))
        taken = {cell.id for cell in self.given.values() if cell.get("id")}
        given = set()
        for cell in self.cells:
            key = self.keys.get(id(cell))
            own = self.given[key].get("id") if key is not None else None
            if own is not None and own not in given:
                taken.discard(own)
                cell.id = own
            if key is None or own is None or cell.id in taken or not cell.get("id"):
                cell.id = f"own-{len(self.cells)}-{self._place(cell)}"
            taken.add(cell.id)
            answer = key in self.graded and is_for_answer(self.graded[key])
            if key is not None and not answer and visible_look(cell) == visible_look(self.given[key]):
                given.add(cell.id)
                if tags := self.given[key].metadata.get("tags"):
                    cell.metadata["tags"] = list(tags)  # by which feedback folds cells; an editor may have lost them
        return frozenset(given)
