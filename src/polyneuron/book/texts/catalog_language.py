"""Whether a catalogue is in the language of its folder: by its header, and by the letters that it is written with.

Guards against a file that was saved into the folder beside its own. Blind to languages that share their letters
(Polish and Yoruba, Persian and Urdu) where the header is right: the lint's gate `language` tells those apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from polyneuron.book.texts.entries import line_of
from polyneuron.book.texts.po_writer import Catalog

FEW = 5
"""So many translations in other letters are no accident."""

_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
_KEPT_IN_ENGLISH = re.compile(r"`[^`]*`|\{[^}]*\}|\$[^$]*\$|<[^>]*>|\([^)]*\)|https?://\S+")
"""Code, placeholders, formulas, addresses, and English terms in brackets."""


def foreign(catalog: Catalog, language: str) -> Iterator[tuple[int, str, str]]:
    """(line, what is wrong, remedy) where a catalogue is not that of the language with this code."""
    remedy = (
        "Put the right file there (git checkout brings the old one back), or mend the field Language of its header."
    )
    declared = declared_language(catalog)
    if declared and not same_language(declared, language):
        what = f"the header says Language: {declared}, but this is the folder of {language!r}"
        yield line_of(catalog.header_entry) or 1, what, remedy
        return
    expected = _letters_of(declared or language)
    kinds = Counter(
        _kind_of_letters(entry.msgstr)
        for entry in catalog
        if entry.msgstr and entry.msgstr != entry.msgid and not entry.obsolete and not entry.fuzzy
    )
    kinds.pop("", None)
    others = [(count, kind) for kind, count in kinds.items() if kind != expected]
    if expected and others and max(others)[0] >= FEW and 2 * max(others)[0] > kinds.total():
        count, kind = max(others)
        what = f"{count} of its {kinds.total()} translations are written in {kind} letters, and not in {expected} ones"
        yield 0, f"this catalogue is in another language than its folder {language!r}: {what}", remedy


def declared_language(catalog: Catalog) -> str:
    """The header's field `Language`, empty where it has none."""
    fields = (value for name, value in catalog.metadata.items() if name.lower() == "language")
    return next(fields, "").split("\n")[0].strip()


def same_language(one: str, other: str) -> bool:
    """Whether two names of locales mean one written language, such as `fa_IR` and `fa`; `zh_TW` and `zh` do not."""
    (language, script), (other_language, other_script) = _written_form(one), _written_form(other)
    return language == other_language and (script == other_script or not script or not other_script)


def _written_form(locale: str) -> tuple[str, str]:
    """The language and the script of a locale's name; the script is empty where CLDR knows none.

    Scripts that a language is not usually written with must stand in the name (`sr_Latn`, `sr@latin`).
    """
    name, _, modifier = locale.replace("-", "_").partition("@")
    language, *rest = name.split(".")[0].split("_")
    language = get_global("language_aliases").get(language.lower(), language.lower())
    if script := _scripts().get(modifier.lower()):
        return language, script
    scripts = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return language, scripts[0]
    territories = [f"{language}_{part.upper()}" for part in rest if len(part) in (2, 3)]
    likely = get_global("likely_subtags")
    full = next((likely[name] for name in (*territories, language) if name in likely), "")
    return language, full.split("_")[1] if full else ""


@cache
def _scripts() -> dict[str, str]:
    """The name of a script in small letters, as modifiers of locales have it (`sr@latin`) → its code (ISO 15924)."""
    return {name.lower(): code for code, name in Locale("en").scripts.items()}


@cache
def _letters_of(locale: str) -> str:
    """The kind of letters that a language writes its own name with (CLDR); empty for one that CLDR does not know."""
    try:
        known = Locale.parse(locale.replace("-", "_"))
        return _kind_of_letters(known.get_language_name(locale=known) or "")
    except (UnknownLocaleError, ValueError):
        return ""


def _kind_of_letters(text: str) -> str:
    """What most letters of a text are, as Unicode names them (`LATIN`, `ARABIC`, …); empty where it has none."""
    kinds = Counter(map(_kind, _KEPT_IN_ENGLISH.sub("", text)))
    kinds.pop("", None)
    return max(kinds, key=lambda kind: kinds[kind], default="")


@cache
def _kind(character: str) -> str:
    kind = unicodedata.name(character, "").split(" ")[0] if character.isalpha() else ""
    return "CJK" if kind in _EAST_ASIAN else kind
