"""The catalogues as files: gettext's own tool accepts them, and a released edition has nothing left to do in them.

Guards against what the other gates never see: they read translated messages only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

from polyneuron.book.book import catalog_status
from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import CannotRun, Finding, Gate, Level
from polyneuron.book.lint.texts import catalogs_of
from polyneuron.book.model.problems import relative
from polyneuron.book.texts.catalogs import DOUBT_REMEDY, catalog_path


def _msgfmt(context: Context) -> Iterator[Finding]:
    """What `msgfmt --check` (https://www.gnu.org/software/gettext/manual) says about each catalogue of an edition."""
    program = shutil.which("msgfmt")
    if program is None:
        raise CannotRun("msgfmt is not installed", "sudo apt-get install gettext")
    for path in catalogs_of(context.configuration, context.language.code):
        command = [program, "--check", "--output-file=/dev/null", str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"})
        places = [
            re.match(rf"{re.escape(str(path))}:(\d+):(?:\d+:)?\s*(.+)", line) for line in result.stderr.splitlines()
        ]
        found = [(int(place[1]), place[2]) for place in places if place]
        if result.returncode and not found:
            found = [(0, result.stderr.strip()[:200])]
        for line, what in (place for place in found if "still has the initial default value" not in place[1]):
            remedy = "Open the catalogue in Poedit, or mend the line; then run the lint again."
            yield Finding(context.language.code, relative(path, context.root), line, "msgfmt", "", what, remedy)


def _completeness(context: Context) -> Iterator[Finding]:
    """The catalogues of a released edition in which a message is empty, fuzzy or obsolete."""
    configuration, language = context.configuration, context.language.code
    if language not in configuration.released:
        return
    for status in catalog_status(configuration, [language]):
        counts = {"missing": status.missing, "fuzzy": status.fuzzy, "obsolete": status.obsolete}
        left = ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
        if left:
            file = relative(catalog_path(configuration.locales, language, status.domain), configuration.root)
            what = f"the edition is released, but not every message is translated, or old ones were left ({left})"
            where = "" if status.complete else f"; missing or fuzzy: {status.waiting}"
            remedy = DOUBT_REMEDY if not status.complete else "Run make catalogs, and remove what is marked #~."
            yield Finding(language, file, status.first_line, "complete", "", what + where, remedy)


GATES = (
    Gate("msgfmt", Level.ERROR, (), "gettext's own check accepts every catalogue", _msgfmt),
    Gate("complete", Level.ERROR, (), "nothing empty, fuzzy or obsolete in a released edition", _completeness),
)
