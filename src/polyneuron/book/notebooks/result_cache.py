"""What notebooks printed, kept by jupyter-cache under their code and a digest of what else they depend on.

Only code counts of a notebook: prose, tags, alternative texts and the address of the wheel run nothing again. With
each result lie the parts that it depended on, so that one can ask what changed. The last two results of a notebook are
kept, so that going back to where one was costs nothing.
"""

from __future__ import annotations

import copy
import hashlib
import shutil
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.cache.db import NbCacheRecord
from jupyter_cache.cache.main import JupyterCacheBase
from nbformat.reader import NotJSONError
from sqlalchemy.exc import SQLAlchemyError

from polyneuron.book.notebooks.dependencies import differences
from polyneuron.book.notebooks.task import Task
from polyneuron.book.tools.files import digest_of

KEPT = 2
"""Results of one notebook."""


class ResultCache:
    """The results in a folder; a damaged one is begun again, a damaged result is as good as none."""

    def __init__(self, folder: Path):
        self.folder = folder
        try:
            self._cache = self._opened()
        except SQLAlchemyError:
            shutil.rmtree(folder)
            self._cache = self._opened()

    def _opened(self) -> JupyterCacheBase:
        self.folder.mkdir(parents=True, exist_ok=True)
        cache = get_cache(self.folder)
        cache.list_cache_records()
        return cache

    def find(self, task: Task) -> nbformat.NotebookNode | None:
        """The task's notebook with the outputs that were kept for it; None where there are none."""
        try:
            _, kept = self._cache.merge_match_into_notebook(_hashed(task, task.notebook))
            notebook = copy.deepcopy(task.notebook)
            for cell, done in zip(notebook.cells, kept.cells, strict=True):
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = done.outputs, done.execution_count
        except (KeyError, AttributeError, IndexError, TypeError, ValueError, NotJSONError):
            return None
        return notebook

    def keep(self, task: Task, executed: nbformat.NotebookNode) -> None:
        """Keep the outputs of a task's notebook, and forget older ones."""
        parts = {"depends": task.depends, "cells": _cells(task)}
        bundle = CacheBundleIn(_hashed(task, executed), _name(task), data=parts)
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        for record in self._records(task)[:-KEPT]:
            shutil.rmtree(self.folder / "executed" / record.hashkey, ignore_errors=True)
            NbCacheRecord.remove_record(record.pk, self._cache.db)

    def reasons(self, task: Task) -> list[str]:
        """What changed since the task's notebook last ran, in sentences; names of files where a file changed."""
        records = self._records(task)
        if not records:
            return ["it has not run here before"]
        before = records[-1].data or {}
        changed = differences(before.get("depends", {}), task.depends)
        changed += [f"{task.file}: {what}" for what in differences(before.get("cells", {}), _cells(task))]
        return changed or ["its result was lost"]

    def _records(self, task: Task) -> list[NbCacheRecord]:
        """What is known of this notebook, the oldest first."""
        return sorted(NbCacheRecord.records_from_uri(_name(task), self._cache.db), key=lambda record: record.pk)


def _name(task: Task) -> str:
    return f"{task.kind}/{task.language}/{task.name}"


def _cells(task: Task) -> dict[str, str]:
    codes = (cell for cell in task.notebook.cells if cell.cell_type == "code")
    return {f"cell {cell.id}": hashlib.sha256(cell.source.encode()).hexdigest() for cell in codes}


def _hashed(task: Task, notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy with nothing in it that jupyter-cache would count besides code, but with what the outputs depend on.

    jupyter-cache counts the kernel specification and no other metadata of a notebook, so the digest stands there.
    """
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        cell.metadata = nbformat.NotebookNode()
    kernel = bare.metadata.setdefault("kernelspec", nbformat.NotebookNode())
    kernel["depends_on"] = digest_of(task.depends)
    return bare
