"""A submission runs within limits: what loops, dies or takes all memory costs its own cell, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Integer, Unicode

_LIMIT_OF_MEMORY = """
try:
    import resource as _resource
    _resource.setrlimit(_resource.RLIMIT_DATA, ({bytes}, {bytes}))
except (ImportError, OSError, ValueError):
    pass
else:
    del _resource
"""


class ExecuteWithinLimits(Execute):
    """nbgrader's execution, with a limit of time for answers and checks, a limit of memory, and a way on after death.

    When Python dies in a cell, or cannot be interrupted there, it starts anew, runs what it had run before without
    that cell, and goes on.
    """

    exercise_timeout = Integer(120, help="Seconds that an answer or a check may run.").tag(config=True)
    memory = Integer(8, help="GiB of memory that a submission may take, on Linux.").tag(config=True)
    too_long = Unicode("This cell ran too long and was stopped.", help="What students read.").tag(config=True)
    not_passed = Unicode(
        "This check did not come to its end, so it does not count.", help="What students read, by `grade`."
    ).tag(config=True)
    died = Unicode("Python ended while this cell ran.", help="What students read.").tag(config=True)

    def __init__(self, **keywords: Any):
        super().__init__(**keywords)
        self.error_on_timeout = {"ename": "CellTimeoutError", "evalue": self.too_long, "traceback": [self.too_long]}
        self._deadly: set[int] = set()
        """Places of the cells in which Python ended."""
        self._limited: object = None
        """The client of the kernel that knows its limit of memory."""

    def preprocess(self, nb: NotebookNode, resources: dict, km: object = None) -> tuple[NotebookNode, dict]:
        """Run a notebook."""
        self._deadly = set()
        self._limited = None
        return super().preprocess(nb, resources, km)

    def _get_timeout(self, cell: NotebookNode | None) -> int | None:
        if cell is not None and "nbgrader" in cell.metadata:
            return self.exercise_timeout
        return super()._get_timeout(cell)

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Run a cell; whatever happens in it, the next one can run."""
        self._limit_memory()
        try:
            return super().preprocess_cell(cell, resources, index)
        except (DeadKernelError, CellTimeoutError) as error:
            stopped = isinstance(error, CellTimeoutError)
            self.log.warning("Python %s in cell %s; it starts anew", "hung" if stopped else "died", index + 1)
            text = self.too_long if stopped else self.died
            # Without what it printed: that may be endless.
            cell.outputs = [new_output("error", ename=type(error).__name__, evalue=text, traceback=[text])]
            self._deadly.add(index)
            self._begin_anew(index)
        return cell, self.resources

    def _begin_anew(self, end: int) -> None:
        """Start Python again and run the cells above `end` once more, without those in which it ended."""
        while True:
            self.shutdown_kernel = "immediate"  # it does not listen any more
            self._cleanup_kernel()
            self.km = self.create_kernel_manager()
            self.start_new_kernel()
            self.start_new_kernel_client()
            self._limit_memory()
            if self._run_again(end):
                return

    def _run_again(self, end: int) -> bool:
        for index, cell in enumerate(self.nb.cells[:end]):
            if index in self._deadly or cell.cell_type != "code":
                continue
            try:
                self.execute_cell(copy.deepcopy(cell), index, store_history=True)
            except (DeadKernelError, CellTimeoutError):
                self._deadly.add(index)
                return False
        return True

    def _limit_memory(self) -> None:
        """Tell a kernel that is new how much memory it may take."""
        if self._limited is not self.kc:
            self._limited = self.kc
            self.kc.execute(_LIMIT_OF_MEMORY.format(bytes=self.memory * 2**30), silent=True, store_history=False)
