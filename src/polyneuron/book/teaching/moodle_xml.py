"""A question bank as Moodle XML (https://docs.moodle.org/en/Moodle_XML_format), for Moodle 4.4 and later.

Questions that ask for an order are of the kind `ordering`, part of Moodle since 4.4 and a plugin before. It shows no
explanation for a single item, so these stand together in the feedback to the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from mimetypes import guess_extension

from lxml import etree
from markupsafe import Markup

from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.teaching.bank_questions import BankAnswer, BankChapter, BankQuestion, in_language
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import html

_TYPES = {"single": "multichoice", "multiple": "multichoice", "numeric": "numerical", "ordering": "ordering"}
_COMBINED_FEEDBACK = {
    "correctfeedback": interface_messages.QUIZ_RIGHT,
    "partiallycorrectfeedback": interface_messages.QUIZ_PARTLY_RIGHT,
    "incorrectfeedback": interface_messages.QUIZ_WRONG,
}
"""Element → what it says whatever was answered."""
_PICTURE = re.compile(r'src="data:([\w/+.-]+)(?:;charset=[\w-]+)?;base64,([A-Za-z0-9+/=]+)"')


def moodle_xml(book: str, chapters: Sequence[BankChapter], language: Language, words: Interface) -> bytes:
    """The file with the questions of these chapters, each chapter a category below one of the book.

    Parameters
    ----------
    book
        Name of the category of all questions.
    """
    root = etree.Element("quiz")
    for chapter in chapters:
        category = etree.SubElement(root, "question", type="category")
        _text(etree.SubElement(category, "category"), category_path(book, chapter.title))
        for question in chapter.questions:
            root.append(_question(question, language, words))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def category_path(book: str, chapter: str) -> str:
    """Where questions go below the categories of a course; a bar inside a name is doubled."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in (book, chapter))])


def items_with_feedback(answers: Sequence[BankAnswer], language: Language) -> str:
    """The items of an order with their explanations, as one list whose numbers stand where its lines begin."""
    items = (html("<li>{text}{why}</li>", text=Markup(one.text), why=Markup(one.feedback)) for one in answers)
    return in_language("ol", Markup("").join(items), language)


def _question(question: BankQuestion, language: Language, words: Interface) -> etree._Element:
    element = etree.Element("question", type=_TYPES[question.kind])
    _text(etree.SubElement(element, "name"), question.title)
    _html(element, "questiontext", question.text)
    _html(
        element,
        "generalfeedback",
        items_with_feedback(question.answers, language) if question.kind == "ordering" else "",
    )
    _value(element, "defaultgrade", "1")
    _value(element, "penalty", "0.3333333")
    _value(element, "hidden", "0")
    _value(element, "idnumber", question.identifier)
    if question.kind in ("single", "multiple"):
        _value(element, "single", "true" if question.kind == "single" else "false")
        _value(element, "shuffleanswers", "true")
        _value(element, "answernumbering", "none")
        _value(element, "showstandardinstruction", "0")
    if question.kind == "ordering":
        _value(element, "layouttype", "VERTICAL")
        _value(element, "selecttype", "ALL")
        _value(element, "selectcount", "0")
        _value(element, "gradingtype", "ABSOLUTE_POSITION")
        _value(element, "showgrading", "SHOW")
        _value(element, "numberingstyle", "none")
    if question.kind != "numeric":
        for tag, message in _COMBINED_FEEDBACK.items():
            _html(element, tag, in_language("p", words(message), language))
        if question.kind != "single":
            # Of the kind `ordering` Moodle reads the text, of the others whether there is such an element.
            _value(element, "shownumcorrect", "1")
    for answer in question.answers:
        element.append(_answer(answer, question))
    return element


def _answer(answer: BankAnswer, question: BankQuestion) -> etree._Element:
    element = etree.Element(
        "answer", fraction=f"{answer.share:g}" if question.kind == "ordering" else points_share(answer)
    )
    if question.kind == "numeric":
        element.set("format", "moodle_auto_format")
        _text(element, "*" if answer.value is None else number(answer.value))
        _value(element, "tolerance", "0" if answer.value is None else number(question.tolerance))
    else:
        element.set("format", "html")
        _text_with_pictures(element, answer.text)
    if question.kind != "ordering":
        _html(element, "feedback", answer.feedback)
    return element


def points_share(answer: BankAnswer) -> str:
    """A share of the points in per cent, with the decimals that Moodle knows."""
    return f"{answer.share:.5f}".rstrip("0").rstrip(".")


def number(value: float) -> str:
    """A number with digits and point alone, as both formats want it."""
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _value(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text


def _html(parent: etree._Element, tag: str, text: str) -> None:
    _text_with_pictures(etree.SubElement(parent, tag, format="html"), str(text))


def _text(parent: etree._Element, text: str) -> None:
    _value(parent, "text", text)


def _text_with_pictures(parent: etree._Element, text: str) -> None:
    """HTML in an element of its own; the pictures in it become files beside it."""
    files: list[etree._Element] = []

    def beside(found: re.Match[str]) -> str:
        name = f"picture-{len(files) + 1}{guess_extension(found[1]) or ''}"
        file = etree.Element("file", name=name, path="/", encoding="base64")
        file.text = found[2]
        files.append(file)
        return f'src="@@PLUGINFILE@@/{name}"'

    written = _PICTURE.sub(beside, text)
    etree.SubElement(parent, "text").text = etree.CDATA(written) if written else ""
    parent.extend(files)
