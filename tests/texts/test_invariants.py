"""What a translation must keep: seeded errors are found, real translations and free word order are not."""

import pytest

from polyneuron.book.book import translated_languages
from polyneuron.book.texts.catalogs import (
    ALWAYS_ALLOWED,
    FORMATTED_NOTE,
    LONGEST_TRANSLATION,
    catalog_path,
    read_catalog,
    translations,
)
from polyneuron.book.texts.invariants import broken_parts
from polyneuron.book.texts.plain_invariants import broken_message, unsafe_text
from tests.conftest import ROOT

TEXT = "Run `fit` with $x^2$, see [the site](https://example.org) and {ref}`here <label>`, **now**."
GOOD = "**اکنون** {ref}`این‌جا <label>` و [سایت](https://example.org) را ببینید؛ `fit` را با $x^2$ اجرا کنید."


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("`fit`", "fit", "lost: code `fit`"),
        ("`fit`", "`tif`", "has not: code `tif`"),
        ("$x^2$", "x²", "lost: math $x^2$"),
        ("$x^2$", "$x^3$", "lost: math $x^2$"),
        ("https://example.org", "https://example.com", "lost: link target https://example.org"),
        ("[سایت](https://example.org)", "سایت", "lost: link target"),
        ("<label>", "<other>", "lost: role {ref} label"),
        ("**اکنون**", "**اکنون**\n\n- ", "several lines"),
        ("**اکنون**", "- **اکنون**", "another block"),
        ("**اکنون**", "## **اکنون**", "another block"),
        ("اجرا", "`اجرا", "odd number of backticks"),
        ("این‌جا", "این‌جا[", "the words of {ref} hold ["),
        ("این‌جا", "این‌جا <b>", "the words of {ref} hold <>"),
        ("(https://example.org)", '(https://example.org "t")', "has not: link title"),
        ("اجرا", "اجرا[^1]\n\n[^1]: x", "several lines"),
        ("اجرا", "\\\\(x\\\\) اجرا", "has not: \\\\"),
        ("اجرا", "&nbsp; اجرا", "has not: &nbsp;"),
        ("اجرا", "<اجرا <x", "has not: <x"),
    ],
)
def test_every_loss_in_prose_is_found(before, after, found):
    assert before in GOOD
    problems = broken_parts("paragraph", TEXT, GOOD.replace(before, after))
    assert any(found in what for what, _ in problems), problems
    assert all(remedy for _, remedy in problems)


def test_free_word_order_is_no_loss():
    assert broken_parts("paragraph", TEXT, GOOD) == []


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Потери: {loss:.2f} ({epochs})", "lost: {loss:.3f}"),
        ("Потери: {loss:.3f}", "lost: {epochs}"),
        ("Потери: {loss:.3f} ({epochs}) {seed}", "has not: {seed}"),
        ("Потери: {loss:.3f} ({epochs", "braces"),
        ("Потери: {loss:.3f}\n({epochs})", "several lines"),
    ],
)
def test_every_loss_in_an_f_string_is_found(translation, found):
    problems = broken_parts("printed text", "Loss: {loss:.3f} after {epochs}", translation, True)
    assert any(found in what for what, _ in problems), problems


def test_a_translation_without_a_letter_is_named_as_that():
    for translation, formatted in (("{loss:.3f} – 3", True), ("12", False)):
        text = "Loss: {loss:.3f}" if formatted else "twelve"
        assert broken_parts("printed text", text, translation, formatted)[0][0] == "the translation has no letter"


def test_braces_in_a_plain_string_are_words():
    assert broken_parts("printed text", "a set {1, 2}", "мн-во {1, 2") == []


@pytest.mark.parametrize(
    ("text", "translation", "found"),
    [
        ("Layer {number}", "لایه", "lost: {number}"),
        ("Layer {number}", "لایه {number} {number}", "has not: {number}"),
        ("Layer {number}", "لایه {number:d}", "has not: {number:d}"),
        ("Layer {number}", "لایه {number", "braces"),
        ("Correct.", "درست {x}.", "has not: {x}"),
        ("Correct.", "درست }", "braces"),
        ("Correct.", "درست $", "has not: $"),
        ("Correct.", "درست \\", "has not: \\"),
        ("Correct.", "درست \u202e", "U+202E"),
        ("Correct.", "درست https://evil.example/", "https://evil.example/"),
        ("Correct.", "x" * 300, "much longer"),
    ],
)
def test_messages_of_the_package_have_the_same_rules_in_lessons_builds_and_wheels(text, translation, found):
    problems = broken_message(text, translation)
    assert any(found in what for what, _ in problems), problems
    assert broken_parts("", text, translation) == problems


def test_a_message_that_is_no_format_has_nothing_to_fill_in():
    assert broken_message("Open with {", "باز کنید: {") == broken_message("Layer {a} of {b}", "{b}: {a}") == []


def test_a_translation_that_may_not_reach_the_parsers_is_refused_by_the_other_rule_too():
    for length in range(1, 2_000):
        refused = max(ALWAYS_ALLOWED, LONGEST_TRANSLATION * length) + 1
        assert any("much longer" in what for what, _ in unsafe_text("x" * length, "x" * refused)), length


def test_real_translations_raise_no_alarm(configuration):
    checked = 0
    for code in translated_languages(configuration):
        for name in configuration.chapter_names:
            catalog, problems = read_catalog(catalog_path(configuration.locales, code, name), code, ROOT)
            assert not problems
            for (role, text), entry in translations(catalog).items():
                assert broken_parts(role, text, entry.msgstr, FORMATTED_NOTE in entry.comment) == [], entry.msgid
                checked += 1
    assert checked >= 500
