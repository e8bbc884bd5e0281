"""Code that looks like a way around the checks is named beside the next check; honest code is not."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.grading.suspicious import suspicious


def signs(source: str) -> str:
    """What is found in a student's cell."""
    check = {"nbgrader": {"grade": True, "solution": False, "grade_id": "the-check"}}
    given = "import numpy as np\nfrom keras import layers\n\ndef forward(x):\n    return x"
    cells = [
        new_code_cell(given, id="given"),
        new_code_cell(source, id="own"),
        new_code_cell("pass", id="check", metadata=check),
    ]
    found = suspicious(new_notebook(cells=cells), {"given"})
    assert all(name == "the-check" for name, _ in found)
    return "; ".join(what for _, what in found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import sys", "import sys"),
        ("files = !ls\nimport sys", "import sys"),
        ("if True:\n    !ls\nimport sys", "import sys"),
        ("%time import sys", "import sys"),
        ("%run other.py", "%run"),
        (",print a\nimport sys", "a line that only IPython reads"),
        ("get_ipython().user_ns", "get_ipython"),
        ("np.allclose = lambda *a: True", "changes np.allclose"),
        ("layers.Dense.call = None", "changes layers.Dense.call"),
        ("def forward(x):\n    return 0", "defines forward"),
        ("forward = None", "replaces forward"),
        ("getattr(np, 'all' + 'close')", "getattr with a computed name"),
        ("try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__.tb_frame.f_back", "f_back"),
        ("class A:\n    def __eq__(self, other):\n        return True", "defines __eq__"),
        ("import polyneuron.checking", "import polyneuron.checking"),
        ("import logging\nlogging.sys._getframe(1)", "._getframe"),
        ("import logging\nlogging.sys.modules", ".sys"),
        ("import operator\noperator.attrgetter('f_globals')(1)", "'f_globals'"),
        ("from operator import attrgetter", "import attrgetter"),
        ("Answer = type('Answer', (), {'__array__': print})", "type with a body"),
    ],
)
def test_ways_around_are_named(source, found):
    assert found in signs(source)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nx = np.zeros(3)\nx[0] = 1\nx.shape = (3, 1)",
        "class Net:\n    def __init__(self):\n        self.weights = [1]\n    def __call__(self, x):\n        return x",
        "%matplotlib inline\n!ls\nprint('three')",
        "if __name__ == '__main__':\n    print(type(3), 'code')",
        "model = layers.Dense(3)\nmodel.trainable = False\ngetattr(model, 'name')",
        "this is no code",
    ],
)
def test_honest_code_is_not(source):
    assert signs(source) == ""
