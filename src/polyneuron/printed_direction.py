"""Printed lines from right to left: outputs of notebooks are set from left to right, whatever the language.

A line that begins with a letter from right to left is put into an isolate of that direction, and the mathematics in it
into isolates of the other (see `isolation`). So `print("پاسخ:", -5)` shows its minus before the five, and
`print("شکل:", (1, 2))` its tuple in order, whoever wrote them. Lines without such letters stay as they are.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable
from typing import Any

from polyneuron.isolation import END, RIGHT_TO_LEFT, first_direction, has_right_to_left, isolated

_LINE_END = re.compile(r"(\r\n|[\r\n])")


class DirectedLines:
    """Takes what is written piece by piece, and writes it on, line by line, with its isolates.

    `print(text, days, "/", n)` writes its arguments one by one, so a line with letters from right to left is held until
    it ends, or until somebody flushes: `10 / 11` is one piece. Other lines are written on as they come.

    Parameters
    ----------
    write
        Writes a text on.
    """

    def __init__(self, write: Callable[[str], Any]):
        self.write_on = write
        self._held = ""
        """What of the line is not written yet."""
        self._direction: str | None = None
        """That of the line which is being written; None before its first letter."""
        self._mixed = False
        """Whether the line has a letter from right to left."""
        self._open = False
        """Whether the line's own isolate was written, and not its end."""

    def write(self, text: str) -> int:
        """Write a text, which may be a part of a line or several lines; returns the number of its characters."""
        # A carriage return begins the line anew: progress bars.
        *parts, rest = _LINE_END.split(text)
        written = "".join(
            self._taken(line) + self._rest_of_line() + self._end(sign)
            for line, sign in zip(parts[::2], parts[1::2], strict=True)
        )
        written += self._taken(rest)
        if written:
            self.write_on(written)
        return len(text)

    def release(self) -> None:
        """Write what is held back."""
        held = self._rest_of_line()
        if held:
            self.write_on(held)

    def _taken(self, part: str) -> str:
        """Add a part to the line; what of it can be written now."""
        self._held += part
        self._direction = self._direction or first_direction(self._held)
        self._mixed = self._mixed or has_right_to_left(part)
        return "" if self._mixed or self._direction is None else self._rest_of_line()

    def _rest_of_line(self) -> str:
        held, self._held = self._held, ""
        if not (held and self._mixed):
            return held
        begins = self._direction == "rtl" and not self._open
        self._open = self._open or begins
        return (RIGHT_TO_LEFT if begins else "") + isolated(held)

    def _end(self, sign: str) -> str:
        end = END if self._open else ""
        self._direction, self._mixed, self._open = None, False, False
        return f"{end}{sign}"


def use_direction(direction: str) -> None:
    """Make a notebook's printed lines read in a direction, `ltr` or `rtl`; called by `use_language`.

    Only the stream of a Jupyter kernel is changed: a terminal orders lines itself, and a file is no display.
    """
    shell = _shell()
    if shell is None:
        return
    with contextlib.suppress(ValueError):  # not registered yet
        shell.events.unregister("pre_run_cell", _direct)
    if direction == "rtl":
        # IPython replaces `write` at the beginning of each cell, and puts the old one back at its end.
        shell.events.register("pre_run_cell", _direct)
        _direct()
    else:
        _restore(sys.stdout)


def _shell() -> Any:
    """IPython's shell in a Jupyter kernel; None elsewhere."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None and _is_of_a_kernel(sys.stdout) else None


def _is_of_a_kernel(stream: object) -> bool:
    return type(stream).__module__.partition(".")[0] == "ipykernel"


def _direct(*_: object) -> None:
    """Let what is written from now on go through `DirectedLines`; also called with IPython's facts about a cell."""
    stream: Any = sys.stdout
    if not _is_of_a_kernel(stream):
        return  # somebody has put another stream in its place
    _restore(stream)
    lines, flush = DirectedLines(stream.write), stream.flush

    def release_and_flush() -> None:
        lines.release()
        flush()

    stream.write = lines.write
    stream.flush = release_and_flush


def _restore(stream: Any) -> None:
    lines = getattr(stream.write, "__self__", None)
    if isinstance(lines, DirectedLines):
        lines.release()
        stream.write = lines.write_on
    vars(stream).pop("flush", None)
