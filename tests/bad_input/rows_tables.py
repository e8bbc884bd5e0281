"""Bad input in the term base, the course map and the citation, and what a table may lack."""

from tests.bad_input import Row, writing
from tests.bad_input.spoiling import (
    CONFIG,
    GLOSSARY,
    MAP,
    in_languages,
    in_prose,
    removing,
    several,
    with_glossary,
    with_map,
)

STATUS = ("catalogs", "--status")
NOTEBOOKS = ("notebooks",)
HEADER = "en,fa,definition,variants_en,variants_fa,note\n"
WEIGHT = "weight,وزن,The number by which an input is multiplied.,,,\n"
BIAS = "bias,بایاس,A number that a neuron adds to its sum.,,,\n"
TABLE = HEADER + WEIGHT + BIAS
STOP = "- {chapter: small, ideas: [an idea], needs: {}}\n"
CITATION = """\
cff-version: 1.2.0
message: Cite it.
title: A course
authors:
  - name: The authors
version: 0.1.0
date-released: 2026-11-21
url: https://example.org
"""
CASCADE = ("which is not in locales/glossary.csv",)


def table(name: str, text: str | bytes, *says: str, **more) -> Row:
    """A row for a whole term base; a lesson names its terms weight and bias."""
    more.setdefault("never", CASCADE)
    return Row(f"glossary.csv: {name}", with_glossary(text), more.pop("command", STATUS), says, **more)


def course_map(name: str, text: str | bytes, *says: str, **more) -> Row:
    """A row for a whole course map."""
    return Row(f"course-map.yml: {name}", with_map(text), more.pop("command", STATUS), says, **more)


