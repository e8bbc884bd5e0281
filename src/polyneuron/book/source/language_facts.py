"""What is known about a language before anybody translates a word: its name, direction, digits, plural forms.

Unicode's CLDR (https://cldr.unicode.org), as Babel carries it, knows this for some four hundred languages. Where it is
wrong for a course, or says nothing, the table `CORRECTIONS` does, each line with its reason; and `_config.yml` goes
before both. What CLDR does not know at all (an invented language, a private-use tag) has to be given there.

Notebooks have their facts from here too: the build hook of the learner's package (`hatch_build.py`) writes them down.
"""

from __future__ import annotations

import gettext
import itertools
from collections.abc import Mapping
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext
from babel.units import format_unit

_NUMBERED = "typography that CLDR does not hold: such a word and its number stand on one line"
_INFLECTED = "CLDR's units in all of their cases, of which Babel reads the nominative, and nouns of measure"
_COUNTED = "what stands beside CLDR's units, or in their place: a measure word is no unit"
CORRECTIONS: Mapping[str, tuple[tuple[str, Any, str], ...]] = {
    "en": (
        (
            "words_before_numbers",
            "chapter* exercise* figure* section* table* week* question* part parts page* step* equation*",
            _NUMBERED,
        ),
    ),
    "yo": (
        ("words_before_numbers", "orí ìdánrawò àwòrán àtẹ ọ̀sẹ̀ ìbéèrè ìpín apá ojú-ìwé ìṣẹ́jú ìdọ́gba", _NUMBERED),
        ("words_behind_numbers", "KB MB GB px", _COUNTED),
        ("name", "Yorùbá", "CLDR's Èdè Yorùbá is 'the Yoruba language'; a list of languages names each alone"),
        ("stacked_marks", True, "typography that CLDR does not hold: a tone mark above and a dot below one letter"),
    ),
    "fa": (("words_before_numbers", "فصل فصل‌ها* تمرین* شکل بخش* جدول* هفتهٔ هفته پرسش* گام صفحهٔ معادلهٔ", _NUMBERED),),
    "zh": (
        ("words_before_numbers", "第 练习 图 表 周 题 步骤 方程", _NUMBERED),
        (
            "words_behind_numbers",
            "KB MB GB px 比特 分钟 秒 小时 天 周 年 月 日 章 节 题 步 页 张 个 次 轮 层 幅 分 条 篇 种 类 行 列 位 倍 "
            "维 道 组 词",
            _COUNTED,
        ),
        ("tag", "zh-Hans", "Chinese is written in two scripts; readers' software chooses fonts by the one in the tag"),
        ("locale", "zh_CN", "gettext and Sphinx tell the two scripts apart by a country"),
        ("thousands", "", "digits stand without a gap: 235200 (locales/zh/STYLE.md); CLDR has the comma of accounts"),
    ),
    "ru": (
        ("one_letter_words", "авикосуя", "typography that CLDR does not hold: such a word ends no line"),
        (
            "words_before_numbers",
            "глав* упражнени* рисун* раздел* таблиц* недел* вопрос* часть части частью частях страниц* шаг* уравнени*",
            _NUMBERED,
        ),
        (
            "words_behind_numbers",
            "% Б кБ КБ МБ ГБ байт* килобайт* мегабайт* гигабайт* пкс пиксел* процент* с сек. секунд* мин мин. "
            "минут* ч час часа часу часом часов часы часам часами часах день дня дню днём дней дни дням днями днях "
            "дн. нед. недел* г. год года году годом годов лет бит бита биту битом биты битов битам битами битах нат "
            "ната нату натом наты натов натам натами натах раз раза часть части частей частям частями частях "
            "градус* кельвин* эпох* шаг шага шагу шагом шаги шагов шагам шагами шагах балл* вопрос*",
            _INFLECTED,
        ),
        ("dash_ends_line", True, "typography that CLDR does not hold: a dash begins no line"),
    ),
    "pl": (
        ("one_letter_words", "aiouwz", "typography that CLDR does not hold: such a word ends no line"),
        (
            "words_before_numbers",
            "rozdzia* ćwicze* rysun* sekcj* tabel* tydzień tygodni* pytani* częś* stron* krok* nr równani*",
            _NUMBERED,
        ),
        (
            "words_behind_numbers",
            "% B kB KB MB GB bajt* kilobajt* megabajt* gigabajt* px piksel* procent* s sek. sekund* min min. minut* "
            "godz. godzin* dzień dnia dniu dniem dni dniom dniami dniach tydz. tyg. tydzień tygodni* r. rok roku "
            "rokiem lat lata latach bit bitu bitowi bitem bity bitów bitom bitami bitach nat nata natu natem naty "
            "natów natom natami natach raz razy część części częściom częściami częściach stopień stopni* kelwin* "
            "epok* epoce krok kroku krokiem kroki kroków krokom krokami krokach punkt* pytani* pytań",
            _INFLECTED,
        ),
    ),
}
"""Code → what CLDR has wrong for this course, or lacks: the fact, its value, the reason."""

REQUIRED = ("name", "script", "direction", "plural_forms")
"""What has to be given for a language that CLDR does not know; the rest is then as in English."""

_AS_IN_ENGLISH = {
    "digits": "0123456789",
    "decimal": ".",
    "group": ",",
    "list_separator": ", ",
    "one_letter_words": "",
    "words_before_numbers": "",
    "words_behind_numbers": "",
    "dash_ends_line": False,
    "stacked_marks": False,
}
_NO_BREAK_SPACE = "\u00a0"

