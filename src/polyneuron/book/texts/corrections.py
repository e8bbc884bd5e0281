"""Whether an edit of an English text is a correction of its form, which leaves its translations right.

Guards the translators' time: a mended typo should cost nobody a second look. Only asked by `catalogs --typo`, and a
person reads the list of what was kept. Blind to meaning, so the rule is narrow:

- code, formulas, links, placeholders, markup, numbers and question marks are the same;
- words may differ in upper and lower case, hyphens, and in being written together;
- articles (a, an, the) and words written twice in a row may come and go;
- at most three words, and never more than half of the text, may have one letter more, less or other, or two
  neighbours exchanged, behind their first letter; words of three letters and less may only have two exchanged, or
  take an s;
- no word that denies, counts or compares (not, all, more, two …) is touched.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from polyneuron.book.texts.invariants import broken_parts

MOST_CORRECTED = 3
"""Words of one text that may be corrected."""

_ARTICLES = frozenset({"a", "an", "the"})
_WEIGHTY = frozenset(
    """
    no not non nor none never neither nothing without unless except only cannot can't don't doesn't isn't aren't won't
    all any each every both few many some most more less least fewer half first last once twice
    zero one two three four five six seven eight nine ten eleven twelve hundred thousand million loss
    """.split()  # noqa: SIM905 - a list of 70 quoted words is harder to read
)
"""Words whose change changes what a sentence says. `loss` is one letter away from `less`."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FREE_SIGNS = frozenset(".,;:'’‘\"“”-–—…!()")
"""Punctuation that may change; every other sign is markup, a formula or a question."""


def why_no_correction(role: str, before: str, after: str, formatted: bool) -> str:
    """Why a translation of `before` may not stand for `after`; empty where it may.

    Parameters
    ----------
    role
        The message's role, as in `polyneuron.book.model.messages.Message`.
    formatted
        Whether both are texts of f-strings.
    """
    broken = broken_parts(role, before, after, formatted)
    if broken:
        return broken[0][0].replace("the translation", "the new text")
    return _why_not_mended(before, after)


def same_but_mended(before: str, after: str) -> bool:
    """The same question without a look at code, formulas and links: cheap enough for many pairs."""
    return not _why_not_mended(before, after)


def _why_not_mended(before: str, after: str) -> str:
    if _NUMBER.findall(before) != _NUMBER.findall(after):
        return "numbers differ"
    if _signs(before) != _signs(after):
        return "markup or signs differ"
    return _words_differ(_words(before), _words(after))


def _signs(text: str) -> list[str]:
    return [sign for sign in text if not sign.isalnum() and not sign.isspace() and sign not in _FREE_SIGNS]


def _words(text: str) -> list[str]:
    """Words in small letters, without articles and without what is written twice."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    words = [word for word in words if not any(_neighbours_exchanged(word, article) for article in _ARTICLES)]
    return [word for number, word in enumerate(words) if number == 0 or words[number - 1] != word]


def _words_differ(before: list[str], after: list[str]) -> str:
    corrected = 0
    for operation, begin, end, other_begin, other_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        old, new = before[begin:end], after[other_begin:other_end]
        if operation == "equal" or "".join(old) == "".join(new):
            continue
        if len(old) != len(new):
            return f"words differ: {' '.join(old) or 'nothing'} → {' '.join(new) or 'nothing'}"
        for one, other in zip(old, new, strict=True):
            if not _same_word_mended(one, other):
                return f"words differ: {one} → {other}"
            corrected += 1
    if corrected > MOST_CORRECTED or (corrected > 1 and 2 * corrected > len(before)):
        return f"too many words differ: {corrected}"
    return ""


def _same_word_mended(before: str, after: str) -> bool:
    if before == after or before.replace("'", "") == after.replace("'", ""):
        return True
    if {before, after} & _WEIGHTY or before[0] != after[0]:
        # A word that denies may still be mended where no word is taken for another: "withuot".
        return before not in _WEIGHTY and after in _WEIGHTY and _neighbours_exchanged(before, after)
    if _neighbours_exchanged(before, after):
        return True
    short, long = sorted((before, after), key=len)
    return (len(short) > 3 and _one_letter_apart(before, after)) or (len(short) == 3 and long == f"{short}s")


def _neighbours_exchanged(before: str, after: str) -> bool:
    """Whether two neighbours at most changed their places."""
    if before == after or len(before) != len(after):
        return before == after
    differ = [place for place in range(len(before)) if before[place] != after[place]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and before[differ[0]] == after[differ[1]]
        and before[differ[1]] == after[differ[0]]
    )


def _one_letter_apart(before: str, after: str) -> bool:
    short, long = sorted((before, after), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
