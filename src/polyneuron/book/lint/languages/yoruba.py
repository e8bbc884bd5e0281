"""Yoruba: the marks that carry the meaning, and that keyboards, copying and haste lose.

Without its tone marks and dots a Yoruba text can hardly be read: *owo* is money, hand, respect or broom. No
spell-checker for the language exists, so these gates look at what can be known without one: which marks there are
in the orthography, how many of them good texts have, and whether one word is written in one way throughout. Blind on
purpose to a wrong tone on a word of one syllable: nearly every combination there is a word (*kọ́* learn, *kọ* write,
*kọ̀* refuse).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text

CODE = "yo"

ACUTE, GRAVE, DOT_BELOW = "\u0301", "\u0300", "\u0323"
_TONED = frozenset("aeioumn")
_DOTTED = frozenset("eos")
_VOWELS = frozenset("aeiou")

_LOOKALIKES = {
    "\u0329": DOT_BELOW,  # vertical line below
    "\u0331": DOT_BELOW,  # macron below
    "\u0320": DOT_BELOW,  # minus sign below
    "\u0332": DOT_BELOW,  # low line
    "\u0340": GRAVE,  # grave tone mark
    "\u0341": ACUTE,  # acute tone mark
    "ɛ": f"e{DOT_BELOW}",
    "Ɛ": f"E{DOT_BELOW}",
    "ɔ": f"o{DOT_BELOW}",
    "Ɔ": f"O{DOT_BELOW}",
}
"""What stands in texts from elsewhere for a mark of the orthography → that mark. NFC leaves the first four alone."""

_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:;…])\s+|\n")
_FOREIGN_LETTERS = re.compile(r"[cqvxz]", re.IGNORECASE)

LONG_SENTENCE, LONGER_SENTENCE = 5, 8
"""Different words from which a sentence is long enough to count its marks, for the error and for the warning: *kan, ni,
o, ti* and other frequent words have none, so that a short sentence may well have few."""
FEW_MARKED, HALF_MARKED = 0.40, 0.60
"""Shares of marked words below which a sentence is wrong, or worth a look. Well-written text has 77 to 89 %."""
FEW_TONES = 0.35
"""Share of vowels with a tone mark below which a sentence is worth a look."""
FEW_DOTS, MANY_LETTERS = 0.35, 150
"""Share of e, o and s with a dot below which a page is wrong (37 to 50 % of them have one in well-written text), and
how many of these letters a page needs for this to say something."""
FEW_TONES_OF_PAGE = 0.50
"""Share of vowels with a tone below which a page is wrong (66 to 77 % here): the dots alone are not enough."""


def skeleton(word: str) -> str:
    """A word without its marks, in lower case."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(letter))


def is_marked(word: str) -> bool:
    """Whether a word has a tone mark or a dot."""
    return any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", word))


def yoruba_words(text: str, source: str) -> list[str]:
    """The Yoruba words of a text: without the terms, names and titles that it took over from its English source."""
    english = {word.lower() for word in _WORD.findall(source)}
    return [word for word in _WORD.findall(text) if not _is_foreign(word, english)]


def _is_foreign(word: str, english: set[str]) -> bool:
    if len(word) > 1 and word.lower() in english:
        return True
    capitals_inside = word[1:] != word[1:].lower()  # NumPy, API
    return not is_marked(word) and (capitals_inside or bool(_FOREIGN_LETTERS.search(word)))


def mended(text: str) -> str:
    """A text with the marks of the orthography in the place of their look-alikes, in NFC."""
    for wrong, right in _LOOKALIKES.items():
        text = text.replace(wrong, right)
    return unicodedata.normalize("NFC", text)


def _letters(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        right = mended(text.translation)
        if right != text.translation:
            wrong = sorted({letter for letter in text.translation if letter in _LOOKALIKES})
            what = f"looks like a letter or mark of Yoruba and is another: {_named(wrong)}" if wrong else "not in NFC"
            remedy = "Run the lint with --fix, or type it again with a Yoruba keyboard (dot below: U+0323)."
            yield finding_in(text, "yo-letters", what, remedy, right)
        for word in yoruba_words(mended(text.plain), text.source):
            if strange := _impossible_marks(word):
                what = f"{word}: {_named(strange)} is no mark of Yoruba on this letter"
                remedy = "One acute or grave stands on a e i o u m n, the dot under e o s; a mid tone has no mark."
                yield finding_in(text, "yo-letters", what, remedy, word=word)


def _impossible_marks(word: str) -> list[str]:
    strange, base, toned = [], "", False
    for letter in unicodedata.normalize("NFD", word.lower()):
        if not unicodedata.combining(letter):
            base, toned = letter, False
        elif letter == DOT_BELOW:
            strange += [letter] * (base not in _DOTTED)
        elif letter in (ACUTE, GRAVE):
            strange += [letter] * (toned or base not in _TONED)
            toned = True
        else:
            strange.append(letter)
    return strange


def _named(letters: Sequence[str]) -> str:
    return ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, '?').lower()}" for letter in letters)


def _sentences(text: Text, length: int) -> Iterator[tuple[str, list[str]]]:
    for sentence in _SENTENCE_END.split(text.plain):
        words = list(dict.fromkeys(map(str.lower, yoruba_words(sentence, text.source))))
        if len(words) >= length:
            yield sentence, words


def marked_share(words: Sequence[str]) -> float:
    """Share of words with a mark."""
    return sum(map(is_marked, words)) / len(words)


def toned_share(words: Sequence[str]) -> float:
    """Share of vowels with a tone mark."""
    letters = unicodedata.normalize("NFD", " ".join(words).lower())
    vowels = sum(letter in _VOWELS for letter in letters)
    toned = len(re.findall(rf"[aeiou]{DOT_BELOW}?[{ACUTE}{GRAVE}]", letters))
    return toned / vowels if vowels else 1.0


