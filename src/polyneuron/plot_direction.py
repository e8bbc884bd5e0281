"""Right-to-left plots: Persian letters joined and in order, legends with their marks on the right.

Matplotlib 3.11 shapes Persian and orders mixed lines by itself, numbers with a sign only where they are isolated; older
ones, which a launched notebook may meet, draw isolated letters from left to right. For those the words are shaped
beforehand (arabic-reshaper, python-bidi). Doing that under 3.11 would reverse the text, so the version decides, here
and nowhere else. Digits stay as they are written.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import matplotlib
from matplotlib.legend import Legend
from matplotlib.text import Text

from polyneuron.isolation import isolated
from polyneuron.messages import gettext

SHAPES_TEXT_SINCE = (3, 11)
"""The first version of Matplotlib that shapes and orders text itself."""

_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06fa-\u06fc\u0750-\u077f]")
"""As they are typed; those that are shaped already have other codes."""
_DRAWN_BY_NOBODY = re.compile("[\u200c\u2066-\u2069]")
"""A joiner and isolates, which have done their work when a line is in order."""
_set_text = Text.set_text
_init_legend = Legend.__init__


def use_direction(direction: str) -> None:
    """Make new plots read in a direction, `ltr` or `rtl`; called by `use_language`.

    Raises
    ------
    ImportError
        When the direction is `rtl`, Matplotlib is older than 3.11, and the libraries that shape are missing.
    """
    right_to_left = direction == "rtl"
    _replace(Legend, "__init__", _init_mirrored_legend if right_to_left else _init_legend)
    _replace(Text, "set_text", _set_text_with(_ordering()) if right_to_left else _set_text)


def _replace(owner: type, name: str, method: Callable[..., Any]) -> None:
    """Replace a method of another library, which is nothing that types can describe."""
    setattr(owner, name, method)


def shapes_text(version: str) -> bool:
    """Whether this version of Matplotlib shapes text itself: "3.11.2" does, "3.10.0rc1" does not."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    return numbers >= SHAPES_TEXT_SINCE


def _ordering() -> Callable[[str], str]:
    """Return what Matplotlib needs to draw a text from right to left in order, numbers with a sign included."""
    return isolated if shapes_text(matplotlib.__version__) else _shaper()


def _shaper() -> Callable[[str], str]:
    """Return what turns a line of Persian into the order and forms in which its letters are drawn."""
    try:
        from arabic_reshaper import ArabicReshaper
        from bidi import get_display  # not `bidi.algorithm`, which knows no isolates
    except ImportError as error:
        text = gettext(
            "This version of Matplotlib does not join Persian letters by itself: {version}\n"
            "Run this in a cell, then restart the kernel: {command}"
        )
        command = "%pip install arabic-reshaper python-bidi"
        raise ImportError(text.format(version=matplotlib.__version__, command=command)) from error
    # ZWNJ parts letters that would join; it must outlive the shaping, and is dropped after it has done its work.
    reshaper = ArabicReshaper({"delete_harakat": False, "support_zwj": True})

    def shape(text: str) -> str:
        lines = (get_display(reshaper.reshape(isolated(line)), base_dir="R") for line in text.split("\n"))
        return "\n".join(_DRAWN_BY_NOBODY.sub("", line) for line in lines)

    return shape


def _set_text_with(order: Callable[[str], str]) -> Callable[[Text, Any], None]:
    @functools.wraps(_set_text)
    def set_text(self: Text, s: Any) -> None:
        # Formulas are left alone, and so is what holds no Persian letter, or was shaped before.
        if isinstance(s, str) and _ARABIC_LETTERS.search(s) and "$" not in s:
            s = order(s)
        _set_text(self, s)

    return set_text


@functools.wraps(_init_legend)
def _init_mirrored_legend(self: Legend, *arguments: Any, **options: Any) -> None:
    options.setdefault("markerfirst", False)
    options.setdefault("alignment", "right")
    _init_legend(self, *arguments, **options)
