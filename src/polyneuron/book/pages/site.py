"""Executed notebooks → the site: one Jupyter Book for each edition, a landing page, all in one folder.

A site is built aside and put in place when it is whole: a build that is interrupted or fails leaves the last good
one where it was.
"""

from __future__ import annotations

import functools
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.own_computer import PACKAGES_FOLDER
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER, copy_wheels
from polyneuron.book.pages.built import Built, page_parts, source_parts
from polyneuron.book.pages.downloads import put_downloads
from polyneuron.book.pages.figure_data import share
from polyneuron.book.pages.found import write_found_files
from polyneuron.book.pages.landing import write_landing_page
from polyneuron.book.pages.offline import write_offline_files
from polyneuron.book.pages.settings import book_settings, toc_settings
from polyneuron.book.pages.share_card import card_name, share_card
from polyneuron.book.pages.shared_files import NAMES_FILE, SHARED_FOLDER, write_shared_files
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import compile_interface, read_interface
from polyneuron.book.texts.typesetting import join_words_in_html
from polyneuron.book.tools.files import digest_of, recover, replace_folder, write_if_changed
from polyneuron.book.tools.processes import run_to_end, side_by_side
from polyneuron.book.tools.progress import Progress
from polyneuron.published import PACKAGES_FILE

PROGRAM = "polyneuron.book.pages.jupyter_book"
"""What builds an edition's pages."""
LEFT_OUT = (".buildinfo", "_sources", "objects.inv", ".doctrees", "_sphinx_design_static", "_static")
"""What Sphinx writes and no reader needs; notebooks to download are put beside the pages instead."""


@dataclass(frozen=True)
class _Outcome:
    """What became of an edition's pages."""

    code: str
    seconds: float
    reasons: tuple[str, ...] = ()
    """Why they were built; empty where they were there already."""
    problems: tuple[Problem, ...] = ()


def build_books(
    configuration: Configuration,
    editions: Sequence[Edition],
    progress: Progress,
    workers: int,
    shares: Mapping[str, int],
    add: Callable[[Edition, Path], object] = lambda edition, site: None,
) -> Path:
    """Build the books in `_build/books` and put the site in place.

    Returns the folder of the site. Raises `ProblemsFound` with Jupyter Book's output when a book cannot be built or
    is built with warnings.

    Parameters
    ----------
    shares
        Code of an edition that is not complete → how much of it is translated, in per cent.
    add
        Called for each edition with the folder of the new site: puts more beside its pages, which lie there.
    """
    build = configuration.build
    site, fresh = build / "site", build / "site.new"
    recover(site)
    shared = build / SHARED_FOLDER
    write_shared_files(configuration.root, shared)
    with progress.step("pages", len(editions)) as step:

        def report(outcome: _Outcome) -> None:
            note = "failed" if outcome.problems else "" if outcome.reasons else "unchanged"
            step.done(outcome.code, outcome.seconds, note)
            step.explain(outcome.code, outcome.reasons)

        # Prepared one after the other: Python 3.11 cannot parse code in several threads (SystemError now and then).
        books = [_prepare_book(configuration, edition, shared) for edition in editions]
        outcomes = side_by_side(functools.partial(_build_book, build), books, workers, build, report)
    if problems := [problem for outcome in outcomes for problem in outcome.problems]:
        raise ProblemsFound(problems)
    with progress.step("site"):
        _assemble_site(configuration, editions, fresh, shares, add)
        replace_folder(fresh, site)
    return site


def _assemble_site(
    configuration: Configuration,
    editions: Sequence[Edition],
    target: Path,
    shares: Mapping[str, int],
    add: Callable[[Edition, Path], object],
) -> None:
    """Put pages, notebooks to download, the wheel and the landing page together in the folder `target`."""
    build = configuration.build
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(build / SHARED_FOLDER, target / SHARED_FOLDER, ignore=shutil.ignore_patterns(NAMES_FILE))
    for edition in editions:
        _put_edition(build, edition.language.code, target)
    others = _keep_other_editions(configuration, editions, build / "site", target)
    copy_wheels(build / "site" / WHEEL_FOLDER, target / WHEEL_FOLDER)
    copy_wheels(build / WHEEL_FOLDER, target / WHEEL_FOLDER)
    shutil.copytree(build / PACKAGES_FOLDER, target / PACKAGES_FOLDER)
    for listed in (target / PACKAGES_FOLDER).glob(f"*{PACKAGES_FILE}"):
        listed.rename(target / listed.name)  # a short address to type
    known = {edition.language.code: edition for edition in (*editions, *others)}
    ordered = [known[code] for code in configuration.languages if code in known]
    for edition in ordered:
        add(edition, target)
        words = edition.interface(interface_messages.LANDING_TAGLINE)
        card = share_card(configuration.book["title"], words, edition.language)
        (target / SHARED_FOLDER / card_name(edition.language.code)).write_bytes(card)
        put_downloads(configuration, edition.language, edition.interface, target)
        _join_words(edition.language, target)
    write_landing_page(configuration, ordered, target, shares)
    write_found_files(configuration, ordered, target)
    write_offline_files(configuration, ordered, target)
    (target / ".nojekyll").touch()


