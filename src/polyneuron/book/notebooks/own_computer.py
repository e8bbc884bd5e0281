"""What a learner's own computer installs: a list for pip at an address that never changes, and the notebooks' wheel.

The list names the course's package with all that lessons import, and the notebooks, each by address and SHA-256. It is
made for the site and for each copy of it, because pip takes whole addresses only.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.notebooks.wheel import NOTEBOOKS_PACKAGE, Wheel, build_notebooks_wheel
from polyneuron.book.tools.files import write_if_changed
from polyneuron.published import PACKAGES_FILE

PACKAGES_FOLDER = "packages"
"""In the build and in the site: lists and the wheel of notebooks, of the last build only."""


def write_packages(configuration: Configuration, notebooks: Path, wheel: Wheel) -> None:
    """Write `_build/packages`: the wheel of the notebooks in the folder `notebooks`, and a list for each place."""
    folder = configuration.build / PACKAGES_FOLDER
    fresh = build_notebooks_wheel(notebooks, configuration.build, folder)
    for path in folder.glob("*.whl"):
        if path != fresh.path:
            path.unlink()
    for place in [configuration.site_url, *(mirror.site_url for mirror in configuration.mirrors)]:
        lines = [
            "# Made by `make site`: what the course needs on a computer of one's own.",
            f"polyneuron[course] @ {wheel.address(place)}",
            f"{NOTEBOOKS_PACKAGE} @ {place}/{PACKAGES_FOLDER}/{quote(fresh.path.name)}#sha256={fresh.sha256}",
        ]
        write_if_changed(folder / packages_file(configuration, place), "\n".join([*lines, ""]))


def packages_file(configuration: Configuration, place: str) -> str:
    """The name of the list for a place: `packages.txt`, and with the host's name before it for copies."""
    return PACKAGES_FILE if place == configuration.site_url else f"{urlsplit(place).hostname}-{PACKAGES_FILE}"
