"""Whether catalogues hold less than they did: a file cut off, emptied, removed, or taken from another chapter.

Guards against blanks in the place of translations. A catalogue that was cut between two entries is a valid one, so
nothing in the file tells; it is compared with what it was:

- in a git repository with the version of the last commit. That is what everybody shares, it survives `make clean`, it
  follows branches, and a loss that is meant has a plain way to be said: commit it;
- elsewhere with a copy in `_build/catalogs/`, which `catalogs` leaves behind.

Blind to a loss of less than a tenth, and to obsolete entries that somebody takes out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import polib

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.problems import Problem, relative
from polyneuron.book.texts.catalogs import catalog_name, catalog_path
from polyneuron.book.texts.entries import Key, key
from polyneuron.book.texts.po_reader import BrokenCatalog, decode, open_catalog, parse
from polyneuron.book.texts.po_writer import Catalog
from polyneuron.book.tools.files import write_if_changed

MUCH = 0.1
"""Share of a catalogue's translations whose loss is reported."""
FEW = 2
"""So many at least: a single translation may go."""
_GIT_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE"}
)


@dataclass
class History:
    """What the catalogues of a project were before."""

    configuration: Configuration
    committed: frozenset[Path] = frozenset()
    """Catalogues that the last commit holds; empty outside of git."""
    changed: frozenset[Path] = field(default_factory=frozenset)
    """Those of them that differ from it."""

    def lost(
        self, code: str, domain: str, catalog: Catalog | None, current: Collection[Key] | None = None
    ) -> Problem | None:
        """A problem where a catalogue has lost much.

        Parameters
        ----------
        catalog
            The catalogue as it is now; none where there is no file.
        current
            The messages of the lesson; none where they are not known.
        """
        path = catalog_path(self.configuration.locales, code, domain)
        now = Catalog() if catalog is None else catalog
        if path in self.committed:
            before = self._committed(path) if path in self.changed else None
            cut = 0
            source, undo = "the last commit", f"git checkout -- {relative(path, self.configuration.root)}"
            meant = "commit the catalogue as it is"
        else:
            copy = self._copy(path)
            before = _read(copy)
            cut = _cut_off(before, now) if before is not None else 0
            source = "the last run of `catalogs`"
            undo = f"copy {relative(copy, self.configuration.root)} there"
            meant = f"remove {relative(copy, self.configuration.root)}"
        if before is None:
            return None
        lost, held = _lost(before, now, current)
        if lost < FEW or lost <= MUCH * held:
            lost, held = cut, len([entry for entry in before if not entry.obsolete])
            if lost < FEW or lost <= MUCH * held:
                return None
            what = f"{lost} of its {held} messages are gone"
        else:
            what = f"{lost} of its {held} translations are gone"
        remedy = f"To have it back: {undo}. If the loss is meant: {meant}, and run this again."
        file = catalog_name(path, self.configuration.root)
        return Problem(file, 0, f"This catalogue has lost much since {source}: {what}", remedy, code)

    def keep(self, path: Path, catalog: Catalog) -> None:
        """Leave a copy for the next time, where there is no commit that could tell."""
        if path not in self.committed:
            write_if_changed(self._copy(path), str(catalog))

    def _copy(self, path: Path) -> Path:
        return self.configuration.build / "catalogs" / path.parent.parent.name / path.name

    def _committed(self, path: Path) -> Catalog | None:
        shown = _git(self.configuration.root, "show", f"HEAD:./{path.relative_to(self.configuration.root).as_posix()}")
        try:
            return parse(decode(shown)) if shown is not None else None
        except BrokenCatalog:
            return None


def history(configuration: Configuration) -> History:
    """What git knows of the catalogues; nothing outside of a repository, or where git is not installed."""
    root = configuration.root
    folder = relative(configuration.locales, root)
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    changed = _git(root, "diff", "-z", "--name-only", "--relative", "--no-ext-diff", "HEAD", "--", folder)
    if listed is None or changed is None:
        return History(configuration)
    return History(configuration, _paths(root, listed), _paths(root, changed))


def _git(root: Path, *arguments: str) -> bytes | None:
    if shutil.which("git") is None:
        return None
    command = ["git", "--no-optional-locks", "-C", str(root), *arguments]
    # A hook, or another program that git started, says which repository it is about; here it is the folder's own.
    environment = {name: value for name, value in os.environ.items() if name not in _GIT_REPOSITORY}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment)
    return done.stdout if done.returncode == 0 else None


def _paths(root: Path, names: bytes) -> frozenset[Path]:
    return frozenset(root / name.decode("utf-8", "surrogateescape") for name in names.split(b"\0") if name)


def _read(path: Path) -> Catalog | None:
    try:
        return open_catalog(path)
    except BrokenCatalog:
        return None


def _has_text(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _lost(before: Catalog, now: Catalog, current: Collection[Key] | None) -> tuple[int, int]:
    """How many translations are gone, and how many there were.

    Tools change contexts, and people both the English text and its translation, so one that is still there under
    another key is not gone, and every new translation of a message that the lesson has makes up for one.
    """
    held = [entry for entry in before if _has_text(entry) and not entry.obsolete]
    texts = {entry.msgid for entry in now if _has_text(entry)} | {entry.previous_msgid for entry in now}
    strings = {entry.msgstr for entry in now if entry.msgstr}
    gone = [entry for entry in held if entry.msgid not in texts and entry.msgstr not in strings]
    known = {entry.msgid for entry in before}
    new = [
        entry
        for entry in now
        if _has_text(entry)
        and not entry.obsolete
        and entry.msgid not in known
        and (current is None or key(entry) in current)
    ]
    return len(gone) - len(new), len(held)


def _cut_off(before: Catalog, now: Catalog) -> int:
    """How many messages are missing at the end and nowhere else, as where a file was cut."""
    here = {entry.msgid for entry in now}
    there = [entry.msgid in here for entry in before if not entry.obsolete]
    kept = sum(there)
    return len(there) - kept if all(there[:kept]) else 0
