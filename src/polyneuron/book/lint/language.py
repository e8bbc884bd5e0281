"""Is it the edition's language at all?

Guards against messages that were left in English, or pasted into the catalogue of another language. py3langid tells the
languages of the course apart, as far as it knows them; it needs a dozen letters for that (four in Chinese). Blind on
purpose to quoted titles and to English terms in brackets, which editions keep, to references, and to words that the
term base of the language has taken over as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, NotKnown, finding_in
from polyneuron.book.lint.masking import MARK
from polyneuron.book.lint.names import is_reference, words_to_translate
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.model.language import Language

ENOUGH_LETTERS, ENOUGH_CHINESE_LETTERS = 12, 4

_GLOSS = re.compile(r"[(（][A-Za-z ,-]+[)）]")
_QUOTED = re.compile(r'"([^"]+)"')
_HAN = re.compile("[\u3400-\u9fff]")


@cache
def _known() -> frozenset[str]:
    """The languages that py3langid knows (ISO 639-1)."""
    return frozenset(LanguageIdentifier.from_model_file(MODEL_FILE).nb_classes)


@cache
def _identifier(candidates: frozenset[str]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(candidates))
    return identifier


def identify(text: str, languages: Iterable[Language]) -> str:
    """The one of some languages that a text is most likely written in, of those that py3langid knows (ISO 639-1)."""
    return _identifier(frozenset(map(_name, languages)) & _known()).classify(text)[0]


def _name(language: Language) -> str:
    """py3langid's name of a language."""
    return language.tag.partition("-")[0]


def _other_language(context: Context) -> Iterator[Finding]:
    own, languages = _name(context.language), context.configuration.languages.values()
    if own not in _known():
        raise NotKnown(f"py3langid does not know {context.language.name}")
    for text in context.texts:
        words = _own_words(text)
        kept = text.role == GLOSSARY_TERM or _is_unchanged(text) or is_reference(text.source)
        if kept or not _is_enough(words):
            continue
        if (found := identify(words, languages)) != own:
            what = f"this looks like {found}, not like {own}"
            remedy = "Translate it; where it is a name or a title, list it as an exception."
            yield finding_in(text, "language", what, remedy)


def _own_words(text: Text) -> str:
    """The translation without code, English glosses, and titles quoted from the source."""
    words = _GLOSS.sub(" ", text.plain)
    for title in _QUOTED.findall(text.plain_source):
        words = words.replace(title, " ")
    return words.replace(MARK, " ")


def _is_enough(words: str) -> bool:
    if _HAN.search(words):
        return len(_HAN.findall(words)) >= ENOUGH_CHINESE_LETTERS
    return sum(character.isalpha() for character in words) >= ENOUGH_LETTERS


def _unchanged(context: Context) -> Iterator[Finding]:
    taken_over = {text.source for text in context.texts if text.role == GLOSSARY_TERM and _is_unchanged(text)}
    for text in context.texts:
        if not _is_unchanged(text):
            continue
        known = frozenset() if text.role == GLOSSARY_TERM else taken_over
        if any(word.lower() not in known for word in words_to_translate(text.plain_source)):
            what = "the whole message is the English one"
            remedy = "Translate it; where it is a name that stays as it is, list it as an exception."
            yield finding_in(text, "unchanged", what, remedy)


def _is_unchanged(text: Text) -> bool:
    return text.translation == text.source


GATES = (
    Gate("language", Level.ERROR, (), "a message is written in the edition's language (py3langid)", _other_language),
    Gate("unchanged", Level.ERROR, (), "no message is left in English", _unchanged),
)
