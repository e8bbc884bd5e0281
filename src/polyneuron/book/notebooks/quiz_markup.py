"""Questions → one markup for pages and launched notebooks.

The markup is a sequence of HTML and Markdown. A page hands the Markdown to Sphinx, a notebook to a Markdown renderer,
so that both show the same quiz and share one script and one style sheet (`src/polyneuron/quiz_files/`).

Whether an answer is right stands readable in the markup: this is for learning, not for examinations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.model.question import Question
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import html
from polyneuron.isolation import isolated


@dataclass(frozen=True)
class Html:
    """A piece of markup."""

    text: str


@dataclass(frozen=True)
class Inline:
    """Markdown in one line, without a paragraph around it."""

    text: str
    line: int


@dataclass(frozen=True)
class Blocks:
    """Markdown: paragraphs, lists, formulas, blocks of code."""

    text: str
    line: int


Piece = Html | Inline | Blocks


def starting_order(question: Question) -> list[int]:
    """The order in which an ordering question shows its items: the same in all languages, and never the right one."""
    right = list(range(len(question.answers)))
    order = sorted(right, key=lambda place: hashlib.sha256(f"{question.name} {place}".encode()).digest())
    return order if order != right else order[::-1]


def quiz_pieces(questions: list[Question], words: Interface, language: Language) -> Iterator[Piece]:
    """The markup of a quiz, in the order of the page.

    Without the script (`quiz_files/quiz.js`) it can be read, and its explanations unfolded; the script finds its
    texts in the `data-` attributes.
    """
    example = language.written(-2.5)
    example = isolated(example) if language.is_right_to_left else example
    said = {
        "right": words(interface_messages.QUIZ_RIGHT),
        "wrong": words(interface_messages.QUIZ_WRONG),
        "again": words(interface_messages.QUIZ_AGAIN),
        "missing": words(interface_messages.QUIZ_MISSING),
        "choose": words(interface_messages.QUIZ_CHOOSE),
        "number": words(interface_messages.QUIZ_NO_NUMBER).replace("{example}", example),
        "place": words(interface_messages.QUIZ_PLACE),
        "score": words(interface_messages.QUIZ_SCORE),
    }
    data = Markup("").join(html(' data-{name}="{text}"', name=name, text=text) for name, text in said.items())
    yield _html(
        # JupyterLab's keys (arrows, Enter, A, B …) must not act on the notebook while somebody answers.
        '<div class="pn-quiz" lang="{tag}" dir="{direction}"{digits}{data}{comma} data-lm-suppress-shortcuts="true">',
        tag=language.tag,
        direction=language.direction,
        # A page says it for itself; a launched notebook says nothing of its language.
        digits=_attribute("style", f"--pn-digits: {language.counter_style}"),
        data=data,
        comma=_attribute("data-comma", "") if language.types_decimal_comma else "",
    )
    for number, question in enumerate(questions, 1):
        yield from _question_pieces(question, number, words, language)
    yield _html(
        '<div class="pn-end"><p class="pn-score" hidden></p>'
        '<button type="button" class="pn-again" hidden>{again}</button>'
        '<p class="pn-local" hidden>{local}</p></div></div>',
        again=words(interface_messages.QUIZ_START_AGAIN),
        local=words(interface_messages.QUIZ_LOCAL),
    )


def _html(template: str, **values: object) -> Html:
    return Html(str(html(template, **values)))


def _attribute(name: str, value: object) -> Markup:
    return html(' {name}="{value}"', name=name, value=value)


def _question_pieces(question: Question, number: int, words: Interface, language: Language) -> Iterator[Piece]:
    name, kind = question.name, question.kind
    yield _html(
        '<form class="pn-question" id="{name}" data-kind="{kind}"{tolerance}>'
        '<fieldset aria-labelledby="{name}-number {name}-text">'
        '<legend id="{name}-number">{title} <span class="pn-verdict"></span></legend>'
        '<div class="pn-text" id="{name}-text">',
        name=name,
        kind=kind,
        tolerance=_attribute("data-tolerance", f"{question.tolerance:.15g}") if kind == "numeric" else "",
        title=words(interface_messages.QUIZ_QUESTION).replace("{number}", language.number(number)),
    )
    yield Blocks(question.text, question.line)
    yield Html("</div>")
    if kind == "ordering":
        yield _html('<p class="pn-hint" hidden>{words}</p>', words=words(interface_messages.QUIZ_ORDER))
    if kind == "numeric":
        yield _html(
            '<p class="pn-field" hidden><label for="{name}-input">{words}</label> '
            '<input type="text" inputmode="decimal" autocomplete="off" dir="ltr" id="{name}-input"'
            ' aria-describedby="{name}-status"></p>',
            name=name,
            words=words(interface_messages.QUIZ_YOUR_ANSWER),
        )
    tag = "ol" if kind == "ordering" else "ul"
    yield _html('<{tag} class="pn-answers">', tag=tag)
    order = starting_order(question) if kind == "ordering" else range(len(question.answers))
    for place in order:
        yield from _answer_pieces(question, place, words, language)
    yield _html(
        '</{tag}><button type="submit" class="pn-check" hidden disabled>{words}</button>'
        '<p class="pn-status" role="status" id="{name}-status"></p></fieldset></form>',
        tag=tag,
        words=words(interface_messages.QUIZ_CHECK),
        name=name,
    )


def _answer_pieces(question: Question, place: int, words: Interface, language: Language) -> Iterator[Piece]:
    answer = question.answers[place]
    identifier = f"{question.name}-{place}"
    summary: str = words(interface_messages.QUIZ_EXPLANATION)
    verdict = words(interface_messages.QUIZ_RIGHT if answer.right else interface_messages.QUIZ_WRONG)
    right = Markup(" data-right") if answer.right else ""
    if question.kind == "ordering":
        yield _html(
            '<li data-place="{place}"><div class="pn-item"><span id="{identifier}">', place=place, identifier=identifier
        )
        yield Inline(answer.text, answer.line)
        yield Html("</span>")
        for way, sign, text in (("up", "↑", interface_messages.QUIZ_UP), ("down", "↓", interface_messages.QUIZ_DOWN)):
            yield _html(
                '<button type="button" class="pn-{way}" id="{identifier}-{way}" aria-label="{words}"'
                ' aria-labelledby="{identifier}-{way} {identifier}" hidden>{sign}</button>',
                way=way,
                identifier=identifier,
                words=words(text),
                sign=sign,
            )
        yield Html("</div>")
        verdict = words(interface_messages.QUIZ_RIGHT_PLACE).replace("{place}", language.number(place + 1))
    elif question.kind == "numeric":
        value = "" if answer.value is None else _attribute("data-value", f"{answer.value:.15g}")
        yield _html("<li{value}{right}>", value=value, right=right)
        summary = words(interface_messages.QUIZ_OTHER_NUMBERS)
        if answer.value is not None:
            summary = html('<bdi dir="ltr">{number}</bdi>', number=language.written(answer.value))
    else:
        yield _html(
            '<li{right}><label><input type="{kind}" name="{name}" value="{place}"><span>',
            right=right,
            kind="radio" if question.kind == "single" else "checkbox",
            name=question.name,
            place=place,
        )
        yield Inline(answer.text, answer.line)
        yield Html("</span></label>")
    yield _html(
        '<details><summary><span class="pn-mark"></span> <span>{summary}</span></summary><div class="pn-why">'
        # For readers without JavaScript; the script says it in its own way and takes this out.
        '<p class="pn-solution"><strong>{verdict}</strong></p>',
        summary=summary,
        verdict=verdict,
    )
    yield Blocks(answer.explanation, answer.line)
    yield Html("</div></details></li>")
