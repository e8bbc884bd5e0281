"""Texts for the gates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from polyneuron.book.lint.findings import Finding, Gate
from polyneuron.book.lint.texts import Text
from tests.lint import judge


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """What a gate finds in one message."""

    def find(
        gate: Gate, language: str, source: str, translation: str, role: str = "paragraph", formatted: bool = False
    ) -> list[Finding]:
        return judge(gate, [Text(language, "test.po", 1, role, source, translation, formatted)])

    return find
