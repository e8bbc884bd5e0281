"""The call in a lesson's set-up cell that chooses the language of its notebook, set in the syntax tree."""

from __future__ import annotations

from functools import cache

import libcst as cst


class _Chooser(cst.CSTTransformer):
    """Sets the one argument of `use_language`, in the quotes that it has."""

    def __init__(self, code: str):
        super().__init__()
        self.code = code

    def leave_Call(self, original: cst.Call, updated: cst.Call) -> cst.Call:
        match updated:
            case cst.Call(
                func=cst.Attribute(attr=cst.Name("use_language")), args=[cst.Arg(value=cst.SimpleString() as written)]
            ):
                chosen = written.with_changes(value=f"{written.quote}{self.code}{written.quote}")
                return updated.with_changes(args=[updated.args[0].with_changes(value=chosen)])
        return updated


def choose_language(source: str, code: str) -> str:
    """The code of a set-up cell that chooses another language; `polyneuron.book.source.code_cells` checks its form."""
    return _parsed(source).visit(_Chooser(code)).code


@cache
def _parsed(source: str) -> cst.Module:
    """The set-up cells of all lessons are few, and the same ones for every language."""
    return cst.parse_module(source)
