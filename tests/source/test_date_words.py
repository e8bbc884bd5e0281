"""Dates as the page for links writes them: what the build takes from CLDR, and what it corrects."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from babel import localedata

from polyneuron.book.model.language import Language
from polyneuron.book.source.date_words import DATE_CORRECTIONS, date_words, example_time_zone
from polyneuron.book.source.language_facts import language_facts

_FIELDS = {"y", "M", "MM", "MMM", "MMMM", "d", "dd", "EEEE", "EEE", "H", "HH", "h", "hh", "mm", "a"}


def language(code: str) -> Language:
    return Language(code, **language_facts(code))


@pytest.mark.parametrize(
    ("code", "pattern", "february", "monday"),
    [
        ("en", "EEEE, MMMM d, y, h:mm\u202fa", "February", "Monday"),
        ("yo", "EEEE, d MMMM y, 'aago' H:mm", "Oṣù Èrèlè", "Ọjọ́ Ajé"),
        ("zh", "y年M月d日EEEE HH:mm", "二月", "星期一"),
        ("fa", "EEEE {d} {MMMM} {y} (d MMMM y)، ساعت H:mm", "فوریهٔ", "دوشنبه"),
        ("ru", "EEEE, d MMMM y\u202f'г'., HH:mm", "февраля", "понедельник"),
        ("pl", "EEEE, d MMMM y, 'godz.' HH:mm", "lutego", "poniedziałek"),
    ],
)
def test_each_edition_has_its_pattern_and_names(code, pattern, february, monday):
    words = date_words(language(code))
    assert (words.pattern, words.months[1], words.weekdays[0]) == (pattern, february, monday)
    assert (len(words.months), len(words.weekdays), words.digits) == (12, 7, language(code).digits)


def test_a_correction_corrects_something_and_says_why():
    for code, corrections in DATE_CORRECTIONS.items():
        uncorrected = date_words(replace(language(code), code="qya"))
        for name, value, reason in corrections:
            assert getattr(uncorrected, name) != value, (code, name)
            assert len(reason) > 20


def test_a_language_of_its_own_calendar_has_twelve_months_of_it():
    words = date_words(language("fa"))
    assert (words.calendar, len(words.calendar_months), words.calendar_months[10]) == ("persian", 12, "بهمن")


def test_the_script_knows_every_field_of_every_language_that_cldr_knows():
    for code in (code for code in localedata.locale_identifiers() if "_" not in code):
        pattern = re.sub(r"'[^']*'", "", date_words(language(code)).pattern)
        fields = {found[0] for found in re.finditer(r"([A-Za-z])\1*", pattern)}
        assert fields <= _FIELDS, code


def test_what_cldr_does_not_know_writes_dates_as_english_does():
    quenya = replace(language("en"), code="qya", locale="qya")
    assert date_words(quenya) == date_words(language("en"))


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("yo", "Africa/Lagos"),
        ("zh", "Asia/Shanghai"),
        ("fa", "Asia/Tehran"),
        ("ru", "Europe/Moscow"),
        ("pl", "Europe/Warsaw"),
        ("en", ""),  # more zones than one would do
        ("ha", "Africa/Lagos"),
    ],
)
def test_the_example_of_a_time_zone_is_that_of_most_readers(code, zone):
    assert example_time_zone(language(code)) == zone
    assert not zone or ZoneInfo(zone)


def test_what_cldr_does_not_know_has_no_example_of_a_time_zone():
    assert example_time_zone(replace(language("en"), code="qya", locale="qya")) == ""
