"""Numbers that fill cells of tables are written as the prose of an edition writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.source.language_facts import language_facts
from polyneuron.book.texts.table_numbers import with_table_numbers

SOURCE = """
| a number | steps |
|---|---|
| two classes | 1 |
| 0.30 | 600 | -2 |
| `1` | 1 or 2 | $1$ |

1 and | 2 | are no table.

```
| 1 |
```

:::{exercise}
| 3 |
:::
"""


@pytest.mark.parametrize(
    ("code", "rows", "inside"),
    [
        ("fa", ["| two classes | ۱ |", "| ۰٫۳۰ | ۶۰۰ | −۲ |"], "| ۳ |"),
        ("pl", ["| two classes | 1 |", "| 0,30 | 600 | −2 |"], "| 3 |"),
        ("zh", ["| two classes | 1 |", "| 0.30 | 600 | −2 |"], "| 3 |"),
    ],
)
def test_numbers_alone_in_a_cell_are_those_of_the_language(code, rows, inside):
    cell = Cell("markdown", SOURCE, 1, "small-1")
    lesson = Lesson("small", Path("small.md"), (cell,))
    changed = with_table_numbers(lesson, Language(code, **language_facts(code))).cells[0].source.splitlines()
    before = SOURCE.splitlines()
    assert changed[3:5] == rows
    assert changed[5] == "| `1` | 1 or 2 | $1$ |"
    assert changed[14] == inside
    different = [place for place, (old, new) in enumerate(zip(before, changed, strict=True)) if old != new]
    assert set(different) <= {3, 4, 14}
