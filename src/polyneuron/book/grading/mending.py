"""A notebook as a student hands it in → the notebook that nbgrader can grade, and a list of what was mended.

Guards against marks that are lost because of a copied, split, deleted or unknown cell, or of an editor that threw
nbgrader's metadata away. What a student wrote stays: mending names cells, and moves or adds those of the assignment.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from nbformat import NotebookNode

from polyneuron.book.grading.cell_sources import is_prose, is_torn, without_fence, without_hidden_checks
from polyneuron.book.grading.handed_in import chapter_of, language_of
from polyneuron.book.notebooks.exercise_cells import CHECK_TAG

_NBGRADER = "nbgrader"
CHECK_CHANGED = "the check was changed; put back"
"""How the warning of a check ends that was not the assignment's."""
_BETWEEN_PARTS = "\n\n"


class OtherNotebookError(ValueError):
    """The notebook has no cell of the assignment; its text says which notebook it seems to be."""


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
    look = work.answers_elsewhere()
    work.put_metadata_back()
    return Mended(work.notebook, work.warnings, work.identify(), look)


def grade_name(cell: NotebookNode) -> str | None:
    """The name by which nbgrader knows a cell, if it knows it."""
    own = cell.metadata.get(_NBGRADER)
    name = own.get("grade_id") if isinstance(own, dict) else None
    return name if isinstance(name, str) else None


