"""Catalogues brought up to date with the English texts, without losing anything that a person wrote.

Guards against what a merge can lose: translations, translators' comments, fields and comments of the header, flags,
previous texts, and the doubt about a translation. A translation is good only while it stands at the very text and role
that somebody gave it for; wherever else it is offered, it is marked fuzzy, with the English text that it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import polib

from polyneuron.book.texts.catalog_language import declared_language
from polyneuron.book.texts.catalogs import FORMATTED_NOTE
from polyneuron.book.texts.corrections import same_but_mended, why_no_correction
from polyneuron.book.texts.entries import Key, key
from polyneuron.book.texts.po_writer import Catalog

SIMILAR = 0.5
"""Share of common words from which a changed message takes over an old translation, marked fuzzy."""

NOT_YET = "YEAR-MO-DA HO:MI+ZONE"
"""The date of a catalogue in which nobody has translated anything, as gettext's tools write it."""

_UNSET = {
    "Project-Id-Version": "PACKAGE VERSION",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
    "Language-Team": "LANGUAGE <LL@li.org>",
}
"""What templates have in fields that nobody has filled in."""


@dataclass(frozen=True)
class Correction:
    """A changed English text whose translation `--typo` was asked to keep."""

    role: str
    before: str
    after: str
    refused: str = ""
    """Why the translation became fuzzy all the same; empty where it was kept."""


@dataclass
class Merged:
    """A catalogue that is up to date."""

    catalog: Catalog
    corrections: list[Correction] = field(default_factory=list)


NO_TRANSLATOR = "The Polyneuron translators"
"""In the header of a catalogue until somebody writes a name there."""


def merge(
    catalog: Catalog | None,
    fresh: list[polib.POEntry],
    domain: str,
    locale: str,
    plural_forms: str,
    moved: Mapping[Key, polib.POEntry] | None = None,
    typo: bool = False,
) -> Merged:
    """Bring a catalogue up to date with its lesson; no translation is ever dropped.

    Unchanged messages keep their translation, and whether it is fuzzy. A message without one is offered, as fuzzy and
    with the English text that it was made for: the translation of the same text in another role, or the one of the most
    similar text that the lesson no longer holds. What the lesson no longer holds becomes obsolete, with its flags and
    comments, and comes back as it was.

    Parameters
    ----------
    moved
        What other catalogues of the language hold and no longer need: a message that moved there keeps its translation.
    typo
        Keep translations as good where their English text was only corrected; see `corrections`.
    """
    catalog = Catalog() if catalog is None else catalog
    merged = Merged(_with_header(catalog, domain, locale, plural_forms))
    old = {key(entry): entry for entry in catalog}
    current = {key(entry): entry for entry in fresh}
    spare = {
        place: entry
        for place, entry in old.items()
        if place not in current and (_translated(entry) or entry.tcomment or entry.flags or entry.obsolete)
    }
    missing: list[polib.POEntry] = []
    for entry in fresh:
        before = old.get(key(entry))
        if before is not None:
            _take_over(entry, before)
        elif moved and key(entry) in moved:
            _take_over(entry, moved[key(entry)])
        if not entry.msgstr:
            missing.append(entry)
    for entry, source in _offers(missing, spare, fresh, typo):
        doubtful = _offer(entry, source)
        if doubtful and typo and source.msgctxt == entry.msgctxt and not source.fuzzy:
            refused = why_no_correction(entry.msgctxt or "", source.msgid, entry.msgid, FORMATTED_NOTE in entry.comment)
            if not refused:
                entry.flags.remove("fuzzy")
            merged.corrections.append(Correction(entry.msgctxt or "", source.msgid, entry.msgid, refused))
    merged.catalog.extend(fresh)
    merged.catalog.extend(_obsolete(entry) for entry in sorted(spare.values(), key=lambda entry: not entry.obsolete))
    return merged


def unneeded(catalog: Catalog, fresh: Iterable[polib.POEntry]) -> dict[Key, polib.POEntry]:
    """The translations of a catalogue whose messages are no longer there."""
    current = {key(entry) for entry in fresh}
    return {key(entry): entry for entry in catalog if entry.msgstr and key(entry) not in current}


def _with_header(catalog: Catalog, domain: str, locale: str, plural_forms: str) -> Catalog:
    """An empty catalogue with the header of another: what people and tools wrote there stays."""
    merged = Catalog()
    merged.source = catalog.source
    ours = [f"Polyneuron: translation of {domain}.", "Merged by `make catalogs`."]
    theirs = catalog.header.split("\n") if catalog.header else []
    merged.header = "\n".join([*(line for line in ours if line not in theirs), *theirs])
    merged.header_entry = catalog.header_entry
    merged.metadata_is_fuzzy = catalog.metadata_is_fuzzy
    merged.last_comment = catalog.last_comment
    merged.metadata = {
        "Project-Id-Version": "Polyneuron",
        "PO-Revision-Date": NOT_YET,
        "Last-Translator": NO_TRANSLATOR,
        "Language-Team": locale,
        "Language": locale,
    }
    kept = {name: value for name, value in catalog.metadata.items() if value and value != _UNSET.get(name)}
    if not declared_language(catalog):
        kept.pop("Language", None)
    merged.metadata |= {name: value for name, value in catalog.metadata.items() if name not in merged.metadata} | kept
    merged.metadata |= {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }
    return merged