def citation(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in the citation."""
    assert before in CITATION
    spoil = writing("CITATION.cff", CITATION.replace(before, after))
    return Row(f"CITATION.cff: {name}", spoil, more.pop("command", STATUS), says, **more)


ROWS = [
    table("as it should be", TABLE, accepted=True),
    table("a mark of byte order", b"\xef\xbb\xbf" + TABLE.encode(), accepted=True),
    table("Windows' line ends", TABLE.replace("\n", "\r\n"), accepted=True),
    table(
        "a term of a joiner only",
        HEADER + WEIGHT + BIAS.replace("بایاس", "\u200c"),
        "locales/glossary.csv:3 (fa): The term '\\u200c' has no letter",
        problems=1,
    ),
    table(
        "a no-break space in a term",
        HEADER + WEIGHT + BIAS + "two words,دو\u00a0واژه,A name of more than one part.,,,\n",
        "locales/glossary.csv:4 (fa): The term 'دو\\xa0واژه' holds U+00A0 NO-BREAK SPACE",
        problems=1,
    ),
    table(
        "a variant that is the term",
        TABLE.replace("neuron adds to its sum.,,", "neuron adds to its sum.,,بایاس"),
        "locales/glossary.csv:3 (fa): 'بایاس' stands more than once in this row",
        problems=1,
    ),
    table(
        "a variant twice, in other letters",
        TABLE.replace("neuron adds to its sum.,,", "neuron adds to its sum.,offset|Offset,"),
        "locales/glossary.csv:3 (en): 'offset' stands more than once in this row",
        problems=1,
    ),
    table(
        "a filler that looks like a space",
        TABLE.replace("adds to", "adds\u3164to"),
        "locales/glossary.csv:3: U+3164 HANGUL FILLER",
        problems=1,
    ),
    table(
        "semicolons",
        TABLE.replace(",", ";"),
        "locales/glossary.csv:1: The columns are separated by semicolons",
        problems=1,
    ),
    table("tabs", TABLE.replace(",", "\t"), "locales/glossary.csv:1: The columns are separated by tabs", problems=1),
    table("UTF-16", TABLE.encode("utf-16"), "locales/glossary.csv:1: This file is in UTF-16", problems=1),
    table("UTF-16 without a mark", TABLE.encode("utf-16-le"), "locales/glossary.csv:", problems=1),
    table(
        "cp1256",
        TABLE.encode("cp1256", "replace"),
        "locales/glossary.csv:2: This file is not in UTF-8: byte 0x",
        problems=1,
    ),
    table(
        "Latin-1",
        TABLE.replace("neuron", "n\xe9uron").encode("latin-1", "replace"),
        "locales/glossary.csv:3: This file is not in UTF-8: byte 0xE9",
        problems=1,
    ),
    table("empty", "", "locales/glossary.csv:1: This table is empty", problems=1),
    table("only blank lines", "\n\n", "locales/glossary.csv:1: This table is empty", problems=1),
    table("without the first line", WEIGHT + BIAS, "locales/glossary.csv:1: "),
    table(
        "a column renamed",
        TABLE.replace("definition", "defintion"),
        "locales/glossary.csv:1: The term base lacks the columns: definition",
        "unknown column: 'defintion' (did you mean definition?)",
    ),
    table(
        "the English column renamed",
        TABLE.replace("en,fa,", "English,fa,"),
        "locales/glossary.csv:1: The term base lacks the columns: en",
    ),
    table(
        "a language's column renamed",
        TABLE.replace("en,fa,", "en,Persian,"),
        "locales/glossary.csv:1: The term base lacks the columns: fa",
    ),
    table(
        "both columns of a language renamed",
        TABLE.replace("en,fa,", "en,fe,").replace("variants_fa", "variants_fe"),
        "locales/glossary.csv:1: The term base has an unknown column: 'fe'",
    ),
    table(
        "a column twice",
        TABLE.replace("note", "fa"),
        "locales/glossary.csv:1: Two columns have the same name: 'fa'",
        problems=1,
    ),
    table(
        "an unknown column",
        TABLE.replace("note\n", "notes\n"),
        "locales/glossary.csv:1: The term base has an unknown column: 'notes' (did you mean note?)",
        problems=1,
    ),
    table("a row twice", TABLE + BIAS, "locales/glossary.csv:4: This row repeats that of line 3", problems=1),
    table(
        "a term twice",
        TABLE + BIAS.replace("A number", "The number"),
        "locales/glossary.csv:4 (en): 'bias' stands for 'bias' and for 'bias' (line 3)",
    ),
    table(
        "a definition that is no noun phrase",
        TABLE.replace("A number that a neuron adds", "How much a neuron adds"),
        "locales/glossary.csv:3: The definition of 'bias' begins with 'How'",
        "Remedy: Begin with a noun",
        problems=1,
    ),
    table(
        "a definition in a circle",
        TABLE.replace("A number that a neuron adds", "The bias that a neuron adds"),
        "locales/glossary.csv:3: The definition of 'bias' uses the word that it defines: 'bias'",
        problems=1,
    ),
    table(
        "a definition that is too long",
        TABLE.replace("its sum", "its sum" + " and again" * 10),
        "locales/glossary.csv:3: The definition of 'bias' has 29 words",
        problems=1,
    ),
    table("an empty row", f"{TABLE},,,,,\n", "locales/glossary.csv:4: This row is empty", problems=1),
    table("a blank line", f"{HEADER}{WEIGHT}\n{BIAS}", accepted=True),
    table(
        "a cell too many",
        TABLE.replace("A number", "A number, small,"),
        "locales/glossary.csv:3: This row has more or fewer cells than the first one: 8 instead of 6",
        problems=1,
    ),
    table(
        "a cell too few",
        f"{TABLE}epoch,دوره\n",
        "locales/glossary.csv:4: This row has more or fewer cells than the first one: 2 instead of 6",
        problems=1,
    ),
    table(
        "a cell of 200 000 letters",
        TABLE.replace("A number", "x" * 200_000),
        "locales/glossary.csv:3: A cell of this row has more than",
        problems=1,
    ),
    table(
        "a cell of 3 000 letters",
        TABLE.replace("A number", "x" * 3_000),
        "locales/glossary.csv:3: A cell of this row has more than",
        problems=1,
    ),
    table("NUL", TABLE.replace("A number", "A \0number"), "locales/glossary.csv:3: U+0000 NULL", problems=1),
    table(
        "a quotation mark without its partner",
        TABLE.replace("The number", '"The number'),
        "locales/glossary.csv:2: A quotation mark is opened in this row and never closed",
        problems=1,
    ),
    table(
        "a quotation mark that swallows rows",
        TABLE.replace("The number", '"The number').replace("A number", 'A "number"'),
        "locales/glossary.csv:2: ",
        problems=1,
    ),
    table(
        "a cell over two lines",
        TABLE.replace("A number that", '"A number\nthat').replace("sum.,", 'sum.",'),
        "locales/glossary.csv:3: A cell of this row ends in line 4 only",
        problems=1,
    ),
    table(
        "text behind a quoted cell",
        TABLE.replace("A number that a neuron adds to its sum.", '"A number" that'),
        "locales/glossary.csv:3: This row cannot be read",
        problems=1,
    ),
    table(
        "U+2028",
        TABLE.replace("A number", "A\u2028number"),
        "locales/glossary.csv:3: U+2028 LINE SEPARATOR",
        problems=1,
    ),
    table(
        "an override of direction",
        TABLE.replace("بایاس", "\u202eبایاس"),
        "locales/glossary.csv:3: U+202E RIGHT-TO-LEFT OVERRIDE",
        problems=1,
    ),
    table(
        "a merge that is not finished",
        f"{HEADER}<<<<<<< HEAD\n{WEIGHT}=======\n{BIAS}>>>>>>> other\n",
        "locales/glossary.csv:2: A merge of git is not finished here",
        problems=1,
    ),
    table(
        "a row without an English term",
        TABLE + "," + BIAS.partition(",")[2],
        "locales/glossary.csv:4: This row has no English term",
        problems=1,
    ),
    table(
        "other words without a first one",
        HEADER + WEIGHT + BIAS.replace("بایاس,", ",").replace(",,,\n", ",,پیش‌قدر,\n"),
        "locales/glossary.csv:3 (fa): The term 'bias' has other words in this language",
        problems=1,
    ),
    Row(
        "glossary.csv: a term of the lesson is misspelt there",
        with_glossary(TABLE.replace("weight,", "wieght,")),
        STATUS,
        (
            "chapters/small.md:38: The role {term} names 'weight', which is not in",
            "(did you mean wieght?)",
        ),
        problems=1,
    ),
    Row(
        "glossary.csv: a term of the lesson's list is not there",
        several(with_glossary(TABLE), in_prose("```{chapter-terms}\nweight\n\nbyas\n```")),
        STATUS,
        (
            "chapters/small.md:43: The list of terms names 'byas', which is not in locales/glossary.csv (did you mean bias?)",
            "Write an English term of locales/glossary.csv in this line, or add it there with its definition.",
        ),
        problems=1,
    ),
    Row(
        "glossary.csv: the lesson's list names a term twice",
        several(with_glossary(TABLE), in_prose("```{chapter-terms}\nweight\nbias\nweight\n```")),
        STATUS,
        ("chapters/small.md:43: The list of terms names 'weight' twice (first in line 41)", "Take one of the two out."),
        problems=1,
    ),
    table(
        "a term without its word in a language",
        HEADER + WEIGHT + BIAS.replace("بایاس", ""),
        accepted=True,
        command=NOTEBOOKS,
    ),
    table(
        "no columns for a language",
        "en,definition,variants_en\nweight,A number.,\nbias,Another number.,\n",
        accepted=True,
        command=NOTEBOOKS,
    ),
    Row(
        "glossary.csv: a term without its word in a released language",
        several(
            with_glossary(HEADER + WEIGHT + BIAS.replace("بایاس", "")),
            in_languages("released:\n  - en\n", "released:\n  - en\n  - fa\n"),
        ),
        NOTEBOOKS,
        ("released", "locales/glossary.csv (fa): This edition is released, but terms have no word in its language: 1"),
    ),
    course_map("as it should be", STOP, accepted=True),
    course_map(
        "a list of texts",
        "- small\n",
        "chapters/course-map.yml:1: 1: is 'small', and should be names with values",
        problems=1,
    ),
    course_map(
        "names with values",
        "small: {reading: 5}\n",
        "chapters/course-map.yml:1: The file: is names with values, and should be a list",
        problems=1,
    ),
    course_map("a text", "small\n", "chapters/course-map.yml:1: The file: is 'small'", problems=1),
    course_map("empty", "", "chapters/course-map.yml: The chapter small is not on the course map", problems=1),
    course_map("no YAML", "- {chapter: [\n", "chapters/course-map.yml:2: No valid YAML", problems=1),
    course_map(
        "a misspelt name",
        STOP.replace("ideas", "iedas"),
        "chapters/course-map.yml:1: 1: iedas: there is no such name (did you mean ideas?)",
        problems=1,
    ),
    course_map(
        "a field is missing",
        STOP.replace("ideas: [an idea], ", ""),
        "chapters/course-map.yml:1: 1: ideas: is missing",
        problems=1,
    ),
    course_map(
        "minutes, which are counted",
        STOP.replace("ideas", "reading: 5, ideas"),
        "chapters/course-map.yml:1: 1: reading: there is no such name",
        problems=1,
    ),
    course_map(
        "ideas that are a text",
        STOP.replace("[an idea]", "an idea"),
        "1: ideas: is 'an idea', and should be a list",
        problems=1,
    ),
    course_map("no ideas", STOP.replace("[an idea]", "[]"), "1: ideas: is empty", problems=1),
    course_map(
        "an idea that is a number",
        STOP.replace("[an idea]", "[7]"),
        "1: ideas: 1: is 7, and should be a text",
        problems=1,
    ),
    course_map(
        "an idea that is yes",
        STOP.replace("[an idea]", "[yes]"),
        "1: ideas: 1: is true, and should be a text",
        "Put it into quotes",
        problems=1,
    ),
    course_map("an idea that is a list", STOP.replace("[an idea]", "[[a]]"), "1: ideas: 1: is a list", problems=1),
    course_map(
        "an idea in two lines",
        STOP.replace("[an idea]", '["one\\ntwo"]'),
        "1: ideas: 1: is ",
        "does not fit",
        problems=1,
    ),
    course_map(
        "needs that are a list",
        STOP.replace("needs: {}", "needs: [small]"),
        "1: needs: is a list, and should be names with values",
        problems=1,
    ),
    course_map(
        "a need without its reason",
        STOP.replace("needs: {}", "needs: {small: }"),
        "1: needs: small: is empty",
        problems=1,
    ),
    course_map(
        "a need that comes later",
        STOP.replace("needs: {}", "needs: {samll: why}"),
        "chapters/course-map.yml:1: small needs 'samll', which is no earlier entry",
        problems=1,
    ),
    course_map(
        "a chapter twice", STOP + STOP, "chapters/course-map.yml:2: small has an entry already, in line 1", problems=1
    ),
    course_map(
        "a misspelt chapter",
        STOP.replace("small", "smal"),
        "The chapter small is not on the course map (did you mean smal?)",
        problems=1,
    ),
    course_map(
        "invalid UTF-8",
        STOP.replace("idea", "id\xe9e").encode("latin-1"),
        "chapters/course-map.yml:1: This file is not in UTF-8",
        problems=1,
    ),
    Row(
        "course-map.yml: missing",
        several(with_map(STOP), removing(MAP)),
        STATUS,
        ("chapters/course-map.yml: This file is missing",),
        problems=1,
    ),
    citation("as it should be", "message", "message", accepted=True),
    citation("no authors", "authors:\n  - name: The authors\n", "", "CITATION.cff:1: authors: is missing", problems=1),
    citation(
        "authors are a text",
        "authors:\n  - name: The authors\n",
        "authors: The authors\n",
        "CITATION.cff:4: authors: is 'The authors', and should be a list",
        problems=1,
    ),
    citation(
        "an author is a text",
        "- name: The authors",
        "- The authors",
        "CITATION.cff:5: authors: 1: is 'The authors'",
        problems=1,
    ),
    citation(
        "an author without a name",
        "- name: The authors",
        "- given-names: Ada",
        "CITATION.cff:5: authors: 1: family-names: is missing",
        problems=1,
    ),
    citation(
        "a date that is none",
        "2026-11-21",
        "in November",
        "CITATION.cff:7: date-released: is 'in November', and should be a date",
        problems=1,
    ),
    citation(
        "a date that there is not",
        "2026-11-21",
        "2026-13-45",
        "CITATION.cff:7: There is no such value: 2026-13-45 (month must be in 1..12)",
        problems=1,
    ),
    citation(
        "a misspelt name",
        "title:",
        "titel:",
        "CITATION.cff:3: titel: there is no such name (did you mean title?)",
        problems=1,
    ),
    citation(
        "an address that is none",
        "https://example.org",
        "javascript:alert(1)",
        "CITATION.cff:8: url: is 'javascript:alert(1)', which does not fit",
        problems=1,
    ),
    citation(
        "a title that is a number",
        "A course",
        "2026",
        "CITATION.cff:3: title: is 2026, and should be a text",
        problems=1,
    ),
    Row(
        "CITATION.cff: empty", writing("CITATION.cff", ""), STATUS, ("CITATION.cff:1: The file: is empty",), problems=1
    ),
    Row(
        "CITATION.cff: a list",
        writing("CITATION.cff", "- a\n"),
        STATUS,
        ("CITATION.cff:1: The file: is a list",),
        problems=1,
    ),
    Row(
        "the term base before the lessons",
        several(with_glossary(TABLE.replace(",", ";")), writing("chapters/small.md", "")),
        STATUS,
        ("locales/glossary.csv:1: The columns are separated",),
        problems=1,
    ),
    Row(
        "the settings before the term base",
        several(with_glossary(TABLE.replace(",", ";")), writing(CONFIG, "")),
        STATUS,
        ("_config.yml:1: The file: is empty",),
        problems=1,
    ),
    Row(
        "both tables together",
        several(with_glossary(TABLE), with_map("- small\n"), writing(GLOSSARY, TABLE.replace(",", ";"))),
        STATUS,
        ("locales/glossary.csv:1", "chapters/course-map.yml:1"),
        problems=2,
    ),
    course_map(
        "a list as a name",
        STOP.replace("needs: {}", "needs: {? [a, b] : c}"),
        "course-map.yml:1: A list or a mapping stands here as a name",
        never=("ScalarNode",),
        problems=1,
    ),
    citation(
        "a day that the calendar has not",
        "2026-11-21",
        "2026-02-30",
        "CITATION.cff:7: There is no such value: 2026-02-30",
        "Mend it, or put it into quotes, if it is a text.",
        problems=1,
    ),
    citation("a version that is a number", "0.1.0", "1.10", "CITATION.cff:6: version: is 1.1", "quotes", problems=1),
    citation("a DOI that is none", "url:", "doi: 10/x\nurl:", "CITATION.cff:8: doi: is '10/x'", "a DOI such as", problems=1),
    citation("a DOI", "url:", "doi: 10.5281/zenodo.1234\nurl:", accepted=True),
    citation(
        "a person and a group at once",
        "  - name: The authors",
        "  - name: The authors\n    family-names: Author",
        "CITATION.cff:6: authors: 1: family-names: is 'Author'",
        "either a name, or given-names and family-names",
        problems=1,
    ),
    citation("an impossible port", "https://example.org", "https://example.org:99999", "CITATION.cff:8: url:", problems=1),
]
