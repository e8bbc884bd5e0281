"""Where the course is published: the first place, and copies for readers who cannot reach it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "sites.json"
"""Made from the course's settings when the package is built; see hatch_build.py."""
PACKAGES_FILE = "packages.txt"
"""In each site: what pip installs on a learner's own computer."""


@cache
def sites() -> tuple[str, ...]:
    """Addresses of the site and its copies, each ending in a slash, the first place first.

    Raises
    ------
    RuntimeError
        When the package was never built, as in a fresh copy of the repository.
    """
    try:
        return tuple(f"{site.rstrip('/')}/" for site in json.loads(FILE.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise RuntimeError(f"{FILE} is missing: this package was never built. Remedy: make environment") from None
