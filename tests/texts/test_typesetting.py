"""Lines of pages do not end inside a number, nor behind a one-letter word in Polish and Russian; code is left alone."""

import pytest
from lxml import html

from polyneuron.book.texts.typesetting import join_words, join_words_in_html
from tests.conftest import ROOT

CASES = [
    ("en", "60 000 images of 28 × 28 pixels", "60_000 images of 28_×_28_pixels"),
    ("en", "a 5 and 1234 more, in 2018 1000 of them", "a 5 and 1234 more, in 2018 1000 of them"),
    ("fa", "۲۶۶ ۶۱۰ پارامتر", "۲۶۶_۶۱۰ پارامتر"),
    ("pl", "Sieć z warstwą i wagami, a w niej", "Sieć z_warstwą i_wagami, a_w_niej"),
    ("ru", "Слой — это нейроны в ряду, и у них", "Слой_— это нейроны в_ряду, и_у_них"),
    ("yo", "Ó ní a i o, 100 %", "Ó ní a i o, 100_%"),
    ("en", "Chapter 1, exercises 3–5 and 12 minutes of 2 MB", "Chapter_1, exercises_3–5 and 12_minutes of 2_MB"),
    ("en", "a partial 1, 5 seconds, 5 secondary", "a partial 1, 5_seconds, 5 secondary"),
    ("yo", "orí 1, ìṣẹ́jú 12, 2 MB", "orí_1, ìṣẹ́jú_12, 2_MB"),
    ("zh", "在第 1 章的练习 3 里用 12 分钟和 100 个神经元", "在第_1_章的练习_3 里用 12_分钟和 100_个神经元"),
    ("fa", "فصل ۱، تمرین ۳ و ۱۲ دقیقه، ۲ مگابایت", "فصل_۱، تمرین_۳ و ۱۲_دقیقه، ۲_مگابایت"),
    ("fa", "شکل \u2066(2, 3)\u2069 و شکل \u20663\u2069", "شکل \u2066(2, 3)\u2069 و شکل_\u20663\u2069"),
    ("ru", "глава 1, Упражнения 3 и 12 минут, 2 МБ", "глава_1, Упражнения_3 и_12_минут, 2_МБ"),
    ("ru", "за 33 минутами, 1,44 бита, 3 части, 2 часто", "за 33_минутами, 1,44_бита, 3_части, 2 часто"),
    ("pl", "po 33 minutach, 1,44 bitu, 3 częściami, 2 razem", "po 33_minutach, 1,44_bitu, 3_częściami, 2 razem"),
    ("pl", "rozdział 1, ćwiczenie 3, 12 minut, 2 MB", "rozdział_1, ćwiczenie_3, 12_minut, 2_MB"),
]


@pytest.mark.parametrize(("language", "plain", "joined"), CASES)
def test_spaces_at_which_no_line_may_end(configuration, language, plain, joined):
    assert join_words(plain, configuration.language(language)) == joined.replace("_", "\u00a0")


HTML = [
    ("<p>Exercise <b>3</b>: 5 min</p><p>Chapter</p> 2", "<p>Exercise_<b>3</b>: 5_min</p><p>Chapter</p> 2"),
    ("<pre>chapter 1</pre><code>week 2</code> <i>week 2</i>", "<pre>chapter 1</pre><code>week 2</code> <i>week_2</i>"),
    ('<a title="chapter 1" href="#">chapter 1</a>', '<a title="chapter 1" href="#">chapter_1</a>'),
    ("<script>// chapter 1 <p>chapter 1</p></script>", "<script>// chapter 1 <p>chapter 1</p></script>"),
]


@pytest.mark.parametrize(("plain", "joined"), HTML)
def test_html_is_joined_across_the_elements_of_a_line_and_not_in_code(configuration, plain, joined):
    assert join_words_in_html(plain, configuration.language("en")) == joined.replace("_", "\u00a0")


def test_behind_a_full_width_mark_there_is_no_second_gap(configuration):
    chinese = configuration.language("zh")
    plain = "<p>练习： <a>一</a>，<b>二：</b> 三</p><pre>合计： 3</pre><p>A: b</p>"
    expected = "<p>练习：<a>一</a>，<b>二：</b>三</p><pre>合计： 3</pre><p>A: b</p>"
    assert join_words_in_html(plain, chinese) == expected
    assert join_words_in_html(plain, configuration.language("en")) == plain


def test_no_page_of_the_site_ends_a_line_before_its_number(configuration):
    pages = sorted((ROOT / "_build" / "site").glob("*/**/*.html"))
    assert pages, "There is no site. Remedy: python -m polyneuron.book site"
    for page in pages:
        code = page.relative_to(ROOT / "_build" / "site").parts[0]
        if code in configuration.languages:
            text = page.read_text(encoding="utf-8")
            assert text == join_words_in_html(text, configuration.language(code)), page.name


def test_the_first_page_ends_no_line_behind_a_word_of_one_letter(configuration):
    """Each of its parts by the rules of its language."""
    page = html.parse(ROOT / "_build" / "site" / "index.html")
    sections = {section.get("id"): html.tostring(section, encoding="unicode") for section in page.xpath("//section")}
    assert list(sections) == list(configuration.languages)
    for code, text in sections.items():
        assert text == join_words_in_html(text, configuration.language(code)), code
    assert " z\u00a0" in sections["pl"]


@pytest.mark.parametrize(("language", "expected"), [("en", "60\u00a0000"), ("pl", " i\u00a0")])
def test_pages_have_them_in_prose_and_not_in_code(language, expected):
    pages = [html.parse(path) for path in sorted((ROOT / "_build" / "site" / language).glob("0*.html"))]
    assert pages, "There is no site. Remedy: python -m polyneuron.book site"
    assert any(expected in text for page in pages for text in page.xpath("//article//p//text()"))
    assert not any(
        "\u00a0" in text for page in pages for text in page.xpath("//article//div[@class='highlight']//text()")
    )


@pytest.mark.parametrize("language", ["en", "fa", "pl"])
def test_initials_stay_with_the_name(configuration, language):
    assert join_words("P. J. Werbos", configuration.language(language)) == "P.\u00a0J.\u00a0Werbos"
