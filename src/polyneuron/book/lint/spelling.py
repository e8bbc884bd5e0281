"""Hunspell, the spell-checker of most browsers and offices, over all words of an edition in one process.

Its dictionaries are Debian packages. They lack words of the field, so that a gate asks a second dictionary before it
calls a word wrong.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

from polyneuron.book.lint.findings import CannotRun


def rejected(words: Iterable[str], dictionary: str) -> frozenset[str]:
    """The words that a dictionary of Hunspell (such as `pl_PL`) does not know.

    Raises `CannotRun` where Hunspell or the dictionary is not installed.
    """
    return _rejected(frozenset(words), dictionary)


@cache
def _rejected(words: frozenset[str], dictionary: str) -> frozenset[str]:
    remedy = f"sudo apt-get install hunspell hunspell-{dictionary.partition('_')[0]}"
    program = shutil.which("hunspell")
    if program is None:
        raise CannotRun("hunspell is not installed", remedy)
    result = subprocess.run(
        [program, "-d", dictionary, "-i", "UTF-8", "-l"],
        input="\n".join(sorted(words)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"LC_ALL": "C.UTF-8"},
    )
    if result.returncode:
        said = result.stderr.strip().splitlines()
        raise CannotRun(f"hunspell failed: {said[0] if said else 'it says nothing'}", remedy)
    return frozenset(result.stdout.split())
