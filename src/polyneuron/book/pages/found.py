"""How a site is found, and what it says where nothing is found: sitemap, robots and a 404 page in every language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.pages.early_script import early_script
from polyneuron.book.pages.landing import first_page
from polyneuron.book.pages.rendering import render

_NOT_LISTED = "search"
"""The page that nobody looks for."""


def write_found_files(configuration: Configuration, editions: Sequence[Edition], target: Path) -> None:
    """Write `sitemap.xml`, `robots.txt` and `404.html` into the site in the folder `target`.

    `editions` stand in the order in which the pages show them.
    """
    pages = {
        edition.language: sorted(
            path.name for path in (target / edition.language.code).glob("*.html") if path.stem != _NOT_LISTED
        )
        for edition in editions
    }
    site = configuration.site_url
    names = sorted({name for listed in pages.values() for name in listed})
    written = {
        # A host shows it for addresses at any depth, so its links name the path from the host's root.
        "404.html": render(
            "404.html",
            entrances=[(edition, first_page(configuration, target, edition.language.code)) for edition in editions],
            root=f"{urlsplit(site).path.rstrip('/')}/",
            early=early_script(configuration.root),
        ),
    }
    if site:
        written["sitemap.xml"] = render("sitemap.xml", site=site, editions=editions, pages=pages, names=names)
        written["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site}/sitemap.xml\n"
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")