def _marks(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for sentence, words in _sentences(text, LONG_SENTENCE):
            if (share := marked_share(words)) < FEW_MARKED:
                what = f"only {share:.0%} of the words have marks: {sentence.strip()[:80]}"
                yield finding_in(text, "yo-marks", what, "Write every tone mark and dot.")


def _few_marks(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for sentence, words in _sentences(text, LONGER_SENTENCE):
            marked, toned = marked_share(words), toned_share(words)
            if marked >= FEW_MARKED and (marked < HALF_MARKED or toned < FEW_TONES):
                what = (
                    f"{marked:.0%} of the words have marks, {toned:.0%} of the vowels a tone: {sentence.strip()[:80]}"
                )
                yield finding_in(text, "yo-marks-few", what, "Look whether a tone mark or a dot got lost.")


def _page(context: Context) -> Iterator[Finding]:
    pages: dict[str, list[Text]] = defaultdict(list)
    for text in context.texts:
        if text.role != GLOSSARY_TERM:
            pages[text.file].append(text)
    for file, page in pages.items():
        words = [word for text in page for word in yoruba_words(text.plain, text.source)]
        letters = unicodedata.normalize("NFD", " ".join(words).lower())
        total = sum(letter in _DOTTED for letter in letters)
        if total < MANY_LETTERS:
            continue
        if (dotted := len(re.findall(rf"[eos]{DOT_BELOW}", letters)) / total) < FEW_DOTS:
            what = f"only {dotted:.0%} of the letters e, o and s on this page have a dot; it should be {FEW_DOTS:.0%}"
            yield Finding(page[0].language, file, 0, "yo-page", "", what, "Write every dot below: ẹ, ọ, ṣ.")
        if (toned := toned_share(words)) < FEW_TONES_OF_PAGE:
            what = f"only {toned:.0%} of the vowels on this page have a tone; it should be {FEW_TONES_OF_PAGE:.0%}"
            yield Finding(page[0].language, file, 0, "yo-page", "", what, "Write every high and every low tone.")


def _one_spelling(context: Context) -> Iterator[Finding]:
    places: dict[str, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    known: dict[str, set[str]] = defaultdict(set)
    for word in context.words:
        known[skeleton(word)].add(word)
    for text in context.texts:
        for word in map(str.lower, yoruba_words(mended(text.plain), text.source)):
            letters = skeleton(word)
            if sum(letter in _VOWELS for letter in letters) >= 2:
                places[letters][word].append(text)
                if text.role == GLOSSARY_TERM:
                    known[letters].add(word)
    for letters, spellings in places.items():
        right = known.get(letters) or _usual(spellings)
        for word, found in spellings.items():
            if word not in right:
                what = f"{word} is written {_listed(right or spellings, spellings)} elsewhere"
                remedy = (
                    f"Write it in one way, or list all right spellings of these letters in locales/{CODE}/words.txt."
                )
                for text in dict.fromkeys(found):
                    yield finding_in(text, "yo-one-spelling", what, remedy, word=word)


def _usual(spellings: dict[str, list[Text]]) -> set[str]:
    """The commonest spelling; none where two are equally common."""
    counted = Counter({word: len(found) for word, found in spellings.items()}).most_common(2)
    return set() if len(counted) == 2 and counted[0][1] == counted[1][1] else {counted[0][0]}


def _listed(right: set[str] | dict[str, list[Text]], spellings: dict[str, list[Text]]) -> str:
    return ", ".join(f"{word} ({len(spellings.get(word, ()))}×)" for word in sorted(right))


def _high_beginning(context: Context) -> Iterator[Finding]:
    known = set(context.words)
    for text in context.texts:
        for word in yoruba_words(text.plain, text.source):
            letters = unicodedata.normalize("NFD", word.lower())
            if word.lower() in known or sum(letter in _VOWELS for letter in letters) < 2:
                continue
            if re.match(rf"[aeiou]{DOT_BELOW}?{ACUTE}", letters):
                remedy = f"Nouns begin with a mid or low tone; list a loanword in locales/{CODE}/words.txt."
                yield finding_in(text, "yo-high-beginning", f"{word} begins with a high tone", remedy, word=word)


def _has_term(text: str, term: str) -> bool:
    return bool(_with_gaps(term).search(unicodedata.normalize("NFC", text).lower()))


@cache
def _with_gaps(term: str) -> re.Pattern:
    """The words of a term in their order, in one sentence, with others in between (*mú kóòdù ṣiṣẹ́*)."""
    letter = "[\\w\u0300-\u036f]"
    words = unicodedata.normalize("NFC", term).lower().split()
    return re.compile("[^.!?;]*?".join(rf"(?<!{letter}){re.escape(word)}(?!{letter})" for word in words))


GATES = (
    Gate(
        "yo-letters", Level.ERROR, (CODE,), "NFC; the dot is U+0323; no mark where the orthography has none", _letters
    ),
    Gate("yo-marks", Level.ERROR, (CODE,), "a sentence of 5 words or more has marks on 40 % of them", _marks),
    Gate("yo-marks-few", Level.WARNING, (CODE,), "a sentence with few marks is worth a look", _few_marks),
    Gate("yo-page", Level.ERROR, (CODE,), "on a page, 35 % of e, o and s have a dot, 50 % of the vowels a tone", _page),
    Gate("yo-one-spelling", Level.ERROR, (CODE,), "one word has the same marks everywhere", _one_spelling),
    Gate("yo-high-beginning", Level.WARNING, (CODE,), "no word begins with a vowel of high tone", _high_beginning),
)
KNOWLEDGE = Knowledge(CODE, GATES, _has_term, {"0": "òdo|ódo", "1": "kan|ení"})
