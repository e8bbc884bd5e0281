"""`_build/downloads`: for each edition the PDFs of chapters, of all, of slides and sheets, and the zip, which its page
of downloads lists.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from polyneuron.book.bundle.archive import write_archive
from polyneuron.book.bundle.printing import print_deck, print_pages
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.pages.downloads import (
    ANSWER_SHEET,
    DOWNLOADS_FOLDER,
    DOWNLOADS_PAGE,
    EXERCISE_SHEET,
    QUESTION_KINDS_OF_FILES,
    SLIDES_PDF,
    archive_name,
    pdf_name,
    put_downloads,
    teaching_pdf_name,
)
from polyneuron.book.pages.offline import write_offline_list
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.tools.chromium import open_chromium
from polyneuron.book.tools.files import remove_unfinished, write_if_changed
from polyneuron.book.tools.progress import Progress

_TEACHING = (SLIDES_PDF, EXERCISE_SHEET, ANSWER_SHEET)


def make_pdfs(
    configuration: Configuration, codes: Sequence[str], progress: Progress, chapters: Collection[str] = ()
) -> list[Path]:
    """Print the chosen chapters of the editions, or, where none are chosen, all of them and the whole book.

    Of each chapter there are the slides, a sheet of exercises and one of answers too. Raises `ProblemsFound` where
    pages, Chromium or a font are missing.
    """
    names = [*(chapters or configuration.chapter_names), *(() if chapters else ("",))]
    written = []
    with progress.step("PDFs", len(codes) * len(names)) as step, open_chromium("prints the pages") as browser:
        for code in codes:
            remove_unfinished(configuration.build / DOWNLOADS_FOLDER / code)
            for name in names:
                started = time.monotonic()
                written.append(_print(configuration, code, name, browser))
                if name:
                    written += [_print_for_teaching(configuration, code, name, what, browser) for what in _TEACHING]
                step.done(f"{code}/{name or 'all'}", time.monotonic() - started)
    return written


def make_bundles(configuration: Configuration, codes: Sequence[str], progress: Progress) -> list[Path]:
    """Print everything, make the zips, and list them on the site's pages of downloads."""
    pdfs = make_pdfs(configuration, codes, progress)
    written = []
    with progress.step("bundles", len(codes)) as step:
        for code in codes:
            started = time.monotonic()
            folder = configuration.build / DOWNLOADS_FOLDER / code
            own = [path for path in pdfs if path.parent == folder]
            target = folder / archive_name(configuration, code)
            questions = sorted(path for path in folder.iterdir() if path.suffix[1:] in QUESTION_KINDS_OF_FILES)
            write_archive(configuration, code, [*own, *questions], target)
            for path in {*folder.iterdir()} - {*own, *questions, target}:
                path.unlink()
            language = configuration.language(code)
            site = configuration.build / "site"
            put_downloads(configuration, language, read_interface(code, configuration), site)
            write_offline_list(site, code)  # the page of downloads is another one now
            written.append(target)
            step.done(code, time.monotonic() - started)
    return written


def _print_for_teaching(configuration: Configuration, code: str, chapter: str, what: str, browser: Browser) -> Path:
    """Print the slides of a chapter, or one of its sheets."""
    language = configuration.language(code)
    if what == SLIDES_PDF:
        pdf = print_deck(configuration, language, browser, chapter)
    else:
        interface = read_interface(code, configuration)
        pdf = print_pages(configuration, language, interface, browser, [chapter], sheet=what)
    target = configuration.build / DOWNLOADS_FOLDER / code / teaching_pdf_name(configuration, code, chapter, what)
    write_if_changed(target, pdf)
    return target


def _print(configuration: Configuration, code: str, chapter: str, browser: Browser) -> Path:
    """Print a chapter, or the whole book where none is named."""
    site = configuration.build / "site" / code
    pages = [name for name in configuration.page_names if name != DOWNLOADS_PAGE and (site / f"{name}.html").is_file()]
    names = [chapter] if chapter else [*configuration.chapter_names, *pages]
    language, interface = configuration.language(code), read_interface(code, configuration)
    pdf = print_pages(configuration, language, interface, browser, names, cover=not chapter)
    target = configuration.build / DOWNLOADS_FOLDER / code / pdf_name(configuration, code, chapter)
    write_if_changed(target, pdf)
    return target
