"""Question banks as their readers see them: Moodle XML by its elements, GIFT by the parser `gift-pegjs`.

Each becomes the same plain form, and so does the quiz that a notebook shows, which comes from another renderer.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree, html

from polyneuron.book.tools.node import run_node
from tests.conftest import ROOT

_PARSE = """
const { parse } = require("./node_modules/gift-pegjs");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => parse(text))));
"""
_CODES = {"58": ":", "35": "#", "61": "=", "123": "{", "125": "}", "126": "~", "92": "\\", "10": "\n"}


@dataclass(frozen=True)
class Read:
    """A question as a learner meets it, without markup."""

    kind: str
    text: str
    answers: tuple[tuple[str, str, float], ...]
    """Text or number, explanation, and share of the points in per cent; items of an order have their place as text."""
    tolerance: float = 0.0


def words(markup: str) -> str:
    """The words of HTML; formulas in one form, whatever signs stand around them."""
    text = html.fragment_fromstring(markup, create_parent="div").text_content()
    text = re.sub(r"[\u2066\u2067\u2069]", "", text)
    return " ".join(re.sub(r"\\[()\[\]]|\${1,2}", "$", text).split())


def read_moodle(data: bytes) -> tuple[list[str], dict[str, Read]]:
    """The categories, and the questions by their id number."""
    root = etree.fromstring(data)
    assert root.tag == "quiz" and root[0].get("type") == "category"
    categories = [found.text for found in root.xpath("question[@type='category']/category/text")]
    questions = {}
    for element in root.xpath("question[@type!='category']"):
        kind = element.get("type")
        assert element.findtext("name/text"), "a question has a name"
        answers, tolerances = [], set()
        for answer in element.iterfind("answer"):
            text, why = answer.findtext("text"), answer.findtext("feedback/text") or ""
            if kind == "numerical" and text != "*":
                tolerances.add(float(answer.findtext("tolerance")))
            answers.append((text if kind == "numerical" else words(text), words(why), float(answer.get("fraction"))))
        if kind == "multichoice":
            kind = "single" if element.findtext("single") == "true" else "multiple"
        if kind == "ordering":
            assert [share for _, _, share in answers] == list(range(1, len(answers) + 1))
            answers = ordered(element.findtext("generalfeedback/text"))
        identifier = element.findtext("idnumber")
        assert identifier not in questions
        text = words(element.findtext("questiontext/text"))
        questions[identifier] = Read(kind, text, tuple(answers), max(tolerances, default=0.0))
    return categories, questions


def ordered(feedback: str) -> list[tuple[str, str, float]]:
    """The items of an order with their explanations, from the list that holds both."""
    items = html.fragment_fromstring(feedback).xpath("li")
    return [(words_of(item[0]), words_of(item[1]), float(place)) for place, item in enumerate(items, 1)]


def words_of(element: html.HtmlElement) -> str:
    """The words of an element alone."""
    return words(html.tostring(element, encoding="unicode", with_tail=False))


def read_gift(texts: list[str]) -> list[tuple[list[str], dict[str, Read]]]:
    """The same of each GIFT file, by the published parser."""
    done = run_node(["-e", _PARSE], json.dumps(texts), ROOT)
    assert done.returncode == 0, done.stderr
    return [_gift_questions(found) for found in json.loads(done.stdout)]


def _gift_questions(found: list[dict]) -> tuple[list[str], dict[str, Read]]:
    categories = [each["title"] for each in found if each["type"] == "Category"]
    questions = {}
    for each in found:
        if each["type"] == "Category":
            continue
        assert each["title"] and not each["hasEmbeddedAnswers"] and each["stem"]["format"] == "html"
        answers, kind, tolerance = [], each["type"], 0.0
        if kind == "Matching":
            kind, answers = "ordering", ordered(each["globalFeedback"]["text"])
            pairs = [(words(pair["subquestion"]["text"]), decoded(pair["subanswer"])) for pair in each["matchPairs"]]
            assert [text for text, _ in pairs] == [text for text, _, _ in answers]
            assert [int(place) for _, place in pairs] == list(range(1, len(pairs) + 1))
        elif kind == "Numerical":
            kind = "numerical"
            for choice in each["choices"]:
                shown, share = choice["text"], choice["weight"]
                share = 100 if share is None and choice["isCorrect"] else share or 0
                value = shown["text"] if "text" in shown else f"{shown['number']:.15g}"
                tolerance = max(tolerance, shown.get("range", 0))
                answers.append((value, words(choice["feedback"]["text"]), float(share)))
        else:
            assert kind == "MC"
            kind = "single" if any(choice["isCorrect"] for choice in each["choices"]) else "multiple"
            for choice in each["choices"]:
                share = 100 if choice["isCorrect"] else choice["weight"] or 0
                answers.append((words(choice["text"]["text"]), words(choice["feedback"]["text"]), float(share)))
        questions[each["id"]] = Read(kind, words(each["stem"]["text"]), tuple(answers), tolerance)
    return categories, questions


def decoded(text: str) -> str:
    """Text in which the parser has left its own signs for escaped ones."""
    return re.sub(r"&&0*(\d+);?", lambda found: _CODES[found[1]], text)


def read_notebook(markup: str) -> dict[str, Read]:
    """The same of the quiz that a notebook shows."""
    questions = {}
    for form in html.fragment_fromstring(markup).xpath(".//form"):
        kind = {"numeric": "numerical"}.get(form.get("data-kind"), form.get("data-kind"))
        items = form.xpath(".//*[contains(@class, 'pn-answers')]/li")
        right = sum("data-right" in item.attrib for item in items)
        answers = []
        for item in items:
            (why,) = item.xpath(".//div[@class='pn-why']")
            why.remove(why.xpath("p[@class='pn-solution']")[0])
            share = 100.0 if "data-right" in item.attrib else 0.0
            if kind == "multiple":
                share = round(share / right, 5) if share else -round(100 / (len(items) - right), 5)
            if kind == "numerical":
                text = item.get("data-value", "*")
            else:
                text = words_of(item.xpath(".//label/span | .//div[@class='pn-item']/span")[0])
            share = float(item.get("data-place")) + 1 if kind == "ordering" else share
            answers.append((text, words_of(why), share))
        if kind == "ordering":
            answers.sort(key=lambda answer: answer[2])
        if kind == "numerical":
            answers.sort(key=lambda answer: (answer[0] == "*", -answer[2]))
        text = words_of(form.xpath(".//div[@class='pn-text']")[0])
        questions[form.get("id")] = Read(kind, text, tuple(answers), float(form.get("data-tolerance", 0)))
    return questions


def check_points(question: Read) -> None:
    """What every question must give: all points for the right answer, none or fewer for others."""
    shares = [share for _, _, share in question.answers]
    if question.kind in ("single", "numerical"):
        assert sorted(shares)[-2:] == [0, 100] and sum(shares) == 100
    elif question.kind == "multiple":
        assert abs(sum(share for share in shares if share > 0) - 100) < 1e-4
        assert all(share >= 0 for share in shares) or abs(sum(shares)) < 2e-4
    if question.kind == "numerical":
        numbers = sorted(float(text) for text, _, _ in question.answers if text != "*")
        assert question.answers[-1][0] == "*" and question.answers[-1][2] == 0
        assert all(later - earlier > question.tolerance for earlier, later in pairwise(numbers))
