"""`python -m polyneuron learn`: opens JupyterLab on the chapters of a language, without a network.

The notebooks come with the installation, in the package `polyneuron_notebooks`. A learner works on copies in a folder
of his or her own. After an update, a copy that nobody changed becomes the new notebook; beside one that was changed,
the new one is put under another name.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.resources
import importlib.util
import io
import itertools
import json
import locale
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from polyneuron import messages
from polyneuron.language import languages
from polyneuron.messages import gettext
from polyneuron.published import PACKAGES_FILE, sites

NOTEBOOKS = "polyneuron_notebooks"
"""The package that holds the notebooks: a folder for each language."""
STATE_FILE = ".polyneuron.json"
"""In a learner's folder: name of a notebook → the digest of the one that was put there, or offered, last."""
_LANGUAGE = "language"
"""The name in that file that is no notebook's."""
EXAMPLE = "python -m polyneuron learn --language fa --chapter 03"


class Refused(Exception):
    """Something cannot be done; the text says what, and what to do."""


class _Arguments(argparse.ArgumentParser):
    """Says in one sentence, in the learner's language, what it did not understand."""

    def error(self, message: str) -> NoReturn:
        raise Refused(gettext("This is not understood. Write it like this: {example}").format(example=EXAMPLE))


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack the letters
    messages.speak(_usual_language())
    try:
        chosen = _parse(arguments)
        source = _installed_notebooks() / chosen.language if chosen.language in languages() else None
        if source is None or not any(source.glob("*.ipynb")):
            what = gettext("There is no edition in this language: {language}. There are: {known}")
            raise Refused(what.format(language=chosen.language, known=", ".join(languages())))
        messages.speak(chosen.language)
        names = sorted(path.stem for path in source.glob("*.ipynb"))
        opened = _chapter(chosen.chapter, names) if chosen.chapter else names[0]
        folder = _folder(chosen.folder, chosen.language)
        for line in bring_notebooks(source, folder):
            print(line)
        if chosen.no_browser:
            print(gettext("The notebooks are in this folder: {folder}").format(folder=folder))
            return 0
        return _open_jupyterlab(folder, f"{opened}.ipynb")
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _folder(named: str | None, language: str) -> Path:
    """The learner's own folder; a computer may have no home for the person, or not the one that was named."""
    try:
        if not named:
            return Path.home() / "polyneuron" / language
        folder = Path(named).expanduser()
        with contextlib.suppress(OSError):  # whoever writes there will say what is wrong
            if _read_state(folder / STATE_FILE).get(_LANGUAGE, language) != language:
                return folder / language  # that one holds the notebooks of another language
        return folder
    except RuntimeError as error:
        text = gettext("This folder cannot be written to. Name another one with --folder. {folder}: {problem}")
        raise Refused(text.format(folder=named or "~", problem=error)) from error


def bring_notebooks(source: Path, folder: Path) -> list[str]:
    """Copy notebooks into a learner's folder, and lose nothing that a learner changed.

    Returns
    -------
    list
        A sentence for each notebook that stays as the learner changed it while there is a new one.
    """
    state_file, said = folder / STATE_FILE, []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        state = _read_state(state_file) | {_LANGUAGE: source.name}
        for path in sorted(source.glob("*.ipynb")):
            content, mine = path.read_bytes(), folder / path.name
            new = _digest(content)
            if not mine.exists() or (state.get(path.name) == _digest(mine.read_bytes()) != new):
                _write(mine, content)
            elif state.get(path.name) != new and _digest(mine.read_bytes()) != new:
                beside = _free_name(folder, f"{path.stem}-{new[:6]}", content)
                _write(beside, content)
                text = gettext("You changed {file}, so it stays as it is. The new one is {other}.")
                said.append(text.format(file=mine.name, other=beside.name))
            state[path.name] = new
            _write(state_file, json.dumps(state, indent=1).encode())  # after each: the next one may fail
    except OSError as error:
        text = gettext("This folder cannot be written to. Name another one with --folder. {folder}: {problem}")
        raise Refused(text.format(folder=folder, problem=error.strerror or error)) from error
    return said


def _free_name(folder: Path, stem: str, content: bytes) -> Path:
    """A file that is not there yet, or holds just this: somebody may have worked in an earlier one of that name."""
    for number in itertools.count(1):
        path = folder / (f"{stem}.ipynb" if number == 1 else f"{stem}-{number}.ipynb")
        if not path.exists() or path.read_bytes() == content:
            return path
    raise AssertionError("numbers do not end")


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Arguments(prog="python -m polyneuron", add_help=False)
    parser.add_argument("command", choices=["learn"])
    parser.add_argument("--language", default=messages.chosen_language())
    parser.add_argument("--chapter")
    parser.add_argument("--folder")
    parser.add_argument("--no-browser", action="store_true")
    return parser.parse_args(arguments)


def _usual_language() -> str:
    """The language of the course that this computer is set to; English where there is none."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for name in (*named, locale.getlocale()[0] or ""):
        code = name.partition(".")[0].partition("_")[0].lower()
        if code in languages():
            return code
    return "en"


def _installed_notebooks() -> Path:
    """The folder of the installed notebooks."""
    if importlib.util.find_spec(NOTEBOOKS) is None:
        command = f"python -m pip install -r {sites()[0]}{PACKAGES_FILE}"
        what = gettext("The notebooks are not installed. Run this command first: {command}")
        raise Refused(what.format(command=command))
    return Path(str(importlib.resources.files(NOTEBOOKS)))


def _chapter(wanted: str, names: Sequence[str]) -> str:
    """The name of a chapter, which may be given by its number."""
    for name in names:
        number = name.partition("-")[0]
        if wanted == name or (number.isdecimal() and wanted.isdecimal() and int(wanted) == int(number)):
            return name
    what = gettext("There is no such chapter: {chapter}. There are: {known}")
    raise Refused(what.format(chapter=wanted, known=", ".join(names)))


def _open_jupyterlab(folder: Path, notebook: str) -> int:
    if importlib.util.find_spec("jupyterlab") is None:
        what = gettext("JupyterLab is missing. Run this command first: {command}")
        raise Refused(what.format(command="python -m pip install jupyterlab"))
    print(gettext("JupyterLab opens in your browser. To stop it, press Ctrl+C here."), flush=True)
    quiet = ["--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR"]  # its notices are English
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *quiet, str(folder / notebook)]
    return subprocess.call(command)


def _read_state(path: Path) -> dict[str, str]:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a full disk leaves the old one."""
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
