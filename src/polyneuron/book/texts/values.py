"""The values of an exercise with variants, put into the place of their names in all of its parts.

In Markdown a placeholder `{{name}}` becomes a number as the prose of the edition writes it, alone in a cell of a table
too, and inside of code and formulas a number as Python writes it; in code every drawn name becomes its value, so that
learners see numbers and no names of ours. A formula without marks (p = {{p}}) keeps one script: Latin digits. A field
of an f-string that holds drawn values only becomes words. Works on the lesson of an edition: catalogues hold the
placeholders, so that a translation is right for every seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import libcst as cst

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.exercise import VARIANTS
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Cell
from polyneuron.book.source import myst
from polyneuron.book.source.variants import Value, draw, evaluate, placed, shown_value
from polyneuron.book.texts.prose_messages import UNTRANSLATED, localize_prose
from polyneuron.book.texts.table_numbers import is_table_row, prose_lines
from polyneuron.book.tools.remembered import remembered

_NO_BREAK_SPACE = "\u00a0"
_STAYS_ENGLISH = UNTRANSLATED.partition("{text}")[0]
_ENGLISH = Language(SOURCE_LANGUAGE, "English", "en", "en", "ltr", "")
"""What the writing of numbers needs to know of the source."""
_VERBATIM = ("code_inline", "math_inline", "math_inline_double", "math_single", "math_double")
_EQUATION = re.compile("[A-Za-z₀-₉²)] ?[=<>≤≥≈] ?[\u2212-]?$")
"""What stands before a value that ends an equation, such as x = ."""
_OPENING, _CLOSING = re.compile(r"\([^()\u0600-\u06ff]*$"), re.compile(r"^[^()\u0600-\u06ff]*\)")
_LIST_START = re.compile(r"([0-9]+)([.)])(?=\s|$)")


def drawn_values(cells: Iterable[Cell], seed: int) -> dict[str, Value]:
    """The values that a seed gives the exercise which these cells are; nothing where it has no variants."""
    for cell in cells:
        if cell.part == VARIANTS and cell.exercise is not None:
            return draw(cell.source, cell.exercise.name, seed)
    return {}


def with_values(cells: list[Cell], seed: int, language: Language) -> list[Cell]:
    """The cells of one exercise of an edition with the values of a seed in their places."""
    values = drawn_values(cells, seed)
    if not values:
        return cells
    return [
        cell
        if cell.part == VARIANTS
        else replace(cell, source=fill_code(cell.source, values, language))
        if cell.kind == "code"
        else replace(cell, source=fill_prose(cell.source, values, language))
        for cell in cells
    ]


# Markdown


@remembered
def fill_prose(source: str, values: Mapping[str, Value], language: Language) -> str:
    """A Markdown text with values in the place of placeholders."""
    lines = localize_prose(source, lambda _, text: _fill_message(text, values, language)).split("\n")
    # What is left stands where there are no words: in cells of tables, in blocks of code, in formulas between lines.
    for place in prose_lines(lines):
        if myst.VALUE.search(lines[place]):
            fill = _fill_row if is_table_row(lines[place]) else _fill_message
            lines[place] = fill(lines[place], values, language)
    return myst.VALUE.sub(lambda match: shown_value(placed(match, values)), "\n".join(lines))


def _fill_row(row: str, values: Mapping[str, Value], language: Language) -> str:
    """A row of a table; cells that are a value alone have as many decimals as the longest number of their row."""
    cells = row.split("|")
    fractions = {
        place: language.written(value)
        for place, cell in enumerate(cells)
        if (match := myst.VALUE.fullmatch(cell.strip())) and isinstance(value := placed(match, values), float)
    }
    numbers = [*fractions.values(), *(cell.strip() for cell in cells)]
    written = rf"[\u2212-]?\d+{re.escape(language.decimal)}(?P<decimals>\d+)"
    most = max((len(number["decimals"]) for text in numbers if (number := re.fullmatch(written, text))), default=0)
    for place, fraction in fractions.items():
        cells[place] = f" {_with_decimals(fraction, most, language)} "
    return _fill_message("|".join(cells), values, language)


def _with_decimals(number: str, most: int, language: Language) -> str:
    """A written number with zeros behind it, up to so many decimals."""
    whole, _, decimals = number.partition(language.decimal)
    zeros = language.number(0) * (most - len(decimals))
    return f"{whole}{language.decimal}{decimals}{zeros}" if most else number


def _fill_message(text: str, values: Mapping[str, Value], language: Language) -> str:
    if text.startswith(_STAYS_ENGLISH):
        language = _ENGLISH
    pieces, position = [], 0
    for token in myst.inline_tokens(text):
        if token.type not in _VERBATIM:
            continue
        first, last = myst.span(token)
        code = myst.VALUE.sub(lambda match: shown_value(placed(match, values)), text[first:last])
        pieces += [_filled_words(text[position:first], values, language), code]
        position = last
    filled = "".join([*pieces, _filled_words(text[position:], values, language)])
    return _LIST_START.sub(r"\1\\\2", filled, count=1) if _LIST_START.match(filled) else filled


def _filled_words(text: str, values: Mapping[str, Value], language: Language) -> str:
    def written(match: re.Match[str]) -> str:
        value = placed(match, values)
        before, behind = text[: match.start()], text[match.end() :]
        if language.digits != _ENGLISH.digits and (_EQUATION.search(before) or _in_latin_brackets(before, behind)):
            return in_words(value, _ENGLISH)
        return in_words(value, language)

    return myst.VALUE.sub(written, text)


def _in_latin_brackets(before: str, behind: str) -> bool:
    """Whether a value is an item of a tuple that has Latin digits or names beside it, such as (0, {{size}})."""
    opening, closing = _OPENING.search(before), _CLOSING.search(behind)
    return bool(opening and closing and re.search("[0-9A-Za-z]", myst.VALUE.sub("", opening[0] + closing[0])))


def in_words(value: Value, language: Language) -> str:
    """A value as prose writes it; the items of a list stand one after the other."""
    if not isinstance(value, list | tuple):
        return language.written(value)
    items = [in_words(item, language) for item in value]
    has_commas = language.decimal in language.list_separator and any(language.decimal in item for item in items)
    return ("; " if has_commas else language.list_separator).join(items)


# Code


@remembered
def fill_code(source: str, values: Mapping[str, Value], language: Language) -> str:
    """Code with values in the place of names; what is no drawn name keeps every byte.

    Numbers in messages are output, which has Latin digits and a decimal point in every edition.
    """
    thousands = language.thousands and _NO_BREAK_SPACE
    output = replace(language, digits=_ENGLISH.digits, decimal=_ENGLISH.decimal, thousands=thousands)
    return cst.parse_module(source).visit(_Filler(values, output)).code


def _written(value: Value) -> cst.BaseExpression:
    return cst.parse_expression(shown_value(value))


def _in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


class _Filler(cst.CSTTransformer):
    def __init__(self, values: Mapping[str, Value], output: Language):
        super().__init__()
        self.values, self.output = values, output

    def is_drawn(self, node: cst.CSTNode) -> bool:
        return isinstance(node, cst.Name) and node.value in self.values

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if not self.is_drawn(original_node):
            return updated_node
        written = _written(self.values[original_node.value])
        return written.with_changes(
            lpar=[*original_node.lpar, *written.lpar], rpar=[*written.rpar, *original_node.rpar]
        )

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.Attribute:
        value = updated_node.value
        if self.is_drawn(original_node.value) and not isinstance(value, cst.List):
            value = _in_brackets(value)
        return updated_node.with_changes(attr=original_node.attr, value=value)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    # Signs that would meet

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        """An item of a drawn list is written as its value, not as the whole list with an index behind it."""
        value = evaluate(cst.Module([]).code_for_node(original_node), self.values)
        return updated_node if value is None else _written(value)

    def leave_UnaryOperation(
        self, original_node: cst.UnaryOperation, updated_node: cst.UnaryOperation
    ) -> cst.UnaryOperation:
        return updated_node.with_changes(expression=self.apart(original_node.expression, updated_node.expression))

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BinaryOperation:
        changes = {"right": self.apart(original_node.right, updated_node.right)}
        if isinstance(original_node.operator, cst.Power):
            changes["left"] = self.apart(original_node.left, updated_node.left)
        return updated_node.with_changes(**changes)

    def apart(self, original: cst.BaseExpression, updated: cst.BaseExpression) -> cst.BaseExpression:
        """A negative number in brackets where a name stood behind a sign, or before a power."""
        is_new = isinstance(original, cst.Name | cst.Subscript | cst.Call) and isinstance(updated, cst.UnaryOperation)
        return _in_brackets(updated) if is_new and not updated.lpar else updated

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """A function of drawn values alone that gives a whole number is written as this number."""
        value = evaluate(cst.Module([]).code_for_node(original_node), self.values)
        return _written(value) if isinstance(value, int) and not isinstance(value, bool) else updated_node

    # Words

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString | cst.SimpleString:
        """An f-string that has lost all its fields is a plain string."""
        if original_node.deep_equals(updated_node) or not all(
            isinstance(part, cst.FormattedStringText) for part in updated_node.parts
        ):
            return updated_node
        words = "".join(part.value for part in updated_node.parts if isinstance(part, cst.FormattedStringText))
        words = words.replace("{{", "{").replace("}}", "}")
        opening = re.sub("[fF]", "", updated_node.start)
        return cst.SimpleString(f"{opening}{words}{updated_node.end}", lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_FormattedStringExpression(
        self, original_node: cst.FormattedStringExpression, updated_node: cst.FormattedStringExpression
    ) -> cst.BaseFormattedStringContent:
        if original_node.conversion is not None or original_node.equal is not None:
            return updated_node
        value = evaluate(cst.Module([]).code_for_node(original_node.expression), self.values)
        if value is None:
            return updated_node
        specification = "".join(
            part.value if isinstance(part, cst.FormattedStringText) else "{" for part in original_node.format_spec or ()
        )
        if "{" in specification:
            return updated_node
        if specification:
            try:
                return cst.FormattedStringText(format(value, specification).replace("-", "\u2212"))
            except (TypeError, ValueError):
                return updated_node
        if isinstance(value, int | float) and not isinstance(value, bool):
            return cst.FormattedStringText(self.output.written(float(f"{value:.10g}")))
        return cst.FormattedStringText(f"{value}".replace("{", "{{").replace("}", "}}"))
