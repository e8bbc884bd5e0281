"""English texts that no translation can follow: glued from pieces, or with a value that a word has to agree with.

A translator gets one message at a time. Pieces that only make a sentence together (`+`, `+=`, `end=""`, several
arguments of one `print`, words in a field) have another order in another language, and a number before a noun needs
another form of the noun for 1, 2 and 5 in most of them. What stands behind a colon agrees with nothing.

The gate judges the places that `polyneuron.book.texts.code_messages` takes messages from, and the package's own
messages. Strings side by side are refused by the build already.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.domains import PACKAGE_FOLDER
from polyneuron.book.model.exercise import WRONG
from polyneuron.book.model.lesson import BUILD_CHECK
from polyneuron.book.model.problems import relative
from polyneuron.book.texts.code_messages import NAMED_FOR_READERS, PLOT_FUNCTIONS, PLOT_KEYWORDS, TABLE_KEYWORDS
from polyneuron.book.texts.package_messages import package_messages
from polyneuron.book.tools.python_code import syntax_tree

RULE = "glued"
_ONE = "Write it as one text, an f-string with its values behind a colon."
_COLON = "Put the value behind a colon: 'Neurons: {neurons}' and not '{neurons} neurons'."
_OWN = "Write a whole text for each case, or put the word behind a colon and its words into a list of names."

_NO_NOUNS = (
    "a an the of and or nor in at for with without to from by on onto into than then but not as is are was were be "
    "been being has have had do does did can cannot could may might must shall should will would if because when "
    "while where after before between against over under per out so too also only still yet again now here there "
    "instead that which who whose it they this these those both"
)
NO_NOUNS = frozenset(_NO_NOUNS.split())
"""Words before which a value stands well: nothing in them changes with it."""
_UNITS = "kb mb gb tb kib mib gib ms px dpi min hz khz mm cm km kg"
UNITS = frozenset(_UNITS.split())
"""Signs of units, which have one form."""

_NEXT_WORD = re.compile(r"[ \u00a0\u202f]+([^\W\d_]{2,})")
_STUCK_WORD = re.compile(r"[-\u2010\u2011]?([^\W\d_]{2,}|s(?![^\W_]))")


@dataclass(frozen=True)
class Glue:
    """A place in code where a text is glued."""

    line: int
    """Counted from 1."""
    text: str
    what: str
    remedy: str


def glued_in(source: str) -> list[Glue]:
    """The texts for readers in Python code that are glued; none where it is no valid Python."""
    try:
        tree = syntax_tree(source)
    except (SyntaxError, ValueError):
        return []
    finder = _Finder(tree)
    finder.visit(tree)
    return sorted(set(finder.found), key=lambda glue: (glue.line, glue.what))


def glued_message(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a message whose fields are filled by `format`, and its remedy."""
    pieces = re.split(r"\{[^{}]*\}", text)
    for after in pieces[1:]:
        if word := _agreeing(after):
            yield f"a value stands before {word!r}", _COLON


def _agreeing(after: str) -> str:
    """The word behind a value that may have to agree with it; empty where there is none."""
    found = _STUCK_WORD.match(after) or _NEXT_WORD.match(after)
    word = found[1] if found else ""
    return "" if word.casefold() in UNITS or (after[:1].isspace() and word.casefold() in NO_NOUNS) else word


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_text(node: ast.AST) -> bool:
    """Whether an expression is a string with words, plain or f-string."""
    match node:
        case ast.Constant(value=str(value)):
            return _has_letters(value)
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.Constant) and _has_letters(str(value.value)) for value in values)
    return False


def _written(node: ast.AST) -> str:
    """A string as catalogues have it: without quotes, with its fields."""
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.JoinedStr():
            return "".join(
                str(value.value) if isinstance(value, ast.Constant) else _field(value) for value in node.values
            )
    return ast.unparse(node)


def _field(node: ast.expr) -> str:
    return ast.unparse(ast.JoinedStr(values=[node])).removeprefix("f")[1:-1]


def _summands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_summands(node.left), *_summands(node.right)]
    return [node]


