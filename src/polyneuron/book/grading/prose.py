"""Words that a student wrote: how many are enough for a person to read, in comments and in changed texts too."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from difflib import SequenceMatcher

from polyneuron.book.grading.cell_sources import code_tree

_LETTERS, _WORDS, _SIGNS = 40, 6, 12
"""How many are enough; signs are those of scripts without spaces between words."""
_NO_WORDS = re.compile(r"<[^>]*>|https?://\S+|\]\([^)]*\)")
_PICTURE = re.compile(r"attachment:|<img\b|!\[")
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_enough_prose(text: str) -> bool:
    """Whether a text may be an explanation: about 40 letters, 6 words, or a picture."""
    words = _NO_WORDS.sub(" ", text)
    letters = sum(letter.isalpha() for letter in words)
    many = sum(any(letter.isalpha() for letter in word) for word in words.split())
    return bool(_PICTURE.search(text)) or letters >= _LETTERS or many >= _WORDS or len(_SIGN.findall(words)) >= _SIGNS


def prose_in_code(source: str, given: str = "") -> str:
    """Comments and texts that stand for themselves in code, without those that were given; all of it if it is none."""
    tree = code_tree(source)
    if tree is None:
        return added_prose(source, given) if " " in source.strip() else ""
    known = {*comments_of(given)}
    found = [text for text in comments_of(source) if text not in known and not _is_code(text)]
    return "\n".join([*found, *(text for text in _texts(tree) if text not in given)])


def added_prose(changed: str, given: str) -> str:
    """The words of a text that were not in it when it was given."""
    old, new = given.split(), changed.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return " ".join(word for step, _, _, first, last in steps if step != "equal" for word in new[first:last])


def comments_of(source: str) -> list[str]:
    """The comments in code, without their marks, as far as it can be read."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                found.append(token.string.lstrip("# ").rstrip())
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _texts(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def _is_code(text: str) -> bool:
    """Whether a comment is code that was taken out."""
    tree = code_tree(text)
    return tree is not None and any(
        isinstance(node, ast.Assign | ast.Call | ast.Import | ast.ImportFrom | ast.Return) for node in ast.walk(tree)
    )
