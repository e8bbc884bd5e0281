"""Answers to exercises, checked in the reader's language: what is wrong and where to look, without a traceback.

A check cell of a notebook reads::

    with checking("bias"):
        check(bias == 3, "The bias …")

The lesson writes the messages; this module adds those that every exercise needs: a gap that is still open, a name
that does not exist, an answer with which the check itself stops, a number as one writes it outside of Python.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from types import TracebackType

from polyneuron import language
from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT, isolated
from polyneuron.messages import gettext, write

_CODE = re.compile(r"`[^`]+`")
_NUMBER_IN_TEXT = re.compile(r"\s*[-+−–]?\d+(?:\s\d{3})*(?:[.,٫]\d+)?\s*[%٪]?\s*")


class AnswerError(AssertionError):
    """An answer to an exercise is missing or not right; its text says what to look at."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback (a hook of IPython)."""
        return [f"✗ {_in_direction(str(self))}"]


def check(condition: object, message: str) -> None:
    """Go on when `condition` is true.

    Parameters
    ----------
    condition
        Anything with a truth value; for arrays use `.all()` or `numpy.allclose`.
    message
        What is wrong with the answer and where to look, in the language of the notebook.

    Raises
    ------
    AnswerError
        When `condition` is false.
    """
    if not condition:
        raise AnswerError(message)


class checking:
    """A context for the checks of one exercise.

    Parameters
    ----------
    names
        The names that the answer defines. A name that is missing, or still holds the gap `...`, is reported before
        any check runs.
    """

    def __init__(self, *names: str) -> None:
        self.names = names
        self._values: dict[str, object] = {}
        self._quiet = contextlib.ExitStack()

    def __enter__(self) -> checking:
        values = self._values = sys._getframe(1).f_globals
        for name in self.names:
            if name not in values:
                raise AnswerError(
                    gettext("`{name}` is not there yet. Run the cell with your answer first.").format(name=name)
                )
            if values[name] is ...:
                raise AnswerError(gettext("Put your answer in the place of the three dots: `{name}`").format(name=name))
        # Notices of libraries are no part of the feedback, and nbgrader takes anything on standard error for a failure.
        self._quiet.enter_context(contextlib.redirect_stderr(io.StringIO()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._quiet.close()
        if error is None:
            praise = gettext("Correct.")
            write(f"✓ {_in_direction(praise)}", sys.stdout)
        elif isinstance(error, AnswerError):
            if hint := self._text_hint():
                raise AnswerError(f"{error} {hint}") from None
        elif isinstance(error, Exception):
            found = f"{type(error).__name__}: {error}"
            text = gettext(
                "The check cannot work with your answer. Look at its type and its shape, and for a function at what it "
                "returns. Python says: {error}"
            )
            hint = self._text_hint() or self._comma_hint()
            raise AnswerError(f"{hint} {text.format(error=f'{LEFT_TO_RIGHT}{found}{END}')}".lstrip()) from None

    def _text_hint(self) -> str:
        """What is wrong with a number in quotation marks; nothing where there is none."""
        for name in self.names:
            value = self._values.get(name)
            if type(value) is str and _NUMBER_IN_TEXT.fullmatch(value):
                return gettext("`{name}` is a text. Write a number without quotation marks.").format(name=name)
        return ""

    def _comma_hint(self) -> str:
        """What may be wrong with two numbers with which a check cannot work; where it can, they may be a shape."""
        for name in self.names:
            value = self._values.get(name)
            if type(value) is tuple and [type(part) for part in value] in ([int, int], [int, float]):
                return gettext(
                    "`{name}` holds two numbers. If you mean one number, write it with a point: `0.5`, not `0,5`."
                ).format(name=name)
        return ""


def _in_direction(text: str) -> str:
    """`text` as an output cell must hold it, so that a right-to-left sentence with code in it keeps its order."""
    if not language.chosen().is_right_to_left:
        return text
    with_code = _CODE.sub(lambda found: f"{LEFT_TO_RIGHT}{found[0]}{END}", text)
    return f"{RIGHT_TO_LEFT}{isolated(with_code)}{END}"
