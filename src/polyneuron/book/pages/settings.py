"""The book's shared settings and an edition's own → the configuration that Jupyter Book reads."""

from __future__ import annotations

import copy
from pathlib import Path

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.source import myst
from polyneuron.book.texts.interface_messages import HIDE_CODE, SHOW_CODE

TEMPLATES = Path(__file__).parent / "templates"

EXTENSIONS = [
    "polyneuron.book.pages.extension",  # first: its catalogues come before others
    "myst_nb",
    "jupyter_book",
    "sphinx_external_toc",
    "sphinx_design",
    "sphinxcontrib.katex",
]
"""Jupyter Book's extensions without its theme, without Thebe, comments and intersphinx, which load scripts from other
hosts, and without buttons whose scripts stand in the pages: `assets/site.js` has them."""


def book_settings(
    configuration: Configuration, edition: Edition, locale_folder: Path, shared_folder: Path, digest: str
) -> dict:
    """The content of an edition's `_config.yml`.

    Parameters
    ----------
    locale_folder
        Compiled interface catalogues, as `locale_dirs` wants them.
    shared_folder
        The files that all pages load.
    digest
        A digest of what pages are made from and Sphinx does not watch; another one makes it build anew.
    """
    settings = copy.deepcopy(configuration.book)
    language, interface = edition.language, edition.interface
    settings.pop("repository", None)  # the templates have the address from our own settings
    settings.pop("launch_buttons", None)
    settings.pop("html", None)
    settings.setdefault("sphinx", {}).setdefault("config", {}).update(
        {
            "extensions": EXTENSIONS,
            "language": language.locale,
            "locale_dirs": [str(locale_folder)],
            "templates_path": [str(TEMPLATES), str(TEMPLATES / "components")],
            "project": settings["title"],
            "html_theme": "basic",
            "html_theme_options": {},  # Jupyter Book's are for its own theme
            "html_permalinks_icon": "#",
            "html_show_sphinx": False,
            "html_use_index": False,
            "html_math_renderer": "katex",
            "katex_prerender": True,
            "myst_update_mathjax": False,
            "myst_enable_extensions": list(myst.EXTENSIONS),
            "nb_code_prompt_show": interface(SHOW_CODE),
            "nb_code_prompt_hide": interface(HIDE_CODE),
            "polyneuron_root": str(configuration.root),
            "polyneuron_language": language.code,
            "polyneuron_digest": digest,
            "polyneuron_shared": str(shared_folder),
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
