"""The project's folder, for a command that is typed somewhere within it, or somewhere else.

Guards against an error about missing settings, which does not say that only the folder is another one.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from polyneuron.book.model.configuration import CONFIG_FILE
from polyneuron.book.model.problems import Problem, ProblemsFound

_OWN_ROOT = Path(__file__).resolve().parents[4]
"""Where this code lies, when it was not installed as a package."""


def project_root(start: Path, own: Path = _OWN_ROOT) -> Path:
    """The nearest folder with settings, from `start` upwards; raises `ProblemsFound` where there is none.

    Parameters
    ----------
    own
        The project that this code belongs to, if it is one: what the error tells to go to.
    """
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file():
            return folder
    what = f"The course is not here: no {CONFIG_FILE} in this folder or above it"
    place = shlex.quote(str(own)) if (own / CONFIG_FILE).is_file() else "FOLDER"
    remedy = f"Type `cd {place}`, then this command again."
    if place == "FOLDER":
        remedy += " FOLDER is where the source of the course lies; `git clone` made it."
    raise ProblemsFound([Problem(str(start), 0, what, remedy)])
