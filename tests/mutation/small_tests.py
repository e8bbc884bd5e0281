"""A plugin of pytest for the mutation run: only tests that take no real chapter, browser or kernel.

The tests that read the whole real book take minutes, for every mutant; those of small projects say the same sooner.
"""

from __future__ import annotations

import pytest

LARGE = {"browser", "configuration", "lessons", "neurons", "persian", "visit"}
"""Fixtures of the real book and of a real browser."""
LARGE_WORDS = ("real", "of_the_project", "pages_have", "kernel", "msgfmt")
"""Words in names of tests that read the real book without such a fixture, or that start other programs."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Called by pytest."""
    large = [item for item in items if _is_large(item)]
    config.hook.pytest_deselected(items=large)
    items[:] = [item for item in items if item not in large]


def _is_large(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & LARGE) or any(word in item.name for word in LARGE_WORDS)
