"""The gates, with texts of their own: what a gate finds in a few messages, in the real project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.source.settings import read_configuration
from tests.conftest import ROOT


@cache
def _configuration() -> Configuration:
    return read_configuration(ROOT)


def judge(gate: Gate, texts: Sequence[Text]) -> list[Finding]:
    """What a gate finds in texts of one language, with the real term base and the real word lists."""
    configuration = _configuration()
    return list(gate.find(Context(configuration, configuration.language(texts[0].language), tuple(texts))))
