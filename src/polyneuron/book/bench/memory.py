"""The peak memory of each chapter's kernel: a whole notebook, in full and on the real data, cell by cell.

Free notebook services end a kernel that takes too much, and a small laptop begins to swap. The peak is that of the
kernel's own process since it began; the notebook is the one that a build ran, with all solutions and checks.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.kernels import Kernel, kernel_environment

LIMIT_BYTES = 1.5e9
"""No kernel of a chapter should take more."""
GIGABYTE = 1e9
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_bytes(process: int) -> int:
    """The largest resident memory of a process since it began; where the system does not keep it, what it has now."""
    try:
        if found := _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="utf-8")):
            return int(found[1]) * 1024
    except OSError:
        pass
    return psutil.Process(process).memory_info().rss


def kernel_memory(path: Path, timeout: int) -> dict[str, Any]:
    """Run a notebook in a fresh kernel; return its peak in bytes, and where it rises above the limit.

    Raises `ProblemsFound` where there is no notebook, or where one of its cells fails.

    Returns
    -------
    `peak_bytes`; `largest_rise`, the cell in which the peak rises most; `first_above`, the cell that takes it above
    `LIMIT_BYTES`, or an empty text; `seconds`; and the `date`, because a chapter can be measured alone.
    """
    if not path.is_file():
        remedy = "Run: python -m polyneuron.book execute --language en"
        raise ProblemsFound([Problem(path.name, 0, "This chapter has not been executed yet", remedy)])
    notebook = nbformat.read(path, 4)
    peaks: list[tuple[str, int]] = []

    def note(cell: nbformat.NotebookNode, cell_index: int, execute_reply: Mapping[str, Any]) -> None:
        kernel: Any = client.km  # its provisioner, of this machine, has the number of the process
        peaks.append((cell.id, peak_bytes(kernel.provisioner.pid)))

    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                notebook,
                timeout=timeout,
                kernel_name="python3",
                kernel_manager_class=Kernel,
                resources={"metadata": {"path": folder}},
                on_cell_executed=note,
            )
            client.execute(env=kernel_environment(Path(folder)))
    except CellExecutionError as error:
        what = f"The notebook stops: {error.ename}: {error.evalue}"
        raise ProblemsFound([Problem(path.name, 0, what, "Mend the chapter.")]) from error
    except (CellTimeoutError, DeadKernelError) as error:
        what = f"The notebook stops: {type(error).__name__} behind the cell {peaks[-1][0] if peaks else 'none'}"
        raise ProblemsFound([Problem(path.name, 0, what, "Mend the chapter, or give the machine more.")]) from error
    rises = [(cell, peak - before) for (_, before), (cell, peak) in zip([("", 0), *peaks], peaks, strict=False)]
    return {
        "peak_bytes": max((peak for _, peak in peaks), default=0),
        "largest_rise": max(rises, key=lambda rise: rise[1], default=("", 0))[0],
        "first_above": next((cell for cell, peak in peaks if peak > LIMIT_BYTES), ""),
        "seconds": time.monotonic() - started,
        "date": datetime.now(UTC).date().isoformat(),
    }


def too_large(chapters: Mapping[str, Any]) -> list[str]:
    """A warning for each chapter that takes more than the limit."""
    return [
        f"{name}: its kernel takes {entry['peak_bytes'] / GIGABYTE:.2f} GB, more than {LIMIT_BYTES / GIGABYTE:g} GB, "
        f"from the cell {entry['first_above']} on; the largest rise is in {entry['largest_rise']}"
        for name, entry in chapters.items()
        if entry["peak_bytes"] > LIMIT_BYTES
    ]
