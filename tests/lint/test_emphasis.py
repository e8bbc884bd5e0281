"""The gate for emphasis that Markdown would not recognise."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.emphasis import GATES
from polyneuron.book.lint.texts import Text
from tests.lint import judge


def findings(translation: str, source: str = "a **tensor**: data", role: str = "paragraph") -> list:
    return judge(GATES[0], [Text("zh", "test.po", 1, role, source, translation)])


@pytest.mark.parametrize(
    "wrong",
    [
        "这是**张量（tensor）**的例子",
        "**时间：**十秒",
        "这是**“张量”**的例子",
        "شبکه\u200c** عصبی** است",
        "این ** تانسور** است",
        "to jest **tensor **, dane",
        "это **тензор",
        "èyí ni **tensor*",
    ],
)
def test_asterisks_that_the_reader_would_see_are_found(wrong):
    assert len(findings(wrong)) == 1


@pytest.mark.parametrize(
    "right",
    [
        "这是**张量**（tensor）的例子",
        "**时间**：十秒",
        "این **تانسور** (tensor) است",
        "to jest **tensor**, *dane*",
        "èyí ni `a ** b`",
    ],
)
def test_emphasis_passes(right):
    assert findings(right) == []


def test_asterisks_of_the_source_and_of_code_are_meant():
    assert findings("用 2 * 3 * 4 相乘", "multiply 2 * 3 * 4") == []
    assert findings("# a ** b **", "# a ** b **", "code comment") == []
