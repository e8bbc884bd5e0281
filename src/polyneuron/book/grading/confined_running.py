"""A mended submission → the same notebook with outputs, run behind a wall; a check passes only with its token.

The student's cells run in their order; each check is sent at its turn, after the cells above it, so nothing that runs
before it can read it. A check that ends without error and without its token has not passed.
"""

from __future__ import annotations

import copy
import secrets
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Container
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Type, Unicode

from polyneuron.book.grading.confinement import Confinement
from polyneuron.book.grading.handed_in import is_check
from polyneuron.book.grading.inside_kernel import TOKEN_TYPE
from polyneuron.book.grading.running import ExecuteWithinLimits
from polyneuron.book.tools.kernels import Kernel

NOT_PASSED = "CheckNotPassed"
"""Name of the error in the place of a token."""


class CheckingClient(AsyncKernelClient):
    """Sends what is due as a check, and all else as every client does."""

    due: dict[str, str] | None = None
    """The check that stands in the next cell."""

    def execute(self, code: str, *arguments: Any, **options: Any) -> str:
        """Send a cell."""
        if self.due is None:
            return super().execute(code, *arguments, **options)
        due, self.due = self.due, None
        return self._send("check_request", due)

    def guard(self) -> None:
        """Ask the kernel to remember what the chapter has set up."""
        self._send("guard_request", {})

    def _send(self, kind: str, content: dict[str, str]) -> str:
        message = self.session.msg(kind, content)
        self.shell_channel.send(message)
        return message["header"]["msg_id"]


class ConfinedKernel(Kernel):
    """A kernel behind a wall, spoken to through sockets in one folder."""

    client_class = Unicode("polyneuron.book.grading.confined_running.CheckingClient")
    client_factory = Type(CheckingClient)
    confinement: Confinement
    sockets: Path

    def __init__(self, **keywords: Any):
        super().__init__(**keywords)
        self.transport = "ipc"
        self.name = f"polyneuron-{uuid.uuid4().hex}"
        self.ip = str(self.sockets / uuid.uuid4().hex[:6])
        self.connection_file = f"{self.ip}.json"
        if self.kernel_spec is not None:
            self.kernel_spec.interrupt_mode = "message"  # a signal would end the wall

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command that starts the kernel, with the wall around it."""
        Path(self.connection_file).chmod(0o644)  # the folder is open to nobody else
        given = super().format_kernel_cmd(extra_arguments)
        place = next(number for number, part in enumerate(given) if part.startswith("ipykernel"))
        inner = [given[place - 2], "-m", "polyneuron.book.grading.inside_kernel", *given[place + 1 :]]
        return given[: place - 2] + self.confinement.command(inner, self.sockets, self.name)


class ExecuteConfined(ExecuteWithinLimits):
    """Runs a notebook behind a wall; `checks` and `given` say what each cell is."""

    def __init__(self, confinement: Confinement, **keywords: Any):
        self.sockets = Path(tempfile.mkdtemp(prefix="pn-"))
        kernel = type("Behind", (ConfinedKernel,), {"confinement": confinement, "sockets": self.sockets})
        super().__init__(kernel_manager_class=kernel, kernel_name="python3", **keywords)
        self.confinement = confinement
        self.coalesce_streams = True
        self.given: Container[str] = ()
        self.tampered: dict[str, list[str]] = {}
        """Check → what had been replaced before it and was put back."""
        self._guarded: object = None
        self._tokens: dict[int, str] = {}

    def run(self, notebook: NotebookNode, given: Container[str]) -> NotebookNode:
        """Run a copy of a notebook.

        Parameters
        ----------
        notebook
            The mended submission.
        given
            Identifiers of the cells that are as the assignment has them.
        """
        self.given = given
        try:
            done, _ = self.preprocess(copy.deepcopy(notebook), {"metadata": {"path": str(self.sockets)}})
        finally:
            if self.km is not None:
                self.confinement.end(self.km.name)
            shutil.rmtree(self.sockets, ignore_errors=True)
        for cell in done.cells:
            self._judge(cell)
        return done

    async def async_start_new_kernel(self, **options: Any) -> None:
        """Start the kernel; what its process says beside its cells is for nobody."""
        await super().async_start_new_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)

    start_new_kernel = run_sync(async_start_new_kernel)

    async def async_execute_cell(self, cell: NotebookNode, cell_index: int, *arguments: Any, **options: Any) -> Any:
        """Run a cell, or the check that it is."""
        if self._guarded is not self.kc and cell.cell_type == "code" and cell.get("id") not in self.given:
            self._guarded = self.kc
            self.kc.guard()
        if is_check(cell):
            if self._guarded is not self.kc:
                self._guarded = self.kc
                self.kc.guard()
            token = secrets.token_hex(16)
            cell.metadata["polyneuron-token"] = token
            self.kc.due = {"token": token, "source": cell.source}
        return await super().async_execute_cell(cell, cell_index, *arguments, **options)

    execute_cell = run_sync(async_execute_cell)

    def _judge(self, cell: NotebookNode) -> None:
        """Leave of a check's outputs what people read; without its token it has not passed."""
        token = cell.metadata.pop("polyneuron-token", None)
        if cell.cell_type != "code":
            return
        backs = [output.data[TOKEN_TYPE] for output in cell.outputs if TOKEN_TYPE in output.get("data", {})]
        cell.outputs = [output for output in cell.outputs if TOKEN_TYPE not in output.get("data", {})]
        if not is_check(cell):
            return
        passed = [back for back in backs if isinstance(back, dict) and back.get("token") == token]
        for back in passed:
            if back.get("tampered"):
                self.tampered[cell.metadata.nbgrader.grade_id] = list(map(str, back["tampered"]))
        # Partial points of nbgrader would come from a value that the student's code could show.
        cell.outputs = [output for output in cell.outputs if output.output_type != "execute_result"]
        failed = any(
            output.output_type == "error" or (output.output_type == "stream" and output.name == "stderr")
            for output in cell.outputs
        )
        for output in cell.outputs:
            if output.output_type == "error" and output.ename == NOT_PASSED:
                output.traceback = [self.not_passed]
        if not failed and len(backs) == len(passed) == 1:
            return
        if not failed:
            cell.outputs.append(
                new_output("error", ename=NOT_PASSED, evalue=self.not_passed, traceback=[self.not_passed])
            )

    def _limit_memory(self) -> None:
        """Nothing to do: the kernel limits itself before it runs anything."""