def _join_words(language: Language, site: Path) -> None:
    """Let no line of an edition's pages and slides end between a number and its word, whatever made the text."""
    for page in (site / language.code).rglob("*.html"):
        write_if_changed(page, join_words_in_html(page.read_text(encoding="utf-8"), language))


def _put_edition(build: Path, code: str, target: Path) -> None:
    """Copy an edition's built pages, what it shares with others, and the notebooks to download, into a site."""
    html = _html(build, code)
    shutil.copytree(html, target / code, ignore=shutil.ignore_patterns(*LEFT_OUT, SHARED_FOLDER))
    share(html / SHARED_FOLDER, target / SHARED_FOLDER)
    (target / code / "_sources").mkdir()
    for notebook in (build / "notebooks" / code).glob("*.ipynb"):
        shutil.copy(notebook, target / code / "_sources")


def _keep_other_editions(
    configuration: Configuration, editions: Sequence[Edition], last: Path, fresh: Path
) -> list[Edition]:
    """Keep the editions that were not asked for, so that building one does not lose the rest.

    Their pages come from their books, where those are whole, and else from the last site as it is.
    """
    build = configuration.build
    chosen = {edition.language.code for edition in editions}
    kept = []
    for code, language in configuration.languages.items():
        if code in chosen or not (last / code).is_dir():
            continue
        if Built(build / "books" / code).is_whole():
            _put_edition(build, code, fresh)
        else:
            shutil.copytree(last / code, fresh / code)
        for path in (last / SHARED_FOLDER).glob("*"):  # its pages may name those of an earlier day
            if not (fresh / SHARED_FOLDER / path.name).exists():
                shutil.copy(path, fresh / SHARED_FOLDER)
        kept.append(Edition(language, read_interface(code, configuration), Links(), ""))
    return kept


def _html(build: Path, code: str) -> Path:
    return build / "books" / code / "_build" / "html"


@dataclass(frozen=True)
class _Book:
    """An edition's book, ready to be built."""

    code: str
    source: Path
    """Its folder, with everything that Jupyter Book reads."""
    parts: dict[str, str]
    """What its pages are made from: see `polyneuron.book.pages.built`."""


def _prepare_book(configuration: Configuration, edition: Edition, shared: Path) -> _Book:
    """Write an edition's settings beside its notebooks and pages."""
    language = edition.language
    source = configuration.build / "books" / language.code
    locale_folder = configuration.build / "locale"
    compile_interface(edition.interface, language.locale, language.plural_forms, locale_folder)
    parts = page_parts(configuration, edition, shared)
    settings = book_settings(configuration, edition, locale_folder, shared, digest_of(parts))
    _write_yaml(source / "_config.yml", settings)
    caption = edition.interface(interface_messages.BESIDE)
    # All of them, or those that were asked for where nothing else has been made yet.
    chapters = _there(source, configuration.chapter_names, "ipynb")
    pages = _there(source, configuration.page_names, "md")
    _write_yaml(source / "_toc.yml", toc_settings(chapters, pages, caption))
    return _Book(language.code, source, parts | source_parts(source, settings))


def _build_book(build: Path, book: _Book) -> _Outcome:
    """Build one edition's pages, unless they are there and nothing that they are made from has changed."""
    started = time.monotonic()
    code, source, parts = book.code, book.source, book.parts
    built = Built(source)
    reasons = built.reasons(parts)
    if not reasons:
        return _Outcome(code, time.monotonic() - started)
    built.begin(parts)
    command = [sys.executable, "-m", PROGRAM, "build", str(source), "--warningiserror", "--keep-going", "--quiet"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {"PATH": path, "PYTHONHASHSEED": "0"}  # the order of sets reaches the search index
    status, output = run_to_end(command, build, environment=environment)
    write_if_changed(source / "jupyter-book.log", output)
    seconds = time.monotonic() - started
    if status == 0:
        built.finish(parts)
        return _Outcome(code, seconds, tuple(reasons))
    shown = "\n".join(f"        {line}" for line in output.splitlines()[-40:])
    remedy = "The output names the file and line; the notebook is made from the chapter of the same name."
    problem = Problem(f"_build/books/{code}", 0, f"Jupyter Book failed:\n{shown}", remedy, code)
    return _Outcome(code, seconds, tuple(reasons), (problem,))


def _there(folder: Path, names: Sequence[str], extension: str) -> tuple[str, ...]:
    """The names for which there is a file."""
    return tuple(name for name in names if (folder / f"{name}.{extension}").is_file())


def _write_yaml(path: Path, content: dict) -> None:
    write_if_changed(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
