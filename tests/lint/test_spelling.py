"""Hunspell: what it rejects, and what is said where it is missing."""

from __future__ import annotations

import pytest

from polyneuron.book.lint import spelling
from polyneuron.book.lint.findings import CannotRun


@pytest.mark.parametrize(
    ("dictionary", "right", "wrong"),
    [
        ("ru_RU", ["сеть", "Ёлочка", "весами"], ["сетьь", "карова"]),
        ("pl_PL", ["żółw", "sieci", "Wagami"], ["żułw", "siecci"]),
    ],
)
def test_unknown_words_come_back(dictionary, right, wrong):
    assert spelling.rejected([*right, *wrong, *wrong], dictionary) == set(wrong)


def test_all_words_of_an_edition_take_one_process(monkeypatch):
    started = []
    run = spelling.subprocess.run
    monkeypatch.setattr(spelling.subprocess, "run", lambda *given, **named: started.append(1) or run(*given, **named))
    letters = "бвгджзклмн"
    words = [f"{first}{second}{third}ъы" for first in letters for second in letters for third in letters]
    assert len(spelling.rejected(words, "ru_RU")) == len(words)
    assert len(started) == 1


@pytest.mark.parametrize(
    ("dictionary", "path", "what"),
    [("pl_PL", "", "not installed"), ("xx_XX", None, "hunspell failed: Can't open")],
)
def test_a_missing_program_or_dictionary_is_said_with_its_remedy(monkeypatch, dictionary, path, what):
    if path is not None:
        monkeypatch.setenv("PATH", path)
    with pytest.raises(CannotRun, match=what) as found:
        spelling.rejected([f"słowo{dictionary}"], dictionary)
    assert found.value.remedy == f"sudo apt-get install hunspell hunspell-{dictionary[:2]}"
