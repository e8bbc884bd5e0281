"""The checkers that run in Node: what goes in and comes out, and what is said where one is missing."""

from __future__ import annotations

import json

import pytest

from polyneuron.book.lint import external
from polyneuron.book.lint.findings import CannotRun
from tests.conftest import ROOT


def test_a_dictionary_rejects_what_it_does_not_know():
    right, wrong, meant = ["شبکه", "نورون", "حساب", "خروجی"], "نوورن", "نورون"
    found = external.misspelled(ROOT, [*right, wrong, wrong], external.PERSIAN_DICTIONARY, suggestions=3)
    assert list(found) == [wrong]
    assert meant in found[wrong]


def test_suggestions_are_made_only_when_asked_for():
    assert external.misspelled(ROOT, ["نوورن"], external.PERSIAN_DICTIONARY) == {"نوورن": []}


def test_typograf_sets_quotes_dashes_and_dots():
    assert external.typograf(ROOT, ['Он сказал "привет" - и ушёл...'], ["ru"], disable=["*/nbsp/*"]) == [
        "Он сказал «привет»\u00a0— и ушёл…"
    ]


def test_typograf_follows_the_rules_that_are_switched_on_and_off():
    assert external.typograf(ROOT, ["a  b"], ["ru"]) == ["a b"]
    assert external.typograf(ROOT, ["a  b"], ["ru"], disable=["*"]) == ["a  b"]
    assert external.typograf(ROOT, ["a  b"], ["ru"], disable=["*"], enable=["common/space/delRepeatSpace"]) == ["a b"]


def test_yo_stands_where_only_yo_can_stand():
    assert external.with_yo(ROOT, ["Еще пример: сеть ведет счет", "все"]) == ["Ещё пример: сеть ведёт счёт", "все"]


def test_virastar_sets_persian():
    assert external.virastar(ROOT, ["می رود و كتاب ها", "شبکه"], {}) == ["می\u200cرود و کتاب\u200cها", "شبکه"]


def test_virastar_follows_its_options():
    assert external.virastar(ROOT, ["نورون 3"], {"fix_english_numbers": True}) == ["نورون ۳"]
    assert external.virastar(ROOT, ["نورون 3"], {"fix_english_numbers": False}) == ["نورون 3"]


def test_texts_come_back_in_their_order_line_breaks_and_marks_too():
    texts = [f"слово {number}\nи \ufffc" for number in range(500)]
    assert external.typograf(ROOT, texts, ["ru"], disable=["*"]) == texts


def test_a_missing_package_is_named_with_its_remedy(tmp_path):
    with pytest.raises(CannotRun, match="virastar is not installed") as raised:
        external.virastar(tmp_path, ["شبکه"], {})
    assert "make environment" in raised.value.remedy


def test_a_tool_that_fails_is_named_with_its_reason():
    with pytest.raises(CannotRun, match=r"virastar failed: .*TypeError"):
        external.virastar(ROOT, [3], {})


def test_every_package_is_pinned():
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    needed = {"cspell-dictionary", "typograf", "eyo-kernel", "virastar"}
    needed.add(external._package(external.PERSIAN_DICTIONARY))
    assert needed <= set(pinned)
    assert all(version[0].isdigit() for version in pinned.values())
