"""Words in the alphabetical order of a language: ę after e in Polish, gb after g in Yoruba, Chinese by its sounds.

The order is Unicode's with the tailoring of each language (CLDR), as Node knows it, which the build needs for formulas
anyway. A language that Node does not know gets the order of English, which is Unicode's own without a tailoring; a Node
that was built with English alone is refused, as it would sort every language so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.node import run_node

_SCRIPT = """
const [tag, words] = JSON.parse(require("fs").readFileSync(0, "utf8"));
if (new Intl.DateTimeFormat("es", { month: "long" }).format(new Date(9e8)) !== "enero") process.exit(3);
const known = Intl.Collator.supportedLocalesOf(tag).length > 0;
const order = new Intl.Collator(known ? tag : "en").compare;
const places = words.map((_, place) => place).sort((one, other) => order(words[one], words[other]) || one - other);
console.log(JSON.stringify(places));
"""


def alphabetical_order(words: Sequence[str], tag: str) -> list[int]:
    """The places of the words in the order of the language with this BCP 47 tag."""
    try:
        done = run_node(["-e", _SCRIPT], json.dumps([tag, list(words)]))
    except OSError as error:
        what = f"Node does not start: {error}"
        raise ProblemsFound([Problem("requirements.txt", 0, what, "Run `make site`, which installs it.")]) from error
    if done.returncode:
        what = f"Node cannot sort the words of the language {tag}: {done.stderr.strip() or 'it knows English only'}"
        raise ProblemsFound([Problem("requirements.txt", 0, what, "Use a Node with all languages (full ICU).")])
    return json.loads(done.stdout)
