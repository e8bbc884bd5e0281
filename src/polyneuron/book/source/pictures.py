"""The pictures of lessons: files of `assets/`, which a language may have a version of its own of.

A lesson names a picture as `../assets/name.svg`, the same in all languages. Where `assets/name.fa.svg` lies beside it,
the Persian edition shows that one: a picture with words in it is translated by drawing it again.

Guards against pictures that are missing, are not what their name says, are too large for slow networks, or do more
than to be looked at. Blind on purpose to what they show.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.source.schema import did_you_mean
from polyneuron.book.source.svg import svg_faults
from polyneuron.book.tools.reading import read_bytes

PICTURE_FOLDER = "assets"
"""Where pictures lie, seen from the project's root, and in the folder of an edition's book."""
LARGEST = 200_000
"""Bytes of a picture at most: it is loaded over slow networks, and written into each notebook that shows it."""
WIDEST = 4000
"""Pixels of a picture's longer side at most; no page shows more."""

BEFORE_NAME = f"../{PICTURE_FOLDER}/"
"""What stands before a picture's name in a lesson: it is named as seen from there, so that every editor shows it."""

_NAME = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.(?:svg|png|webp)")
_ADDRESS = re.compile(rf"\.\./{PICTURE_FOLDER}/(?P<name>{_NAME.pattern})")
_FROM_ELSEWHERE = re.compile(rf"[./]*{PICTURE_FOLDER}/(?P<name>{_NAME.pattern})")
_OTHER_KINDS = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".pdf", ".tif", ".tiff")
_OF_A_LANGUAGE = re.compile(r"(?P<stem>[^/.]+)\.(?P<code>[^/.]+)\.(?P<kind>svg|png|webp)", re.IGNORECASE)
_PIXELS = {"png": "PNG", "webp": "WEBP"}


def picture_name(address: str) -> str | None:
    """The name, below `assets/`, of a picture that a lesson names; None where it names none in the one right way."""
    found = _ADDRESS.fullmatch(address)
    return found["name"] if found else None


def address_trouble(address: str, root: Path) -> tuple[str, str] | None:
    """What is wrong with how a lesson names a picture, and the remedy; None where such a file is there."""
    shown = address if len(address) <= 60 else f"{address[:60]}…"
    name = picture_name(address)
    if name is None:
        elsewhere = _FROM_ELSEWHERE.fullmatch(address)
        if elsewhere and (root / PICTURE_FOLDER / elsewhere["name"]).is_file():
            what = f"The picture {shown} is not named as seen from the lesson's folder"
            return what, f"Write {BEFORE_NAME}{elsewhere['name']}."
        if address.lower().endswith(_OTHER_KINDS):
            return f"The picture {shown} is no SVG, PNG or WebP", "Save it as one of these: a page shows no other kind."
        what = f"The picture {shown} is not there"
        remedy = f"Put it into {PICTURE_FOLDER}/ and write {BEFORE_NAME}name.svg (or .png, .webp)"
        return what, f"{remedy}: small letters of ASCII, digits, hyphens."
    # The names as they are written there: some systems find a file whatever its capitals, and readers' hosts do not.
    folder = (root / PICTURE_FOLDER / name).parent
    names = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
    last = name.rpartition("/")[2]
    if last in names:
        return None
    pictures = [other for other in names if _NAME.fullmatch(other)]
    return f"The picture {shown} is not there{did_you_mean(last, pictures)}", "Mend its name, or add the file."


def picture_file(root: Path, name: str, language: str) -> Path:
    """The file of a picture in an edition: the one of its language where there is one."""
    path = root / PICTURE_FOLDER / name
    own = path.with_name(f"{path.stem}.{language}{path.suffix}")
    return own if own.is_file() else path


def picture_problems(root: Path, names: Iterable[str], languages: Collection[str]) -> list[Problem]:
    """What is wrong with the pictures of a book, each file once, and with pictures of languages beside them."""
    names = set(names)
    files = {root / PICTURE_FOLDER / name for name in names}
    files |= {picture_file(root, name, language) for name in names for language in languages}
    problems = [problem for path in sorted(files) for problem in _file_problems(path, root)]
    return [*problems, *_strays(root, names, languages)]


def _file_problems(path: Path, root: Path) -> Iterator[Problem]:
    file = relative(path, root)
    try:
        data = read_bytes(path, root)
    except ProblemsFound as found:
        yield from found.problems
        return
    if len(data) > LARGEST:
        what = f"This picture has {len(data)} bytes, more than {LARGEST}"
        yield Problem(file, 0, what, "Make it smaller: fewer pixels, fewer points, or another of SVG, PNG and WebP.")
        return
    kind = path.suffix.removeprefix(".")
    faults = [(0, *fault) for fault in _pixel_faults(data, kind)] if kind in _PIXELS else svg_faults(data)
    for line, what, remedy in faults:
        yield Problem(file, line, what, remedy)


def _pixel_faults(data: bytes, kind: str) -> Iterator[tuple[str, str]]:
    from PIL import Image  # where a picture has pixels; every command imports this module

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[_PIXELS[kind]]) as image:
                if max(image.size) > WIDEST:
                    what = f"This picture is {image.width} × {image.height} pixels"
                    yield what, f"Make it smaller: at most {WIDEST} pixels a side."
                    return
                image.load()
    # Pillow answers broken files with any of these.
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield f"This file is no {kind.upper()}, or not a whole one", "Export it again."


def _strays(root: Path, names: Collection[str], languages: Collection[str]) -> Iterator[Problem]:
    """Pictures that look like those of a language, and that no edition would show."""
    folder = root / PICTURE_FOLDER
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        found = _OF_A_LANGUAGE.fullmatch(path.name)
        if not found:
            continue
        base = path.with_name(f"{found['stem']}.{found['kind']}").relative_to(folder).as_posix()
        file = f"{PICTURE_FOLDER}/{path.relative_to(folder).as_posix()}"
        if found["code"] not in languages:
            what = f"This picture is for the language {found['code']!r}, which the book has not"
            yield Problem(file, 0, what + did_you_mean(found["code"], languages), "Mend its name, or take it out.")
        elif base not in names:
            what = f"This picture stands for {PICTURE_FOLDER}/{base}, which no lesson shows"
            yield Problem(file, 0, what, "Give it the name of the English one, its kind included, or take it out.")
