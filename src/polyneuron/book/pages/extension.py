"""A Sphinx extension that gives every page its edition: language, direction, interface strings, the other editions."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinxcontrib.katex import KaTeXServer

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.model.launching import repository
from polyneuron.book.pages import (
    figure_data,
    launch_menu,
    pictures,
    questions,
    section_labels,
    terms,
    translator,
    typesetting,
)
from polyneuron.book.pages.credits import credit_of
from polyneuron.book.pages.data_tables import with_directions
from polyneuron.book.pages.early_script import early_script, policy
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.pages.head import description_of, head_tags
from polyneuron.book.pages.navigation import footer_links, navigation
from polyneuron.book.pages.page_parts import page_contents, scripts_of
from polyneuron.book.pages.reports import report_of
from polyneuron.book.pages.search import writing
from polyneuron.book.pages.shared_files import SHARED_FOLDER, shared_names
from polyneuron.book.pages.titles import titles_of
from polyneuron.book.texts import interface_messages

_LABEL_OF_MYST_NB = '<summary aria-label="Toggle hidden content">'
"""MyST-NB's folded cells; what one sees in them says in the language of the edition what they do."""
_STYLES_OF_PANDAS = re.compile(r"<style(?: scoped[^>]*>.*?| type=.text/css.>\s*)</style>", re.DOTALL)
"""Alignments that our style sheet has, and empty ones; the policy of a page would forbid them."""
_EMPTY_HEADER = re.compile(r"<th([^>]*)>((?:\s|&nbsp;)*)</th>")
"""The corner of a table of pandas, which heads nothing."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    _start_katex_patiently()
    app.add_config_value("comments_config", {}, "html")  # Jupyter Book sets it for an extension that is left out
    app.add_config_value("polyneuron_root", "", "env")
    app.add_config_value("polyneuron_language", "en", "env")
    app.add_config_value("polyneuron_digest", "", "env")
    app.add_config_value("polyneuron_shared", "", "html")
    translator.setup(app)
    questions.setup(app)
    pictures.setup(app)
    terms.setup(app)
    typesetting.setup(app)
    section_labels.setup(app)
    app.connect("html-page-context", _add_edition)
    writing.setup(app)
    figure_data.setup(app)  # after it: a body without what pages do not need
    app.connect("missing-reference", _words_alone)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


KATEX_PATIENCE = 60.0
"""Seconds that KaTeX's server may take to listen; on a machine with much to do, Node alone takes more than five."""


def _start_katex_patiently() -> None:
    """Wait until KaTeX's server listens.

    sphinxcontrib-katex 0.9.11 waits, for 5 seconds, for the socket's file only, which is there a moment before the
    server listens: builds side by side now and then failed with "Connection refused".
    """

    def start(cls: type[KaTeXServer], rundir: Path, timeout: float) -> tuple[subprocess.Popen[bytes], socket.socket]:
        path = rundir / "katex.sock"
        process = subprocess.Popen(
            cls.build_command(socket=path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=rundir
        )
        end = time.monotonic() + max(timeout, KATEX_PATIENCE)
        while process.poll() is None and time.monotonic() < end:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.connect(str(path))
                return process, connection
            except (FileNotFoundError, ConnectionRefusedError):
                connection.close()
                time.sleep(0.01)
        process.kill()
        raise cls.timeout_error(max(timeout, KATEX_PATIENCE))

    KaTeXServer.start_server_process = classmethod(start)


def _add_edition(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: Any) -> None:
    configuration, language, interface = edition_of(app.config)
    depth = "../" * (pagename.count("/") + 1)
    is_search = pagename == "search"
    shared = "index.html" if is_search else f"{pagename}.html"
    context["edition"] = language
    context["editions"] = [(other, f"{depth}{other.code}/{shared}") for other in configuration.languages.values()]
    context["interface"] = interface
    title = Markup(context.get("title") or configuration.book["title"]).striptags()
    description = description_of(doctree, interface(interface_messages.DESCRIPTION))
    tags = head_tags(configuration, language, shared, title, description)
    context["metatags"] = Markup(context.get("metatags", "")) + tags
    if is_search:
        context.update(prev=None, next=None)
    body = context.get("body", "").replace(_LABEL_OF_MYST_NB, "<summary>")
    context["body"] = with_directions(_EMPTY_HEADER.sub(r"<td\1>\2</td>", _STYLES_OF_PANDAS.sub("", body)))
    names = shared_names(Path(app.config.polyneuron_shared))
    navigation_groups = navigation(configuration, interface, app.env)
    titled = titles_of(app.config.polyneuron_root, language.code)
    context.update(
        policy=policy(configuration.root),
        early_script=early_script(configuration.root).text,
        shared=lambda name: f"{depth}{SHARED_FOLDER}/{names[name]}",
        page_scripts=scripts_of(pagename, body),
        navigation=navigation_groups,
        titled=titled,
        page_contents=titled(Markup(page_contents(app, pagename))),
        doors=footer_links(navigation_groups),
        first_page=navigation_groups[0].links[0].name if navigation_groups else app.config.root_doc,
        repository_url=_repository_address(configuration),
        words=interface_messages,
        report=report_of(configuration, language, pagename, title, context["body"]) if doctree is not None else None,
        credit=credit_of(configuration, language, interface, pagename),
        copyright_line=_copyright(configuration, language, interface),
    )
    context["body"] = titled.in_body(context["body"])
    if pagename in configuration.chapter_names:
        context["launch_menu"] = _launch_menu(app, pagename)


def _copyright(configuration: Configuration, language: Language, interface: Interface) -> str:
    """The line at the foot of a page, with the year in the digits of the edition."""
    year = language.in_digits(str(configuration.book["copyright"]))
    line = interface("© Copyright %(copyright)s.")
    return line.replace("%(copyright)s", f"{year} {configuration.book['author']}").removesuffix(".")


def _repository_address(configuration: Configuration) -> str:
    """Where the source lies, if pages are to link to it."""
    shown = configuration.book.get("html", {}).get("use_repository_button", False)
    place = repository(configuration)
    return place.url if shown and place else ""


def _launch_menu(app: Sphinx, chapter: str) -> str:
    """The menu that the template puts below a chapter's title."""
    configuration, language, interface = edition_of(app.config)
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    assert app.builder.templates is not None
    app.builder.templates.environment.filters["host"] = launch_menu.host
    return app.builder.templates.render(
        "launch-menu.html",
        {
            "words": interface_messages,
            "interface": interface,
            "places": launch_menu.places(configuration, language.code, chapter, interface),
            "commands": launch_menu.commands(configuration.site_url, language.code, chapter),
            "more": "running.html" if "running" in configuration.page_names else "",
        },
    )


def _words_alone(app: Sphinx, env: BuildEnvironment, node: nodes.Element, words: nodes.Element) -> nodes.Element | None:
    """A reference to a page that an edition does not have yet shows its words; where all are there it is a mistake.

    `polyneuron.book.book.read_book` looks for mistakes in the whole book, whatever is built of it.
    """
    configuration, _, _ = edition_of(app.config)
    return None if env.found_docs.issuperset((*configuration.chapter_names, *configuration.page_names)) else words