class _Words(ast.NodeVisitor):
    """Names that hold words somewhere in a cell, and those that are put together piece by piece."""

    def __init__(self, tree: ast.AST) -> None:
        self.names: set[str] = set()
        self.pieced: set[str] = set()
        self.visit(tree)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.bind(target, node.value)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name) and any(_is_text(part) for part in _summands(node.value)):
            self.pieced.add(node.target.id)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self.bind_each(node.target, node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self.bind_each(node.target, node.iter)
        self.generic_visit(node)

    def bind(self, target: ast.expr, value: ast.expr) -> None:
        """Note the names of a target that get words."""
        if isinstance(target, ast.Name):
            if self.are_words(value):
                self.names.add(target.id)
        elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for one, part in zip(target.elts, value.elts, strict=False):
                self.bind(one, part)

    def bind_each(self, target: ast.expr, values: ast.expr) -> None:
        """Note the names of a loop's target that get words."""
        match values:
            case ast.List() | ast.Tuple() | ast.Set():
                for value in values.elts:
                    self.bind(target, value)
            case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]) if isinstance(target, ast.Tuple):
                self.bind_each(target.elts[-1], inner)
            case ast.Call(func=ast.Name(id="zip"), args=args) if isinstance(target, ast.Tuple):
                for one, inner in zip(target.elts, args, strict=False):
                    self.bind_each(one, inner)
            case ast.Name(id=name) if isinstance(target, ast.Name) and name.endswith(NAMED_FOR_READERS):
                self.names.add(target.id)

    def are_words(self, node: ast.expr) -> bool:
        """Whether an expression gives words, whether written there or under a name."""
        match node:
            case ast.Name(id=name):
                return name in self.names or name in self.pieced
            case ast.Subscript(value=ast.Name(id=name)):
                return name.endswith(NAMED_FOR_READERS)
            case ast.Call(func=ast.Attribute(value=inner, attr="lower" | "upper" | "title" | "capitalize")):
                return self.are_words(inner)
        return literal_words(node)


def literal_words(node: ast.expr) -> bool:
    """Whether an expression gives words that are written in it, as in `'yes' if right else 'no'`."""
    match node:
        case ast.IfExp():
            return literal_words(node.body) or literal_words(node.orelse)
        case ast.BinOp():
            return literal_words(node.left) or literal_words(node.right)
        case ast.Subscript(value=ast.List(elts=elements) | ast.Tuple(elts=elements)):
            return any(map(literal_words, elements))
        case ast.Subscript(value=ast.Dict(values=elements)):
            return any(map(literal_words, elements))
    return _is_text(node)


class _Finder(ast.NodeVisitor):
    """Walks through a cell and judges every text for readers."""

    def __init__(self, tree: ast.AST) -> None:
        self.words = _Words(tree)
        self.found: list[Glue] = []

    def add(self, node: ast.expr, what: str, remedy: str) -> None:
        self.found.append(Glue(node.lineno, _written(node), what, remedy))

    def visit_Module(self, node: ast.Module) -> None:
        """Prints that follow each other count as one line where the first does not end it."""
        prints = [one for one in ast.walk(node) if isinstance(one, ast.Call) and _name(one) == "print"]
        prints.sort(key=lambda one: (one.lineno, one.col_offset))
        for one, after in pairwise([*prints, None]):
            if one is None or not _continues(one):
                continue
            if any(_is_text(argument) for argument in [*one.args, *(after.args if after else [])]):
                self.add(one, "a line is printed in pieces, with end=", "Print the whole line at once, as one text.")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node)
        places = PLOT_FUNCTIONS.get(name, ())
        for position, argument in enumerate(node.args):
            if name == "print" or (name == "check" and position == 1) or position in places:
                self.judge(argument)
        for keyword in node.keywords:
            if keyword.arg in PLOT_KEYWORDS or (name == "DataFrame" and keyword.arg in TABLE_KEYWORDS):
                self.judge(keyword.value)
        if name == "print":
            self.judge_arguments(node)
        if name == "gettext" and node.args and isinstance(node.args[0], ast.JoinedStr):
            self.add(node.args[0], "gettext gets a text with values in it", "Fill the values in behind it, by format.")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if any(name.endswith(NAMED_FOR_READERS) for name in names):
            self.judge(node.value)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        parts = _summands(node)
        translated = [part for part in parts if _is_translated(part)]
        words = [part for part in parts if _is_text(part) and "<" not in _written(part)]
        if len(parts) > 1 and translated and len(translated) + len(words) > 1:
            self.add(node, "a translated text is joined with words by +", _ONE)
        self.generic_visit(node)

    def judge(self, node: ast.expr) -> None:
        """Judge an expression whose strings a person reads."""
        match node:
            case ast.JoinedStr():
                self.judge_formatted(node)
            case ast.BinOp(op=ast.Add()):
                parts = _summands(node)
                if any(_is_text(part) for part in parts):
                    self.add(node, "a text is joined from pieces by +", _ONE)
                for part in parts:
                    self.judge(part)
            case ast.BinOp(op=ast.Mod(), left=left) if _is_text(left):
                self.add(left, "a text is filled by %, so that it is never translated", _ONE)
            case ast.Call(func=ast.Attribute(value=ast.Constant() as text, attr="format")) if _is_text(text):
                self.add(text, "a text is filled by format, so that it is never translated", _ONE)
            case ast.Call(func=ast.Attribute(attr="join"), args=[ast.List(elts=parts) | ast.Tuple(elts=parts)]):
                if any(map(_is_text, parts)):
                    self.add(node, "a text is joined from pieces by join", _ONE)
            case ast.Name(id=name) if name in self.words.pieced:
                self.add(node, "a text is put together piece by piece by +=", _ONE)
            case ast.List() | ast.Tuple() | ast.Set():
                for element in node.elts:
                    self.judge(element)
            case ast.Dict():
                for value in node.values:
                    self.judge(value)
            case ast.IfExp():
                self.judge(node.body)
                self.judge(node.orelse)
            case ast.ListComp() | ast.GeneratorExp():
                self.judge(node.elt)
            case ast.Starred():
                self.judge(node.value)

    def judge_formatted(self, node: ast.JoinedStr) -> None:
        texts = [value.value if isinstance(value, ast.Constant) else None for value in node.values]
        for place, value in enumerate(node.values):
            if not isinstance(value, ast.FormattedValue):
                continue
            before = str(texts[place - 1] or "") if place else ""
            after = str(texts[place + 1] or "") if place + 1 < len(texts) else ""
            if literal_words(value.value):
                self.add(node, "words stand in the braces of a text, where nobody translates them", _OWN)
            elif word := _agreeing(after):
                self.add(node, f"a value stands before {word!r}", _COLON)
            elif self.words.are_words(value.value) and (before.rstrip()[-1:].isalpha() or after.lstrip()[:1].isalpha()):
                self.add(node, "a word is put into a sentence", _OWN)

    def judge_arguments(self, node: ast.Call) -> None:
        """Judge the arguments of a print: with blanks between them they make one line."""
        separator = next((keyword.value for keyword in node.keywords if keyword.arg == "sep"), None)
        if separator is not None and not (isinstance(separator, ast.Constant) and str(separator.value) in ("", " ")):
            return
        for before, after in pairwise(node.args):
            if _is_text(before) and _end_of(before).isalnum():
                self.add(before, "a text goes on in the next argument of print", _ONE)
            elif (
                _is_text(after)
                and not (_ends_with_sign(before) or _is_label(after))
                and (word := _agreeing(f" {_begin_of(after)}"))
            ):
                self.add(after, f"a value stands before {word!r}", _COLON)


