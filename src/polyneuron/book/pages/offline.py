"""What a device keeps of an edition to read it without a network, and how the edition is installed as an app.

`offline.json` beside the pages of an edition lists its files with their digests; `assets/service-worker.js` goes by it.
`manifest.webmanifest` says what the app is called, in the edition's language; `offline/` is shown without a network in
the place of a page that is not kept.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.pages.colors import light_color
from polyneuron.book.pages.early_script import early_script
from polyneuron.book.pages.landing import first_page, linked_page
from polyneuron.book.pages.rendering import render
from polyneuron.book.pages.shared_files import SHARED_FOLDER, shared_names
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.typesetting import join_words_in_html
from polyneuron.book.tools.escaping import script_value
from polyneuron.book.tools.files import digest_of, file_digest, write_if_changed

WORKER_FILE = "service-worker.js"
"""In the site's root, since a worker sees only what lies beside it and below."""
LIST_FILE = "offline.json"
MANIFEST_FILE = "manifest.webmanifest"
NOT_KEPT_FILE = "offline/index.html"
"""In every edition: what a reader without a network sees in the place of a page that is not kept."""
ICON_SIZES = (192, 512)
_NOT_KEPT = ("_sources",)
"""Folders of an edition that its pages do not show: notebooks to download."""
_SHARED = re.compile(rf"{SHARED_FOLDER}/([\w.-]+)")
_BESIDE = re.compile(r"""url\(["']?([\w.-]+\.woff2)["']?\)""")


def write_offline_files(configuration: Configuration, editions: Sequence[Edition], target: Path) -> None:
    """Write worker, icons, lists and manifests into the whole site in the folder `target`."""
    assets = configuration.root / "assets"
    codes = [edition.language.code for edition in editions]
    worker = (assets / WORKER_FILE).read_text(encoding="utf-8")
    (target / WORKER_FILE).write_text(f"const EDITIONS = {script_value(codes)};\n{worker}", encoding="utf-8")
    for edition in editions:
        folder = target / edition.language.code
        for size in ICON_SIZES:
            shutil.copyfile(assets / "icons" / _icon(size), folder / _icon(size))
        _write_json(folder / MANIFEST_FILE, _manifest(configuration, edition, target))
        write_if_changed(folder / NOT_KEPT_FILE, _not_kept_page(configuration, edition, target))
        write_offline_list(target, edition.language.code)


def write_offline_list(site: Path, code: str) -> None:
    """Write the list of an edition's files; again whenever a page of a site is changed."""
    folder = site / code
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LIST_FILE and path.relative_to(folder).parts[0] not in _NOT_KEPT
    ]
    files += _shared_files(files, site / SHARED_FOLDER)
    digests = {path.relative_to(site).as_posix(): file_digest(path) for path in files}
    size = sum(path.stat().st_size for path in files)
    _write_json(folder / LIST_FILE, {"version": digest_of(digests)[:16], "bytes": size, "files": digests})


def _shared_files(pages: Sequence[Path], shared: Path) -> list[Path]:
    """The shared files that pages name, and those that these name."""
    names = {name for path in pages if path.suffix == ".html" for name in _SHARED.findall(path.read_text("utf-8"))}
    there = {name for name in names if (shared / name).is_file()}
    for name in sorted(there):
        if name.endswith(".css"):
            there |= {font for font in _BESIDE.findall((shared / name).read_text("utf-8")) if (shared / font).is_file()}
    return [shared / name for name in sorted(there)]


def _not_kept_page(configuration: Configuration, edition: Edition, site: Path) -> str:
    """The page for what is not kept: it leads to all chapters, for an edition is kept whole, and to the course map."""
    names = (*configuration.chapter_names, "course-map")
    links = (linked_page(site / edition.language.code / f"{name}.html") for name in names)
    page = render(
        "not-kept.html",
        language=edition.language,
        interface=edition.interface,
        early=early_script(configuration.root),
        links=[link for link in links if link],
        style=f"../../{SHARED_FOLDER}/{shared_names(configuration.build / SHARED_FOLDER)['site.css']}",
    )
    return join_words_in_html(page, edition.language)


def _manifest(configuration: Configuration, edition: Edition, site: Path) -> dict[str, object]:
    language, interface = edition.language, edition.interface
    title = configuration.book["title"]
    return {
        "id": f"./?{language.code}",
        "name": interface(interface_messages.NAME_AND_MORE).format(
            name=title, more=interface(interface_messages.LANDING_TAGLINE)
        ),
        "short_name": title,
        "description": interface(interface_messages.DESCRIPTION),
        "lang": language.tag,
        "dir": language.direction,
        "start_url": first_page(configuration, site, language.code),
        "scope": "../",
        "display": "minimal-ui",
        "background_color": light_color(configuration.root, "paper"),
        "theme_color": light_color(configuration.root, "accent"),
        "icons": [
            {"src": _icon(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size in ICON_SIZES
            for purpose in ("any", "maskable")
        ],
    }


def _icon(size: int) -> str:
    return f"icon-{size}.png"


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
