"""Words of Persian: those that no dictionary knows, and those with and without a zero-width non-joiner.

The dictionary of cspell writes no non-joiners, so each word is looked up in one piece and part by part. Blind on
purpose to a right word in a wrong place, and to a lost non-joiner in a word that stands nowhere else with one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from polyneuron.book.lint import external
from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.languages.persian_letters import CODE, ZWNJ, mended, visible
from polyneuron.book.lint.texts import Text

_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff\u200c]+")
_VOWEL_SIGNS = re.compile("[\u064b-\u065f\u0670]")

_ENDINGS = ("ی", "ش", "م", "ت", "ها", "های", "هایی", "هایش", "شان", "مان", "تان")
"""What may be joined to a word of the project's word list, but to a silent ه."""


def _spelling(context: Context) -> Iterator[Finding]:
    places: dict[str, list[Text]] = defaultdict(list)
    for text in context.texts:
        for word in dict.fromkeys(_words(text)):
            places[word].append(text)
    forms = {word: _bare(word) for word in places}
    looked_up = {part for form in forms.values() for part in (form.replace(ZWNJ, ""), *form.split(ZWNJ))}
    unknown = set(external.misspelled(context.root, looked_up, external.PERSIAN_DICTIONARY))
    listed = _listed(context)
    rejected = {word: wrong for word, form in forms.items() if (wrong := _unknown_parts(form, unknown, listed))}
    if not rejected:
        return
    meant = external.misspelled(
        context.root, {part for wrong in rejected.values() for part in wrong}, external.PERSIAN_DICTIONARY, 3
    )
    for word, wrong in rejected.items():
        what = f"{word}: the dictionary does not know {'، '.join(wrong)}"
        likely = "، ".join(found for part in wrong for found in meant.get(part, ()))
        remedy = f"{f'Write {likely}' if likely else 'Mend it'}, or list the right word in locales/{CODE}/words.txt."
        for text in places[word]:
            yield finding_in(text, "fa-spelling", what, remedy, word=word)


def _words(text: Text) -> list[str]:
    words = (word.strip(ZWNJ) for word in _WORD.findall(mended(text.plain)))
    return [word for word in words if len(_bare(word)) > 1]


def _bare(word: str) -> str:
    """A word without the vowel signs, hamza and doubling that the dictionary has none of."""
    return _VOWEL_SIGNS.sub("", word)


def _unknown_parts(form: str, unknown: set[str], listed: frozenset[str]) -> list[str]:
    """The parts of a word, which non-joiners separate, that are in no list; none where it is known in one piece."""
    if form.replace(ZWNJ, "") not in unknown or _is_listed(form, listed):
        return []
    return [part for part in form.split(ZWNJ) if len(part) == 1 or (part in unknown and not _is_listed(part, listed))]


def _is_listed(form: str, listed: frozenset[str]) -> bool:
    stems = (form.removesuffix(end) for end in _ENDINGS if form.endswith(end))
    return form in listed or any(stem in listed and stem[-1] != "ه" for stem in stems)


def _listed(context: Context) -> frozenset[str]:
    return frozenset(map(_bare, context.words))


def _one_spelling(context: Context) -> Iterator[Finding]:
    places: dict[str, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    for text in context.texts:
        for word in _words(text):
            places[word.replace(ZWNJ, "")][word].append(text)
    listed = _listed(context)
    for spellings in places.values():
        if len(spellings) == 1 or all(word in listed for word in map(_bare, spellings)):
            continue
        usual = max(spellings, key=lambda word: (_bare(word) in listed, len(spellings[word]), ZWNJ in word))
        for word, found in spellings.items():
            if word != usual:
                what = f"{visible(word)} is written {visible(usual)} elsewhere ({len(spellings[usual])}×)"
                remedy = f"Write it in one way, or list both in locales/{CODE}/words.txt."
                for text in dict.fromkeys(found):
                    yield finding_in(text, "fa-one-spelling", what, remedy, word=word)


GATES = (
    Gate("fa-spelling", Level.WARNING, (CODE,), "a dictionary of cspell knows every word", _spelling),
    Gate("fa-one-spelling", Level.WARNING, (CODE,), "one word has its ZWNJ everywhere, or nowhere", _one_spelling),
)
