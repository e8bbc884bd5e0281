"""The Moodle XML of the real bank has nothing that Moodle's reader passes over or refuses."""

import re

import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.teaching.bank_questions import bank_chapter
from polyneuron.book.teaching.moodle_xml import moodle_xml
from polyneuron.book.texts import interface_messages
from tests.teaching.moodle_format import problems


@pytest.fixture(scope="module")
def files(configuration) -> dict[str, bytes]:
    """Code → the questions of an edition."""
    found = {}
    for book in localize_books(configuration, list(configuration.languages), ""):
        chapters = [bank_chapter(one, configuration.chapter_numbers[one.name], book.edition) for one in book.lessons]
        found[book.edition.language.code] = moodle_xml("Book", chapters, book.edition.language, book.edition.interface)
    return found


def test_every_element_attribute_and_value_is_one_that_moodle_reads(files):
    assert {code: found for code, data in files.items() if (found := list(problems(data)))} == {}


def test_html_stands_in_character_data(files):
    for data in files.values():
        text = data.decode()
        assert "&lt;" not in re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
        assert text.count('format="html"') >= text.count("<![CDATA[") > 300


def test_what_is_said_of_a_whole_answer_is_said_in_the_language_of_the_edition(files, configuration):
    for code, data in files.items():
        language = configuration.languages[code]
        said = {*re.findall(r"<partiallycorrectfeedback.*?<!\[CDATA\[(.*?)\]\]>", data.decode(), re.DOTALL)}
        (one,) = said
        assert one.startswith(f'<p lang="{language.tag}" dir="{language.direction}">')
        assert (interface_messages.QUIZ_PARTLY_RIGHT in one) == (code == "en")
        assert f'<ol lang="{language.tag}" dir="{language.direction}">' in data.decode()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<single>true</single>", "<single>yes</single>"),
        ('fraction="100"', 'fraction="34"'),
        ("<hidden>0</hidden>", "<shown>1</shown>"),
        ('<name>\n      <text>', f'<name>\n      <text>{"x" * 256}'),
        ('<questiontext format="html">', '<questiontext format="html5">'),
        ("<selecttype>ALL</selecttype>", "<selecttype>ALL</selecttype><selecttype>ALL</selecttype>"),
    ],
)  # fmt: skip
def test_the_check_finds_what_moodle_would_not_read(files, right, wrong):
    text = files["en"].decode()
    assert right in text
    assert list(problems(text.replace(right, wrong, 1).encode()))
