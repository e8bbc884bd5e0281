"""PO files that no person would write but tools may: made at random, from a seed, for comparisons with gettext."""

from __future__ import annotations

import random
from collections.abc import Iterator

_PIECES = (
    *(
        "a",
        "Zażółć",
        "نورون",
        "神经元",
        "ẹ̀kọ́",
        "‌",
        "a b",
        "word ",
        " ",
        "- x",
        "it-is-hyphenated-and-long-enough-to-be-cut",
    ),
    *(
        r"\n",
        r"\t",
        r"\"",
        r"\\",
        r"\\n",
        r"\a",
        r"\b",
        r"\f",
        r"\v",
        r"\r",
        r"\x41 ",
        r"\101",
        r"\331\206",
        r"\xd9\x86\t",
    ),
    *("\u2028", "\u0085", "\f", "\v", "\x1c", "\u00a0", "#", "~", "msgid", "{x}", "%s", "$x$", "`c`", "[0]", "'"),
)
_COMMENTS = (
    "# a note",
    "#no space",
    "#",
    "#\ttab",
    "#  two",
    "# . not extracted",
    "# ~| x",
    "#. extracted",
    "#: a.md b.md:3",
)
KNOWN_FLAGS = ("fuzzy", "no-wrap", "python-format", "c-format", "no-python-brace-format")


class PoWriter:
    """Writes one PO file, in one of the many ways that its grammar allows."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def text(self) -> str:
        """The whole file."""
        header = 'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        messages = (self.message(number) for number in range(self.random.randint(1, 6)))
        return f"# Somebody\n{header}\n" + "\n".join(messages)

    def string(self, fill: str = "") -> str:
        """What stands between two quotes."""
        return fill + "".join(self.random.choices(_PIECES, k=self.random.randint(0, 12)))

    def strings(self, mark: str, fill: str = "") -> str:
        """One string or several, on one line or several."""
        space = self.random.choice(["", " ", "  ", "\t"])
        parts = [f'"{self.string(fill)}"', *(f'"{self.string()}"' for _ in range(self.random.randint(0, 3)))]
        join = self.random.choice([" ", f"\n{mark}{space}", "", f" \n{mark}"])
        return join.join(parts) + self.random.choice(["", " ", "\r"])

    def comments(self) -> Iterator[str]:
        """What stands above a message."""
        yield from self.random.sample(_COMMENTS, self.random.randint(0, 3))
        flags = self.random.sample(KNOWN_FLAGS, self.random.randint(0, 2))
        if flags:
            yield "#, " + self.random.choice([", ", ",", " , "]).join(flags)

    def message(self, number: int) -> str:
        """A message, live or obsolete, with or without context, previous text and plural forms."""
        obsolete = self.random.random() < 0.25
        mark, previous = ("#~ ", "#~| ") if obsolete else ("", "#| ")
        lines = list(self.comments())
        if self.random.random() < 0.3:
            if self.random.random() < 0.5:
                lines.append(f"{previous}msgctxt {self.strings(previous)}")
            lines.append(f"{previous}msgid {self.strings(previous)}")
        if self.random.random() < 0.5:
            lines.append(f"{mark}msgctxt {self.strings(mark)}")
        lines.append(f"{mark}msgid {self.strings(mark, f'{number}: ')}")
        if self.random.random() < 0.2:
            lines.append(f"{mark}msgid_plural {self.strings(mark)}")
            lines += [f"{mark}msgstr[{form}] {self.strings(mark)}" for form in range(self.random.randint(1, 3))]
        else:
            lines.append(f"{mark}msgstr {self.strings(mark)}")
        return "\n".join(lines) + "\n"
