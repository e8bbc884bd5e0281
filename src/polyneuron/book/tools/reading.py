"""The one way in which a text file that somebody wrote is read.

Guards against texts that are not what they look like: another encoding, control characters that end a line for one
program and not for another, directions that show code in another order than it runs in, a merge that nobody finished.
Each is named with its line before anything is made of the text. Marks, joiners and balanced isolates stay: Persian
needs them. Line ends of Windows and a mark of byte order are taken away, as they say nothing.
"""

from __future__ import annotations

import itertools
import json
import re
import stat
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.tools.characters import character_name, is_needless, isolates_are_balanced, marked_encoding
from polyneuron.book.tools.system_errors import system_problem

_SAVE_AS_UTF8 = "Save it as UTF-8 (a spreadsheet calls that CSV UTF-8)."
_MERGE = re.compile(r"^<{7} .*\n(?:.*\n)*?>{7} ", re.MULTILINE)
_SHOWN = 5
"""So many refused characters of one file are named; a file that holds more is another kind of file."""


def read_text(path: Path, root: Path) -> str:
    r"""Read a text file, with `\n` as the only end of a line; raises `ProblemsFound` with its name and line."""
    file = relative(path, root)
    data = read_bytes(path, root)
    if encoding := marked_encoding(data):
        raise ProblemsFound([Problem(file, 1, f"This file is in {encoding}, not in UTF-8", _SAVE_AS_UTF8)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        byte, line = data[error.start], before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2]) + 1
        what = f"This file is not in UTF-8: byte 0x{byte:02X}, the {column}th of this line"
        raise ProblemsFound([Problem(file, line, what, _SAVE_AS_UTF8)]) from None
    text = text.replace("\r\n", "\n")
    if problems := _refused(text, file):
        raise ProblemsFound(problems)
    return text


def read_json(path: Path, root: Path) -> object:
    """Read a JSON file; raises `ProblemsFound` with its name and line."""
    try:
        return json.loads(read_text(path, root))
    except json.JSONDecodeError as error:
        what = f"No valid JSON: {error.msg}"
        remedy = "Bring the file back from the repository's history."
        raise ProblemsFound([Problem(relative(path, root), error.lineno, what, remedy)]) from None
    except RecursionError:
        what = "No valid JSON: nested too deeply"
        raise ProblemsFound([Problem(relative(path, root), 0, what, "Bring the file back.")]) from None


def read_bytes(path: Path, root: Path) -> bytes:
    """Read a file; raises `ProblemsFound` with its name where it is none, or cannot be read."""
    file = relative(path, root)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ProblemsFound([Problem(file, 0, "This is a folder, and a file is needed", "Rename the folder.")])
        if not stat.S_ISREG(mode):
            raise ProblemsFound([Problem(file, 0, "This is a device or a pipe, not a file", "Remove it.")])
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            what = f"This is a link to {path.readlink()}, which is not there"
            raise ProblemsFound([Problem(file, 0, what, "Mend the link, or put a file in its place.")]) from None
        remedy = "Run the command in the project's root, or bring the file back from the repository's history."
        raise ProblemsFound([Problem(file, 0, "This file is missing", remedy)]) from None
    except OSError as error:
        raise ProblemsFound([system_problem(error, root, path)]) from None


def _needless(text: str) -> list[tuple[int, str]]:
    """Place and character of the first of those that no text needs, U+FFFD among them: it stands for a lost one."""
    refused = {sign for sign in set(text) if sign == "\ufffd" or (is_needless(sign) and sign not in "\n\t")}
    places = ((place, sign) for place, sign in enumerate(text) if sign in refused) if refused else ()
    return list(itertools.islice(places, _SHOWN))


def _refused(text: str, file: str) -> list[Problem]:
    """A problem for each character that no text needs, and for a merge that is not finished."""
    problems = []
    for place, sign in _needless(text):
        line = text.count("\n", 0, place) + 1
        what = f"{character_name(sign)} stands in this line"
        problems.append(Problem(file, line, what, "Remove it; an editor that shows invisible characters helps."))
    for number, line_text in enumerate(text.split("\n") if not text.isascii() else (), start=1):
        if not isolates_are_balanced(line_text):
            what = "An isolate (U+2066 to U+2068) is not closed by U+2069 in this line, or U+2069 closes none"
            problems.append(Problem(file, number, what, "Close every isolate in its own line, or remove it."))
    if merge := _MERGE.search(text):
        line = text.count("\n", 0, merge.start()) + 1
        what = "A merge of git is not finished here"
        problems.append(
            Problem(file, line, what, "Choose one of the two texts, and remove the lines <<<, === and >>>.")
        )
    return problems
