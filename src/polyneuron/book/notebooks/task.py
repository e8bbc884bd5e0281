"""A notebook to run, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import nbformat

from polyneuron.book.model.problems import Problem


@dataclass(frozen=True)
class Task:
    """A notebook to run."""

    name: str
    """The chapter."""
    language: str
    notebook: nbformat.NotebookNode
    file: str
    """The lesson's file, for problems."""
    lines: dict[str, int]
    """Cell identifier → line of its code in the lesson."""
    kind: str = "executed"
    """Which of the chapter's notebooks it is: in full, the quick copy, the proof of the exercises."""
    depends: dict[str, str] = field(default_factory=dict)
    """What its outputs depend on besides its code: see `polyneuron.book.notebooks.dependencies`."""


@dataclass
class Result:
    """What became of a task."""

    task: Task
    notebook: nbformat.NotebookNode | None
    problems: list[Problem]
    seconds: float
    cached: bool = False
    warnings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why it ran again; empty for a result that was kept."""
