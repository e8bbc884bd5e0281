"""The book's shared settings and an edition's own → the configuration that Jupyter Book reads."""

from __future__ import annotations

import copy
from pathlib import Path

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.source import myst
from polyneuron.book.texts.interface_messages import HIDE_CODE, SHOW_CODE
from polyneuron.book.tools.escaping import script_words

TEMPLATES = Path(__file__).parent / "templates"

EXTENSIONS = [
    "polyneuron.book.pages.extension",  # first: its catalogues come before those of the themes
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "myst_nb",
    "jupyter_book",
    "sphinx_external_toc",
    "sphinx_design",
    "sphinx_book_theme",
    "sphinxcontrib.katex",
]
"""Jupyter Book's extensions without Thebe, comments and intersphinx, which load scripts from other hosts."""


def book_settings(
    configuration: Configuration, edition: Edition, locale_folder: Path, static_folder: Path, digest: str
) -> dict:
    """The content of an edition's `_config.yml`.

    Parameters
    ----------
    locale_folder
        Compiled interface catalogues, as `locale_dirs` wants them.
    static_folder
        Style sheets and fonts that every page needs.
    digest
        A digest of what pages are made from and Sphinx does not watch; another one makes it build anew.
    """
    settings = copy.deepcopy(configuration.book)
    language, interface = edition.language, edition.interface
    repository = settings.get("repository", {})
    repository["path_to_book"] = language.code
    html = settings.get("html", {})
    theme_options = {
        # Sphinx replaces Jupyter Book's own theme options by these, so they are complete.
        "repository_url": repository.get("url", ""),
        "repository_branch": repository.get("branch", "main"),
        "path_to_docs": language.code,
        "launch_buttons": {},  # the launch menu below the title says more, and works without scripts
        "use_download_button": False,
        "use_fullscreen_button": False,
        "use_repository_button": html.get("use_repository_button", False),
        "home_page_in_toc": html.get("home_page_in_navbar", True),
        "navbar_persistent": [],  # its second search field leaves the menu button of phones dead
        "article_header_start": ["toggle-primary-sidebar", "language-switcher"],
        "toc_title": interface("Contents"),
        "search_bar_text": interface("Search this book..."),
        "search_as_you_type": False,
    }
    settings.setdefault("sphinx", {}).setdefault("config", {}).update(
        {
            "extensions": EXTENSIONS,
            "language": language.locale,
            "locale_dirs": [str(locale_folder)],
            "templates_path": [str(TEMPLATES), str(TEMPLATES / "components")],
            "html_static_path": [str(static_folder)],
            "html_css_files": ["polyneuron.css"],
            "html_theme_options": theme_options,
            "html_math_renderer": "katex",
            "katex_prerender": True,
            "katex_css_path": "katex/katex.min.css",
            "myst_update_mathjax": False,
            "myst_enable_extensions": list(myst.EXTENSIONS),
            "nb_code_prompt_show": interface(SHOW_CODE),
            "nb_code_prompt_hide": interface(HIDE_CODE),
            # sphinx_togglebutton puts them between the quotes of a script.
            "togglebutton_hint": script_words(interface("Click to show")),
            "togglebutton_hint_hide": script_words(interface("Click to hide")),
            "html_context": {"default_mode": "auto"},
            "html_favicon": str(static_folder / "favicon.svg"),
            "polyneuron_root": str(configuration.root),
            "polyneuron_language": language.code,
            "polyneuron_digest": digest,
            "polyneuron_commands": {
                "copy": interface("Copy"),
                "copy_to_clipboard": interface("Copy to clipboard"),
                "copy_success": interface("Copied!"),
                "copy_failure": interface("Failed to copy"),
                "toggle": interface("Toggle hidden content"),
                "main": interface("Main"),
                "page": interface("Page"),
            },
        }
    )
    return settings


def toc_settings(chapter_names: tuple[str, ...], page_names: tuple[str, ...], caption: str) -> dict:
    """The content of an edition's `_toc.yml`: notebooks and pages lie flat beside it, the pages under a caption."""
    root = [*chapter_names, *page_names][0]
    others, beside = ([name for name in names if name != root] for names in (chapter_names, page_names))
    parts: list[dict] = []
    if others:
        parts.append({"chapters": [{"file": name} for name in others]})
    if beside:
        parts.append({"caption": caption, "chapters": [{"file": name} for name in beside]})
    return {"format": "jb-book", "root": root, **({"parts": parts} if parts else {})}
