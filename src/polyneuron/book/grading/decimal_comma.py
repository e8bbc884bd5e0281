"""grades.csv → the same table as spreadsheets expect it where numbers have a decimal comma, as in Poland or Russia.

There a double click on a table with commas and points puts each row into one cell, and makes a date of 2.5. Every
cell is quoted: LibreOffice offers commas and semicolons together as what stands between cells, and made two of 2,5.
"""

from __future__ import annotations

import csv
from pathlib import Path

from polyneuron.book.grading.exporting import GRADES_COLUMNS, read_grades

DECIMAL_COMMA_FILE = "grades-decimal-comma.csv"
_NUMBERS = ("raw_score", "late_submission_penalty", "score", "max_score")


def write_decimal_comma(grades: Path) -> Path:
    """Write it beside `grades`, with semicolons between the columns and the mark by which Excel knows UTF-8."""
    path = grades.with_name(DECIMAL_COMMA_FILE)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, GRADES_COLUMNS, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
        table.writeheader()
        for row in read_grades(grades):
            table.writerow(row | {name: row[name].replace(".", ",") for name in _NUMBERS})
    return path
