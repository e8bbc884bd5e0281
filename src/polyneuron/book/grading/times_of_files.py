"""`timestamp.txt` beside a submission: when it came, read strictly, or not at all.

Guards against times that are taken for others: nbgrader's own reading makes 2 January of 01.02.2027, UTC of MSK and of
+03:30, and ends where it cannot read anything, so that an honest student is late, or gets no marks.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

TIMESTAMP_FILE = "timestamp.txt"
_UTC = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_DISTANCE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_EXAMPLE = "2027-02-01 18:05:00 UTC"


def handed_in_time(folder: Path) -> tuple[datetime | None, str]:
    """When the submission in a folder came, with its zone, and what is wrong with what the file says, if anything.

    Understood is ISO 8601 with a zone that is a distance, Z or UTC: `2027-02-01 18:05:00 UTC`,
    `2027-02-01T18:05+03:30`. All else is no time, for whoever guesses makes somebody late.
    """
    try:
        written = (folder / TIMESTAMP_FILE).read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError:
        return None, ""
    except (OSError, UnicodeError) as error:
        return None, f"{TIMESTAMP_FILE} cannot be read: {error}"
    text = _DISTANCE.sub("", _UTC.sub("+00:00", written))
    try:
        time = datetime.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        time = None
    if time is not None and time.tzinfo is not None:
        return time.astimezone(UTC), ""
    if not written:
        return None, f"{TIMESTAMP_FILE} is empty"
    why = "has no zone" if time is not None else "is no time"
    return None, f"{TIMESTAMP_FILE}: {written[:40]!r} {why}, so nobody knows whether it was late; write {_EXAMPLE}"


class CourseWithStrictTimes(CourseDirectory):
    """nbgrader's course folder, whose submissions came when their file says so without doubt."""

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """The time of a submission, in UTC and, as nbgrader keeps times, without a zone; None where nobody knows."""
        time, _ = handed_in_time(Path(dest_path))
        return time and time.replace(tzinfo=None)