def _translated(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _take_over(entry: polib.POEntry, before: polib.POEntry) -> None:
    """Give a message what the catalogue has for the very same text and role."""
    entry.tcomment, entry.flags = before.tcomment, list(before.flags)
    entry.previous_msgctxt, entry.previous_msgid = before.previous_msgctxt, before.previous_msgid
    entry.previous_msgid_plural = before.previous_msgid_plural
    entry.msgstr = before.msgstr
    if before.msgstr_plural:
        _take_first_form(entry, before)


def _take_first_form(entry: polib.POEntry, before: polib.POEntry) -> None:
    """Messages of the course have no plural: the first form is offered, the others stand in the comment."""
    entry.msgstr = before.msgstr_plural[0]
    others = [f"msgstr[{number}]: {form}" for number, form in before.msgstr_plural.items() if number and form]
    entry.tcomment = "\n".join(filter(None, [entry.tcomment, *others]))
    if entry.msgstr:
        _mark_fuzzy(entry)
        entry.previous_msgctxt, entry.previous_msgid = before.msgctxt, before.msgid
        entry.previous_msgid_plural = before.msgid_plural


def _offer(entry: polib.POEntry, source: polib.POEntry) -> bool:
    """Offer a message the translation of another text or role; return whether there was one, which is now fuzzy."""
    entry.tcomment = "\n".join(dict.fromkeys(filter(None, [entry.tcomment, source.tcomment])))
    entry.flags += [flag for flag in source.flags if flag not in entry.flags and flag != "fuzzy"]
    if not _translated(source):
        return False
    if source.msgstr_plural:
        _take_first_form(entry, source)
        return True
    entry.msgstr = source.msgstr
    _mark_fuzzy(entry)
    made_for = (source.previous_msgctxt, source.previous_msgid)
    if source.fuzzy and source.previous_msgid is not None and made_for != key(entry):
        # It was not made for the source's text either.
        entry.previous_msgctxt, entry.previous_msgid = made_for
    else:
        entry.previous_msgctxt, entry.previous_msgid = source.msgctxt, source.msgid
    return True


def _mark_fuzzy(entry: polib.POEntry) -> None:
    entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]


def _offers(
    missing: list[polib.POEntry], spare: dict[Key, polib.POEntry], fresh: list[polib.POEntry], typo: bool
) -> Iterator[tuple[polib.POEntry, polib.POEntry]]:
    """Pairs of a message without translation and one whose translation it is offered.

    First what the lesson no longer holds, which is then taken out of `spare`: the same text in another role, with
    `typo` a text that differs by mended words, the most similar one in the same role, and in another. Then copies of
    what it still holds: the same text in another role, and a doubtful translation that was made for this text before
    it changed.
    """
    left = list(missing)

    def assign(pairs: Iterable[tuple[polib.POEntry, polib.POEntry]]) -> Iterator[tuple[polib.POEntry, polib.POEntry]]:
        for entry, source in pairs:
            if any(one is entry for one in left) and key(source) in spare:
                del spare[key(source)]
                if _translated(source):
                    left[:] = [one for one in left if one is not entry]
                yield entry, source

    by_text: dict[str, list[polib.POEntry]] = {}
    for source in spare.values():
        by_text.setdefault(source.msgid, []).append(source)
    yield from assign([(entry, source) for entry in left for source in by_text.get(entry.msgid, ())])
    if typo:
        near = [
            (entry, source)
            for entry in left
            for source in spare.values()
            if source.msgctxt == entry.msgctxt and same_but_mended(source.msgid, entry.msgid)
        ]
        yield from assign(near)
    yield from assign(_by_similarity(left, list(spare.values()), same_role=True))
    yield from assign(_by_similarity(left, list(spare.values()), same_role=False))
    offered = True
    while offered:
        offered = False
        copies = _copies(fresh)
        for entry in left:
            found = None if entry.msgstr else copies.get(key(entry)) or copies.get(entry.msgid)
            if found is not None:
                offered = True
                yield entry, found


def _copies(fresh: Iterable[polib.POEntry]) -> dict[str | Key, polib.POEntry]:
    """What translations of the lesson may be copied for: their text in another role, or the one they were made for."""
    copies: dict[str | Key, polib.POEntry] = {}
    for source in sorted(fresh, key=lambda entry: bool(entry.fuzzy)):
        if source.msgstr:
            copies.setdefault(source.msgid, source)
            if source.fuzzy and source.previous_msgid is not None:
                copies.setdefault((source.previous_msgctxt, source.previous_msgid), source)
    return copies


def _by_similarity(
    missing: list[polib.POEntry], candidates: list[polib.POEntry], same_role: bool
) -> list[tuple[polib.POEntry, polib.POEntry]]:
    """All pairs that are similar enough, the most similar first."""
    pairs: list[tuple[float, int, int]] = []
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    words = [candidate.msgid.split() for candidate in candidates]
    for number, entry in enumerate(missing):
        matcher.set_seq2(entry.msgid.split())
        for place, candidate in enumerate(candidates):
            if (candidate.msgctxt == entry.msgctxt) is not same_role:
                continue
            matcher.set_seq1(words[place])
            if matcher.real_quick_ratio() > SIMILAR and matcher.quick_ratio() > SIMILAR:
                ratio = matcher.ratio()
                if ratio > SIMILAR:
                    pairs.append((-ratio, number, place))
    return [(missing[number], candidates[place]) for _, number, place in sorted(pairs)]


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    """The entry, kept for the day when its message comes back."""
    kept = copy(entry)
    if not entry.obsolete:
        kept.obsolete, kept.comment, kept.occurrences = True, "", []
    return kept
