"""A question bank as GIFT (https://docs.moodle.org/en/GIFT_format), which many platforms import.

GIFT knows no order: such a question becomes one of matching, each item with the number of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polyneuron.book.model.language import Language
from polyneuron.book.teaching.bank_questions import BankChapter, BankQuestion
from polyneuron.book.teaching.moodle_xml import category_path, items_with_feedback, number, points_share

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\#=~{}:"} | {"\n": "\\n", "\r": None})


def gift(book: str, chapters: Sequence[BankChapter], language: Language) -> str:
    """The file with the questions of these chapters, each chapter a category below one of the book."""
    blocks = []
    for chapter in chapters:
        # Nothing is escaped here: Moodle reads a category as it stands.
        blocks.append(f"$CATEGORY: {category_path(book, chapter.title)}")
        blocks += ["\n".join(_lines(question, language)) for question in chapter.questions]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text in which no sign means anything to GIFT; line breaks are written as it writes them."""
    return text.translate(_ESCAPED)


def _lines(question: BankQuestion, language: Language) -> Iterator[str]:
    yield f"// [id:{question.identifier}]"
    start = "{#" if question.kind == "numeric" else "{"
    yield f"::{escaped(question.title)}::[html]{escaped(question.text)}{start}"
    if question.kind == "ordering":
        for place, answer in enumerate(question.answers, 1):
            yield f"={escaped(answer.text)} -> {language.number(place)}"
        yield f"####{escaped(items_with_feedback(question.answers, language))}"
    for answer in question.answers if question.kind != "ordering" else ():
        weight = f"%{points_share(answer)}%"
        if question.kind == "numeric":
            weight = "" if answer.share else "%0%"
            value = "" if answer.value is None else f"{number(answer.value)}:{number(question.tolerance)}"
            yield f"{'=' + weight + value if value else '~'}#{escaped(answer.feedback)}"
        elif question.kind == "single":
            yield f"{'=' if answer.share else '~'}{escaped(answer.text)}#{escaped(answer.feedback)}"
        else:
            yield f"~{weight}{escaped(answer.text)}#{escaped(answer.feedback)}"
    yield "}"
