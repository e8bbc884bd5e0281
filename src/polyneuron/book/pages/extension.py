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
from sphinx.errors import ExtensionError
from sphinxcontrib.katex import KaTeXServer

from polyneuron.book.pages import figures, launch_menu, pictures, questions, terms, typesetting
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.pages.head import description_of, head_tags
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import DOMAINS
from polyneuron.book.tools import escaping

_CHECKSUM_OF_A_DIGEST = re.compile(r"(mystnb\.[0-9a-f]{64}\.css)\?v=[0-9a-f]+")
_ICON_SCRIPT = re.compile(r'\s*<script[^>]*src="[^"]*scripts/fontawesome\.js[^"]*"[^>]*></script>')


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    _start_katex_patiently()
    app.add_config_value("comments_config", {}, "html")  # Jupyter Book sets it for an extension that is left out
    app.add_config_value("polyneuron_root", "", "env")
    app.add_config_value("polyneuron_language", "en", "env")
    app.add_config_value("polyneuron_digest", "", "env")
    app.add_config_value("polyneuron_commands", {}, "html")
    questions.setup(app)
    figures.setup(app)
    pictures.setup(app)
    terms.setup(app)
    typesetting.setup(app)
    for domain in DOMAINS[1:]:
        app.add_message_catalog(domain, app.config.locale_dirs[0])
    app.connect("html-page-context", _add_edition)
    app.connect("missing-reference", _words_alone)
    app.connect("build-finished", _translate_scripts)
    app.connect("build-finished", _finish_pages)
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
    page = f"{pagename}.html"
    depth = "../" * (pagename.count("/") + 1)
    shared = "index.html" if pagename in ("search", "genindex") else page
    context["edition"] = language
    context["editions"] = [(other, f"{depth}{other.code}/{shared}") for other in configuration.languages.values()]
    context["interface"] = interface
    title = Markup(context.get("title") or configuration.book["title"]).striptags()
    description = description_of(doctree, interface(interface_messages.DESCRIPTION))
    tags = head_tags(configuration, language, shared, title, description)
    context["metatags"] = Markup(context.get("metatags", "")) + tags
    context["page_source_suffix"] = ""  # the launch menu has the notebook to download
    if pagename in configuration.chapter_names and "body" in context:
        context["body"] = _with_launch_menu(app, pagename, context)


def _with_launch_menu(app: Sphinx, chapter: str, context: dict) -> str:
    """The page's text with the menu below its title."""
    configuration, language, interface = edition_of(app.config)
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    assert app.builder.templates is not None
    app.builder.templates.environment.filters["host"] = launch_menu.host
    menu = app.builder.templates.render(
        "launch-menu.html",
        {
            "words": interface_messages,
            "interface": interface,
            "places": launch_menu.places(configuration, language.code, chapter, interface),
            "commands": launch_menu.commands(configuration.site_url, language.code, chapter),
            "more": "running.html" if "running" in configuration.page_names else "",
        },
    )
    return context["body"].replace("</h1>", f"</h1>\n{menu}", 1)


def _words_alone(app: Sphinx, env: BuildEnvironment, node: nodes.Element, words: nodes.Element) -> nodes.Element | None:
    """A reference to a page that an edition does not have yet shows its words; where all are there it is a mistake.

    `polyneuron.book.book.read_book` looks for mistakes in the whole book, whatever is built of it.
    """
    configuration, _, _ = edition_of(app.config)
    return None if env.found_docs.issuperset((*configuration.chapter_names, *configuration.page_names)) else words


def _translate_scripts(app: Sphinx, exception: Exception | None) -> None:
    """Put the edition's words into scripts of extensions that know only English, or a few languages."""
    if exception is not None or app.builder.format != "html":
        return
    words = app.config.polyneuron_commands
    static = Path(app.outdir) / "_static"
    copying = {
        "copy": "Copy",
        "copy_to_clipboard": "Copy to clipboard",
        "copy_success": "Copied!",
        "copy_failure": "Failed to copy",
    }
    # The script puts these words into HTML as they are; see `polyneuron.book.texts.invariants` for what they may hold.
    replaced = {
        f"'{key}': '{text}',": ("copybutton.js", f"'{key}': {escaping.script_value(words[key])},")
        for key, text in copying.items()
    }
    label = escaping.html('aria-label="{words}"', words=words["toggle"])
    replaced['aria-label="Toggle hidden content"'] = ("togglebutton.js", escaping.template_literal(label))
    for before, (name, after) in replaced.items():
        path = static / name
        text = path.read_text(encoding="utf-8")
        if before not in text and after not in text:
            raise ExtensionError(f"{name} no longer holds {before!r}: look how it is translated now")
        path.write_text(text.replace(before, after), encoding="utf-8")


def _finish_pages(app: Sphinx, exception: Exception | None) -> None:
    """Mend what templates fix: labels in English for screen readers, and a script of 1.5 MB for a dozen icons.

    The folded code cells of MyST-NB lose their label: their visible text says what they do. Font Awesome's script is
    left out: the theme's style sheet draws the same icons from a font. MyST-NB's style sheet has a digest in its name;
    Sphinx adds a checksum, but not in the first build of all, so that pages would tell how often they were built.
    """
    if exception is not None or app.builder.format != "html":
        return
    words = app.config.polyneuron_commands
    english = {
        '<summary aria-label="Toggle hidden content">': "<summary>",
        'aria-label="Main"': str(escaping.html('aria-label="{words}"', words=words["main"])),
        'aria-label="Page"': str(escaping.html('aria-label="{words}"', words=words["page"])),
    }
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        changed = _CHECKSUM_OF_A_DIGEST.sub(r"\1", _ICON_SCRIPT.sub("", text))
        for before, after in english.items():
            changed = changed.replace(before, after)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
    for path in (Path(app.outdir) / "_static" / "scripts").glob("fontawesome.js*"):
        path.unlink()
