"""A zip of an edition: pages that work from a folder, with notebooks, package, sample data, PDFs and question banks.

Its pages are those of the site, but for what a browser refuses to pages from a folder, and for links to what is not in
it. The same files always make the same zip, to the byte.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER
from polyneuron.book.pages.downloads import DOWNLOADS_FOLDER, listed_downloads, with_downloads
from polyneuron.book.pages.landing import first_page
from polyneuron.book.pages.share_card import card_name
from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.tools.escaping import html, html_text
from polyneuron.book.tools.files import aside

NOTEBOOK_FOLDER, DATA_FOLDER, PDF_FOLDER = "notebooks", "data", "pdf"
_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in a zip: the first one that zips know."""
_SAMPLES = Path("src", "polyneuron", "datasets", "samples")
_LICENSES = ("LICENSE", "LICENSE-text")
_NOT_FROM_FOLDERS = re.compile(r'<link rel="(?:preload|manifest|apple-touch-icon)"[^>]*>\n?')
"""A font that is asked for before the style sheet, and what an app needs: browsers refuse these from a folder, and say
so in their console."""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_SELF = re.compile("(?:'|&#39;)self(?:'|&#39;)")
_LINK = re.compile(r'((?:href|src)=")([^"#?:]+)')
_WHEEL = re.compile(r"polyneuron-[\w.+!]+-py3-none-any\.whl")


def write_archive(configuration: Configuration, code: str, files: Sequence[Path], target: Path) -> None:
    """Write the zip of a built edition with these files; raises `ProblemsFound` where it is not built.

    Parameters
    ----------
    files
        PDFs and question banks.
    """
    content = _content(configuration, code, files)
    folder = target.stem
    with aside(target) as fresh, zipfile.ZipFile(fresh, "w") as archive:
        for name in sorted(content):
            source = content[name]
            entry = zipfile.ZipInfo(f"{folder}/{name}", _TIME)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            data = source.read_bytes() if isinstance(source, Path) else source
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


def _content(configuration: Configuration, code: str, files: Sequence[Path]) -> dict[str, Path | bytes]:
    """Name in the zip → the file, or what stands in it."""
    root, site = configuration.root, configuration.build / "site"
    pages = sorted((site / code).glob("*.html"))
    if not pages:
        raise ProblemsFound([Problem(f"_build/site/{code}", 0, "Not built", "Run `make site`.", code)])
    language, interface = configuration.language(code), read_interface(code, configuration)
    # Question banks have the address that they have on the site.
    folders = {path: PDF_FOLDER if path.suffix == ".pdf" else f"{DOWNLOADS_FOLDER}/{code}" for path in files}
    addresses = {path: f"../{folder}" for path, folder in folders.items()}
    downloads = listed_downloads(configuration, language, interface, addresses, site / code)
    cards = {card_name(other) for other in configuration.languages}
    found: dict[str, Path | bytes] = {name: root / name for name in _LICENSES}
    found |= {
        f"{SHARED_FOLDER}/{path.name}": path for path in (site / SHARED_FOLDER).iterdir() if path.name not in cards
    }
    for path in (site / code).rglob("*"):
        name = path.relative_to(site / code)
        if path.is_file() and name.parts[0] == "_sources":
            found[f"{NOTEBOOK_FOLDER}/{path.name}"] = path
        elif path.suffix == ".html":
            page = with_downloads(path.read_text(encoding="utf-8"), downloads)
            found[f"{code}/{name.as_posix()}"] = folder_page(page, configuration, code, len(name.parts)).encode()
        elif path.is_file():
            found[f"{code}/{name.as_posix()}"] = path
    for notebook in (site / code / "_sources").glob("*.ipynb"):
        for name in _WHEEL.findall(notebook.read_text(encoding="utf-8").replace("%2B", "+")):
            found[f"{NOTEBOOK_FOLDER}/wheels/{name}"] = site / WHEEL_FOLDER / name
    found |= {f"{DATA_FOLDER}/{path.name}": path for path in (root / _SAMPLES).iterdir() if path.is_file()}
    found |= {f"{folder}/{path.name}": path for path, folder in folders.items()}
    first = f"{code}/{first_page(configuration, site, code)}"
    beginning = html(
        '<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta http-equiv="refresh" content="0; url={page}">\n<a href="{page}">{title}</a>\n',
        title=configuration.book["title"],
        page=first,
    )
    found["index.html"] = beginning.encode()
    return found


def folder_page(text: str, configuration: Configuration, code: str, depth: int = 1) -> str:
    """A page of the site as it works from a folder.

    A browser takes a page from a folder for one without an origin, so that `'self'` in its policy need not match the
    files beside it; `file:` does. Other editions, which are not in the folder, are linked to where they are published.

    Parameters
    ----------
    depth
        How many folders lie between the page and the top of the site.
    """

    site = html_text(configuration.site_url)
    top = "../" * depth
    inside = tuple(f"{top}{folder}/" for folder in (SHARED_FOLDER, code, PDF_FOLDER, f"{DOWNLOADS_FOLDER}/{code}"))

    def leading(found: re.Match[str]) -> str:
        target = found[2]
        if target.startswith("_sources/"):
            return f"{found[1]}../{NOTEBOOK_FOLDER}/{target.removeprefix('_sources/')}"
        if not site or not target.startswith(top) or target.startswith(inside):
            return found[0]
        return f"{found[1]}{site}/{target.removeprefix(top)}"

    text = _NOT_FROM_FOLDERS.sub("", text)
    text = _POLICY.sub(lambda found: found[1] + _SELF.sub(lambda own: f"{own[0]} file:", found[2]), text)
    return _LINK.sub(leading, text)
