"""What the search is made from: sections of pages, families of words, an index for Node and browsers."""

import json
import re

import pytest

from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.pages.search.chinese import taiwan_words, traditional_characters
from polyneuron.book.pages.search.families import families
from polyneuron.book.pages.search.sections import Section, sections_of
from polyneuron.book.pages.search.writing import search_index, words_of
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.tools.node import run_node
from tests.conftest import ROOT

PAGE = """<html><body><article class="page"><section id="top"><h1>Title<a class="headerlink">#</a></h1>
<details class="launch-menu">Binder</details><p>First <em>words</em>, <span class="katex">
<span class="katex-mathml"><math><semantics><mi>y</mi><annotation>\\mathrm y</annotation></semantics></math></span>
<span class="katex-html">drawn</span></span> last.</p>
<div class="cell_output"><pre>0.25 0.5
loss: 0.25</pre></div>
<section id="below"><h2>Below</h2><p>Text.</p><table><tr><td>one</td><td>two</td></tr></table></section>
<div class="pn-entry" id="term-x">
<dt><dfn>term</dfn><span class="pn-english">word</span></dt><dd>Meaning.</dd><dd class="pn-others">other</dd></div>
</section></article></body></html>"""


def test_sections_hold_what_a_reader_sees_and_nothing_twice():
    top, below, entry = sections_of(PAGE)
    assert top == Section("top", "Title", "First words, y last. loss: 0.25", 1)
    assert below == Section("below", "Below", "Text. one two", 2)
    assert entry == Section("term-x", "term (word)", "Meaning.", 2)
    assert sections_of("<html><body><p>no page of ours</p></body></html>") == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_is_found_in_prose_is_shown_in_prose(direction):
    """Code stands last in its own section, wherever it was, and an excerpt shows the first place that was found."""
    page = PAGE.replace("<html>", f'<html dir="{direction}">').replace(
        "<p>First", "<div><pre>loss = 1</pre>, then</div><p>The loss first", 1
    )
    top, below, _ = sections_of(page)
    plain = re.sub("[\u2066-\u2069]", "", top.text)
    assert " ".join(plain.split()) == ", then The loss first words, y last. loss = 1 loss: 0.25"
    assert below.text == "Text. one two"


@pytest.mark.parametrize(("own", "title"), [("softmax", "softmax"), ("Adam", "Adam"), ("ReLu", "ReLu (rectifier)")])
def test_a_term_that_is_the_english_one_has_it_once(own, title):
    english = title.partition("(")[2].strip(")") or own.lower()
    page = PAGE.replace("<dfn>term</dfn>", f"<dfn>{own}</dfn>").replace(">word<", f">{english}<")
    assert sections_of(page)[2].title == title


TYPED = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
const { words, asked } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(words);
process.stdout.write(JSON.stringify(asked.map(([unknown, query]) => globalThis.polyneuronWords.typed(unknown, query))));
"""


def test_what_is_not_found_is_told_as_it_was_typed():
    asked = {
        ("不存在", "不存在的东西啊"): "不存在的东西啊",
        ("东西啊", "不存在的东西啊"): "不存在的东西啊",
        ("网络机", "網路機"): "網路機",
        ("东西啊", "Keras 东西啊"): "东西啊",
        ("fuction", "activation fuction"): "fuction",
    }
    request = {"words": (ROOT / "assets" / "words.js").read_text(encoding="utf-8"), "asked": list(asked)}
    answer = run_node(["--input-type=module", "--eval", TYPED], json.dumps(request), ROOT).stdout
    assert json.loads(answer) == list(asked.values())


def test_a_no_break_space_is_a_space_in_the_index():
    page = PAGE.replace("</h1>", " in chapter\u00a01</h1><p>Exercise\u00a03 takes 12&nbsp;minutes</p>", 1)
    top = sections_of(page)[0]
    assert "in chapter 1" in top.title and "Exercise 3 takes 12 minutes" in top.text


def test_code_and_formulas_keep_their_order_in_persian_excerpts():
    page = PAGE.replace("<html>", '<html dir="rtl">').replace("<em>words</em>", "<code>f(x)[1:]</code>")
    top = sections_of(page)[0]
    assert top.text == "First \u2066f(x)[1:]\u2069, \u2066y\u2069 last. \u2066loss: 0.25 \u2069"


@pytest.mark.parametrize(
    ("language", "script", "forms", "other"),
    [
        ("pl", "Latn", "błąd błędu błędzie błędów", "błoto"),
        ("pl", "Latn", "waga wagą wag wagami", "wagon"),
        ("ru", "Cyrl", "ошибка ошибок ошибками", "ошейник"),
        ("ru", "Cyrl", "слой слоёв слоев слоями", "слон"),
        ("fa", "Arab", "شبکه شبکه‌ها شبکه‌های شبکههای", "شب"),
        ("fa", "Arab", "خطا خطای خطاها", "خط"),
        ("en", "Latn", "learn learns learning learned", "lean"),
        ("zh", "Hans", "layer layers", "lay"),
    ],
)
def test_forms_of_one_word_are_a_family(language, script, forms, other):
    found = families([*forms.split(), other], language, script)
    assert len({found[word][1] for word in forms.split()}) == 1
    assert found[other][1] != found[forms.split()[0]][1]


def test_what_is_joined_to_a_word_brings_no_other_into_its_family():
    verbs = ["wynik", "wynikałoby", "uczyłaby", "uczenie", "liczyliśmy", "by", "być"]
    apart = [*verbs, "6", "h", "godzina", "bit", "więc", "największy"]
    found = families([*apart, "6h"], "pl", "Latn")
    assert len({found[word][1] for word in apart}) == len(apart)


def test_a_word_of_the_dictionary_is_known_where_the_texts_have_only_its_forms():
    found = families(["потерь", "потерялись"], "ru", "Cyrl")
    assert found["потеря"][1] == found["потерь"][1] != found["потерялись"][1]


def test_yoruba_words_stay_as_they_are():
    assert families(["ìsokọ́ra"], "yo", "Latn") == {"ìsokọ́ra": ("ìsokọ́ra", "ìsokọ́ra")}


def test_only_the_traditional_characters_of_the_text_come_along():
    pairs = traditional_characters("误差")
    assert "誤误" in pairs
    assert set(pairs[1::2]) <= set("误差")


def test_words_of_taiwan_come_along_for_what_the_text_says():
    words = taiwan_words("神经网络和数据集，概率，看着")
    assert {("网路", "网络"), ("资料", "数据"), ("机率", "概率")} <= set(words)
    assert not any("著" in other for other, _ in words)
    assert not taiwan_words("梯度")
    assert taiwan_words("") == []  # a preview of a page of which nothing is searched


READ = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
const { words, index, asked } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(words);
const { fold, keyIn, unpack, pack } = globalThis.polyneuronWords;
const entries = unpack(index.entries);
const terms = new Set(entries.map(([term]) => term));
const read = { terms, aliases: new Map(index.aliases), endings: new Set(index.endings) };
const keys = asked.map((word) => keyIn(read, fold(word)) ?? null);
process.stdout.write(JSON.stringify({ keys, same: pack(entries) === index.entries }));
"""


