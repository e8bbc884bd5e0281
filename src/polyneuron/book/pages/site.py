"""Executed notebooks → the site: one Jupyter Book for each edition, a landing page, all in one folder.

A site is built aside and put in place when it is whole: a build that is interrupted or fails leaves the last good
one where it was.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.landing import write_landing_page
from polyneuron.book.pages.settings import book_settings, toc_settings
from polyneuron.book.texts import interface_messages as texts
from polyneuron.book.texts.interface import compile_interface, read_interface
from polyneuron.book.tools.files import folder_digest, write_if_changed
from polyneuron.book.tools.progress import Progress

LEFT_OUT = (".buildinfo", "_sources", "objects.inv", ".doctrees")
"""What Sphinx writes and no reader needs; notebooks to download are put beside the pages instead."""


def build_books(configuration: Configuration, editions: Sequence[Edition], progress: Progress, workers: int) -> Path:
    """Build the books in `_build/books` and put the site in place.

    Returns the folder of the site. Raises `ProblemsFound` with Jupyter Book's output when a book cannot be built or
    is built with warnings.
    """
    build = configuration.build
    recover(build)
    static = build / "static"
    _assemble_static(configuration.root, static)
    with progress.step("pages", len(editions)) as step, ThreadPoolExecutor(max_workers=workers) as pool:

        def build_one(edition: Edition) -> list[Problem]:
            started = time.monotonic()
            built, problems = _build_book(configuration, edition, static)
            note = "failed" if problems else "" if built else "unchanged"
            step.done(edition.language.code, time.monotonic() - started, note)
            return problems

        problems = [problem for found in pool.map(build_one, editions) for problem in found]
    if problems:
        raise ProblemsFound(problems)
    with progress.step("site"):
        _assemble_site(configuration, editions, build / "site.new")
        put_in_place(build)
    return build / "site"


def _assemble_site(configuration: Configuration, editions: Sequence[Edition], target: Path) -> None:
    """Put pages, notebooks to download, the wheel and the landing page together in the folder `target`."""
    build = configuration.build
    shutil.rmtree(target, ignore_errors=True)
    for edition in editions:
        code = edition.language.code
        shutil.copytree(_html(build, code), target / code, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (target / code / "_sources").mkdir()
        for notebook in (build / "notebooks" / code).glob("*.ipynb"):
            shutil.copy(notebook, target / code / "_sources")
    others = _keep_other_editions(configuration, editions, build / "site", target)
    for wheel in (build / "wheel").glob("*.whl"):
        shutil.copy(wheel, target)
    write_landing_page(configuration, [*editions, *others], target)
    (target / ".nojekyll").touch()


def _keep_other_editions(
    configuration: Configuration, editions: Sequence[Edition], last: Path, fresh: Path
) -> list[Edition]:
    """Take the editions that were not asked for from the last site, so that building one does not lose the rest."""
    chosen = {edition.language.code for edition in editions}
    kept = []
    for code, language in configuration.languages.items():
        if code not in chosen and (last / code).is_dir():
            shutil.copytree(last / code, fresh / code)
            kept.append(Edition(language, read_interface(code, configuration), Links(), ""))
    return kept


def recover(build: Path) -> None:
    """Bring the last good site back when a build was interrupted between the two moves of `put_in_place`."""
    if not (build / "site").exists() and (build / "site.old").exists():
        os.rename(build / "site.old", build / "site")


def put_in_place(build: Path) -> None:
    """Replace `site` by `site.new`."""
    old = build / "site.old"
    shutil.rmtree(old, ignore_errors=True)
    if (build / "site").exists():
        os.rename(build / "site", old)
    os.rename(build / "site.new", build / "site")
    shutil.rmtree(old, ignore_errors=True)


def _html(build: Path, code: str) -> Path:
    return build / "books" / code / "_build" / "html"


def _assemble_static(root: Path, target: Path) -> None:
    """Collect what every page loads: our style sheet, KaTeX's style sheet and fonts, the Persian font."""
    modules = root / "node_modules"
    if not (modules / "katex").is_dir():
        remedy = "Run `make site`, which installs them, or `.venv/bin/npm ci`."
        raise ProblemsFound([Problem("package.json", 0, "The style sheets and fonts are not installed", remedy)])
    target.mkdir(parents=True, exist_ok=True)
    for name in ("polyneuron.css", "favicon.svg"):
        _copy(root / "assets" / name, target / name)
    for name in ("pages.css", "glossary.js", "terms.js"):
        _copy(root / "assets" / name, target / name)
    for name in ("quiz.css", "quiz.js"):
        _copy(root / "src" / "polyneuron" / "quiz_files" / name, target / name)
    for file in (root / "src" / "polyneuron" / "figure_files").iterdir():
        _copy(file, target / file.name)
    _copy(modules / "katex" / "dist" / "katex.min.css", target / "katex" / "katex.min.css")
    for font in (modules / "katex" / "dist" / "fonts").glob("*.woff2"):
        _copy(font, target / "katex" / "fonts" / font.name)
    persian = modules / "@fontsource-variable" / "vazirmatn"
    _copy(persian / "files" / "vazirmatn-arabic-wght-normal.woff2", target / "fonts" / "vazirmatn.woff2")
    _copy(persian / "LICENSE", target / "fonts" / "vazirmatn-LICENSE.txt")


def _copy(source: Path, target: Path) -> None:
    """Copy a file when it changed, so that Sphinx sees what is new."""
    if not target.exists() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _build_book(configuration: Configuration, edition: Edition, static: Path) -> tuple[bool, list[Problem]]:
    """Build one edition's pages, unless nothing of it changed; returns whether it did, and its problems."""
    language = edition.language
    source = configuration.build / "books" / language.code
    locale_folder = configuration.build / "locale"
    compile_interface(edition.interface, language.locale, language.plural_forms, locale_folder)
    settings = book_settings(configuration, edition, locale_folder, static)
    _write_yaml(source / "_config.yml", settings)
    _write_yaml(
        source / "_toc.yml",
        toc_settings(configuration.chapter_names, configuration.page_names, edition.interface(texts.BESIDE)),
    )
    stamp, digest = source / ".built", folder_digest(source, "*.ipynb", "*.md", "_*.yml")
    if (
        stamp.exists()
        and stamp.read_text(encoding="utf-8") == digest
        and _html(configuration.build, language.code).is_dir()
    ):
        return False, []
    stamp.unlink(missing_ok=True)
    program = Path(sys.executable).with_name("jupyter-book")
    command = [str(program), "build", str(source), "--warningiserror", "--keep-going", "--quiet"]
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    status, output = _run(command, source / "jupyter-book.log", {**os.environ, "PATH": path})
    if status == 0:
        stamp.write_text(digest, encoding="utf-8")
        return True, []
    shown = "\n".join(f"        {line}" for line in output.splitlines()[-40:])
    remedy = "The output names the file and line; the notebook is made from the chapter of the same name."
    return True, [Problem(f"_build/books/{language.code}", 0, f"Jupyter Book failed:\n{shown}", remedy, language.code)]


def _run(command: list[str], log: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command; return its status and output.

    Its children end with it: KaTeX's server, started by Sphinx, otherwise outlives a build that fails.
    """
    with log.open("w+", encoding="utf-8") as stream:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=environment, start_new_session=True
        )
        try:
            status = process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        stream.seek(0)
        return status, stream.read()


def _write_yaml(path: Path, content: dict) -> None:
    write_if_changed(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
