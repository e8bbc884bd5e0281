"""What Moodle's reader of its XML knows (`question/format/xml/format.php` of Moodle 4.5, and `ordering` beside it).

Names of elements and attributes, the values that its code compares with, and the shares of points that its form offers
and an import accepts: facts, written down anew. What an export writes and an import passes over (`hidden`) is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

TEXT = {"text"}
HTML = {"text", "file"}
COMBINED = {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect"}
HEADERS = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "tags", "answer"}
MULTICHOICE = {"single", "shuffleanswers", "answernumbering", "showstandardinstruction", "hint"}
ORDERING = {"layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", "hint"}
CHILDREN = {
    "multichoice": HEADERS | MULTICHOICE | COMBINED,
    "numerical": HEADERS | {"units", "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "hint"},
    "ordering": HEADERS | ORDERING | COMBINED,
    "category": {"category", "info", "idnumber"},
}
"""Type of a question → the elements that are read in it."""
PARTS = {
    "name": TEXT,
    "category": TEXT,
    **dict.fromkeys(("questiontext", "generalfeedback", "feedback", "correctfeedback", "incorrectfeedback"), HTML),
    "partiallycorrectfeedback": HTML,
    "answer": {"text", "file", "feedback", "tolerance"},
}
"""Element → the elements that are read in it; all others hold text alone."""
ATTRIBUTES = {"question": {"type"}, "answer": {"fraction", "format"}, "file": {"name", "path", "encoding"}}
FORMATS = {"moodle_auto_format", "html", "plain_text", "markdown"}
VALUES = {
    "single": {"true", "false"},
    "shuffleanswers": {"true", "false"},
    "answernumbering": {"abc", "ABCD", "123", "iii", "IIII", "none"},
    "showstandardinstruction": {"0", "1"},
    "hidden": {"0", "1"},
    "penalty": {"0.3333333"},
    "layouttype": {"VERTICAL", "HORIZONTAL"},
    "selecttype": {"ALL", "RANDOM", "CONTIGUOUS"},
    "gradingtype": {"ALL_OR_NOTHING", "ABSOLUTE_POSITION", "RELATIVE_TO_CORRECT"},
    "showgrading": {"SHOW", "HIDE"},
    "numberingstyle": {"none", "123", "abc", "ABCD", "iii", "IIII"},
    "shownumcorrect": {"1"},
}
FRACTIONS = (0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 30, 33.33333, 40, 50, 60, 66.66667, 70, 75, 80)
FRACTIONS += (83.33333, 90, 100)
"""Per cent, above and below 0: an import with strict shares refuses a question that has another one."""
LONGEST_NAME = 255
LONGEST_IDENTIFIER = 100


def problems(data: bytes) -> Iterator[str]:
    """Whatever Moodle would pass over, read otherwise or refuse in a file of questions."""
    root = etree.fromstring(data)
    if root.tag != "quiz" or root.attrib:
        yield "the root is no <quiz>"
    for question in root:
        kind = question.get("type")
        if question.tag != "question" or kind not in CHILDREN:
            yield f"line {question.sourceline}: {question.tag} {kind} is no question that is read"
            continue
        yield from (f"line {question.sourceline}: {what}" for what in _problems(question, kind))


def _problems(question: etree._Element, kind: str) -> Iterator[str]:
    for element in question.iter():
        parent = element.getparent()
        known = CHILDREN[kind] if parent is question else PARTS.get(parent.tag, set())
        if element is not question and element.tag not in known:
            yield f"<{element.tag}> in <{parent.tag}> is not read"
        allowed = ATTRIBUTES.get(element.tag, {"format"} if "file" in PARTS.get(element.tag, ()) else set())
        if unknown := {*element.attrib} - allowed:
            yield f"attributes {sorted(unknown)} of <{element.tag}> are not read"
        if element.get("format", "html") not in FORMATS:
            yield f"format {element.get('format')} is not known"
        if element.tag in VALUES and element.text not in VALUES[element.tag]:
            yield f"<{element.tag}>{element.text} means nothing"
    if kind == "category":
        return
    singles = [element.tag for element in question if element.tag not in ("answer", "hint")]
    if len({*singles}) != len(singles):
        yield "an element stands twice, of which only the first is read"
    name, identifier = question.findtext("name/text") or "", question.findtext("idnumber") or ""
    if not 0 < len(name) <= LONGEST_NAME or "<" in name:
        yield f"name of {len(name)} characters"
    if not 0 < len(identifier) <= LONGEST_IDENTIFIER:
        yield f"id number of {len(identifier)} characters"
    yield from _answer_problems(question, kind)


def _answer_problems(question: etree._Element, kind: str) -> Iterator[str]:
    answers = question.findall("answer")
    if len(answers) < (1 if kind == "numerical" else 2):
        yield "too few answers"
    shares = [float(answer.get("fraction", "nan")) for answer in answers]
    if kind == "ordering":
        if shares != [*range(1, len(answers) + 1)]:
            yield "items are not counted from 1"
        return
    if kind == "numerical":
        for answer in answers:
            if answer.findtext("text") != "*":
                float(answer.findtext("text"))
                float(answer.findtext("tolerance"))
    for share in shares:
        if not any(abs(abs(share) - known) < 1e-9 for known in FRACTIONS):
            yield f"a share of {share} % is refused"
    if kind == "multichoice" and question.findtext("single") == "false":
        if abs(sum(share for share in shares if share > 0) - 100) > 0.01:
            yield "right answers do not make 100 % together"
    elif max(shares) != 100:
        yield "no answer gets all points"