def test_every_word_of_the_texts_finds_its_own_family(configuration):
    texts = ["Błąd neuronu i błędy sieci", "Wagi neuronów, wagą i wagami", "Sieć uczy się na błędach"]
    sections = [Section(str(number), "", text, 2) for number, text in enumerate(texts)]
    index = search_index(sections, configuration.language("pl"), ROOT)
    words = [word.strip(",").lower() for text in texts for word in text.split()]
    request = {
        "words": (ROOT / "assets" / "words.js").read_text(encoding="utf-8"),
        "index": index,
        "asked": [*words, "zupełnie"],
    }
    answer = json.loads(run_node(["--input-type=module", "--eval", READ], json.dumps(request), ROOT).stdout)
    keys = dict(zip(request["asked"], answer["keys"], strict=True))
    assert answer["same"], "what is packed is unpacked as it was"
    assert keys["błąd"] == keys["błędy"] == keys["błędach"]
    assert keys["wagi"] == keys["wagą"] == keys["wagami"]
    assert keys["neuronu"] == keys["neuronów"]
    assert keys["zupełnie"] is None
    assert all(keys[word] for word in words)


def keys_in(index, asked):
    request = {"words": (ROOT / "assets" / "words.js").read_text(encoding="utf-8"), "index": index, "asked": asked}
    answer = json.loads(run_node(["--input-type=module", "--eval", READ], json.dumps(request), ROOT).stdout)
    return dict(zip(asked, answer["keys"], strict=True))


@pytest.mark.parametrize("code", ["pl", "ru"])
def test_the_dictionary_form_of_each_word_of_a_term_finds_the_term(configuration, code):
    language = configuration.language(code)
    sections = [
        Section(term.english, term.names[code], "", 2)
        for term in read_glossary(configuration)[0].values()
        if code in term.names
    ]
    names = {word: name for word, (_, name) in families(words_of(sections), code, language.script).items()}
    keys = keys_in(search_index(sections, language, ROOT), sorted({*names, *names.values()}))
    assert len(names) > 200
    assert [word for word, name in names.items() if keys[word] is None or keys[word] != keys[name]] == []


def test_hyphens_and_decimal_signs_do_not_decide(configuration):
    sections = [Section("x", "", "Back-propagation of 0.42 or ۰٫۴۲", 2)]
    keys = keys_in(
        search_index(sections, configuration.language("en"), ROOT), ["backpropagation", "0.42", "0,42", "42"]
    )
    assert keys["backpropagation"]
    assert keys["0.42"] == keys["0,42"] == "0.42"
    assert keys["42"] is None


def test_a_project_without_its_packages_says_what_to_do(configuration, tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "words.js").write_bytes((ROOT / "assets" / "words.js").read_bytes())
    with pytest.raises(ProblemsFound, match="make environment"):
        search_index([Section("x", "x", "x", 1)], configuration.language("en"), tmp_path)
