"""What the layout of a page takes besides its text: the list of its sections, and the scripts that it needs."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import document_toc

from polyneuron.book.model.domains import Domain
from polyneuron.book.notebooks.figure_outputs import figures_in

ASSIGN_PAGE = "assign"
"""Name of the page that makes links for a class."""


def scripts_of(pagename: str, body: str) -> list[str]:
    """The names of the scripts that a page needs besides the one of all pages."""
    figures = [f"{name}.js" for name in figures_in(body)]
    own = {Domain.GLOSSARY: ["glossary.js"], ASSIGN_PAGE: ["assign.js"]}
    return [*figures, *own.get(pagename, [])]


def page_contents(app: Sphinx, pagename: str) -> str:
    """The sections of a page as nested lists of links; empty where it has no more than one."""
    if pagename not in app.env.tocs:
        return ""
    whole = document_toc(app.env, pagename, app.builder.tags)
    sections = next((found for found in whole.findall(nodes.bullet_list) if found is not whole), None)
    if sections is None or len(sections.children) < 2:
        return ""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return app.builder.render_partial(sections)["fragment"]
