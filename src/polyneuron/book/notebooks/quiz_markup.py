"""Questions → one markup for pages and launched notebooks.

The markup is a sequence of HTML and Markdown. A page hands the Markdown to Sphinx, a notebook to a Markdown renderer,
so that both show the same quiz and share one script and one style sheet (`src/polyneuron/quiz_files/`).

Whether an answer is right stands readable in the markup: this is for learning, not for examinations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.model.question import Question
from polyneuron.book.texts import interface_messages as texts


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


def number_text(number: float, language: Language) -> str:
    """A number as the prose of an edition writes it: digits, decimal sign, groups of thousands from 10 000 on."""
    text = f"{number:.15g}"
    if "e" not in text:
        whole, point, decimals = text.lstrip("-").partition(".")
        if len(whole) > 4:
            whole = f"{int(whole):,}".replace(",", language.thousands)
        text = ("-" if number < 0 else "") + whole + point.replace(".", language.decimal) + decimals
    return language.in_digits(text.replace("-", "\u2212"))


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
    example = number_text(-2.5, language)
    example = f"\u2066{example}\u2069" if language.is_right_to_left else example
    said = {
        "right": words(texts.QUIZ_RIGHT),
        "wrong": words(texts.QUIZ_WRONG),
        "again": words(texts.QUIZ_AGAIN),
        "missing": words(texts.QUIZ_MISSING),
        "choose": words(texts.QUIZ_CHOOSE),
        "number": words(texts.QUIZ_NO_NUMBER).replace("{example}", example),
        "place": words(texts.QUIZ_PLACE),
        "score": words(texts.QUIZ_SCORE),
    }
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in said.items())
    comma = ' data-comma=""' if language.types_decimal_comma else ""
    yield Html(
        # JupyterLab's keys (arrows, Enter, A, B …) must not act on the notebook while somebody answers.
        f'<div class="pn-quiz" lang="{language.tag}" dir="{language.direction}"{data}{comma}'
        ' data-lm-suppress-shortcuts="true">'
    )
    for number, question in enumerate(questions, 1):
        yield from _question_pieces(question, number, words, language)
    yield Html(
        f'<div class="pn-end"><p class="pn-score" hidden></p>'
        f'<button type="button" class="pn-again" hidden>{escape(words(texts.QUIZ_START_AGAIN))}</button>'
        f'<p class="pn-local" hidden>{escape(words(texts.QUIZ_LOCAL))}</p></div></div>'
    )


def _question_pieces(question: Question, number: int, words: Interface, language: Language) -> Iterator[Piece]:
    name, kind = question.name, question.kind
    title = words(texts.QUIZ_QUESTION).replace("{number}", language.number(number))
    tolerance = f' data-tolerance="{question.tolerance:.15g}"' if kind == "numeric" else ""
    yield Html(
        f'<form class="pn-question" id="{name}" data-kind="{kind}"{tolerance}>'
        f'<fieldset aria-labelledby="{name}-number {name}-text">'
        f'<legend id="{name}-number">{escape(title)} <span class="pn-verdict"></span></legend>'
        f'<div class="pn-text" id="{name}-text">'
    )
    yield Blocks(question.text, question.line)
    yield Html("</div>")
    if kind == "ordering":
        yield Html(f'<p class="pn-hint" hidden>{escape(words(texts.QUIZ_ORDER))}</p>')
    if kind == "numeric":
        yield Html(
            f'<p class="pn-field" hidden><label for="{name}-input">{escape(words(texts.QUIZ_YOUR_ANSWER))}</label> '
            f'<input type="text" inputmode="decimal" autocomplete="off" dir="ltr" id="{name}-input"'
            f' aria-describedby="{name}-status"></p>'
        )
    tag = "ol" if kind == "ordering" else "ul"
    yield Html(f'<{tag} class="pn-answers">')
    order = starting_order(question) if kind == "ordering" else range(len(question.answers))
    for place in order:
        yield from _answer_pieces(question, place, words, language)
    yield Html(
        f'</{tag}><button type="submit" class="pn-check" hidden disabled>{escape(words(texts.QUIZ_CHECK))}</button>'
        f'<p class="pn-status" role="status" id="{name}-status"></p></fieldset></form>'
    )


def _answer_pieces(question: Question, place: int, words: Interface, language: Language) -> Iterator[Piece]:
    answer = question.answers[place]
    name, identifier = question.name, f"{question.name}-{place}"
    summary = escape(words(texts.QUIZ_EXPLANATION))
    verdict = words(texts.QUIZ_RIGHT if answer.right else texts.QUIZ_WRONG)
    if question.kind == "ordering":
        yield Html(f'<li data-place="{place}"><div class="pn-item"><span id="{identifier}">')
        yield Inline(answer.text, answer.line)
        yield Html("</span>")
        for way, sign, text in (("up", "↑", texts.QUIZ_UP), ("down", "↓", texts.QUIZ_DOWN)):
            yield Html(
                f'<button type="button" class="pn-{way}" id="{identifier}-{way}" aria-label="{escape(words(text))}"'
                f' aria-labelledby="{identifier}-{way} {identifier}" hidden>{sign}</button>'
            )
        yield Html("</div>")
        verdict = words(texts.QUIZ_RIGHT_PLACE).replace("{place}", language.number(place + 1))
    elif question.kind == "numeric":
        value = "" if answer.value is None else f' data-value="{answer.value:.15g}"'
        yield Html(f"<li{value}{' data-right' if answer.right else ''}>")
        summary = escape(words(texts.QUIZ_OTHER_NUMBERS))
        if answer.value is not None:
            summary = f'<bdi dir="ltr">{number_text(answer.value, language)}</bdi>'
    else:
        kind = "radio" if question.kind == "single" else "checkbox"
        right = " data-right" if answer.right else ""
        yield Html(f'<li{right}><label><input type="{kind}" name="{name}" value="{place}"><span>')
        yield Inline(answer.text, answer.line)
        yield Html("</span></label>")
    yield Html(
        f'<details><summary><span class="pn-mark"></span> <span>{summary}</span></summary><div class="pn-why">'
        # For readers without JavaScript; the script says it in its own way and takes this out.
        f'<p class="pn-solution"><strong>{escape(verdict)}</strong></p>'
    )
    yield Blocks(answer.explanation, answer.line)
    yield Html("</div></details></li>")
