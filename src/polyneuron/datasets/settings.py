"""Where the loaders look and how long they wait: read from the environment once per call, changed by tests.

POLYNEURON_DATA      a folder that already holds the files (a course's shared folder)
POLYNEURON_CACHE     the loaders' own folder; otherwise the platform's cache folder
POLYNEURON_MIRRORS   web addresses of folders, separated by blanks; they replace the default ones, empty means "never"
KERAS_HOME           Keras's folder, which is only read; otherwise ~/.keras
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KERAS_FILES = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
"""Where Keras gets its own data sets; closed to many readers, so not the only mirror where a licence allows more."""


@dataclass(frozen=True)
class Settings:
    """Places and patience of the loaders; times in seconds."""

    data_folder: Path | None
    """A folder with the files, or None."""
    cache_folder: Path
    """The one folder that the loaders write to; made when first needed."""
    keras_folder: Path
    """Keras's `datasets` folder; never written to."""
    mirrors: tuple[str, ...] | None = None
    """Addresses to ask instead of the default ones; empty for none, None for the default ones."""
    stall_seconds: float = 10.0
    """A transfer that brings less than 1 KiB in this time is given up."""
    slow_after_seconds: float = 30.0
    """So long a transfer may run before its speed is judged."""
    longest_seconds: float = 900.0
    """A transfer that would need longer than this for the rest is left, and the next mirror asked."""
    pause_seconds: float = 0.5
    """The rest before a broken transfer is taken up again."""
    attempts: int = 3
    """So many times in a row a transfer may break off without bringing anything new."""
    lock_seconds: float = 600.0
    """The longest wait for another program that is bringing the same file."""
    notice_seconds: float = 10.0
    """While waiting for another program, say so this often."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the four variables above; an unset one means its default."""
        home = Path(os.path.expanduser("~"))
        data = environment.get("POLYNEURON_DATA")
        cache = environment.get("POLYNEURON_CACHE")
        keras = environment.get("KERAS_HOME")
        mirrors = environment.get("POLYNEURON_MIRRORS")
        return cls(
            data_folder=Path(data).expanduser().absolute() if data else None,
            cache_folder=Path(cache).expanduser().absolute() if cache else _platform_cache(home, environment),
            keras_folder=(Path(keras).expanduser() if keras else home / ".keras") / "datasets",
            mirrors=None if mirrors is None else tuple(mirrors.split()),
        )


def _platform_cache(home: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder for caches: XDG base directories on Linux, and what Apple and Microsoft ask for."""
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "polyneuron"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "polyneuron" / "Cache"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "polyneuron"
