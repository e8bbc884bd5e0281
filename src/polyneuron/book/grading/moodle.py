"""grades.csv → a file for each assignment that Moodle can take in, as a grading worksheet or into its gradebook.

As read in Moodle's code (`mod/assign/feedback/offline/importgradeslib.php`, `locallib.php`): "Upload grading worksheet"
asks for three columns, by their names in the language of whoever uploads: Identifier, Grade and Last modified (grade).
Of an identifier it cuts as many bytes as its own word for "Participant " has, so this file is for Moodle in English.
Last modified is "-", as Moodle itself writes where nothing was graded; where something was, it keeps its own grade,
unless the box "Allow updating records that have been modified more recently in Moodle than in the spreadsheet" is
ticked. A grade above the assignment's maximum in Moodle is left out without a word. The gradebook's import (Grades,
Import, CSV file) finds students by their address, if the gradebook here knows it; it knows no identifiers.

UTF-8, commas, decimal points. A submission that was not graded, or waits for marks by hand, is left out.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from polyneuron.book.grading.exporting import GRADED, as_text, read_grades
from polyneuron.book.grading.same_name import plain_name

_COLUMNS = ("Identifier", "Full name", "Email address", "Grade", "Maximum grade", "Last modified (grade)")
_NEVER = "-"
"""As Moodle writes that nothing was graded yet."""
MOODLE_FOLDER = "grades-moodle"


def write_moodle(grades: Path, folder: Path, participants: Mapping[str, Mapping[str, str]]) -> list[Path]:
    """Write `<folder>/<assignment>.csv`.

    Parameters
    ----------
    grades
        The table `grades.csv`.
    participants
        Assignment → student → the number in the name of a file that Moodle gave out.
    """
    rows: dict[str, list[dict[str, object]]] = {}
    for row in read_grades(grades):
        found = rows.setdefault(row["assignment"], [])
        if row["state"] != GRADED:
            continue
        student = row["student_id"]
        number = participants.get(row["assignment"], {}).get(student)
        name = " ".join(part for part in (row["first_name"], row["last_name"]) if part) or plain_name(student, number)
        found.append(
            {
                "Identifier": f"Participant {number}" if number else "",
                "Full name": as_text(name),
                "Email address": as_text(row["email"]),
                "Grade": f"{float(row['score']):.2f}",
                "Maximum grade": f"{float(row['max_score']):.2f}",
                "Last modified (grade)": _NEVER,
            }
        )
    paths = []
    folder.mkdir(exist_ok=True)
    for assignment, found in rows.items():
        paths.append(folder / f"{assignment}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, _COLUMNS, quoting=csv.QUOTE_ALL)
            table.writeheader()
            table.writerows(found)
    return paths
