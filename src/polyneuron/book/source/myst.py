"""MyST's own parser, set up as the site uses it.

Everything that needs to know where a block begins asks this parser; no other module looks for Markdown syntax.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from typing import Any, ClassVar

import yaml
from docutils.parsers.rst import Directive as DocutilsDirective
from docutils.parsers.rst.directives import unchanged
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from polyneuron.book.source.yaml_files import is_misread_number
from polyneuron.book.tools.characters import is_invisible
from polyneuron.book.tools.remembered import remembered

EXTENSIONS = ("amsmath", "colon_fence", "dollarmath")
"""MyST's syntax extensions that lessons may use; the site's configuration is made with the same ones."""

_ADMONITIONS = frozenset({"admonition", "note", "tip", "important", "warning", "caution", "seealso"})
ANSWERS = frozenset({"correct", "incorrect", "item"})
"""Answers of a quiz question."""
DIRECTIVES_WITH_PROSE = _ADMONITIONS | ANSWERS | {"figure", "exercise", "hint", "model-answer", "question"}
"""Directives whose body is Markdown."""
ADMONITION_TITLE, EXERCISE_TITLE, QUIZ_ANSWER = "admonition title", "exercise title", "quiz answer"
DIRECTIVES_WITH_TITLE = (
    dict.fromkeys(_ADMONITIONS, ADMONITION_TITLE) | dict.fromkeys(ANSWERS, QUIZ_ANSWER) | {"exercise": EXERCISE_TITLE}
)
"""Directives whose argument a person reads → the role of that message."""
CHAPTER_TERMS = "chapter-terms"
"""The directive that lists the terms of a lesson, one a line; the build makes a table of them and what they mean."""
DIRECTIVES_VERBATIM = frozenset({"math", "image", CHAPTER_TERMS})
"""Directives whose body is the same in every language."""
INSIDE = {"hint": "exercise", "model-answer": "exercise"}
"""Directives that stand inside another one only."""
DIRECTIVES = DIRECTIVES_WITH_PROSE | DIRECTIVES_VERBATIM
GENERATED_DIRECTIVE = "generated"
"""The directive that says where a page of `pages/` shows what the build makes; chapters have none."""

EXERCISE_PARTS = frozenset({"variants", "scaffold", "solution", "check", "hidden-check", "wrong", "model-answer"})
"""What stands behind the statement of an exercise; all but the model answer is code."""
CODE_CELL = "code-cell"
CODE_DIRECTIVES = EXERCISE_PARTS - {"model-answer"} | {CODE_CELL}
"""Directives whose body is Python."""

_BOX = frozenset({"class", "name"})
_PICTURE = frozenset({"alt", "align", "height", "name", "scale", "target", "width", "class"})
OPTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_ADMONITIONS, _BOX),
    **dict.fromkeys(EXERCISE_PARTS | {"hint", GENERATED_DIRECTIVE, CHAPTER_TERMS}, frozenset()),
    "solution": frozenset({"alt"}),
    "exercise": frozenset({"kind", "minutes", "name", "objectives", "points"}),
    "figure": _PICTURE | {"figclass", "figwidth"},
    "image": _PICTURE,
    "math": frozenset({"class", "label", "name", "nowrap"}),
    CODE_CELL: frozenset({"alt", "grading", "quick", "tags"}),
}
"""Directive → the options that it may have; questions and their answers have a reader of their own."""

ROLES = frozenset({"ref", "numref", "doc", "math", "eq", "kbd", "term"})
"""Inline roles that lessons may use; each has a form for launched notebooks."""


VALUE = re.compile(r"\{\{(?P<name>[A-Za-z_]\w*)(?P<indices>(?:\[[0-9]+\])*)\}\}")
"""A placeholder, `{{name}}` or `{{name[0]}}`, for a value of an exercise with variants; see
`polyneuron.book.source.variants`."""

KEPT_IN_MEMORY = 20_000
"""How many texts a parser remembers; the book has about 5 000 in all its editions."""
LABEL_LENGTH = 50
_LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_label(text: str) -> bool:
    """Whether a text can be a label: an address on the web, the same in all languages."""
    return len(text) <= LABEL_LENGTH and bool(_LABEL.fullmatch(text))


class Parser:
    """MyST's Markdown parser; it reads the same text once, however many editions ask. Nobody changes its tokens."""

    def __init__(self, markdown: MarkdownIt):
        self._blocks = lru_cache(KEPT_IN_MEMORY)(lambda text: tuple(markdown.parse(text)))
        self._inline = lru_cache(KEPT_IN_MEMORY)(lambda text: tuple(markdown.parseInline(text)))

    def parse(self, text: str) -> tuple[Token, ...]:
        """The tokens of a Markdown text."""
        return self._blocks(text)

    def parseInline(self, text: str) -> tuple[Token, ...]:  # markdown-it-py gives the name
        """One token, whose children are those of a text without blocks."""
        return self._inline(text)


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them: they end at line feeds only."""
    return text.removesuffix("\n").split("\n") if text else []


@cache
def parser() -> Parser:
    """The parser, made once; its inline tokens know where they stand: see `span`."""
    markdown = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    ruler = markdown.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, _with_spans(rule))
    return Parser(markdown)


_SPAN = "span"


def _with_spans(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule of the inline parser that writes down, in the tokens that it makes, where it began and ended."""

    @wraps(rule)
    def with_spans(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[known:]:
            token.meta.setdefault(_SPAN, (start, state.pos))
        return found

    return with_spans


def span(token: Token) -> tuple[int, int]:
    """Where an inline token begins and ends in the text of its block; not for tokens of text or of emphasis.

    Tokens inside the description of an image count from its beginning, as the parser reads it on its own.
    """
    return token.meta[_SPAN]


@dataclass(frozen=True)
class Directive:
    """A directive, taken apart."""

    name: str
    argument: str
    options: dict[str, Any]
    body: str
    body_line: int
    """How many lines after the opening fence the body begins."""
    closed: bool
    """Whether the closing fence is there."""
    option_lines: dict[str, int] = field(default_factory=dict)
    """Option → how many lines after the opening fence it stands."""


class _AnyDirective(DocutilsDirective):
    """Accepts every option; tells MyST's parser to read options as YAML."""

    option_spec: ClassVar = {"options": unchanged}
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True


class OptionsError(ValueError):
    """The options of a directive are no valid YAML."""


def is_fence(token: Token) -> bool:
    """Whether a token is a block between fences: a directive, or a block of code."""
    return token.type in ("fence", "colon_fence")


def lines_of_token(token: Token) -> tuple[int, int]:
    """The first line of a block, counted from 0, and the line after its last one.

    Raises `ValueError` for inline tokens and for tokens that close a block: the parser gives these no lines.
    """
    if token.map is None:
        raise ValueError(f"a token of the kind {token.type} has no lines")
    first, last = token.map
    return first, last


def is_closed(token: Token, lines: list[str]) -> bool:
    """Whether the closing fence of a block is there; `lines` are the lines that the token's map counts in."""
    first, last = lines_of_token(token)
    last_line = lines[last - 1].strip().lstrip(">").strip() if last <= len(lines) else ""
    return last - first >= 2 and last_line.startswith(token.markup) and not last_line.strip(token.markup[0])


def directive_of(token: Token, lines: list[str]) -> Directive | None:
    """Read a fence token as a directive; None when it is an ordinary block of code.

    `lines` are the lines that the token's map counts in. Raises `OptionsError`.
    """
    if not is_fence(token) or not token.info.strip().startswith("{"):
        return None
    name, _, argument = token.info.strip()[1:].partition("}")
    options, option_lines, body, body_line = _content_of(token.content)
    closed = is_closed(token, lines)
    return Directive(name, argument.strip(), dict(options), body, body_line, closed, option_lines)


@lru_cache(maxsize=10_000)
def _content_of(content: str) -> tuple[dict[str, Any], dict[str, int], str, int]:
    """Options with their values and with their lines, body and its line, of what stands between fences."""
    try:
        result = parse_directive_text(_AnyDirective, "", content, validate_options=False)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise OptionsError(str(getattr(error, "problem", None) or error)) from error
    if result.warnings:
        raise OptionsError(str(result.warnings[0].msg))
    block, body_line = _option_block(lines_of(content))
    return result.options, _option_lines(block), "\n".join(result.body), body_line


def _option_block(lines: list[str]) -> tuple[list[str], int]:
    """The lines of a directive's options as YAML, each at its place, and the line of the body, as MyST divides them.

    MyST's own count is one too small for a body that ends with an empty line.
    """
    block: list[str] = []
    if lines and lines[0].startswith("---"):
        end = next((number for number, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines))
        block, after = ["", *lines[1:end]], end + 1
    else:
        after = next((number for number, line in enumerate(lines) if not line.lstrip().startswith(":")), len(lines))
        block = [line.lstrip()[1:] for line in lines[:after]]
    if after < len(lines) and not lines[after].strip():
        after += 1  # the empty line that may stand between options and body
    return block, 1 + after


def _option_lines(block: list[str]) -> dict[str, int]:
    """Option → its line after the opening fence; raises `OptionsError` for one that stands twice or is no name."""
    found: dict[str, int] = {}
    node = yaml.compose("\n".join(block), yaml.SafeLoader)
    for name, value in node.value if node else ():
        if name.tag != "tag:yaml.org,2002:str":
            raise OptionsError(f"the name {getattr(name, 'value', '?')!r} is read as a value; put it into quotes")
        if name.value in found:
            raise OptionsError(f"the option {name.value!r} stands there twice")
        found[name.value] = 1 + name.start_mark.line
        _check_value(value)
    return found


def _check_value(node: yaml.Node) -> None:
    """Raise `OptionsError` for a name that stands twice in a value, and for numbers that only YAML reads so."""
    if is_misread_number(node):
        raise OptionsError(f"YAML reads another number than people do: {node.value[:40]}")
    if isinstance(node, yaml.MappingNode):
        names = [name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise OptionsError(f"the name {twice!r} stands there twice")
        for _, value in node.value:
            _check_value(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_value(item)


@cache
@remembered
def structure(text: str) -> tuple[str, ...]:
    """The skeleton of a Markdown text: its blocks without their words, to compare a translation with its source."""
    skeleton = []
    lines = lines_of(text)
    for token in parser().parse(text):
        if token.type in ("inline", "myst_target", "math_block", "amsmath", "html_block"):
            kept = "" if token.type == "inline" else token.content
            skeleton.append(f"{token.type} {kept}".strip())
            continue
        directive = directive_of(token, lines)
        if directive is None:
            skeleton.append(f"{token.type} {token.tag} {token.markup} {token.info}".strip())
        else:
            skeleton.append(f"directive {directive.name} {'closed' if directive.closed else 'open'}")
            if directive.name in DIRECTIVES_WITH_PROSE:
                skeleton.extend(structure(directive.body))
    return tuple(skeleton)


@lru_cache(KEPT_IN_MEMORY)
@remembered
def directives(text: str) -> tuple[tuple[Directive, int, int], ...]:
    """The directives among the blocks of a Markdown text, each with its first line, counted from 0, and the line after
    its last one; those inside of directives are theirs."""
    lines = lines_of(text)
    found = ((directive_of(token, lines), *lines_of_token(token)) for token in parser().parse(text) if is_fence(token))
    return tuple((directive, first, last) for directive, first, last in found if directive is not None)


def with_directives(text: str, name: str, written: Callable[[Directive], list[str]]) -> str:
    """A Markdown text in which lines that `written` gives stand in the place of each directive of this name."""
    lines = lines_of(text)
    for directive, first, last in reversed(directives(text)):
        if directive.name == name:
            lines[first:last] = written(directive)
    return "\n".join(lines)


def fence_around(text: str, sign: str = ":") -> str:
    """A fence of colons, or of backticks, that is longer than every one in a text."""
    return sign * (1 + max((len(found) for found in re.findall(f"{sign}{{3,}}", text)), default=2))


def role_target(content: str) -> str:
    """The target of a role's content: `text <target>` → `target`."""
    if content.endswith(">") and "<" in content:
        return content[content.rindex("<") + 1 : -1].strip()
    return content.strip()


def role_words(content: str) -> str:
    """What a reader sees of a role's content: `text <target>` → `text`, the target where it stands alone."""
    if content.endswith(">") and "<" in content:
        return content[: content.rindex("<")].strip()
    return role_target(content)


_WORDS_ONLY = frozenset(
    f"{name}_{end}" for name in ("strong", "em", "s") for end in ("open", "close")
) | {"text", "softbreak", "link_close"}  # fmt: skip
"""Inline tokens that are words, and emphasis, which a translation may set in its own way."""


@lru_cache(maxsize=20_000)
def inline_tokens(text: str) -> tuple[Token, ...]:
    """The inline tokens of a Markdown message, which is one paragraph."""
    return tuple(parser().parseInline(text)[0].children or ())


def protected_parts(text: str) -> Counter[str]:
    """What a translation of a Markdown message must keep: code, math, link and image targets, roles and HTML tags.

    Whatever else MyST may find in a line (footnotes, line breaks …) counts too: a translation has none of its own.
    """
    parts: Counter[str] = Counter()
    for token in inline_tokens(text):
        match token.type:
            case "text":
                parts.update(f"placeholder {match[0]}" for match in VALUE.finditer(token.content))
            case "code_inline":
                parts[f"code `{token.content}`"] += 1
            case "math_inline" | "math_inline_double" | "math_single" | "math_double":
                parts[f"math ${token.content.strip()}$"] += 1
            case "link_open":
                parts[f"link target {token.attrGet('href')}"] += 1
                parts["link title"] += token.attrGet("title") is not None
            case "image":
                parts[f"image {token.attrGet('src')}"] += 1
                parts["image title"] += token.attrGet("title") is not None
            case "myst_role":
                target = token.content if token.meta["name"] in ("math", "kbd") else role_target(token.content)
                parts[f"role {{{token.meta['name']}}} {target}"] += 1
            case "html_inline":
                parts[f"tag {token.content}"] += 1
            case kind if kind not in _WORDS_ONLY:
                parts[f"{kind.replace('_', ' ')} {token.content}".strip()] += 1
    return +parts


def words_of_roles(text: str) -> Iterator[tuple[str, str]]:
    """Name and words of every role in a Markdown message whose words a translation may choose."""
    for token in inline_tokens(text):
        if token.type == "myst_role" and token.meta["name"] not in ("math", "kbd"):
            yield token.meta["name"], role_words(token.content)


def links_to_documents(text: str) -> Iterator[tuple[str, str]]:
    """Target and words of every `{doc}` role in a Markdown message."""
    for token in inline_tokens(text):
        if token.type == "myst_role" and token.meta["name"] == "doc":
            yield role_target(token.content), role_words(token.content)


def visible_words(text: str) -> str:
    """What a reader sees of a Markdown message, without code and formulas."""
    words = []
    for token in inline_tokens(text):
        if token.type in ("text", "image"):
            words.append(token.content)
        elif token.type == "myst_role":
            words.append(role_words(token.content))
    return " ".join(words)


def links_without_words(text: str) -> Iterator[str]:
    """Targets of the links in a Markdown message between whose brackets a reader sees nothing."""
    target, words = "", ""
    for token in inline_tokens(text):
        if token.type == "link_open":
            target, words = str(token.attrGet("href")), ""
        elif token.type == "link_close":
            if not any(not character.isspace() and not is_invisible(character) for character in words):
                yield target
        else:
            words += token.content


def words_as_written(text: str) -> str:
    """A Markdown message without code, formulas, roles, tags and addresses: its words with what is written around them.

    The words of roles are kept, and so are backslashes and entities.
    """
    pieces, position = [], 0
    for token in inline_tokens(text):
        if token.type in _WORDS_ONLY or (token.type in ("link_open", "image") and token.info != "auto"):
            continue
        first, last = span(token)
        if first >= position:
            words = role_words(token.content) if token.type == "myst_role" else ""
            pieces += [text[position:first], words or " "]
            position = last
    return "".join([*pieces, text[position:]])
