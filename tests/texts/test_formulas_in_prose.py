"""Formulas in the prose of editions: one script for the numbers of one formula, the edition's sign for products."""

import re

import polib
import pytest

from tests.conftest import ROOT

CODE = re.compile(r"`[^`]*`|\$\$?[^$]*\$\$?")
BROKEN = {
    "fa": re.compile(r"[A-Za-z₀-₉)] ?[=<>≤≥≈] ?\(?[\u2212-]?[۰-۹]|\b(?:ln|log|max|tanh|exp) ?\(?[\u2212-]?[۰-۹]"),
    "zh": re.compile(r"[0-9½⅓¼⅛)] · [0-9½⅓¼⅛(\u2212]"),
}
"""Language → what its prose does not have: Persian digits in a formula with Latin names, a dot between two numbers."""


@pytest.mark.parametrize("code", BROKEN)
def test_formulas_in_prose_are_written_in_one_way(code):
    found = []
    for file in sorted((ROOT / "locales" / code / "LC_MESSAGES").glob("*.po")):
        for entry in polib.pofile(str(file)):
            found += [(file.name, match[0]) for match in BROKEN[code].finditer(CODE.sub(" ", entry.msgstr))]
    assert found == []
