"""gettext catalogues: where they lie, what is in them, and whether they are what their folder says.

Standard PO files, one for each chapter and language, in the form that `po_writer` gives them: Poedit, Weblate and
`msgfmt --check` accept them. The role of a message (heading, plot text, …) is its context, so that one English word
may be translated in two ways; the same text in the same role is one entry with several places. `po_reader` reads
them, `merging` brings them up to date, `lost_translations` compares them with what they were.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from polyneuron.book.model.messages import Message
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.texts import catalog_language
from polyneuron.book.texts.entries import Key, key, line_of
from polyneuron.book.texts.po_reader import BrokenCatalog, open_catalog
from polyneuron.book.texts.po_writer import Catalog
from polyneuron.book.tools.files import remove_abandoned, write_if_changed
from polyneuron.book.tools.system_errors import system_problem

FORMATTED_NOTE = "Text in braces is code: keep it exactly as it is; it may change its place."

LONGEST_TRANSLATION = 10
"""How many times as long as its English text a translation may be; longer ones would keep the parsers busy for hours,
so they are found before anything looks into them. `plain_invariants` has a stricter limit for what is read."""
ALWAYS_ALLOWED = 400
"""Letters that a translation of a short text may have in any case."""
_AGAIN = "Nothing was written, so that nothing is lost. Run the command again."


def catalog_path(locales: Path, language: str, domain: str) -> Path:
    """Where the catalogue of a lesson (`01-neurons`) or of the interface (`interface`) lies."""
    return locales / language / "LC_MESSAGES" / f"{domain}.po"


def template(file: str, messages: Iterable[Message]) -> list[polib.POEntry]:
    """The untranslated entries of a lesson, whose path translators see as `file`.

    Places are files without lines: a line number would change with every edit above it.
    """
    entries: dict[Key, polib.POEntry] = {}
    for message in messages:
        entry = entries.setdefault(
            (message.role, message.text), polib.POEntry(msgid=message.text, msgctxt=message.role or None)
        )
        place = (message.file or file, "")
        if place not in entry.occurrences:
            entry.occurrences.append(place)
        notes = entry.comment.splitlines()
        notes += [
            f"cell: {message.cell}" if message.cell else "",
            FORMATTED_NOTE if message.formatted else "",
            message.note,
        ]
        entry.comment = "\n".join(dict.fromkeys(note for note in notes if note))
    return list(entries.values())


def catalog_name(path: Path, root: Path) -> str:
    """A catalogue's name in messages, seen from `root`; that of a link, and not of what it leads to."""
    return (Path(relative(path.parent, root)) / path.name).as_posix()


def exists(path: Path) -> bool:
    """Whether something lies there, if only a link to nothing: what is broken is no missing catalogue."""
    return path.exists() or path.is_symlink()


def read_catalog(path: Path, language: str, root: Path) -> tuple[Catalog, list[Problem]]:
    """Read the catalogue of an edition; an empty one and a problem where it is broken.

    A catalogue is refused as well where a message stands in it twice, where it is evidently that of another language,
    and where a translation is too long for its English text.
    """
    file = catalog_name(path, root)
    try:
        catalog = open_catalog(path)
    except BrokenCatalog as error:
        remedy = (
            f"Bring it back (git checkout -- {file}), or remove it: `catalogs` then begins a new one."
            if error.line == 0
            else "Open it in Poedit, or run msgfmt --check on it, and mend the place. Nothing was written to it."
        )
        return Catalog(), [Problem(file, error.line, f"Broken catalogue: {error.what}", remedy, language)]
    problems = [
        Problem(file, line, what, remedy, language)
        for line, what, remedy in [
            *_repeated(catalog),
            *catalog_language.foreign(catalog, language),
            *_too_long(catalog),
        ]
    ]
    return catalog, problems


CatalogMistake = tuple[int, str, str]
"""Line, what is wrong, remedy."""


def _repeated(catalog: Catalog) -> Iterable[CatalogMistake]:
    """Messages that stand twice, obsolete ones too, as for gettext: one of two translations would be lost."""
    seen: dict[Key, polib.POEntry] = {}
    if catalog.header_entry is not None:  # two catalogues that were joined have two heads
        seen[key(catalog.header_entry)] = catalog.header_entry
    for entry in catalog:
        first = seen.setdefault(key(entry), entry)
        if first is not entry:
            what = f"the message {entry.msgid[:60]!r} stands here for the second time, after line {line_of(first)}"
            remedy = "Keep the better one of the two entries and remove the other (msguniq puts them side by side)."
            yield line_of(entry), f"Broken catalogue: {what}", remedy


def _too_long(catalog: Catalog) -> Iterable[CatalogMistake]:
    for entry in translations(catalog).values():
        if len(entry.msgstr) > max(ALWAYS_ALLOWED, LONGEST_TRANSLATION * len(entry.msgid)):
            what = (
                f"this translation has {len(entry.msgstr)} letters, more than {LONGEST_TRANSLATION} times as many as "
                f"its English text (message {entry.msgid[:50]!r})"
            )
            yield line_of(entry), what, "Shorten it, or mark it fuzzy: then it is kept and not shown."


