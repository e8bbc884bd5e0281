"""The cells of a submitted notebook with the names of the assignment's cells that they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise, takewhile

from nbformat import NotebookNode

from polyneuron.book.grading.assignment_cells import (
    PlacedCell,
    cell_key,
    grade_name,
    is_for_answer,
    is_marked_check,
    visible_look,
)
from polyneuron.book.grading.bound_names import names_of_check
from polyneuron.book.grading.cell_sources import code_tree
from polyneuron.book.grading.handed_in import chapter_of

_EXERCISE = "exercise-"
"""How identifiers of an exercise's cells begin."""


class OtherNotebookError(ValueError):
    """The notebook has no cell of the assignment; its text says which notebook it seems to be."""


class NamedCells:
    """A notebook while it is mended, beside its assignment."""

    def __init__(self, notebook: NotebookNode, assignment: NotebookNode):
        self.notebook, self.assignment = notebook, assignment
        self.cells: list[NotebookNode] = notebook.cells
        self.warnings: list[str] = []
        self.order = [cell_key(cell) for cell in assignment.cells]
        """Keys of all cells of the assignment, in its order."""
        self.given = dict(zip(self.order, assignment.cells, strict=True))
        self.graded = {key: cell for key, cell in self.given.items() if grade_name(cell) is not None}
        self.keys: dict[int, str] = {}
        """`id` of a submitted cell → key of the cell of the assignment that it is."""
        self.foreign: set[int] = set()
        """`id` of cells of exercises that are not asked for."""
        self.asked: list[tuple[str, str]] = []
        """(check, why) of what was found on the way."""
        self.in_checks: set[str] = set()
        """Checks in which something stood that is hardly an answer."""

    def name_cells(self) -> None:
        """Find out which submitted cells are which of the assignment: by nbgrader's name, by identifier, by text."""
        by_identifier = {cell.get("id"): key for key, cell in self.given.items() if cell.get("id")}
        by_text: dict[tuple[str, str], list[str]] = {}
        for key, cell in self.given.items():
            by_text.setdefault(visible_look(cell), []).append(key)
        restored = []
        for cell in self.cells:
            name = grade_name(cell)
            if name is not None and name in self.graded:
                self.keys[id(cell)] = name
                continue
            if name is not None:
                self.warnings.append(f"{name}: no cell of this assignment; ignored")
                self.foreign.add(id(cell))
            identified = by_identifier.get(cell.get("id"))
            if identified is not None:
                self.keys[id(cell)] = identified
                if identified in self.graded:
                    restored.append(identified)
        for cell in self.cells:
            found = [key for key in by_text.get(visible_look(cell), ()) if key not in self.keys.values()]
            if id(cell) not in self.keys and len(found) == 1:
                self.keys[id(cell)] = found[0]
                if found[0] in self.graded:
                    restored.append(found[0])
        restored += self._name_changed_checks()
        for cell in [cell for cell in self.cells if id(cell) not in self.keys and is_marked_check(cell)]:
            self._remove(cell)  # of an exercise that is not asked for: it would look like a student's own
        if not any(key in self.graded for key in self.keys.values()):
            chapter = chapter_of(self.notebook)
            raise OtherNotebookError(
                "no cell of this assignment is in the notebook" + (f"; it says that it is {chapter}" if chapter else "")
            )
        self.foreign |= {
            id(cell)
            for cell in self.cells
            if id(cell) not in self.keys and str(cell.get("id", "")).startswith(_EXERCISE)
        }
        if restored:
            self.warnings.append(f"nbgrader's metadata was missing and is back: {', '.join(restored)}")

    def _name_changed_checks(self) -> list[str]:
        """Find checks that have lost their name and were written into, by what they ask for."""
        found = []
        asking = {key: names_of_check(cell.source) for key, cell in self.graded.items() if self._is_check(key)}
        for key, names in asking.items():
            alike = [cell for cell in self.cells if id(cell) not in self.keys and cell.cell_type == "code"]
            alike = [cell for cell in alike if names and names_of_check(cell.source) == names]
            if key not in self.keys.values() and len(alike) == 1 and list(asking.values()).count(names) == 1:
                self.keys[id(alike[0])] = key
                found.append(key)
        return found

    def _of(self, key: str) -> list[NotebookNode]:
        """The submitted cells that are this cell of the assignment, in the notebook's order."""
        return [cell for cell in self.cells if self.keys.get(id(cell)) == key]

    def _place(self, cell: NotebookNode) -> int:
        return next(place for place, found in enumerate(self.cells) if found is cell)

    def _untouched(self, cell: NotebookNode) -> bool:
        return cell.source.strip() == self.given[self.keys[id(cell)]].source.strip()

    def _unanswered(self, cell: NotebookNode) -> bool:
        """Whether an answer in code holds no other code than it was given."""
        given, tree = code_tree(self.given[self.keys[id(cell)]].source), code_tree(cell.source)
        return self._untouched(cell) or (
            tree is not None and (not tree.body or (given is not None and ast.dump(tree) == ast.dump(given)))
        )

    def _is_empty(self, cell: NotebookNode) -> bool:
        return self._untouched(cell) or not cell.source.strip()

    def _remove(self, cell: NotebookNode) -> None:
        del self.cells[self._place(cell)]

    def _is_check(self, key: str) -> bool:
        return key in self.graded and not is_for_answer(self.graded[key])

    def _answers_with_checks(self) -> Iterator[tuple[str, str]]:
        """Each answer in code with the check that follows it in the assignment."""
        names = list(self.graded)
        for first, second in pairwise(names):
            one, other = self.graded[first], self.graded[second]
            if (
                is_for_answer(one)
                and one.cell_type == "code"
                and not is_for_answer(other)
                and other.cell_type == "code"
            ):
                yield first, second

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

    def _placed(self) -> list[PlacedCell]:
        keys = [self.keys.get(id(cell)) for cell in self.cells]
        return [
            PlacedCell(cell, key, self.given[key] if key is not None else None)
            for cell, key in zip(self.cells, keys, strict=True)
        ]
