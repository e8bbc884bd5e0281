"""What keeps a student's code, in the same Python as the checks, from replacing what the checks stand on.

Guards against patches of modules, classes, builtins and `sys.modules` between a submission's cells and its checks, and
against the ways to look into other code while it runs. In one Python no wall is whole; what is left stands in
`docs/grading.md`. Runs inside of the sandbox.
"""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

GUARDED = ("builtins", "numpy", "keras", "polyneuron", "math", "statistics", "random", "operator", "functools", "io")
"""Packages whose functions and classes the checks use, and contextlib's parts in `polyneuron`."""
_FORBIDDEN = frozenset(
    (
        "sys.addaudithook", "sys.settrace", "sys.setprofile", "sys._current_frames", "sys._current_exceptions",
        "gc.get_objects", "gc.get_referrers", "gc.get_referents", "ctypes.string_at", "ctypes.wstring_at",
        "ctypes.cdata", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.exec", "subprocess.Popen",
        "pty.spawn", "_posixsubprocess.fork_exec",
    )
)  # fmt: skip
"""Audit events (https://docs.python.org/3/library/audit_events.html) of what no answer needs: looking into frames and
memory, and starting programs."""


class Guards:
    """Remembers functions and classes of the guarded packages, and puts them back."""

    def __init__(self, namespace: dict[str, Any]):
        """`namespace`: the names of the notebook, as the chapter itself has set them up."""
        self._names = {name: value for name, value in namespace.items() if isinstance(value, ModuleType)}
        self._modules = {
            name: module
            for name, module in tuple(sys.modules.items())
            if isinstance(module, ModuleType) and name.partition(".")[0] in GUARDED
        }
        self._places: list[tuple[str, Any, dict[str, Any]]] = []
        seen: set[int] = set()
        for name, module in self._modules.items():
            own = {key: value for key, value in vars(module).items() if callable(value) or _is_module(value)}
            self._places.append((name, module, own))
            for value in own.values():
                if isinstance(value, type) and id(value) not in seen and value.__module__.partition(".")[0] in GUARDED:
                    seen.add(id(value))
                    parts = {key: part for key, part in vars(value).items() if callable(part) or _wraps(part)}
                    if parts and _can_change(value):
                        self._places.append((f"{name}.{value.__name__}", value, parts))
        self._builtins = dict(vars(builtins))

    def restore(self) -> list[str]:
        """Put back what was replaced; return its names."""
        vars(builtins).update(self._builtins)  # first, and with nothing that builtins could replace
        found = []
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
                found.append(f"sys.modules[{name!r}]")
        return found + self._differences(put_back=True)

    def changed(self) -> list[str]:
        """The names of what is replaced now."""
        return self._differences(put_back=False)

    def _differences(self, *, put_back: bool) -> list[str]:
        found = []
        for name, place, own in self._places:
            now = vars(place)
            for key, value in own.items():
                if now.get(key) is not value:
                    found.append(f"{name}.{key}")
                    if put_back:
                        setattr(place, key, value)
        return found

    def shadowed(self, namespace: dict[str, Any]) -> dict[str, Any]:
        """Names of the chapter's modules that the notebook has given to something else → their modules."""
        return {name: value for name, value in self._names.items() if namespace.get(name) is not value}


def _is_module(value: object) -> bool:
    return isinstance(value, ModuleType)


def _wraps(part: object) -> bool:
    return isinstance(part, property | staticmethod | classmethod)


def _can_change(kind: type) -> bool:
    return bool(kind.__flags__ & (1 << 9))  # Py_TPFLAGS_HEAPTYPE: only such classes take new attributes


def forbid_looking() -> None:
    """Refuse, for the rest of this process, what no answer needs. Nothing in Python can take such a hook away."""
    sys.addaudithook(_hook())


def _hook() -> Callable[[str, tuple], None]:
    # Only names of its own, none that can be changed from elsewhere, so that a frame of it is of no use.
    forbidden, refusal, text, code = _FORBIDDEN, PermissionError, str, "__code__"
    process = re.compile(r"/proc/.*/(mem|environ)")

    def refuse(event: str, details: tuple) -> None:
        if event in forbidden:
            raise refusal(event + ": not while work is graded")
        if event == "object.__setattr__":
            if details[1] == code:
                raise refusal("functions cannot be changed while work is graded")
        elif event == "open" and details[0].__class__ is text and process.fullmatch(details[0]):
            raise refusal("not while work is graded")

    return refuse
