"""MyST's own parser, set up as the site uses it.

Everything that needs to know where a block begins asks this parser; no other module looks for Markdown syntax.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

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
DIRECTIVES_VERBATIM = frozenset({"math", "image"})
"""Directives whose body is the same in every language."""
INSIDE = {"hint": "exercise", "model-answer": "exercise"}
"""Directives that stand inside another one only."""
DIRECTIVES = DIRECTIVES_WITH_PROSE | DIRECTIVES_VERBATIM
GENERATED_DIRECTIVE = "generated"
"""The directive that says where a page of `pages/` shows what the build makes; chapters have none."""

EXERCISE_PARTS = frozenset({"scaffold", "solution", "check", "hidden-check", "wrong", "model-answer"})
"""What stands behind the statement of an exercise; all but the model answer is code."""

ROLES = frozenset({"ref", "numref", "doc", "math", "eq", "kbd", "term"})
"""Inline roles that lessons may use; each has a form for launched notebooks."""


REMEMBERED = 20_000
"""How many texts a parser remembers; the book has about 5 000 in all its editions."""
LABEL_LENGTH = 50
_LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_label(text: str) -> bool:
    """Whether a text can be a label: an address on the web, the same in all languages."""
    return len(text) <= LABEL_LENGTH and bool(_LABEL.fullmatch(text))


class Parser:
    """MyST's Markdown parser; it reads the same text once, however many editions ask. Nobody changes its tokens."""

    def __init__(self, markdown: MarkdownIt):
        self._blocks = lru_cache(REMEMBERED)(lambda text: tuple(markdown.parse(text)))
        self._inline = lru_cache(REMEMBERED)(lambda text: tuple(markdown.parseInline(text)))

    def parse(self, text: str) -> tuple[Token, ...]:
        """The tokens of a Markdown text."""
        return self._blocks(text)

    def parseInline(self, text: str) -> tuple[Token, ...]:  # markdown-it-py gives the name
        """One token, whose children are those of a text without blocks."""
        return self._inline(text)


@cache
def parser() -> Parser:
    """The parser, made once."""
    return Parser(create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML))


@dataclass(frozen=True)
class Directive:
    """A directive, taken apart."""

    name: str
    argument: str
    options: dict
    body: str
    body_line: int
    """How many lines after the opening fence the body begins."""
    closed: bool
    """Whether the closing fence is there."""


class _AnyDirective:
    """Accepts every option; tells MyST's parser to read options as YAML."""

    option_spec = {"options": True}  # noqa: RUF012
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True


class OptionsError(ValueError):
    """The options of a directive are no valid YAML."""


def directive_of(token: Token, lines: list[str]) -> Directive | None:
    """Read a fence token as a directive; None when it is an ordinary block of code.

    `lines` are the lines that the token's map counts in.
    """
    if token.type not in ("fence", "colon_fence") or not token.info.strip().startswith("{"):
        return None
    name, _, argument = token.info.strip()[1:].partition("}")
    result = parse_directive_text(_AnyDirective, "", token.content, validate_options=False)
    if result.warnings:
        raise OptionsError(str(result.warnings[0].msg))
    body = "\n".join(result.body)
    total = len(token.content.splitlines())
    first, last = token.map
    last_line = lines[last - 1].strip().lstrip(">").strip() if last <= len(lines) else ""
    closed = last - first >= 2 and last_line.startswith(token.markup) and not last_line.strip(token.markup[0])
    return Directive(name, argument.strip(), result.options, body, 1 + total - len(result.body), closed)


@cache
def structure(text: str) -> tuple[str, ...]:
    """The skeleton of a Markdown text: its blocks without their words, to compare a translation with its source."""
    skeleton = []
    lines = text.splitlines()
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


def fence_around(text: str) -> str:
    """A fence of colons that is longer than every one in a text."""
    return ":" * (1 + max((len(found) for found in re.findall(":{3,}", text)), default=2))


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


def protected_parts(text: str) -> Counter[str]:
    """What a translation of a Markdown message must keep: code, math, link and image targets, roles and HTML tags."""
    parts: Counter[str] = Counter()
    for token in parser().parseInline(text)[0].children or []:
        match token.type:
            case "code_inline":
                parts[f"code `{token.content}`"] += 1
            case "math_inline" | "math_inline_double" | "math_single" | "math_double":
                parts[f"math ${token.content.strip()}$"] += 1
            case "link_open":
                parts[f"link target {token.attrGet('href')}"] += 1
            case "image":
                parts[f"image {token.attrGet('src')}"] += 1
            case "myst_role":
                target = token.content if token.meta["name"] in ("math", "kbd") else role_target(token.content)
                parts[f"role {{{token.meta['name']}}} {target}"] += 1
            case "html_inline":
                parts[f"tag {token.content}"] += 1
    return parts
