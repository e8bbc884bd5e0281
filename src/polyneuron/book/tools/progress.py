"""What a person sees while a build runs: each step and each of its parts, with its name and its time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar


class Step:
    """One step; `done` is called for each of its parts."""

    def __init__(self, console: Console, bar: Bar, task: TaskID, explain: bool = False):
        self.console, self.bar, self.task, self.explains = console, bar, task, explain

    def done(self, name: str, seconds: float, note: str = "") -> None:
        """A part is ready."""
        duration = f"{seconds:6.1f} s" if seconds >= 0.05 else "        "
        style = "red" if note == "failed" else "dim" if note else ""
        self.console.print(f"  {duration}  {name} {note}", style=style, highlight=False)
        self.bar.advance(self.task)

    def describe(self, text: str) -> None:
        """What runs now, beside the bar."""
        self.bar.update(self.task, description=text)

    def explain(self, name: str, reasons: Sequence[str]) -> None:
        """Why a part is made again, where somebody asked."""
        if self.explains:
            for reason in reasons:
                self.console.print(f"            {name}: {reason}", markup=False, highlight=False)

    def warn(self, text: str) -> None:
        """Something that does not stop the build."""
        self.console.print(f"            warning: {text}", style="yellow", highlight=False)


class Progress:
    """Prints to a console; a moving bar is shown on terminals only."""

    def __init__(self, console: Console | None = None, explain: bool = False):
        """`explain`: whether to say why each part is made again."""
        self.console = console or Console(stderr=True, soft_wrap=True)
        self.explain = explain

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Step]:
        """Announce a step, and its time when it ends."""
        started = time.monotonic()
        self.console.print(f"[bold]{name}[/bold]" + (f" ({total})" if total else ""), highlight=False)
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=self.console, transient=True, disable=not self.console.is_terminal) as bar:
            yield Step(self.console, bar, bar.add_task(name, total=total), self.explain)
        self.console.print(f"  {time.monotonic() - started:6.1f} s  {name}: ready", style="bold", highlight=False)
