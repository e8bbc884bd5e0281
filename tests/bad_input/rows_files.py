"""What stands in folders: links, devices, folders in the place of files, damaged files."""

from __future__ import annotations

from tests.bad_input import Row, writing
from tests.bad_input.spoiling import GLOSSARY, LESSON, a_file, a_folder, a_link, several

STATUS = ("catalogs", "--status")
NOTEBOOKS = ("notebooks", "--language", "en")


ROWS = [
    Row("a lesson that is a device", a_link(LESSON, "/dev/null"), STATUS, ("chapters/small",), problems=1),
    Row(
        "the term base is a folder", a_folder(GLOSSARY), STATUS, ("locales/glossary.csv: This is a folder",), problems=1
    ),
    Row(
        "the term base is a link to nothing",
        a_link(GLOSSARY, "gone.csv"),
        STATUS,
        ("locales/glossary.csv: This is a link to gone.csv",),
        problems=1,
    ),
    Row(
        "the term base is a device",
        a_link(GLOSSARY, "/dev/zero"),
        STATUS,
        ("locales/glossary.csv: This is a device or a pipe",),
        problems=1,
    ),
    Row(
        "docs/benchmarks.json: cut off",
        several(a_link("docs", "kept"), writing("kept/benchmarks.json", '{"parts": \n')),
        NOTEBOOKS,
        ("docs/benchmarks.json:2: No valid JSON: Expecting value",),
        keeps=("locales",),
        problems=1,
    ),
    Row(
        "docs/benchmarks.json: without parts",
        several(a_link("docs", "kept"), writing("kept/benchmarks.json", "{}")),
        NOTEBOOKS,
        ("docs/benchmarks.json:1: parts: is missing",),
        keeps=("locales",),
        problems=1,
    ),
    Row(
        "docs/benchmarks.json: missing",
        several(a_link("docs", "kept"), writing("kept/other.json", "{}")),
        NOTEBOOKS,
        ("docs/benchmarks.json: This file is missing",),
        keeps=("locales",),
        problems=1,
    ),
    Row("_build is a file", a_file("_build"), NOTEBOOKS, ("_build",), problems=1),
    Row("_build is a link to nothing", a_link("_build", "gone/build"), NOTEBOOKS, ("_build",), problems=1),
]
