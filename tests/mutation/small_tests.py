"""A plugin of pytest for the mutation run: only tests that take no real chapter, browser or kernel."""

from __future__ import annotations

import pytest

from tests.large_tests import is_large


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Called by pytest."""
    config.hook.pytest_deselected(items=[item for item in items if is_large(item)])
    items[:] = [item for item in items if not is_large(item)]
