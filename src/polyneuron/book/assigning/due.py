"""When an assignment is due: a time as one types it, with the time zone that it is meant in."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from polyneuron.book.model.problems import Problem, ProblemsFound

_EXAMPLE = "2027-02-01T18:00"


def due_time(written: str, zone: str | None) -> datetime:
    """The time with its zone: its own (`…+03:30`), else the named one, else that of this machine.

    Raises `ProblemsFound` where it is no time, or where there is no such zone.
    """
    try:
        time = datetime.fromisoformat(written.strip())
    except ValueError:
        what = f"{written!r} is no date with a time"
        raise ProblemsFound([Problem("--due", 0, what, f"Write it as in --due {_EXAMPLE}.")]) from None
    if len(written.strip()) <= len("2027-02-01"):
        remedy = f"Add the time, as in --due {written.strip()}T23:59."
        raise ProblemsFound([Problem("--due", 0, f"{written!r} does not say at what time of that day", remedy)])
    if time.tzinfo is not None:
        return time
    if zone is None:
        return time.astimezone()
    try:
        return time.replace(tzinfo=ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        what = f"There is no time zone {zone!r}"
        raise ProblemsFound([Problem("--time-zone", 0, what, "Write it as in --time-zone Asia/Tehran.")]) from None


def due_words(time: datetime) -> str:
    """A time as a person reads it, with its distance from UTC."""
    zone = time.isoformat(timespec="minutes")[len("2027-02-01T18:00") :]
    return f"{time:%Y-%m-%d %H:%M} UTC{zone if time.utcoffset() else ''}"