class _Work:
    def __init__(self, notebook: NotebookNode, assignment: NotebookNode):
        self.notebook, self.assignment = notebook, assignment
        self.cells: list[NotebookNode] = notebook.cells
        self.warnings: list[str] = []
        self.order = [_key(cell) for cell in assignment.cells]
        """Keys of all cells of the assignment, in its order."""
        self.given = dict(zip(self.order, assignment.cells, strict=True))
        self.graded = {key: cell for key, cell in self.given.items() if grade_name(cell) is not None}
        self.keys: dict[int, str] = {}
        """`id` of a submitted cell → key of the cell of the assignment that it is."""

    # Which cell is which

    def name_cells(self) -> None:
        """Find out which submitted cells are which of the assignment: by nbgrader's name, by identifier, by text."""
        by_identifier = {cell.get("id"): key for key, cell in self.given.items() if cell.get("id")}
        by_text: dict[tuple[str, str], list[str]] = {}
        for key, cell in self.given.items():
            by_text.setdefault(_look(cell), []).append(key)
        restored = []
        for cell in self.cells:
            name = grade_name(cell)
            if name is not None and name in self.graded:
                self.keys[id(cell)] = name
                continue
            if name is not None:
                self.warnings.append(f"{name}: no cell of this assignment; ignored")
            identified = by_identifier.get(cell.get("id"))
            if identified is not None:
                self.keys[id(cell)] = identified
                if identified in self.graded:
                    restored.append(identified)
        for cell in self.cells:
            found = [key for key in by_text.get(_look(cell), ()) if key not in self.keys.values()]
            if id(cell) not in self.keys and len(found) == 1:
                self.keys[id(cell)] = found[0]
                if found[0] in self.graded:
                    restored.append(found[0])
        for cell in [cell for cell in self.cells if id(cell) not in self.keys and _is_check(cell)]:
            self._remove(cell)  # of an exercise that is not asked for: it would look like a student's own
        if not any(key in self.graded for key in self.keys.values()):
            chapter = chapter_of(self.notebook)
            raise OtherNotebookError(
                "no cell of this assignment is in the notebook" + (f"; it says that it is {chapter}" if chapter else "")
            )
        if restored:
            self.warnings.append(f"nbgrader's metadata was missing and is back: {', '.join(restored)}")

    def _of(self, key: str) -> list[NotebookNode]:
        """The submitted cells that are this cell of the assignment, in the notebook's order."""
        return [cell for cell in self.cells if self.keys.get(id(cell)) == key]

    def _place(self, cell: NotebookNode) -> int:
        return next(place for place, found in enumerate(self.cells) if found is cell)

    def _untouched(self, cell: NotebookNode) -> bool:
        return cell.source.strip() == self.given[self.keys[id(cell)]].source.strip()

    def _remove(self, cell: NotebookNode) -> None:
        del self.cells[self._place(cell)]

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
        exact = {key: [cell for cell in self._of(key) if _look(cell) == _look(self.given[key])] for key in own}
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
            if not _is_answer(given):
                kept = copies[-1]
                for cell in copies[:-1]:
                    if _look(cell) == _look(given):
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
            early = key not in self.graded or _is_answer(given)
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

    def _is_check(self, key: str) -> bool:
        return key in self.graded and not _is_answer(self.graded[key])

    def put_checks_below_answers(self) -> None:
        """Move a check below its answer where no answer stands above it, also below one in the student's own cells."""
        for answer, check in self._answers_with_checks():
            (own,), (checking,) = self._of(answer), self._of(check)
            below = self._new_cells(self._place(checking) + 1)
            below = [cell for cell in below if cell.cell_type == "code" and not is_prose(cell)]
            if self._untouched(own) and self._place(own) < self._place(checking) and below:
                self._remove(checking)
                self.cells.insert(self._place(below[-1]) + 1, checking)
                self.warnings.append(f"{check}: stood above what was written below it; moved below it")
            if self._place(own) > self._place(checking) and not self._untouched(own):
                self._remove(checking)
                self.cells.insert(self._place(own) + 1, checking)
                self.warnings.append(f"{check}: stood above its answer; moved below it")

    def _answers_with_checks(self) -> Iterator[tuple[str, str]]:
        """Each answer in code with the check that follows it in the assignment."""
        names = list(self.graded)
        for first, second in pairwise(names):
            one, other = self.graded[first], self.graded[second]
            if _is_answer(one) and one.cell_type == "code" and not _is_answer(other) and other.cell_type == "code":
                yield first, second

    # Explanations

    def collect_explanations(self) -> None:
        """Put what stands in new cells beside an untouched explanation into it, so that somebody is asked to look."""
        for key, given in self.graded.items():
            (cell,) = self._of(key)
            if not (_is_answer(given) and given.cell_type == "markdown" and self._untouched(cell)):
                continue
            found = [new for new in self._new_cells_around(cell) if is_prose(new)]
            if found:
                cell.source = _BETWEEN_PARTS.join(new.source for new in found)
                for new in found:
                    self._remove(new)
                self.warnings.append(f"{key}: written in a new cell; taken as the explanation")

    def _new_cells_around(self, cell: NotebookNode) -> list[NotebookNode]:
        """The cells of the student's own between the cell of the assignment above and the one below."""
        place = self._place(cell)
        first, last = place, place + 1
        while first > 0 and id(self.cells[first - 1]) not in self.keys:
            first -= 1
        while last < len(self.cells) and id(self.cells[last]) not in self.keys:
            last += 1
        return self.cells[first:place] + self.cells[place + 1 : last]

    def _new_cells(self, first: int) -> list[NotebookNode]:
        """The cells of the student's own from a place on, up to the next one of the assignment."""
        return list(takewhile(lambda cell: id(cell) not in self.keys, self.cells[first:]))

    def answers_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """(check, why) of answers that are as they were given, with words of the student's own beside them."""
        found = []
        for answer, check in self._answers_with_checks():
            (own,), (checking,) = self._of(answer), self._of(check)
            beside = [*self._new_cells_around(own), *self._new_cells_around(checking)]
            if self._untouched(own) and any(is_prose(cell) for cell in beside):
                found.append((grade_name(self.graded[check]) or check, f"{answer}: empty, and a text stands beside it"))
        return tuple(found)

    # Metadata

    def put_metadata_back(self) -> None:
        """Give the cells of the assignment nbgrader's metadata, and checks their text; take it from all others."""
        for cell in self.cells:
            cell.metadata.pop(_NBGRADER, None)
            given = self.graded.get(self.keys.get(id(cell), ""))
            if given is not None:
                cell.metadata[_NBGRADER] = copy.deepcopy(given.metadata[_NBGRADER])
                if not _is_answer(given):
                    if _look(cell) != _look(given):
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
            answer = key in self.graded and _is_answer(self.graded[key])
            if key is not None and not answer and _look(cell) == _look(self.given[key]):
                given.add(cell.id)
                if tags := self.given[key].metadata.get("tags"):
                    cell.metadata["tags"] = list(tags)  # by which feedback folds cells; an editor may have lost them
        return frozenset(given)


def _is_check(cell: NotebookNode) -> bool:
    """Whether a cell is the check of an exercise, by nbgrader's metadata or by its tag."""
    own = cell.metadata.get(_NBGRADER)
    locked = isinstance(own, dict) and own.get("grade") is True and own.get("solution") is False
    return locked or CHECK_TAG in cell.metadata.get("tags", [])


def _key(cell: NotebookNode) -> str:
    """What a cell of the assignment is called here."""
    return grade_name(cell) or f"cell {cell.get('id', id(cell))}"


def _look(cell: NotebookNode) -> tuple[str, str]:
    """A cell's type and text, without hidden checks: what a student sees of it."""
    return cell.cell_type, without_hidden_checks(cell.source).strip()


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata[_NBGRADER].get("solution"))
