"""Kernels that a build starts: quiet, with sums in the same order on every processor, and ended when the build ends."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from polyneuron.book.tools.processes import launched, mark

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONHASHSEED": "0"}
"""Environment of the kernels: less noise from TensorFlow, and sums in the same order on every processor."""

PLOT_CHECK, PLOT_FAULT = "polyneuron.book.notebooks.plot_check", "plot check: "
"""The extension of IPython that looks at plots, by its name since it needs Matplotlib; what its lines begin with."""


class Kernel(AsyncKernelManager):
    """A kernel that ends with this process, even when that is killed."""

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        return launched(super().format_kernel_cmd(extra_arguments))


def kernel_environment(build: Path, package: Path | None = None) -> dict[str, str]:
    """The kernels' environment; a relative data folder is meant from here, not from the folder that they run in.

    Parameters
    ----------
    build
        The folder by which the kernels are found when they have to be ended.
    package
        Folder from which they import the learner's package; without it, the installed one.
    """
    environment = {**os.environ, **QUIET, **mark(build)}
    if package is not None:
        others = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join([str(package.resolve()), *([others] if others else [])])
    if data := environment.get("POLYNEURON_DATA"):
        environment["POLYNEURON_DATA"] = str(Path(data).resolve())
    return environment