_ZEROS = {
    "latn": "0",
    "adlm": "\U0001e950",
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "cakm": "\U00011136",
    "deva": "०",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "၀",
    "nkoo": "߀",
    "olck": "᱐",
    "tibt": "༠",
}
"""CLDR's name of each numbering system that is some language's own → its zero, which nine more digits follow
(numberingSystems.xml, which Babel does not carry)."""

_UNITS = (
    *(f"duration-{unit}" for unit in ("second", "minute", "hour", "day", "week")),
    *(f"digital-{unit}" for unit in ("bit", "kilobyte", "megabyte", "gigabyte")),
    "graphics-pixel",
    "concentr-percent",
)
"""CLDR's names (https://unicode.org/reports/tr35/tr35-general.html#Unit_Elements)."""
_NUMBERS_OF_ALL_FORMS = (1, 2, 5)
_ENOUGH_NUMBERS = range(1000)
"""`msgfmt --check` tries these. CLDR's form for whole millions, in Romance languages, is not gettext's custom."""


class UnknownToCldr(LookupError):
    """Raised for a language that CLDR does not know and for which too little is given."""

    def __init__(self, code: str, lacking: tuple[str, ...]):
        super().__init__(f"CLDR does not know the language {code!r}, so that these must be given: {', '.join(lacking)}")
        self.code = code
        self.lacking = lacking


def language_facts(code: str, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The facts of a language: what is given, else what `CORRECTIONS` say, else CLDR.

    Parameters
    ----------
    code
        A BCP 47 tag, such as `ha` or `pt-BR`.
    given
        What goes before everything else: values by the names of the fields of `polyneuron.book.model.language`.

    Raises
    ------
    UnknownToCldr
        When CLDR does not know the language and one of `REQUIRED` is not given.
    """
    given = given or {}
    known = cldr_facts(code)
    if known is None:
        if lacking := tuple(name for name in REQUIRED if name not in given):
            raise UnknownToCldr(code, lacking)
        known = {"tag": code, "locale": code.replace("-", "_")}
    corrected = {name: value for name, value, _ in CORRECTIONS.get(code, ())}
    facts = {**_AS_IN_ENGLISH, **known, **corrected, **given}
    # A comma or a point between thousands is another language's decimal sign: prose has a space there (ISO 80000-1).
    facts.setdefault("thousands", _NO_BREAK_SPACE if facts["group"] in (",", ".") else facts["group"])
    return facts


def cldr_facts(code: str) -> dict[str, Any] | None:
    """What CLDR says of a language; none when it does not know it."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    name = locale.get_display_name() or code
    signs = {**locale.number_symbols["latn"], **(locale.number_symbols.get(locale.default_numbering_system) or {})}
    zero = ord(_ZEROS.get(locale.default_numbering_system, "0"))
    return {
        "name": name[:1].upper() + name[1:],  # CLDR writes it as inside a sentence
        "tag": code,
        "locale": code.replace("-", "_"),
        "script": _script(locale),
        "direction": locale.text_direction,
        "plural_forms": plural_forms(locale),
        "digits": "".join(chr(zero + digit) for digit in range(10)),
        "decimal": signs.get("decimal", _AS_IN_ENGLISH["decimal"]),
        "group": signs.get("group", _AS_IN_ENGLISH["group"]),
        "list_separator": _list_separator(locale),
        "words_behind_numbers": _units(locale, set(signs.values())),
    }


def _script(locale: Locale) -> str:
    """The script (ISO 15924) that a language is written in, where its tag says nothing: that of most writers."""
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    whole = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language) or ""
    return next((part for part in whole.split("_") if len(part) == 4), "Latn")


def _units(locale: Locale, signs: set[str]) -> str:
    """The names of the units that the course's pages have, in all forms that follow a number."""
    found = set()
    lengths: tuple[Literal["long", "short"], ...] = ("long", "short")
    for unit, length, number in itertools.product(_UNITS, lengths, _NUMBERS_OF_ALL_FORMS):
        # Without a name in the language Babel gives its own, such as duration-day.
        words = format_unit(number, unit, length, locale=locale).split()
        if len(words) == 2 and words[0].strip("".join(signs)).isdecimal() and "-" not in words[1]:
            found.add(words[1])
    return " ".join(sorted(found))


def _list_separator(locale: Locale) -> str:
    pattern = locale.list_patterns.get("standard", {}).get("middle", "{0}, {1}")
    separator = pattern.removeprefix("{0}").removesuffix("{1}")
    return separator.replace("\u200e", "").replace("\u200f", "")  # pages and outputs have a direction of their own


def plural_forms(locale: Locale) -> str:
    """The `Plural-Forms` of gettext's catalogues: CLDR's rules, in the words that gettext's users know.

    Among the usual expressions the one is taken that gives every number the form that CLDR gives it.
    """
    order = ("zero", "one", "two", "few", "many", "other")
    names = [locale.plural_form(number) for number in _ENOUGH_NUMBERS]
    used = [name for name in order if name in names]
    wanted = [used.index(name) for name in names]
    usual = PLURALS.get(str(locale)) or PLURALS.get(locale.language)
    for count, expression in [*([usual] if usual else []), *sorted(set(PLURALS.values()))]:
        if count == len(used) and list(map(gettext.c2py(expression), _ENOUGH_NUMBERS)) == wanted:
            return f"nplurals={count}; plural={expression};"
    return to_gettext(locale.plural_form).strip()
