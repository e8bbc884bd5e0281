"""Load the style sheet and the scripts of interactive figures on the pages that hold them, and take out their data."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from polyneuron.book.notebooks.figure_outputs import figures_in
from polyneuron.book.pages import figure_data


def _load_files(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    names = figures_in(context.get("body", ""))
    if names:
        app.add_css_file("figure.css")
        app.add_js_file("figure.js", loading_method="defer", priority=800)
    for name in names:
        app.add_js_file(f"{name}.js", loading_method="defer", priority=801)


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.connect("html-page-context", _load_files)
    figure_data.setup(app)
