"""Chinese: simplified characters only, full-width punctuation, and spaces where Chinese meets other writing.

OpenCC knows the characters, AutoCorrect the spaces and most of the punctuation. AutoCorrect leaves alone what may be
meant in other texts (quotes, brackets, dots); `locales/zh/STYLE.md` decides these for this course, and the patterns
below hold what it decides. Shapes and coordinates, such as (步数, 特征数), are notation and keep half-width brackets
and commas: they are known by the English text, which has the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import autocorrect_py
import opencc

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in, first_difference
from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.masking import MARK
from polyneuron.book.lint.texts import Text

CODE = "zh"

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FULL = "，。：；？！（）、“”‘’《》"
_BESIDE = rf"[{_HAN}{_FULL}]"

_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3100-\u312f\u1100-\u11ff\uac00-\ud7af\u0400-\u04ff]+")
"""Kana, Bopomofo, Hangul, Cyrillic."""

_TUPLE = re.compile(r"\([^()]*,[^()]*\)")
"""A shape, coordinates, a tuple."""

_PUNCTUATION = tuple(
    (re.compile(pattern), what, remedy)
    for pattern, what, remedy in (
        (rf"""(?<={_BESIDE})["']|["'](?={_BESIDE})""", "a straight quote", "Write “ ”."),
        (rf"(?<=[{_HAN}])[()]|[()](?=[{_HAN}])", "a half-width bracket", "Write （ ）."),
        (rf"(?<=[{_HAN}])\**[,;:?!]", "half-width punctuation after Chinese", "Write ， ； ： ？ or ！."),
        (rf"(?<={_BESIDE})(?:\.{{2,}}|。{{2,}}|…(?!…)(?<!……))", "dots that are no Chinese ellipsis", "Write ……."),
        (r"([，。：；？、])\1+|[，。：；、][，。：；、]", "two marks in a row", "Keep one of them."),
        (rf"(?<=[{_HAN}]) +(?=[{_HAN}])", "a space between Chinese characters", "Take it out."),
        (rf"(?<=[{_FULL}]) +(?=\S)|(?<=\S) +(?=[{_FULL}])", "a space beside full-width marks", "Take it out."),
        (rf"(?<={_BESIDE})-{{2,}}|(?<=[{_HAN}])—(?!—)(?<!——)", "dashes that are no Chinese dash", "Write ——."),
        (r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))", "a gap within a number", "Write 1000 and 235200."),
        ("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+", "full-width digits or letters", "Write them half-width."),
    )
)
"""What AutoCorrect lets pass → what is wrong with it, and what to write."""

_REGISTER = re.compile("您|你们|咱们")


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        simplified = _to_simplified().convert(text.plain)
        if simplified != text.plain:
            pairs = zip(text.plain, simplified, strict=False)
            changed = dict.fromkeys(f"{one} → {other}" for one, other in pairs if one != other)
            what = f"traditional characters: {', '.join(changed)}"
            yield finding_in(text, "zh-simplified", what, "Write the simplified ones.", text.restored(simplified))


def _script(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for found in _OTHER_SCRIPT.findall(text.plain):
            yield finding_in(text, "zh-script", f"a script that Chinese does not use: {found}", "Write it in Chinese.")


def _spacing(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        plain = _without_notation(text)
        line = _for_autocorrect(plain)
        better = autocorrect_py.format(line)
        if better != line:
            what = f"AutoCorrect would write it otherwise: {first_difference(line, better)}"
            replacement = None
            if plain == text.plain:
                replacement = text.restored(re.sub(rf"{_PART}(\d+){_PART}", MARK, better))
            yield finding_in(text, "zh-spacing", _readable(what), "Write it like that.", replacement)


_PART = "Xx"
"""AutoCorrect takes a code span or a formula for a Latin word, which it is to the eye."""


def _for_autocorrect(plain: str) -> str:
    """A readable text as AutoCorrect shall see it: the parts that are no language as Latin words."""
    pieces = plain.split(MARK)
    return pieces[0] + "".join(f"{_PART}{number}{_PART}{piece}" for number, piece in enumerate(pieces[1:]))


def _readable(what: str) -> str:
    return re.sub(rf"{_PART}\d+{_PART}", "`…`", what)


def _without_notation(text: Text) -> str:
    """The readable translation with its shapes and coordinates masked, as far as the English text has such ones."""
    notation = Counter(found.count(",") for found in _TUPLE.findall(text.plain_source))

    def replace(match: re.Match) -> str:
        commas = match[0].count(",")
        if not notation[commas]:
            return match[0]
        notation[commas] -= 1
        return MARK

    return _TUPLE.sub(replace, text.readable)


def _punctuation(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        plain = _without_notation(text)
        for pattern, what, remedy in _PUNCTUATION:
            for match in pattern.finditer(plain):
                place = plain[max(0, match.start() - 8) : match.end() + 8].replace(MARK, "`…`")
                yield finding_in(text, "zh-punctuation", f"{what}: {place}", remedy)


def _register(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for found in dict.fromkeys(_REGISTER.findall(text.plain)):
            remedy = "The reader is 你, course and reader together are 我们 (locales/zh/STYLE.md)."
            yield finding_in(text, "zh-register", f"{found} for the reader", remedy, word=found)


def _has_term(text: str, term: str) -> bool:
    """Whether a text has the characters of a term, with or without spaces."""
    return term.lower().replace(" ", "") in text.lower().replace(" ", "")


GATES = (
    Gate("zh-simplified", Level.ERROR, (CODE,), "simplified characters only (OpenCC)", _simplified),
    Gate("zh-script", Level.ERROR, (CODE,), "no kana, Bopomofo, Hangul or Cyrillic", _script),
    Gate("zh-spacing", Level.ERROR, (CODE,), "spaces and full-width punctuation as AutoCorrect sets them", _spacing),
    Gate("zh-punctuation", Level.ERROR, (CODE,), "quotes, brackets, dots and dashes are full-width", _punctuation),
    Gate("zh-register", Level.ERROR, (CODE,), "the reader is 你", _register),
)
KNOWLEDGE = Knowledge(CODE, GATES, _has_term, {"0": "零", "1": "一"})