def write_catalog(path: Path, catalog: Catalog) -> bool:
    """Write a catalogue in one move; return whether the file changed. A link stays one: the file that it leads to is
    written."""
    return write_if_changed(path.resolve(), str(catalog))


def write_catalogs(catalogs: Mapping[Path, Catalog], root: Path) -> list[str]:
    """Write several catalogues; return the files that changed.

    Raises `ProblemsFound` where some cannot be written, and writes none where one is not any more what was read: a
    translator's program may have saved it meanwhile.
    """
    changed: list[str] = []
    problems = [
        Problem(catalog_name(path, root), 0, "This catalogue changed while it was being worked on", _AGAIN)
        for path, catalog in catalogs.items()
        if _changed_meanwhile(path, catalog)
    ]
    if problems:
        raise ProblemsFound(problems)
    for folder in {path.parent for path in catalogs if path.parent.is_dir()}:
        with contextlib.suppress(OSError):  # it may be closed; then nothing is written there either
            remove_abandoned(folder)
    for path, catalog in catalogs.items():
        file = catalog_name(path, root)
        try:
            if write_catalog(path, catalog):
                changed.append(file)
        except OSError as error:
            cause = system_problem(error, root, path)
            remedy = f"{cause.remedy} What is written is whole, and nothing was lost."
            problems.append(Problem(file, 0, f"The catalogue cannot be written: {cause.message}", remedy))
    if problems:
        raise ProblemsFound(problems)
    return changed


def _changed_meanwhile(path: Path, catalog: Catalog) -> bool:
    """Whether the file is neither what the catalogue was read from nor what would be written."""
    now: bytes | None
    try:
        now = path.read_bytes()
    except OSError:  # it was not there before either, or cannot be read, which writing it says
        now = None if catalog.source is None or not exists(path) else catalog.source
    return now != catalog.source and now != str(catalog).encode()


def translations(catalog: polib.POFile) -> dict[Key, polib.POEntry]:
    """The entries that an edition may show: translated, neither fuzzy nor obsolete."""
    return {key(entry): entry for entry in catalog if entry.msgstr and not entry.fuzzy and not entry.obsolete}


DOUBT_REMEDY = (
    "Translate what is missing. Take the fuzzy mark away where a sentence is right; where you doubt, keep the old "
    "translation, and write the doubt as a translator's comment."
)
"""For a released edition, which is never behind."""
_LINES_NAMED = 10


@dataclass(frozen=True)
class CatalogStatus:
    """How far a catalogue is."""

    language: str
    domain: str
    translated: int
    fuzzy: int
    missing: int
    obsolete: int = 0
    lines: tuple[int, ...] = ()
    """Where the messages stand that wait for a translation, in the order of the file."""

    @property
    def waiting(self) -> str:
        """How many messages are missing or fuzzy, and the lines of the first ten."""
        count = str(self.missing + self.fuzzy)
        if not self.lines:
            return count
        shown = ", ".join(map(str, self.lines[:_LINES_NAMED])) + (", …" if len(self.lines) > _LINES_NAMED else "")
        return f"{count} ({'line' if len(self.lines) == 1 else 'lines'} {shown})"

    @property
    def first_line(self) -> int:
        """The line of the first message that waits; 0 where none stands in the file."""
        return self.lines[0] if self.lines else 0

    @property
    def total(self) -> int:
        """Number of messages of the lesson."""
        return self.translated + self.fuzzy + self.missing

    @property
    def complete(self) -> bool:
        """Nothing empty, nothing fuzzy."""
        return self.fuzzy == self.missing == 0


def shares(states: Iterable[CatalogStatus]) -> dict[str, int]:
    """Language whose catalogues are not complete → how much of them is translated, in whole per cent."""
    counts: dict[str, list[int]] = {}
    for state in states:
        count = counts.setdefault(state.language, [0, 0])
        count[0] += state.translated
        count[1] += state.total
    return {code: 100 * translated // total for code, (translated, total) in counts.items() if translated < total}


def status(catalog: polib.POFile | None, fresh: list[polib.POEntry], language: str, domain: str) -> CatalogStatus:
    """Count a lesson's messages by the state of their translation, as a build would find them."""
    catalog = Catalog() if catalog is None else catalog
    usable = translations(catalog)
    fuzzy_keys = {key(entry) for entry in catalog if entry.msgstr and entry.fuzzy and not entry.obsolete}
    translated = sum(key(entry) in usable for entry in fresh)
    fuzzy = sum(key(entry) in fuzzy_keys for entry in fresh)
    obsolete = len(catalog.obsolete_entries())
    wanted = {key(entry) for entry in fresh} - usable.keys()
    lines = tuple(sorted(line_of(entry) for entry in catalog if not entry.obsolete and key(entry) in wanted))
    missing = len(fresh) - translated - fuzzy
    return CatalogStatus(language, domain, translated, fuzzy, missing, obsolete, tuple(filter(None, lines)))
