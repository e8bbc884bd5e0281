"""The lock file of the environment, as `uv pip compile` writes it: which versions somebody who needs a package gets."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]+\])?==([^\s\\]+(?: ; [^\\]+)?)")
_VIA = re.compile(r"^ +# +(?:via )?(\S+)$")


def canonical(name: str) -> str:
    """The one spelling of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_versions(lock: str, wanted: Iterable[str]) -> dict[str, str]:
    """The packages that these need, themselves included → their versions, with markers where there are any.

    Parameters
    ----------
    lock
        The text of the lock file. Each package is followed by the names of those that need it, after "# via".
    wanted
        Names of packages.
    """
    versions: dict[str, str] = {}
    needs: dict[str, set[str]] = {}
    name = ""
    for line in lock.splitlines():
        if pinned := _PINNED.match(line):
            name = canonical(pinned[1])
            versions[name] = ", ".join([*filter(None, [versions.get(name)]), pinned[2].strip()])
        elif name and (via := _VIA.match(line)):
            needs.setdefault(canonical(via[1]), set()).add(name)
    found: set[str] = set()
    waiting = {canonical(name) for name in wanted}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= needs.get(name, set())
    return {name: versions[name] for name in sorted(found & versions.keys())}


def named_requirements(lines: Iterable[str]) -> list[str]:
    """The names of the packages in lines of a requirements file."""
    names = (re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line) for line in lines)
    return [found[0] for found in names if found]
