"""Which tests take the real book or a real browser: the mutation run leaves them out, and coverage does not count them.

Read by a tracer or tried for every mutant they would take minutes, and the tests of small projects say the same sooner.
"""

from __future__ import annotations

import pytest

LARGE = {"browser", "configuration", "lessons", "neurons", "persian", "visit"}
"""Fixtures of the real book and of a real browser."""
LARGE_WORDS = ("real", "of_the_project", "pages_have", "kernel", "msgfmt")
"""Words in names of tests that read the real book without such a fixture, or that start other programs."""


def is_large(item: pytest.Item) -> bool:
    """Whether a test takes the real book, a browser, or other programs."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & LARGE) or any(word in item.name for word in LARGE_WORDS)
