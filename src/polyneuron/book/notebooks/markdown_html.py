"""Plain Markdown of a quiz → HTML for programs that typeset formulas themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from polyneuron.book.model.language import Language
from polyneuron.book.source import myst
from polyneuron.book.tools.escaping import html
from polyneuron.isolation import isolated


@dataclass(frozen=True)
class HtmlStyle:
    """What a program that shows the HTML expects."""

    inline: tuple[str, str]
    """What stands around a formula in a line."""
    block: tuple[str, str]
    """What stands around a formula of its own line."""
    says_direction_of_code: bool = False
    """Whether code says its direction itself, because no style sheet of ours does."""


JUPYTER = HtmlStyle(("$", "$"), ("$$", "$$"))
"""Formulas in dollar signs: JupyterLab and its like typeset them as they do in Markdown."""
MOODLE = HtmlStyle((r"\(", r"\)"), (r"\[", r"\]"), says_direction_of_code=True)
"""What Moodle's filter for MathJax looks for."""


def markdown_html(text: str, language: Language, style: HtmlStyle, *, inline: bool = False) -> str:
    """Markdown without directives and roles (see `plain_markdown`) as HTML; `inline` is without a paragraph."""
    environment = {"typeset": isolated if language.is_right_to_left else str}
    markdown = _markdown(style)
    return markdown.renderInline(text, environment) if inline else markdown.render(text, environment)


@cache
def _markdown(style: HtmlStyle) -> MarkdownIt:
    def formula(token: Token, signs: tuple[str, str]) -> str:
        start, end = signs
        text = f"{start}{token.content.strip()}{end}"
        return str(html('<span dir="ltr">{formula}</span>', formula=text))

    markdown = create_md_parser(MdParserConfig(enable_extensions=set(myst.EXTENSIONS)), RendererHTML)
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("math_inline", lambda _, tokens, index, *more: formula(tokens[index], style.inline))
    markdown.add_render_rule(
        "math_block", lambda _, tokens, index, *more: f"<p>{formula(tokens[index], style.block)}</p>\n"
    )
    if style.says_direction_of_code:
        markdown.add_render_rule("code_inline", _code)
        markdown.add_render_rule("fence", _code_block)
        markdown.add_render_rule("code_block", _code_block)
    return markdown


def _text(_: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: EnvType) -> str:
    return escapeHtml(env["typeset"](tokens[index].content))


def _code(_: RendererHTML, tokens: Sequence[Token], index: int, *more: object) -> str:
    return str(html('<code dir="ltr">{code}</code>', code=tokens[index].content))


def _code_block(_: RendererHTML, tokens: Sequence[Token], index: int, *more: object) -> str:
    return str(html('<pre dir="ltr"><code>{code}</code></pre>\n', code=tokens[index].content.rstrip("\n")))
