"""Where the templates of pages come from: one environment of Jinja for everything that is no page of Sphinx."""

from __future__ import annotations

import functools

import jinja2
from markupsafe import Markup

from polyneuron.book.model.language import Language
from polyneuron.book.pages.settings import TEMPLATES
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.typesetting import join_words_in_html


def render(template: str, **values: object) -> str:
    """A template with these values; `texts` are the interface messages."""
    return _environment().get_template(template).render(texts=interface_messages, **values)


@functools.cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["joined"] = _joined
    return environment


def _joined(part: Markup, language: Language) -> Markup:
    """A part of a page in one language, with no-break spaces where that language does not let a line end."""
    return Markup(join_words_in_html(part, language))
