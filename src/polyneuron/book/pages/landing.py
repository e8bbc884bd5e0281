"""The page on which a reader chooses an edition, in front of all of them."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Sequence
from pathlib import Path

import jinja2

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.pages.settings import TEMPLATES
from polyneuron.book.texts import interface_messages


def write_landing_page(configuration: Configuration, editions: Sequence[Edition], target: Path) -> None:
    """Write `index.html` and what it needs into the folder `target`."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("landing.html")
    rows = ((20, (30, 90)), (90, (20, 60, 100)), (160, (20, 60, 100)), (220, (60,)))
    lines = [
        (x1, y1, x2, y2, "positive" if (y1 + 2 * y2 + x1) % 3 else "negative")
        for (x1, left), (x2, right) in itertools.pairwise(rows)
        for y1 in left
        for y2 in right
    ]
    order = list(configuration.languages)
    first, codes = f"{configuration.chapter_names[0]}.html", [edition.language.code for edition in editions]
    page = template.render(
        languages=sorted((edition.language for edition in editions), key=lambda language: order.index(language.code)),
        interfaces={edition.language.code: edition.interface for edition in editions},
        texts=interface_messages,
        site_url=configuration.site_url,
        # Jupyter Book's `index.html` leads to the first page of an edition that has only some of its chapters.
        first_pages={code: first if (target / code / first).exists() else "index.html" for code in codes},
        lines=lines,
        neurons=[(x, y) for x, column in rows for y in column],
    )
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(page, encoding="utf-8")
    for name in ("landing.css", "favicon.svg"):
        shutil.copy(configuration.root / "assets" / name, target / name)
