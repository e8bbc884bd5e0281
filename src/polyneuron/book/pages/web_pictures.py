"""Plots as pages show them: with their size, and as WebP without loss where that is smaller than PNG."""

from __future__ import annotations

import hashlib
import io
import urllib.parse
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from sphinx.builders import Builder

from polyneuron.book.tools.files import write_if_changed

_PAYS = 0.9
"""A WebP file is taken where it has at most this share of the PNG file's bytes."""


@dataclass(frozen=True)
class Picture:
    """A picture file of a page."""

    source: str
    """Its address, as seen from the page."""
    width: int
    """In pixels, like `height`."""
    height: int

    def as_wide_as(self, width: int) -> Picture:
        """The same picture, shown in another size."""
        return replace(self, width=width, height=round(self.height * width / self.width))


def picture_for(builder: Builder, uri: str) -> Picture | None:
    """The file to show for a PNG picture of the book, written beside the pages; None for all other pictures."""
    name = builder.images.get(uri)
    if name is None or not name.endswith(".png"):
        return None
    content = (Path(builder.srcdir) / uri).read_bytes()
    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
    del builder.images[uri]  # Sphinx need not copy it
    file = _smallest(content, builder, Path(name).stem)
    return Picture(f"{builder.imgpath}/{urllib.parse.quote(file)}", width, height)


def _smallest(content: bytes, builder: Builder, name: str) -> str:
    """Write the picture in the smaller format into the folder of pictures; its name there."""
    folder = Path(builder.outdir) / builder.imagedir
    kept = Path(builder.doctreedir) / "pictures" / f"{hashlib.sha256(content).hexdigest()}.webp"
    if not kept.exists():
        made = io.BytesIO()
        with Image.open(io.BytesIO(content)) as image:
            image.save(made, "WEBP", lossless=True, quality=80, method=4)
        write_if_changed(kept, made.getvalue())
    webp = kept.read_bytes()
    if len(webp) > _PAYS * len(content):
        write_if_changed(folder / f"{name}.png", content)
        return f"{name}.png"
    write_if_changed(folder / f"{name}.webp", webp)
    return f"{name}.webp"
