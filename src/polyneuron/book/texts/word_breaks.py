"""Where words end in writing that has no spaces between them, such as Chinese.

Node's `Intl.Segmenter` knows the words of everyday texts (ICU's dictionary), the term base those of the field: it has
神经元, which ICU would take for two words.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.node import run_node

LONGEST = 5
"""Characters of a term that stays in one piece; longer ones are made of words, too."""
_SCRIPT = """
const [tag, texts] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const words = new Intl.Segmenter(tag, { granularity: "word" });
console.log(JSON.stringify(texts.map((text) => [...words.segment(text)].map(({ segment }) => segment))));
"""
_PARTICLES = "的了着"
"""Words of one character that belong to the word before them, and begin no line."""
_OPENING = ("Ps", "Pi")
"""Brackets and quotation marks behind which no line ends."""


class WordBreaks:
    """Cuts texts of a language between words; asks Node once for all texts of a list.

    Parameters
    ----------
    tag
        The language's BCP 47 tag.
    words
        What the dictionary lacks, such as terms; words of up to five characters stay whole.
    """

    def __init__(self, tag: str, words: Iterable[str]):
        self._tag = tag
        short = {word for word in words if 1 < len(word) <= LONGEST}
        longest_first = sorted(short, key=lambda word: (-len(word), word))
        self._whole = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
        self._known: dict[str, list[str]] = {}

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """Each text in pieces, between which a line may end; a text of one word is one piece."""
        unknown = list(dict.fromkeys(text for text in texts if text not in self._known))
        if unknown:
            for text, words in zip(unknown, _words(unknown, self._tag), strict=True):
                self._known[text] = self._cut(text, words)
        return [self._known[text] for text in texts]

    def _cut(self, text: str, words: Sequence[str]) -> list[str]:
        ends = set(itertools.accumulate(map(len, words)))
        # Before a particle no line ends: 网络的 学习, not 网络 的学习.
        particles = {end for end in ends if text[end : end + 1] in tuple(_PARTICLES) and end + 1 in ends}
        # Characters alone are often a word that the dictionary lacks (求 和), or belong together (听 了).
        alone = {end for end in ends if {end - 1, end + 1} <= ends | {0}}
        ends -= {end for end in alone if text[end - 1 : end + 1].isalnum()}
        ends = ends - particles | {end + 1 for end in particles}
        for word in self._whole.finditer(text):
            ends -= set(range(word.start() + 1, word.end()))
            ends |= {word.start(), word.end()}
        places = [0, *(place for place in sorted(ends) if _may_end(text, place)), len(text)]
        # A word of one character that begins a phrase stays with the next one: 读数字, 从一次.
        places = [place for place in places if not _ends_beginning(text, place)]
        return [text[one:two] for one, two in itertools.pairwise(places)]


def _may_end(text: str, place: int) -> bool:
    """Whether a line may end there though no space is there: beside a letter of this writing, and before a word."""
    if not 0 < place < len(text):
        return False
    before, behind = text[place - 1], text[place]
    if before.isspace() or not behind.isalnum() or unicodedata.category(before) in _OPENING:
        return False
    return not (before.isascii() and behind.isascii())


def _ends_beginning(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    begins = place == 1 or not text[place - 2].isalnum()
    return begins and text[place - 1 : place + 1].isalnum()


def _words(texts: Sequence[str], tag: str) -> list[list[str]]:
    what = ""
    try:
        done = run_node(["-e", _SCRIPT], json.dumps([tag, list(texts)]))
        if done.returncode:
            what = f"Node cannot find the words of the language {tag}: {done.stderr.strip()[-200:]}"
    except OSError as error:
        what = f"Node does not start: {error}"
    if what:
        raise ProblemsFound([Problem("requirements.txt", 0, what, "Run `make site`, which installs it.")])
    return json.loads(done.stdout)
