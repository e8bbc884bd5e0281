"""Checkers that exist for Node only: cspell's dictionaries, typograf, eyo, virastar.

Each runs once for all texts of an edition, as a small script beside this file that reads JSON and writes JSON: a
process a text would take minutes. package.json pins them, and `make environment` installs them into the folder
node_modules of the project that is judged: `root` in these functions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from polyneuron.book.lint.findings import CannotRun
from polyneuron.book.tools.node import run_node

INSTALL = "Run `make environment`, which installs it, or `.venv/bin/npm ci --ignore-scripts`."
PERSIAN_DICTIONARY = "@cspell/dict-fa-ir/fa-IR.trie.gz"


def misspelled(root: Path, words: Iterable[str], dictionary: str, suggestions: int = 0) -> dict[str, list[str]]:
    """The words that a dictionary of cspell (`PERSIAN_DICTIONARY`) rejects, each with some that it knows.

    Case does not matter. Suggestions take time: they are for the few words that are reported in the end.
    """
    file = str(root / "node_modules" / dictionary)
    request = {"dictionary": file, "words": sorted(set(words)), "suggestions": suggestions}
    return _run(root, "spelling", ("cspell-dictionary", _package(dictionary)), request)


def typograf(
    root: Path, texts: Sequence[str], locale: Sequence[str], enable: Sequence[str] = (), disable: Sequence[str] = ()
) -> list[str]:
    """The texts as typograf would set them; `enable` and `disable` name its rules, such as `ru/nbsp/*`."""
    request = {"texts": texts, "locale": locale, "enable": enable, "disable": disable}
    return _set_again(root, "typograf", ("typograf",), request)


def with_yo(root: Path, texts: Sequence[str]) -> list[str]:
    """The Russian texts with ё in the words that have no reading with е (eyo's safe dictionary)."""
    return _set_again(root, "eyo", ("eyo-kernel",), {"texts": texts})


def virastar(root: Path, texts: Sequence[str], options: Mapping[str, bool]) -> list[str]:
    """The Persian texts as virastar would set them; its list of options is in its README."""
    return _set_again(root, "virastar", ("virastar",), {"texts": texts, "options": options})


def _package(file: str) -> str:
    """`@scope/name/file` → `@scope/name`."""
    return "/".join(file.split("/")[:2])


def _set_again(root: Path, script: str, packages: Sequence[str], request: Mapping[str, Any]) -> list[str]:
    texts = _run(root, script, packages, request)
    if len(texts) != len(request["texts"]):
        raise CannotRun(f"{packages[0]} lost texts: {len(texts)} of {len(request['texts'])} came back", INSTALL)
    return texts


def _run(root: Path, script: str, packages: Sequence[str], request: Mapping[str, Any]) -> Any:
    return json.loads(_output(root, script, tuple(packages), json.dumps(request, ensure_ascii=False)))


def _reason(errors: str) -> str:
    """The line of Node's report that says what happened; the rest is where in its own code."""
    lines = errors.strip().splitlines()
    return next((line for line in lines if "Error" in line), lines[-1] if lines else "it says nothing")


@cache
def _output(root: Path, script: str, packages: tuple[str, ...], request: str) -> str:
    """What a script answers. Node reads it as text, so that it looks for packages where it runs, and not beside it."""
    for package in packages:
        if not (root / "node_modules" / package).is_dir():
            raise CannotRun(f"{package} is not installed in node_modules", INSTALL)
    try:
        text = Path(__file__).with_name(f"{script}.mjs").read_text(encoding="utf-8")
        process = run_node(["--input-type=module", "--eval", text], request, root)
    except OSError as error:
        raise CannotRun(f"Node does not start: {error}", INSTALL) from error
    if process.returncode:
        raise CannotRun(f"{packages[0]} failed: {_reason(process.stderr)}", INSTALL)
    return process.stdout
