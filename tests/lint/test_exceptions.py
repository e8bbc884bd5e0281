"""Exceptions: they have a reason, they apply, and they are few."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.exceptions import apply, exceptions_path, read_exceptions
from polyneuron.book.lint.findings import Finding
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.problems import ProblemsFound

RULES = ("unchanged", "glossary")
TEXTS = [Text("pl", "a.po", line, "paragraph", f"English {line}", f"Polski {line}") for line in range(1, 101)]


def finding(line: int, rule: str = "unchanged", word: str = "") -> Finding:
    return Finding("pl", "a.po", line, rule, f"Polski {line}", "what", "remedy", word=word)


@pytest.fixture
def exceptions(tmp_path):
    """Read exceptions from rows, as they stand in a file of the Polish edition."""

    def read(*rows: str, header: str = "rule,text,reason"):
        path = exceptions_path(tmp_path, "pl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return read_exceptions(tmp_path, "pl", RULES)

    return read


def test_an_exception_covers_a_message_or_a_word_and_nothing_else(exceptions, tmp_path):
    known = exceptions("unchanged,english 1,a name", "glossary,waga,another sense")
    found = [finding(1), finding(2), finding(3, "glossary", "waga"), finding(4, "unchanged", "waga")]
    sorted_findings = apply(found, known, TEXTS, tmp_path, "pl")
    assert [one.line for one in sorted_findings.kept] == [2, 4]
    assert [(one.line, reason.reason) for one, reason in sorted_findings.excepted] == [
        (1, "a name"),
        (3, "another sense"),
    ]


def test_an_exception_that_covers_nothing_is_an_error(exceptions, tmp_path):
    (left,) = apply([], exceptions("unchanged,English 1,a name"), TEXTS, tmp_path, "pl").kept
    assert (left.file, left.line, left.rule) == ("locales/pl/lint-exceptions.csv", 2, "exceptions")


def test_an_exception_waits_for_its_message_and_messages_that_wait_count(exceptions, tmp_path):
    known = exceptions("unchanged,English new,a name", "glossary,waga,another sense")
    assert apply([], known, TEXTS, tmp_path, "pl", {"English new"}).kept == []
    kept = apply([], known, TEXTS, tmp_path, "pl", {"English other"}).kept
    assert [one.line for one in kept] == [2]  # a word may stand in what waits
    rows = [f"unchanged,English {line},a name" for line in (1, 2, 3)]
    found = [finding(1), finding(2), finding(3)]
    waiting = {f"English waiting {line}" for line in range(50)}
    assert apply(found, exceptions(*rows), TEXTS, tmp_path, "pl", waiting).kept == []


def test_more_than_two_messages_of_a_hundred_are_too_many(exceptions, tmp_path):
    rows = [f"unchanged,English {line},a name" for line in (1, 2, 3)]
    assert apply([finding(1), finding(2)], exceptions(*rows[:2]), TEXTS, tmp_path, "pl").kept == []
    (too_many,) = apply([finding(1), finding(2), finding(3)], exceptions(*rows), TEXTS, tmp_path, "pl").kept
    assert "cover 3 of 100 messages" in too_many.what


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["unchanged,English 1,"], "lint-exceptions.csv:2 (pl): An exception needs a rule, a text and a reason"),
        (["unchanged,English 1,a,b"], "lint-exceptions.csv:2: This row has more or fewer cells"),
        (["unknown,English 1,a name"], "There is no rule 'unknown'\n    Remedy: Use one of glossary, unchanged."),
        (["unchanged,a,b", "unchanged,A,c"], "lint-exceptions.csv:3 (pl): This exception stands here for the second"),
    ],
)
def test_a_broken_row_is_named(exceptions, rows, found):
    with pytest.raises(ProblemsFound, match=r".") as problems:
        exceptions(*rows)
    assert found in str(problems.value)


def test_other_columns_are_named(exceptions):
    with pytest.raises(ProblemsFound, match="Write: rule,text,reason"):
        exceptions("unchanged,a,b", header="rule,word,reason")
