"""Messages in code cells: comments, and the strings that a person reads.

Guards against editions whose comments and plot labels stay English, and against translations that change code. A
concrete syntax tree (LibCST) finds the messages and puts translations back; everything else of the cell keeps every
byte. A string is read by a person when it stands in one of the places listed below: as an argument of `print`, as
a title, label or annotation of a plot, as the message of a `check` in an exercise, or in a list assigned to a name
that ends in `_names` or `_titles`. Blind on
purpose to all other strings: keys, file names, options of Keras. Code that compares a displayed name with a literal
would break in translation; lessons compare numbers instead.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from polyneuron.book.model.messages import (
    CODE_COMMENT,
    DISPLAYED_NAME,
    FEEDBACK,
    PLOT_TEXT,
    PRINTED_TEXT,
    Message,
    Translate,
)
from polyneuron.book.tools import escaping

PLOT_KEYWORDS = frozenset(
    {"title", "xlabel", "ylabel", "zlabel", "label", "suptitle", "xticklabels", "yticklabels", "cbar_label"}
)
"""Keyword arguments whose strings a person reads, whatever the function."""
_FIRST_ARGUMENT = (
    "title suptitle supxlabel supylabel xlabel ylabel annotate set_label set_title set_xlabel set_ylabel set_zlabel "
    "set_xticklabels set_yticklabels"
)
PLOT_FUNCTIONS = dict.fromkeys(_FIRST_ARGUMENT.split(), (0,)) | {"legend": (0, 1), "text": (2,), "figtext": (2,)}
"""Functions and the positions of their arguments that a person reads."""
TABLE_KEYWORDS = frozenset({"index", "columns"})
"""Keyword arguments of `DataFrame` that name rows and columns for a reader."""
NAMED_FOR_READERS = ("_names", "_titles")

NOT_PROSE = re.compile(r"(noqa|type:|fmt:|%%|!)")
"""Beginnings of comments that tools obey."""


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _placeholder(part: cst.FormattedStringExpression) -> str:
    return cst.Module([]).code_for_node(part)


def _fstring_text(node: cst.FormattedString) -> str:
    return "".join(
        part.value if isinstance(part, cst.FormattedStringText) else _placeholder(part) for part in node.parts
    )


_ESCAPE = re.compile(
    r"\\(N\{[^{}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|[\\'\"abfnrtv\n])|\\", re.DOTALL
)
"""An escape of a string literal (https://docs.python.org/3/reference/lexical_analysis.html), or a lone backslash."""


def _field_at(text: str, start: int) -> str:
    """The replacement field that begins at the brace `start`; raises `SyntaxError` where it is none."""
    end = start
    while (end := text.find("}", end) + 1) > 0:
        field = text[start:end]
        # A field may hold quotes of its own; words outside of it never come here.
        for quote in ('"""', "'''"):
            try:
                node = cst.parse_expression(f"f{quote}{field}{quote}")
            except cst.ParserSyntaxError:
                continue
            if isinstance(node, cst.FormattedString) and len(node.parts) == 1 and _placeholder(node.parts[0]) == field:
                return field
    raise SyntaxError(f"not the text of an f-string: {text}")


@lru_cache(maxsize=100_000)
def _pieces(formatted_text: str) -> tuple[tuple[str, str], ...]:
    """The text of an f-string in pieces: pairs of `words`, `escape` or `field`, and the piece as written.

    Words may hold any quotes: which of them end the literal is decided where it is written. Raises `SyntaxError` when
    the braces do not make a valid f-string.
    """
    pieces: list[tuple[str, str]] = []
    position = 0
    while position < len(formatted_text):
        sign = formatted_text[position]
        if formatted_text[position : position + 2] in ("{{", "}}"):
            pieces.append(("words", sign * 2))
        elif sign == "{":
            pieces.append(("field", _field_at(formatted_text, position)))
        elif sign == "}":
            raise SyntaxError(f"not the text of an f-string: {formatted_text}")
        elif escape := _ESCAPE.match(formatted_text, position):
            pieces.append(("escape", escape[0]))
        else:
            pieces.append(("words", sign))
        position += len(pieces[-1][1])
    return tuple(pieces)


def placeholders(formatted_text: str) -> Counter[str]:
    """The replacement fields of an f-string's text, as written, with how often each occurs.

    Raises `SyntaxError` when the braces do not make a valid f-string.
    """
    return Counter(piece for kind, piece in _pieces(formatted_text) if kind == "field")


def escapes(formatted_text: str) -> Counter[str]:
    """The escapes in the words of an f-string's text; a backslash alone stands for one that escapes nothing.

    Empty where the braces do not match, which `placeholders` says.
    """
    try:
        return Counter(piece for kind, piece in _pieces(formatted_text) if kind == "escape")
    except SyntaxError:
        return Counter()


def text_pattern(text: str) -> str:
    """A regular expression for what the text of a string prints, plain or f-string: anything for a placeholder."""
    try:
        fields = list(placeholders(text))
    except SyntaxError:
        fields = []
    if not fields:
        return re.escape(text)
    fields_pattern = "|".join(re.escape(field) for field in sorted(fields, key=len, reverse=True))
    return ".*".join(re.escape(words) for words in re.split(fields_pattern, text))


class _Localizer(cst.CSTTransformer):
    """Finds messages, asks `replace` for each, and puts the answer in its place."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, replace: Callable[[str, str, int, bool], str | None]):
        super().__init__()
        self.replace = replace
        self.roles: dict[int, str] = {}

    def line(self, node: cst.CSTNode) -> int:
        return self.get_metadata(PositionProvider, node).start.line

    # Which strings a person reads

    def visit_Call(self, node: cst.Call) -> None:
        name = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
        for position, argument in enumerate(node.args):
            keyword = argument.keyword.value if argument.keyword else None
            if keyword is None and name == "print":
                self.mark(argument.value, PRINTED_TEXT)
            elif keyword is None and name == "check" and position == 1:
                self.mark(argument.value, FEEDBACK)
            elif position in PLOT_FUNCTIONS.get(name, ()) if keyword is None else keyword in PLOT_KEYWORDS:
                self.mark(argument.value, PLOT_TEXT)
            elif name == "DataFrame" and keyword in TABLE_KEYWORDS:
                self.mark(argument.value, DISPLAYED_NAME)

    def visit_Assign(self, node: cst.Assign) -> None:
        names = [target.target.value for target in node.targets if isinstance(target.target, cst.Name)]
        if any(name.endswith(NAMED_FOR_READERS) for name in names):
            self.mark(node.value, DISPLAYED_NAME)

    def mark(self, node: cst.BaseExpression, role: str) -> None:
        """Mark the strings of an expression; those inside calls, subscripts and comparisons are not for readers."""
        match node:
            case cst.SimpleString() | cst.FormattedString() | cst.ConcatenatedString():
                self.roles[id(node)] = role
            case cst.List() | cst.Tuple() | cst.Set():
                for element in node.elements:
                    self.mark(element.value, role)
            case cst.Dict():
                for element in node.elements:
                    self.mark(element.value, role)
            case cst.IfExp():
                self.mark(node.body, role)
                self.mark(node.orelse, role)
            case cst.BinaryOperation():
                self.mark(node.left, role)
                self.mark(node.right, role)
            case cst.ListComp() | cst.GeneratorExp():
                self.mark(node.elt, role)
            case cst.StarredElement():
                self.mark(node.value, role)

    # Putting translations in their place

    def leave_SimpleString(self, original: cst.SimpleString, updated: cst.SimpleString) -> cst.BaseExpression:
        role = self.roles.get(id(original))
        text = original.evaluated_value
        if role is None or not isinstance(text, str) or not _has_letters(text):
            return updated
        translation = self.replace(role, text, self.line(original), False)
        if translation is None or translation == text:
            return updated
        return updated.with_changes(value=escaping.python_string(translation, original.quote[0]))

    def leave_FormattedString(self, original: cst.FormattedString, updated: cst.FormattedString) -> cst.BaseExpression:
        role = self.roles.get(id(original))
        words = "".join(part.value for part in original.parts if isinstance(part, cst.FormattedStringText))
        if role is None or not _has_letters(words):
            return updated
        text = _fstring_text(original)
        translation = self.replace(role, text, self.line(original), True)
        if translation is None or translation == text:
            return updated
        return updated.with_changes(parts=_parts(translation, original))

    def leave_ConcatenatedString(self, original, updated):
        if self.roles.get(id(original)):
            raise ConcatenatedTextError(self.line(original))
        return updated

    def leave_Comment(self, original: cst.Comment, updated: cst.Comment) -> cst.Comment:
        text = original.value.lstrip("#").strip()
        if not _has_letters(text) or NOT_PROSE.match(text):
            return updated
        translation = self.replace(CODE_COMMENT, text, self.line(original), False)
        return updated if translation is None else updated.with_changes(value=escaping.python_comment(translation))


class ConcatenatedTextError(ValueError):
    """A text that a person reads is written as several strings side by side; `line` is counted from 1 in its cell."""

    def __init__(self, line: int):
        self.line = line
        super().__init__("a text for readers is written as several strings side by side; write it as one string")


def _parts(translation: str, original: cst.FormattedString) -> list[cst.BaseFormattedStringContent]:
    """The parts of an f-string in the words of its translation, with its own fields.

    A field that the original has not becomes words; `polyneuron.book.texts.invariants` names it.
    """
    fields = {_placeholder(part): part for part in original.parts if isinstance(part, cst.FormattedStringExpression)}
    parts: list[cst.BaseFormattedStringContent] = []
    for is_field, run in groupby(_pieces(translation), key=lambda piece: piece[0] == "field" and piece[1] in fields):
        if is_field:
            parts += [fields[piece].deep_clone() for _, piece in run]
        else:
            words = "".join(_doubled(piece) if kind == "field" else piece for kind, piece in run)
            parts.append(cst.FormattedStringText(escaping.fstring_words(words, original.end)))
    return parts


def _doubled(field: str) -> str:
    return field.replace("{", "{{").replace("}", "}}")


def _transform(source: str, replace: Callable[[str, str, int, bool], str | None]) -> str:
    """Raises `SyntaxError` where the cell is no valid Python, `ConcatenatedTextError` where a text is in pieces."""
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    except cst.ParserSyntaxError as error:
        raise SyntaxError(error.message, ("", error.raw_line, error.raw_column, None)) from error
    return wrapper.visit(_Localizer(replace)).code


def code_messages(source: str, line: int, cell: str) -> list[Message]:
    """The messages of a code cell that begins at `line` of its file."""
    found: list[Message] = []

    def record(role: str, text: str, line_in_cell: int, formatted: bool) -> None:
        found.append(Message(role, text, line + line_in_cell - 1, cell, formatted))

    _transform(source, record)
    return sorted(found, key=lambda message: message.line)


def feedback_texts(source: str) -> list[str]:
    """The messages of the `check`s in a code cell, in their order; f-strings with their placeholders."""
    return [message.text for message in code_messages(source, 1, "") if message.role == FEEDBACK]


def localize_code(source: str, translate: Translate) -> str:
    """Put translations in the place of the messages of a code cell; what has none stays English."""
    return _transform(source, lambda role, text, line, formatted: translate(role, text))


@cache
def code_skeleton(source: str) -> str:
    """The syntax tree of a cell with every message replaced by a mark, to compare an edition with the source.

    Two cells with the same skeleton do the same: they differ at most in comments and in the words that a person
    reads. The order of an f-string's placeholders may differ, their number and contents may not. The language code
    given to `use_language` is the one exemption.
    """

    def mark(role: str, text: str, line: int, formatted: bool) -> str:
        fields = sorted(placeholders(text).elements()) if formatted else []
        return "§a" + "".join(fields)

    tree = ast.parse(_transform(source, mark))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "use_language":
            node.args = [ast.Constant("language")]
    return ast.dump(tree)
