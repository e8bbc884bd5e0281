"""gettext catalogues: the template of a lesson, the catalogue of each language, and merging after an edit.

Standard PO files, one for each chapter and language, written by polib: Poedit, Weblate and `msgfmt --check` accept
them. The role of a message (heading, plot text, …) is its context, so that one English word may be translated in
two ways; the same text in the same role is one entry with several places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import polib

from polyneuron.book.model.messages import Message
from polyneuron.book.model.problems import Problem, relative
from polyneuron.book.tools.files import write_if_changed

FORMATTED_NOTE = "Text in braces is code: keep it exactly as it is; it may change its place."
SIMILAR = 0.5
"""Share of common words from which a changed message takes over an old translation, marked fuzzy."""

_LINE = re.compile(r'\s*|#(?![~|]).*|(#[~|]\s*)?((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*"\s*')
"""A line of a PO file (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html). polib itself reads a text
whose closing quote is missing, and loses its last letter."""

Key = tuple[str | None, str]
"""Role and English text of a message."""


def catalog_path(locales: Path, language: str, domain: str) -> Path:
    """Where the catalogue of a lesson (`01-neurons`) or of the interface (`interface`) lies."""
    return locales / language / "LC_MESSAGES" / f"{domain}.po"


def key(entry: polib.POEntry) -> Key:
    """What identifies an entry: its context, which is the message's role, and its English text."""
    return entry.msgctxt, entry.msgid


def template(file: str, messages: Iterable[Message]) -> list[polib.POEntry]:
    """The untranslated entries of a lesson, whose path translators see as `file`."""
    entries: dict[Key, polib.POEntry] = {}
    for message in messages:
        entry = entries.setdefault(
            (message.role, message.text), polib.POEntry(msgid=message.text, msgctxt=message.role or None)
        )
        entry.occurrences.append((message.file or file, str(message.line) if message.line else ""))
        notes = entry.comment.splitlines()
        notes += [
            f"cell: {message.cell}" if message.cell else "",
            FORMATTED_NOTE if message.formatted else "",
            message.note,
        ]
        entry.comment = "\n".join(dict.fromkeys(note for note in notes if note))
    return list(entries.values())


def read_catalog(path: Path, language: str, root: Path) -> tuple[polib.POFile, list[Problem]]:
    """Read a catalogue; an empty one and a problem where it is broken."""

    def broken(line: int, what: object) -> tuple[polib.POFile, list[Problem]]:
        remedy = "Open it in Poedit, or run msgfmt --check on it, and mend the place. Nothing was written to it."
        return polib.POFile(), [Problem(relative(path, root), line, f"Broken catalogue: {what}", remedy, language)]

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return broken(0, f"not UTF-8 ({error})")
    for number, line in enumerate(text.splitlines(), 1):
        if not _LINE.fullmatch(line):
            return broken(number, f"this line is no part of a catalogue, or a quote is missing: {line.strip()[:80]}")
    try:
        catalog = polib.pofile(text) if text.strip() else polib.POFile()
    except OSError as error:
        found = re.search(r"line (\d+)", str(error))
        return broken(int(found[1]) if found else 0, str(error).replace(text, path.name)[-200:])
    seen: set[Key] = set()
    problems = []
    for entry in catalog:
        if entry.obsolete:
            continue
        if key(entry) in seen:
            problems += broken(entry.linenum, f"the message {entry.msgid[:60]!r} stands here for the second time")[1]
        seen.add(key(entry))
    return catalog, problems


