"""Steps of mending where an answer, or what it needs, stands in another place than it should.

What can be put right is moved or added; of the rest a person hears.
"""

from __future__ import annotations

import copy

from nbformat.v4 import new_code_cell

from polyneuron.book.grading.answers_elsewhere import other_answers, words_elsewhere
from polyneuron.book.grading.assignment_cells import GRADING_KEY, IF_FAILED, ORIGINAL, is_for_answer, visible_look
from polyneuron.book.grading.bound_names import asked_names, bound_names, names_of_check
from polyneuron.book.grading.cell_sources import code_tree, is_prose, without_hidden_checks
from polyneuron.book.grading.check_extras import written_into_check
from polyneuron.book.grading.given_cells import slip_in
from polyneuron.book.grading.named_cells import NamedCells
from polyneuron.book.grading.prose import is_enough_prose, prose_in_code


class OtherPlaces(NamedCells):
    """These steps."""

    def take_out_of_checks(self) -> None:
        """Make what was written into a check a cell of the student's own above it."""
        for check in filter(self._is_check, self.graded):
            (cell,) = self._of(check)
            source, given = (without_hidden_checks(one.source) for one in (cell, self.graded[check]))
            if cell.cell_type != "code" or not (own := written_into_check(source, given)):
                continue
            self.cells.insert(self._place(cell), new_code_cell(own))
            self.warnings.append(f"{check}: something was written into the check; it stands above it now")
            tree = code_tree(own)
            if tree is None or bound_names(own) or is_enough_prose(prose_in_code(own)):
                self.asked.append((check, f"{check}: an answer or words stood in the check"))
            else:
                self.in_checks.add(check)

    def put_scaffolds_above_answers(self) -> None:
        """Move an untouched scaffold above an answer in the student's own cells, which it would overwrite."""
        for answer, check in self._answers_with_checks():
            (own,) = self._of(answer)
            names = names_of_check(self.graded[check].source)
            below = self.cells[self._place(own) : self._place(self._of(check)[0])]
            if not self._unanswered(own) or any(
                names & bound_names(cell.source) for cell in below if id(cell) not in self.keys
            ):
                continue
            last: dict[str, int] = {}
            for place, cell in enumerate(self.cells[: self._place(own)]):
                if cell.cell_type == "code" and id(cell) not in self.keys:
                    last |= dict.fromkeys(names & bound_names(cell.source), place)
            if last and not self._is_used_between(names, min(last.values()), self._place(own)):
                self._remove(own)
                self.cells.insert(min(last.values()), own)
                self.warnings.append(f"{answer}: stood below what was written above it; moved above it")

    def _is_used_between(self, names: set[str], first: int, last: int) -> bool:
        """Whether the assignment's own code between two places has a name of these."""
        between = [cell for cell in self.cells[first:last] if id(cell) in self.keys and cell.cell_type == "code"]
        return any(names & (asked_names(cell.source) | names_of_check(cell.source)) for cell in between)

    def run_originals(self) -> None:
        """Add the chapter's own cell above a changed one that stops, or lacks what the cells below need."""
        for key, given in self.given.items():
            copies = [cell for cell in self._of(key) if cell.cell_type == "code"]
            if key in self.graded or not copies or any(visible_look(cell) == visible_look(given) for cell in copies):
                continue
            others = [cell.source for cell in self.cells if cell.cell_type == "code" and cell is not copies[0]]
            if slip := slip_in(copies[0].source, given.source, others):
                original = copy.deepcopy(given)
                self.cells.insert(self._place(copies[0]), original)
                self.keys[id(original)] = key
                self.warnings.append(f"{key}: was changed and {slip}; the original runs before it")

    def note_for_those_after(self) -> None:
        """Write into changed cells what they were, and into checks why a person should look if they give no points."""
        cells = self._placed()
        for cell in self.cells:
            cell.metadata.pop(GRADING_KEY, None)
        for placed in cells:
            if placed.given is None or placed.cell.cell_type != "code":
                continue
            if placed.key not in self.graded and placed.is_changed:
                placed.cell.metadata[GRADING_KEY] = {ORIGINAL: placed.given.source}
            elif placed.key in self.graded and not is_for_answer(placed.given):
                why = other_answers(cells, placed.given)
                why += [f"{placed.key}: something stood in the check"] if placed.key in self.in_checks else []
                placed.cell.metadata |= {GRADING_KEY: {IF_FAILED: why}} if why else {}

    def look(self) -> tuple[tuple[str, str], ...]:
        """(check, why) of answers that are as they were given, with words of the student's own elsewhere."""
        found = list(self.asked)
        for answer, check in self._answers_with_checks():
            (own,), (checking,) = self._of(answer), self._of(check)
            beside = [*self._new_cells_around(own), *self._new_cells_around(checking)]
            if self._untouched(own) and any(is_prose(cell) for cell in beside):
                found.append((check, f"{answer}: empty, and a text stands beside it"))
        course = {visible_look(cell) for cell in self.given.values()}
        cells = [
            placed
            for placed in self._placed()
            if id(placed.cell) not in self.foreign and visible_look(placed.cell) not in course
        ]
        for key, given in self.graded.items():
            empty = is_for_answer(given) and given.cell_type == "markdown" and self._is_empty(self._of(key)[0])
            if why := words_elsewhere(cells, key) if empty else "":
                found.append((key, why))
        return tuple(found)
