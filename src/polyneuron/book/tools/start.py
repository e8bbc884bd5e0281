"""How every program of this package starts, before it imports what it needs, and what it says when it was stopped."""

from __future__ import annotations

import sys

INTERRUPTED, TERMINATED = 130, 143
"""Exit status of a stopped command: 128 and the number of the signal, as shells have it."""


def leave_out_what_only_costs_time() -> None:
    """Keep the grammar of international addresses from being loaded: half of the time that a build needs to start.

    nbformat imports jsonschema, and that imports rfc3987-syntax where it is installed, which reads its grammar at once
    (2.5 s of processor time). nbgrader brings the package; nothing here checks addresses. None is how Python says that
    a module is not to be imported (https://docs.python.org/3/reference/import.html#the-module-cache).
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # typeshed does not know None here
