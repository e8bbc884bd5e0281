"""Where the templates of pages come from: one environment of Jinja for everything that is no page of Sphinx."""

from __future__ import annotations

import functools

import jinja2

from polyneuron.book.pages.settings import TEMPLATES
from polyneuron.book.texts import interface_messages


def render(template: str, **values: object) -> str:
    """A template with these values; `texts` are the interface messages."""
    return _environment().get_template(template).render(texts=interface_messages, **values)


@functools.cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
