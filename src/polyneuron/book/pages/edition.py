"""The edition that Sphinx is building: its settings, its language and its interface texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sphinx.config import Config

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.interface import read_interface


def edition_of(config: Config) -> tuple[Configuration, Language, Interface]:
    """Settings, language and interface texts, read once for all pages of a build."""
    return _edition(config.polyneuron_root, config.polyneuron_language)


@cache
def _edition(root: str, code: str) -> tuple[Configuration, Language, Interface]:
    configuration = read_configuration(Path(root))
    return configuration, configuration.language(code), read_interface(code, configuration)
