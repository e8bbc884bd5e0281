"""The gates that the translate-toolkit brings, and that for two translations of one text."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.general import GATES
from polyneuron.book.lint.texts import Text
from tests.lint import judge

POFILTER, INCONSISTENT = GATES


@pytest.mark.parametrize(
    ("language", "source", "wrong", "found"),
    [
        ("pl", "The loss falls.", "Strata strata maleje.", "doublewords"),
        ("ru", "The loss falls.", "Потери потери уменьшаются.", "doublewords"),
        ("yo", "The loss falls.", "Ìpàdánù náà náà ń dínkù.", "doublewords"),
        ("fa", "The loss (mean) falls.", "اتلاف (میانگین کم می‌شود.", "brackets"),
        ("zh", "The loss (mean) falls.", "损失（平均值下降。", "brackets"),
        ("zh", "The loss (mean) falls.", "损失平均值）下降。", "brackets"),
        ("pl", "The loss (mean) falls.", "Strata [średnia maleje.", "brackets"),
    ],
)
def test_a_slip_in_prose_is_found(findings, language, source, wrong, found):
    assert any(finding.what.startswith(found) for finding in findings(POFILTER, language, source, wrong))


@pytest.mark.parametrize(
    ("source", "wrong", "role", "found"),
    [
        ("Read {count} files", "Przeczytano {liczba} plików", "", "pythonbraceformat"),
        ("Page %(number)s", "Strona %(number)d", "interface", "printf"),
        ("see https://example.org/a", "zob. https://example.org/b", "code comment", "urls"),
        ("first\\nsecond", "pierwszy drugi", "printed text", "escapes"),
        ("an <b>important</b> step", "ważny krok", "alt text", "xmltags"),
        ("call fit() first", "najpierw dopasuj", "code comment", "functions"),
    ],
)
def test_a_lost_part_of_a_plain_text_is_found(findings, source, wrong, role, found):
    assert any(finding.what.startswith(found) for finding in findings(POFILTER, "pl", source, wrong, role))


@pytest.mark.parametrize(
    ("language", "source", "right"),
    [
        ("pl", "a kernel", "macierz wag (kernel)"),
        ("zh", "a kernel (a matrix)", "权重矩阵（kernel）（一个矩阵）"),
        ("ru", "layers of 4, 4 and 8 neurons", "слои из 4, 4 и 8 нейронов"),
        ("fa", "`a`, `b`, `c`", "`a`، `b`، `c`"),
        ("pl", "A. A. Radul, *On B*, 2018.", "A. A. Radul, *On B*, 2018."),
        ("yo", "{number}: {title}", "{number}. {title}"),
    ],
)
def test_glosses_numbers_and_parts_are_no_slips(findings, language, source, right):
    assert findings(POFILTER, language, source, right) == []


def test_a_doubled_word_may_be_listed(findings):
    (finding,) = findings(POFILTER, "yo", "has ever seen", "tí ìsokọ́ra ti rí rí")
    assert finding.word == "rí"


def test_two_translations_of_one_text_are_compared():
    one = Text("pl", "a.po", 1, "heading", "Exercises", "Ćwiczenia")
    other = Text("pl", "b.po", 7, "heading", "Exercises", "Zadania")
    found = judge(INCONSISTENT, [one, other])
    assert [(finding.file, finding.line) for finding in found] == [("a.po", 1), ("b.po", 7)]
    assert "Zadania (b.po:7)" in found[0].what
    same = Text("pl", "c.po", 1, "plot text", "Exercises", "Zadania")
    assert judge(INCONSISTENT, [one, one, same]) == []
