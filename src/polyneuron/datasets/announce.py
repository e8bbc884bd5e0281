"""Telling the learner what happens: on standard error, at once, in the language of the edition."""

from __future__ import annotations

import sys
import time

from polyneuron.messages import gettext, write

_BAR_CELLS = 30
_INTERVAL_SECONDS = 0.2
_SPEED_KNOWN_SECONDS = 3.0


def tell(text: str, end: str = "\n") -> None:
    """Print `text` on standard error."""
    write(text, sys.stderr, end)


def announce(lines: list[str]) -> None:
    """Print `lines` between two thick rules, so that nobody overlooks them."""
    rule = "=" * 78
    tell("\n".join([rule, *lines, rule]))


class Progress:
    """A bar that fills while a file arrives: one line rewritten in place, or a line per quarter in a log file."""

    def __init__(self, name: str) -> None:
        """Begin at nothing of the file `name`."""
        self._name = name
        in_notebook = type(sys.stderr).__module__.startswith("ipykernel")
        self._in_place = in_notebook or sys.stderr.isatty()
        self._last_time, self._last_quarter = float("-inf"), 0
        self._began: tuple[float, int] | None = None

    def show(self, received: int, total: int) -> None:
        """Show that `received` of `total` bytes are here."""
        share = min(1.0, received / max(1, total))
        now, quarter = time.monotonic(), int(4 * share)
        self._began = self._began or (now, received)
        if self._in_place:
            if now - self._last_time >= _INTERVAL_SECONDS or share == 1:
                tell("\r" + self._line(share, received, total), end="")
                self._last_time = now
        elif quarter > self._last_quarter:
            tell(self._line(share, received, total))
            self._last_quarter = quarter

    def finish(self) -> None:
        """Leave the line of the bar."""
        if self._in_place:
            tell("")

    def _line(self, share: float, received: int, total: int) -> str:
        filled = round(_BAR_CELLS * share)
        bar = "#" * filled + "." * (_BAR_CELLS - filled)
        return f"{self._name} [{bar}] {received / 1e6:.1f} / {total / 1e6:.1f} MB{self._time_left(received, total)}"

    def _time_left(self, received: int, total: int) -> str:
        """How many minutes are left at the speed so far; nothing at the beginning, and where it is less than one."""
        if self._began is None:
            return ""
        passed, fresh = time.monotonic() - self._began[0], received - self._began[1]
        minutes = (total - received) * passed / max(1, fresh) / 60
        if passed < _SPEED_KNOWN_SECONDS or minutes < 1:
            return "      "  # as long as what may have stood there
        return " – " + gettext("minutes left: {n}").format(n=round(minutes))
