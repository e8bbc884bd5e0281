"""Titles of a language without spaces end their lines between words."""

import pytest
from markupsafe import Markup

from polyneuron.book.pages.titles import Titles, titles_of
from polyneuron.book.texts.word_breaks import WordBreaks
from tests.browser import visits
from tests.conftest import ROOT

CHINESE = Titles(WordBreaks("zh-Hans", ["神经元"]))


def test_words_are_escaped_and_tags_and_entities_stay_as_they_are():
    assert CHINESE("神经元 < 网络学习") == "神经元 &lt; 网络<wbr>学习"
    title = Markup('<a href="#神经元学习">神经元学习<code>x&amp;y</code></a>')
    assert CHINESE(title) == '<a href="#神经元学习">神经元<wbr>学习<code>x&amp;y</code></a>'


def test_what_stands_behind_a_colon_is_a_phrase():
    assert CHINESE("网络：损失函数") == '网络：<wbr><span class="phrase">损失<wbr>函数</span>'
    assert CHINESE("网络：") == "网络："


def test_headings_and_titles_of_boxes_are_changed_and_the_text_is_not():
    body = '<h2 id="a">损失函数<a class="headerlink" href="#a">#</a></h2><p>损失函数</p>'
    body += '<p class="admonition-title">损失函数</p><header>损失函数</header>'
    changed = body.replace('"a">损失函数', '"a">损失<wbr>函数').replace('title">损失函数', 'title">损失<wbr>函数')
    assert CHINESE.in_body(body) == changed


def test_the_link_to_a_title_stays_with_its_last_word():
    title = '<h1>网络：损失函数<a class="headerlink" href="#a">#</a></h1>'
    link = '<a class="headerlink" href="#a">#</a>'
    expected = f'<h1>网络：<wbr><span class="phrase">损失<wbr>函数{link}</span></h1>'
    assert CHINESE.in_body(title) == expected


def test_labels_and_heads_of_tables_are_broken_between_words_too():
    body = "<label><input> <span>损失函数</span></label><table><tr><th>损失函数</th><td>损失函数</td></tr></table>"
    assert CHINESE.in_body(body).count("损失<wbr>函数") == 2


def test_languages_with_spaces_need_nothing():
    titles = titles_of(str(ROOT), "fa")
    assert titles("A & B") == "A &amp; B"
    assert titles.in_body("<h1>A B</h1>") == "<h1>A B</h1>"


LINES = """selector => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent).flatMap((title) => {
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".headerlink, :is(th, label) code")) continue;
    for (let place = 1; place < node.length; place++) {
      if (/\\s|（$/.test(node.data[place - 1] + node.data[place])) continue; // before a bracket a line may end
      const [one, two] = [place - 1, place].map((start) => {
        range.setStart(node, start);
        range.setEnd(node, start + 1);
        return range.getBoundingClientRect().top;
      });
      if (Math.abs(one - two) > 8) found.push(`${node.data.slice(0, place)}/${node.data.slice(place)}`);
    }
  }
  if (title.scrollWidth > title.clientWidth + 1) found.push(`${title.textContent} is too wide`);
  return found;
})"""
"""Where lines end within a word, or a title is wider than its place."""
TITLES = (
    ".page :is(h1, h2, h3, h4, th, label, legend), .admonition-title, .chapter-list a, .page-links__title, .doors a"
)


@pytest.fixture(scope="module")
def visit(browser):
    """Opens a page in a context of its own."""
    with visits(browser) as open_page:
        yield open_page


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_title_of_the_chinese_edition_breaks_a_word(visit, address, width):
    for name in ("00-start", "01-neurons", "03-losses", "06-imdb", "running", "course-map", "assign", "syllabus"):
        page = visit(f"{address}/zh/{name}.html", viewport={"width": width, "height": 740})
        page.evaluate("document.querySelector('.chapters-drawer').open = true")
        assert page.locator("wbr").count() > 3
        assert page.evaluate(LINES, TITLES) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = visit(f"{address}/index.html#zh", viewport={"width": width, "height": 740})
    assert page.locator("#zh h2 wbr").count()
    assert page.evaluate(LINES, "#zh :is(h2, h3, .name, .more, .way)") == []


@pytest.mark.parametrize("width", [390, 900])
def test_hovering_and_the_keyboard_show_the_link_to_a_title_beside_its_last_word(visit, address, width):
    page = visit(f"{address}/zh/01-neurons.html", viewport={"width": width, "height": 740})
    link = page.locator(".page h1 .headerlink")
    opacity = "link => getComputedStyle(link).opacity"
    assert link.evaluate(opacity) == "0"
    page.hover(".page h1")
    assert link.evaluate(opacity) == "1"
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate(opacity) == "1"
    beside = """link => {
      const range = document.createRange(), before = link.previousSibling;
      range.setStart(before, before.length - 1);
      range.setEnd(before, before.length);
      return Math.abs(range.getBoundingClientRect().top - link.getBoundingClientRect().top);
    }"""
    assert link.evaluate(beside) < 12
