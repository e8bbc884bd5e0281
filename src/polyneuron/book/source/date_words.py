"""How a language writes a day and an hour, and in which zone: CLDR's, as Babel carries it, and what it lacks.

Browsers know the same of most languages, but not of all: Chromium has no Yoruba, and puts a Persian date together in
another order. What the build has written down is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.language import Language


@dataclass(frozen=True)
class DateWords:
    """What is needed to write a date and a time of day."""

    pattern: str
    """CLDR's (https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns); a field in braces is that of the
    language's own calendar."""
    months: tuple[str, ...]
    """From January on, in the form that stands in a date."""
    weekdays: tuple[str, ...]
    """From Monday on."""
    periods: tuple[str, str]
    """Before and after noon."""
    digits: str
    """The ten digits, from 0 on."""
    calendar: str = ""
    """The language's own calendar, by the name that browsers know; empty where it is the Gregorian one."""
    calendar_months: tuple[str, ...] = ()


DATE_CORRECTIONS: Mapping[str, tuple[tuple[str, Any, str], ...]] = {
    "yo": (("pattern", "EEEE, d MMMM y, 'aago' H:mm", "CLDR writes 18:0 for six o'clock, and no word before it"),),
    "fa": (
        ("pattern", "EEEE {d} {MMMM} {y} (d MMMM y)، ساعت H:mm", "Iran counts by its own calendar, others do not"),
        ("calendar", "persian", "Babel carries no other calendar"),
        (
            "calendar_months",
            (
                *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
                *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
            ),
            "CLDR's, which Babel does not carry",
        ),
    ),
    "pl": (("pattern", "EEEE, d MMMM y, 'godz.' HH:mm", "a year and an hour would stand side by side: 2027 18:00"),),
}
"""Code → what of CLDR's does not do for a deadline: the field, its value, the reason."""


def date_words(language: Language) -> DateWords:
    """How a language writes dates; as English does where CLDR does not know it."""
    try:
        locale = Locale.parse(language.locale)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(SOURCE_LANGUAGE)
    months, days = locale.months["format"]["wide"], locale.days["format"]["wide"]
    periods = locale.day_periods["format"]["abbreviated"]
    parts = {"{1}": locale.date_formats["full"].pattern, "{0}": locale.time_formats["short"].pattern}
    written = re.sub(r"\{[01]\}", lambda found: parts[found[0]], locale.datetime_formats["full"])
    # The same in the letters that the script knows: the day of the week alone is E, and no date of ours needs an era.
    written = re.sub("c+", "EEEE", written).replace(" G", "").replace("G", "")
    words = DateWords(
        written,
        tuple(months[number] for number in range(1, 13)),
        tuple(days[number] for number in range(7)),
        (periods["am"], periods["pm"]),
        language.digits,
    )
    return replace(words, **{name: value for name, value, _ in DATE_CORRECTIONS.get(language.code, ())})


_ZONE_CORRECTIONS: Mapping[str, tuple[str, str]] = {
    "zh": ("Asia/Shanghai", "Beijing's time, which is official everywhere; CLDR has Urumqi's too"),
    "ru": ("Europe/Moscow", "one of many zones: that in which most people live, and by which trains once went"),
}
"""Code → a zone where CLDR has several, and the reason."""


def example_time_zone(language: Language) -> str:
    """The time zone where most speakers of a language live, as an example; empty where that is not one zone."""
    if language.code in _ZONE_CORRECTIONS:
        return _ZONE_CORRECTIONS[language.code][0]
    whole = get_global("likely_subtags").get(language.code, "")
    territory = whole.rpartition("_")[2]
    zones = [zone for zone, place in get_global("zone_territories").items() if territory and place == territory]
    return zones[0] if len(zones) == 1 else ""