def merge(
    catalog: polib.POFile | None, fresh: list[polib.POEntry], domain: str, locale: str, plural_forms: str
) -> polib.POFile:
    """Bring a catalogue up to date with its lesson; no translation is ever dropped.

    Unchanged messages keep their translation. A changed message takes over that of the most similar old one in the
    same role, marked fuzzy, with the previous English text beside it. What the lesson no longer holds becomes
    obsolete, and comes back when the lesson holds it again.
    """
    catalog = polib.POFile() if catalog is None else catalog
    merged = polib.POFile(wrapwidth=100)
    merged.header = f"Polyneuron: translation of {domain}.\nMerged by `make catalogs`."
    merged.metadata = {
        "Project-Id-Version": "Polyneuron",
        "PO-Revision-Date": "2026-11-21 00:00+0000",
        "Last-Translator": "The Polyneuron translators",
        "Language-Team": locale,
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }
    kept = ("Last-Translator", "Language-Team", "PO-Revision-Date", "X-Generator")
    merged.metadata.update({name: catalog.metadata[name] for name in kept if name in catalog.metadata})
    old = {key(entry): entry for entry in sorted(catalog, key=lambda entry: not entry.obsolete)}
    current = {key(entry) for entry in fresh}
    spare = {place: entry for place, entry in old.items() if place not in current and entry.msgstr}
    for entry in fresh:
        before = old.get(key(entry))
        if before is not None and before.msgstr:
            entry.msgstr, entry.tcomment = before.msgstr, before.tcomment
            if before.fuzzy:
                entry.flags.append("fuzzy")
                entry.previous_msgctxt, entry.previous_msgid = before.previous_msgctxt, before.previous_msgid
        elif similar := _most_similar(entry, spare):
            entry.msgstr, entry.tcomment = similar.msgstr, similar.tcomment
            entry.flags.append("fuzzy")
            entry.previous_msgctxt, entry.previous_msgid = similar.msgctxt, similar.msgid
            del spare[key(similar)]
        elif before is not None:
            entry.tcomment = before.tcomment
        merged.append(entry)
    for entry in spare.values():
        merged.append(
            polib.POEntry(
                msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=entry.msgstr, tcomment=entry.tcomment, obsolete=True
            )
        )
    return merged


def _most_similar(entry: polib.POEntry, spare: dict[Key, polib.POEntry]) -> polib.POEntry | None:
    words = entry.msgid.split()
    best, best_ratio = None, SIMILAR
    for candidate in spare.values():
        if candidate.msgctxt == entry.msgctxt:
            ratio = SequenceMatcher(None, words, candidate.msgid.split(), autojunk=False).ratio()
            if ratio > best_ratio:
                best, best_ratio = candidate, ratio
    return best


def write_catalog(path: Path, catalog: polib.POFile) -> bool:
    """Write a catalogue in one move; return whether the file changed."""
    return write_if_changed(path, str(catalog).rstrip("\n") + "\n")


def translations(catalog: polib.POFile) -> dict[Key, polib.POEntry]:
    """The entries that an edition may show: translated, neither fuzzy nor obsolete."""
    return {key(entry): entry for entry in catalog if entry.msgstr and not entry.fuzzy and not entry.obsolete}


@dataclass(frozen=True)
class CatalogStatus:
    """How far a catalogue is."""

    language: str
    domain: str
    translated: int
    fuzzy: int
    missing: int
    obsolete: int = 0

    @property
    def total(self) -> int:
        """Number of messages of the lesson."""
        return self.translated + self.fuzzy + self.missing

    @property
    def complete(self) -> bool:
        """Nothing empty, nothing fuzzy."""
        return self.fuzzy == self.missing == 0


def status(catalog: polib.POFile | None, fresh: list[polib.POEntry], language: str, domain: str) -> CatalogStatus:
    """Count a lesson's messages by the state of their translation, as a build would find them."""
    catalog = polib.POFile() if catalog is None else catalog
    usable = translations(catalog)
    fuzzy_keys = {key(entry) for entry in catalog if entry.msgstr and entry.fuzzy and not entry.obsolete}
    translated = sum(key(entry) in usable for entry in fresh)
    fuzzy = sum(key(entry) in fuzzy_keys for entry in fresh)
    obsolete = len(catalog.obsolete_entries())
    return CatalogStatus(language, domain, translated, fuzzy, len(fresh) - translated - fuzzy, obsolete)
