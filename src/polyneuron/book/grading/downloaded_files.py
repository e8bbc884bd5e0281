"""A folder, or a zip → every file with its path, those in zips included, and what was refused, with the reason.

Guards against links: whoever reads one takes another file, such as the instructor's, for the student's work.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from polyneuron.book.grading.zip_names import names_in_zip

ZIP = ".zip"
A_LINK = "a link, not a file"
_IGNORED = {"__MACOSX", ".ipynb_checkpoints", ".DS_Store"}
_DEEPEST = 3
_LARGEST = 200 * 2**20
"""Bytes that one file may have when it is unpacked: a small zip can hold an endless file."""


def downloaded_files(
    folder: Path, problems: list[tuple[str, str]], known: Collection[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """(path with slashes, content) of every file; what is refused goes into `problems` as (path, reason).

    `known` are names that a zip's names are likely to hold.
    """
    if not folder.is_dir():
        yield from _Reader(problems, known).unpacked(folder.name, folder.read_bytes(), 0, whole=True)
        return
    reader = _Reader(problems, known)
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.is_symlink():
            if not _is_ignored(place):
                problems.append((place, A_LINK))
        elif path.is_file():
            try:
                content = path.read_bytes()
            except OSError as error:
                problems.append((place, str(error.strerror)))
            else:
                yield from reader.unpacked(place, content, 0)


def _is_ignored(place: str) -> bool:
    path = PurePosixPath(place)
    return bool(_IGNORED & {*path.parts}) or path.name.startswith("._")


class _Reader:
    def __init__(self, problems: list[tuple[str, str]], known: Collection[str]):
        self.problems, self.known = problems, known

    def unpacked(self, place: str, content: bytes, depth: int, *, whole: bool = False) -> Iterator[tuple[str, bytes]]:
        """A file, or what a zip holds; `whole` where the zip is the platform's and names no student."""
        if _is_ignored(place):
            return
        if not place.lower().endswith(ZIP) or depth > _DEEPEST:
            yield place, content
            return
        if not whole:
            yield place, b""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for entry, name in names_in_zip(archive, self.known).items():
                    inner = name if whole else f"{place[: -len(ZIP)]}/{name}"
                    if not entry.is_dir() and not name.endswith("/"):
                        yield from self._entry(archive, entry, inner, depth)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            self.problems.append((place, f"no zip, or a damaged one: {error}"))

    def _entry(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, depth: int
    ) -> Iterator[tuple[str, bytes]]:
        if stat.S_ISLNK(entry.external_attr >> 16):
            self.problems.append((place, A_LINK))
            return
        if entry.file_size > _LARGEST:
            self.problems.append((place, "too large"))
            return
        try:
            yield from self.unpacked(place, archive.read(entry), depth + 1)
        # NotImplementedError: zipfile's word for a way of packing that it does not know
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
            self.problems.append((place, f"cannot be unpacked: {error}"))
