"""Persian: its own letters and marks, code that still reads from left to right, zero-width non-joiners, register.

Keyboards and web pages bring Arabic letters that look like Persian ones and are found by no search; Latin commas turn
up between Persian words; and an editor that shows a line from right to left tempts to type code backwards. Virastar
knows the spaces, quotes and non-joiners, cspell's dictionary the words; `locales/fa/STYLE.md` decides what they leave
open. Words are in `persian_words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from polyneuron.book.lint import external
from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.languages import persian_forms, persian_words
from polyneuron.book.lint.languages.persian_letters import CODE, INVISIBLE, PERSIAN, ZWNJ, mended, visible
from polyneuron.book.lint.masking import MARK, parts
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.messages import CODE_ROLES

_MARKS = {",": "،", ";": "؛", "?": "؟"}
_LATIN_MARK = re.compile(rf"(?<=[{PERSIAN}{ZWNJ}»])[*)\]]*[,;?]|[,;?](?=[*\s«(\[]*[{PERSIAN}])")
_MARK_BETWEEN_PARTS = re.compile(rf"(?<={MARK})[,;?](?=\s*{MARK})")
_LIST = re.compile(rf"{MARK}(?:, *{MARK})+")
_TUPLE = re.compile(rf"([(\[]){_LIST.pattern}([)\]])")
"""Parts of code in a row, which stay as they are in brackets, and in what the course prints."""
_BETWEEN_DIGITS = re.compile("(?<=[۰-۹]),(?=[۰-۹])")
_GROUPS = re.compile("(?<=[۰-۹]),(?=[۰-۹]{3}(?![۰-۹]))")

_MIRRORED = str.maketrans(")]}>»", "([{<«")
_LATIN_WORD = re.compile("[A-Za-z]{4,}")

_LATIN_RUN = re.compile(
    r"""[A-Za-zÀ-ɏ](?:(?:[^؀-ۿ\ufffc\u200c«»()\[\]"\n]|\([^؀-ۿ()]*\)|"[^؀-ۿ"]*")*"""
    r"""(?:[A-Za-zÀ-ɏ0-9]|\([^؀-ۿ()]*\)|"[^؀-ۿ"]*"))?"""
)
"""A name, a term in brackets, a citation: what is set by the rules of English."""
_LATIN_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*")
_LATIN_DIGITS = CODE_ROLES | {""}
"""Roles whose numbers stand in Latin digits: what the course prints and draws."""

_VIRASTAR = {
    "remove_spaces_before_ellipsis": False,  # a dropped word, or the rest of a product
    "normalize_dates": False,
    "decode_htmlentities": False,
    "markdown_normalize_braces": False,
    "markdown_normalize_lists": False,
    "preserve_URIs": False,  # masked, as all that these options would spare
    "preserve_HTML": False,
    "preserve_frontmatter": False,
}

_WHOLE = rf"(?<![{PERSIAN}{ZWNJ}])(?:%s)(?![{PERSIAN}{ZWNJ}])"
_NOT_OURS = tuple(
    (re.compile(_WHOLE % pattern), better, re.compile(rf"\b{meant}", re.IGNORECASE) if meant else None)
    for pattern, better, meant in (
        (rf"ن?می{ZWNJ}?باش(?:د|ند|یم|ید|م|ی)", "است or هستند", None),
        ("گردید(?:ه|ن|ند|م|یم)?", "شد", None),
        ("جهتِ", "برای", None),
        (rf"کاربر(?:ان|ها|{ZWNJ}ها)?", "شما", "user"),
        ("خواننده|خوانندهٔ|خوانندگان", "شما", "(?:reader|sing)"),
        (rf"ن?می{ZWNJ}?(?:تون(?:م|ی|ه|یم|ید|ن|ین)|ش[هن]|گ[هن]|کن[هن]|خوا(?:م|ین|ن)|دون(?:ه|ین))", "می‌توانید", None),
        ("این[وا]|اون[وا]?|واسه|دیگه|یه|اینه|خیلیا|بشه|بکنه|باشه", "این را or آن", None),
    )
)
"""What is too bookish or too colloquial, or is no way to address the reader → what the course writes, and the English
that makes it right nevertheless."""


def _letters(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        right = mended(text.plain)
        if right != text.plain:
            wrong = [sign for sign in dict.fromkeys(text.plain) if mended(sign) != sign]
            what = f"no letter, digit or mark of Persian: {', '.join(map(_named, wrong))}" if wrong else "not in NFC"
            remedy = "Run the lint with --fix, or write ی ک ه هٔ ۰–۹, and no invisible character but U+200C."
            yield finding_in(text, "fa-letters", what, remedy, text.restored(right))


def _named(sign: str) -> str:
    shown = "" if INVISIBLE.match(sign) else f"{sign} "
    return f"{shown}U+{ord(sign):04X} {unicodedata.name(sign, '?').lower()}"


def _punctuation(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        plain = _GROUPS.sub("٬", text.plain)
        found = list(_LATIN_MARK.finditer(plain))
        if text.role not in _LATIN_DIGITS:
            found += _MARK_BETWEEN_PARTS.finditer(_TUPLE.sub(lambda row: row[0].replace(",", " "), plain))
        if not found and plain == text.plain:
            continue
        places = [plain[max(0, match.start() - 10) : match.end() + 10] for match in found]
        what = f"a Latin mark in Persian: {visible(' | '.join(places)) or 'a comma that groups digits'}"
        letters = list(plain)
        for match in found:
            letters[match.end() - 1] = _MARKS[plain[match.end() - 1]]
        is_safe = not _BETWEEN_DIGITS.search(plain)  # a decimal sign, or a list
        remedy = "Run the lint with --fix, or write ، ؛ ؟, ٬ between groups of three digits, ٫ before decimals."
        yield finding_in(text, "fa-punctuation", what, remedy, text.restored("".join(letters)) if is_safe else None)


def _reversed(context: Context) -> Iterator[Finding]:
    remedy = "Type code and names as in English, from their first character to the last; the page sets them right."
    for text in context.texts:
        meant = _meant_code(text)
        replacement = text.translation
        for span, right in meant.items():
            replacement = replacement.replace(span, right)
        for span, right in meant.items():
            shown = INVISIBLE.sub("", span)
            what = f"{shown} has the characters of {right} in another order"
            if shown == right:
                what = f"invisible direction marks in {right}"
            yield finding_in(text, "fa-reversed-code", what, remedy, replacement, right)
        english = set(_LATIN_WORD.findall(text.plain_source))
        for word in dict.fromkeys(_LATIN_WORD.findall(text.plain)):
            if word not in english and word[::-1] in english:
                yield finding_in(text, "fa-reversed-code", f"{word} is {word[::-1]} backwards", remedy, word=word)


def _meant_code(text: Text) -> dict[str, str]:
    """Code of the translation that the English text has not → the code there that has the same characters."""
    code, source = _code(text.translation, text), _code(text.source, text)
    lost = {frozenset(_signs(span).items()): span for span in source if span not in code}
    strange = {span: lost.get(frozenset(_signs(span).items())) for span in code if span not in source}
    return {span: right for span, right in strange.items() if right}


def _code(text: str, of: Text) -> list[str]:
    return [text[span.first : span.last] for span in parts(text, of.role, of.formatted)]


def _signs(code: str) -> Counter[str]:
    """The characters of code, whatever their order and the side that their brackets open to."""
    return Counter(INVISIBLE.sub("", re.sub(r"\s", "", code).replace(ZWNJ, "")).translate(_MIRRORED))


def _typography(context: Context) -> Iterator[Finding]:
    lines = [_for_virastar(text) for text in context.texts]
    for text, line, better in zip(context.texts, lines, external.virastar(context.root, lines, _VIRASTAR), strict=True):
        if better != line:
            what = f"virastar would write it otherwise: {visible(_differences(line, better))}"
            remedy = "Write it like that, or say in the exceptions why not."
            yield finding_in(text, "fa-typography", what, remedy)


def _for_virastar(text: Text) -> str:
    """A readable text as virastar shall see it: words alone, without Markdown and without what is English."""
    plain = _LATIN_RUN.sub(MARK, re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", text.readable))
    plain = _TUPLE.sub(rf"\1{MARK}\2", plain)
    if text.role in _LATIN_DIGITS:
        plain = _LIST.sub(MARK, _LATIN_NUMBER.sub(MARK, plain))
    return plain.strip()  # pieces of the interface begin or end with a space


def _differences(one: str, other: str) -> str:
    """Where two texts differ, with some characters around."""
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    shown = [
        f"{one[max(0, a - 8) : b + 8]} → {other[max(0, c - 8) : d + 8]}"
        for tag, a, b, c, d in changes
        if tag != "equal"
    ]
    return " | ".join(shown[:3])


def _register(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for pattern, better, meant in _NOT_OURS:
            if meant and meant.search(text.source):
                continue
            for found in dict.fromkeys(pattern.findall(text.plain)):
                remedy = f"Write as a teacher speaks, such as {better} (locales/{CODE}/STYLE.md)."
                yield finding_in(text, "fa-register", f"{found} is not how this course speaks", remedy, word=found)


GATES = (
    Gate("fa-letters", Level.ERROR, (CODE,), "Persian letters and digits; nothing invisible but ZWNJ", _letters),
    Gate("fa-punctuation", Level.ERROR, (CODE,), "no Latin comma, semicolon or question mark in Persian", _punctuation),
    Gate("fa-reversed-code", Level.ERROR, (CODE,), "code is typed from left to right", _reversed),
    Gate("fa-typography", Level.WARNING, (CODE,), "ZWNJ, « », spaces and digits as virastar sets them", _typography),
    Gate("fa-register", Level.WARNING, (CODE,), "neither bookish nor colloquial", _register),
    *persian_words.GATES,
)
KNOWLEDGE = Knowledge(CODE, GATES, persian_forms.has_term, {"0": "صفر", "1": "یک"})
