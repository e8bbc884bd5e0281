"""The pictures of an edition's book: its own where it has them, under the names that all editions share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from polyneuron.book.source.pictures import PICTURE_FOLDER, picture_file, picture_name
from polyneuron.book.tools.files import copy_if_changed


def copy_pictures(root: Path, names: Iterable[str], language: str, book: Path) -> None:
    """Copy the pictures of an edition into the folder of its book, and remove those that are no longer shown."""
    target = book / PICTURE_FOLDER
    wanted = {target / name: picture_file(root, name, language) for name in names}
    for path, file in wanted.items():
        copy_if_changed(file, path)
    for path in list(target.rglob("*")):
        if path.is_file() and path not in wanted:
            path.unlink()


class PicturesOfTheBook(SphinxTransform):
    """A lesson names a picture as seen from its folder; in a book the folder of pictures lies at the top."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Called by Sphinx."""
        for image in self.document.findall(nodes.image):
            if name := picture_name(image["uri"]):
                image["uri"] = f"/{PICTURE_FOLDER}/{name}"


def setup(app: Sphinx) -> None:
    """Called by `polyneuron.book.pages.extension`."""
    app.add_transform(PicturesOfTheBook)
