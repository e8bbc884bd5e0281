"""The catalogues as files: gettext's own tool accepts them, and a released edition has nothing left to do in them.

Guards against what the other gates never see: they read translated messages only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

from polyneuron.book.book import catalog_status
from polyneuron.book.lint.findings import CannotRun, Finding, Gate, Level
from polyneuron.book.lint.texts import catalogs_of
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.problems import relative
from polyneuron.book.texts.catalogs import catalog_path

_NO_TEXTS = ()


def check_with_msgfmt(configuration: Configuration, language: str) -> Iterator[Finding]:
    """What `msgfmt --check` (https://www.gnu.org/software/gettext/manual) says about each catalogue of an edition."""
    program = shutil.which("msgfmt")
    if program is None:
        raise CannotRun("msgfmt is not installed", "sudo apt-get install gettext")
    for path in catalogs_of(configuration, language):
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
            yield Finding(language, relative(path, configuration.root), line, MSGFMT.name, "", what, remedy)


def check_completeness(configuration: Configuration, language: str) -> Iterator[Finding]:
    """The catalogues of a released edition in which a message is empty, fuzzy or obsolete."""
    if language not in configuration.released:
        return
    for status in catalog_status(configuration, [language]):
        counts = {"missing": status.missing, "fuzzy": status.fuzzy, "obsolete": status.obsolete}
        left = ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
        if left:
            file = relative(catalog_path(configuration.locales, language, status.domain), configuration.root)
            what = f"the edition is released, but not every message is translated, or old ones were left ({left})"
            remedy = "Run make catalogs, translate what is missing or fuzzy, and remove what is marked #~."
            yield Finding(language, file, 0, COMPLETE.name, "", what, remedy)


MSGFMT = Gate("msgfmt", Level.ERROR, (), lambda texts: _NO_TEXTS, "gettext's own check accepts every catalogue")
COMPLETE = Gate(
    "complete", Level.ERROR, (), lambda texts: _NO_TEXTS, "nothing empty, fuzzy or obsolete in a released edition"
)
CHECKS = {MSGFMT: check_with_msgfmt, COMPLETE: check_completeness}
"""Gates that look at files and not at texts."""