def _name(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_translated(node: ast.AST) -> bool:
    """Whether an expression is a message of the package, filled or not."""
    if _name(node) == "format" and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _is_translated(node.func.value)
    return _name(node) == "gettext"


def _continues(node: ast.Call) -> bool:
    """Whether the next print goes on in the same line."""
    end = next((keyword.value for keyword in node.keywords if keyword.arg == "end"), None)
    return isinstance(end, ast.Constant) and isinstance(end.value, str) and "\n" not in end.value


def _end_of(node: ast.expr) -> str:
    """The last character of a string, a letter for a field."""
    last = node.values[-1] if isinstance(node, ast.JoinedStr) else node
    return str(last.value).rstrip()[-1:] if isinstance(last, ast.Constant) else ""


def _ends_with_sign(node: ast.expr) -> bool:
    """Whether a string ends with a sign such as a colon, so that what follows is a text of its own."""
    last = _end_of(node) if isinstance(node, ast.JoinedStr | ast.Constant) else ""
    return bool(last) and not last.isalnum()


def _is_label(node: ast.expr) -> bool:
    """Whether a string is a label of its own, such as `Equal:`."""
    text = _written(node)
    return text[:1].isupper() and text.rstrip().endswith(":")


def _begin_of(node: ast.expr) -> str:
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    return str(first.value).lstrip() if isinstance(first, ast.Constant) else ""


def _glued(context: Context) -> Iterator[Finding]:
    configuration = context.configuration

    def findings(glues: Sequence[Glue], file: str, first: int) -> Iterator[Finding]:
        for glue in glues:
            line = first + glue.line - 1
            yield Finding(SOURCE_LANGUAGE, file, line, RULE, glue.text, glue.what, glue.remedy, word=glue.text)

    for lesson in context.lessons:
        for cell in lesson.cells:
            if cell.kind == "code" and cell.part != WRONG and BUILD_CHECK not in cell.tags:
                yield from findings(glued_in(cell.source), relative(lesson.path, configuration.root), cell.line)
    for message in package_messages(configuration.root):
        for what, remedy in glued_message(message.text):
            yield from findings([Glue(message.line, message.text, what, remedy)], message.file, 1)
    for path in sorted((configuration.root / PACKAGE_FOLDER).rglob("*.py")):
        if "book" not in path.relative_to(configuration.root / PACKAGE_FOLDER).parts:
            yield from findings(glued_in(path.read_text(encoding="utf-8")), relative(path, configuration.root), 1)


GATES = (Gate(RULE, Level.ERROR, (SOURCE_LANGUAGE,), "no text in pieces, no value that a word agrees with", _glued),)
