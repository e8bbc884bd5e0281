"""Merging: nothing that a person wrote is lost, and a doubtful translation stays one whatever becomes of its text."""

from __future__ import annotations

import random

import polib
import pytest

from polyneuron.book.texts.catalogs import key, translations
from polyneuron.book.texts.merging import NOT_YET, Merged, merge, unneeded
from polyneuron.book.texts.po_reader import parse
from polyneuron.book.texts.po_writer import Catalog

PLURAL_FORMS = "nplurals=2; plural=(n > 1);"


def merged(catalog: Catalog | str | None, *texts: tuple[str, str] | str, **options) -> Merged:
    """Merge a catalogue, or the text of one, with messages: texts, or roles and texts; the role is paragraph."""
    pairs = [("paragraph", text) if isinstance(text, str) else text for text in texts]
    fresh = [polib.POEntry(msgctxt=role, msgid=text) for role, text in pairs]
    read = parse(catalog) if isinstance(catalog, str) else catalog
    return merge(read, fresh, "small", "fa", PLURAL_FORMS, **options)


def entry(result: Merged, text: str) -> polib.POEntry:
    (found,) = (entry for entry in result.catalog if entry.msgid == text)
    return found


def again(result: Merged) -> Catalog:
    """The catalogue as it comes back from its file."""
    return parse(str(result.catalog))


DOUBTFUL = (
    '# note\n#, fuzzy, no-wrap\n#| msgctxt "paragraph"\n#| msgid "One old text."\n'
    'msgctxt "paragraph"\nmsgid "One new text."\nmsgstr "متن"\n'
)


def test_a_doubtful_translation_stays_doubtful_when_its_message_goes_and_comes_back():
    gone = merged(DOUBTFUL, "Something else entirely here")
    kept = entry(gone, "One new text.")
    assert kept.obsolete
    assert (kept.flags, kept.previous_msgid, kept.tcomment) == (["fuzzy", "no-wrap"], "One old text.", "note")
    twice_gone = merged(again(gone), "Something else entirely here")
    back = entry(merged(again(twice_gone), "One new text."), "One new text.")
    assert not back.obsolete
    assert (back.flags, back.previous_msgid, back.tcomment) == (["fuzzy", "no-wrap"], "One old text.", "note")


def test_a_doubtful_translation_stays_doubtful_when_its_text_is_edited_and_the_edit_undone():
    edited = merged(DOUBTFUL, "One very new text.")
    assert entry(edited, "One very new text.").fuzzy
    # The translation was made for the oldest text: that is what it is compared with.
    assert entry(edited, "One very new text.").previous_msgid == "One old text."
    undone = merged(again(edited), "One new text.")
    assert entry(undone, "One new text.").fuzzy


def test_a_good_translation_whose_text_was_edited_stays_doubtful_when_the_edit_is_undone():
    edited = merged('msgctxt "paragraph"\nmsgid "A good text."\nmsgstr "خوب"\n', "A very good text.")
    assert entry(edited, "A very good text.").previous_msgid == "A good text."
    undone = entry(merged(again(edited), "A good text."), "A good text.")
    assert undone.fuzzy
    assert undone.msgstr == "خوب"
    assert undone.previous_msgid == "A very good text."


def test_an_edited_text_that_was_deleted_and_put_back_is_doubtful():
    """The finding's way: translated, edited (fuzzy), deleted, put back."""
    edited = merged('msgctxt "paragraph"\nmsgid "A good text."\nmsgstr "خوب"\n', "A very good text.")
    deleted = merged(again(edited), "Other words stand there")
    back = entry(merged(again(deleted), "A very good text.", "Other words stand there"), "A very good text.")
    assert back.fuzzy
    assert back.previous_msgid == "A good text."


@pytest.mark.parametrize("context", ['msgctxt "list item"\n', ""])
def test_the_same_text_in_another_or_no_role_is_offered_as_doubtful(context):
    offered = entry(merged(f'{context}msgid "The same."\nmsgstr "همان"\n', "The same."), "The same.")
    assert offered.msgstr == "همان"
    assert offered.fuzzy
    assert offered.previous_msgid == "The same."
    assert offered.msgctxt == "paragraph"


def test_a_text_that_is_still_used_in_another_role_is_offered_there_too():
    text = 'msgctxt "heading"\nmsgid "Sum"\nmsgstr "مجموع"\n'
    result = merged(text, ("heading", "Sum"), ("table cell", "Sum"))
    heading, cell = result.catalog
    assert not heading.fuzzy
    assert cell.fuzzy
    assert heading.msgstr == cell.msgstr == "مجموع"


def test_the_same_text_is_preferred_to_a_similar_one_and_each_translation_is_offered_once():
    text = (
        'msgid "One two three four"\nmsgstr "A"\n\nmsgctxt "paragraph"\nmsgid "One two three five"\nmsgstr "B"\n\n'
        'msgctxt "paragraph"\nmsgid "One two nine ten"\nmsgstr "C"\n'
    )
    result = merged(text, "One two three four", "One two three six")
    assert entry(result, "One two three four").msgstr == "A"
    assert entry(result, "One two three six").msgstr == "B"
    assert entry(result, "One two nine ten").obsolete


def test_the_best_pair_is_made_first():
    text = 'msgctxt "paragraph"\nmsgid "a b c d e f"\nmsgstr "A"\n'
    result = merged(text, "a b c d x y", "a b c d e g")
    assert entry(result, "a b c d x y").msgstr == ""
    assert entry(result, "a b c d e g").msgstr == "A"


def test_a_text_that_moved_within_its_lesson_keeps_its_translation():
    text = 'msgctxt "paragraph"\nmsgid "a"\nmsgstr "A"\n\nmsgctxt "paragraph"\nmsgid "b"\nmsgstr "B"\n'
    result = merged(text, "b", "a")
    assert [(one.msgid, one.msgstr, one.flags) for one in result.catalog] == [("b", "B", []), ("a", "A", [])]


@pytest.mark.parametrize("flags", ["", "#, fuzzy\n"])
def test_a_text_that_moved_to_another_lesson_keeps_its_translation_and_its_doubt(flags):
    other = parse(f'# note\n{flags}msgctxt "paragraph"\nmsgid "Moved."\nmsgstr "رفت"\n')
    result = merged(None, "Moved.", moved=unneeded(other, []))
    assert entry(result, "Moved.").msgstr == "رفت"
    assert entry(result, "Moved.").fuzzy is bool(flags)
    assert entry(result, "Moved.").tcomment == "note"
    still_there = [polib.POEntry(msgctxt="paragraph", msgid="Moved.")]
    assert entry(merged(None, "Moved.", moved=unneeded(other, still_there)), "Moved.").msgstr == ""


def test_comments_and_flags_of_untranslated_messages_stay_too():
    text = '# What is this?\n#, no-wrap\nmsgctxt "paragraph"\nmsgid "One two three."\nmsgstr ""\n'
    changed = entry(merged(text, "One two four."), "One two four.")
    assert (changed.tcomment, changed.flags, changed.msgstr) == ("What is this?", ["no-wrap"], "")
    gone = entry(merged(text, "Quite different"), "One two three.")
    assert gone.obsolete
    assert (gone.tcomment, gone.flags) == ("What is this?", ["no-wrap"])


def test_two_comments_are_joined_where_a_message_has_one_already():
    text = (
        '# mine\nmsgctxt "paragraph"\nmsgid "One two three."\nmsgstr ""\n\n'
        '# yours\nmsgctxt "paragraph"\nmsgid "One two four."\nmsgstr "X"\n'
    )
    assert entry(merged(text, "One two three."), "One two three.").tcomment == "mine\nyours"


def test_plural_forms_are_kept_though_the_course_has_none():
    text = 'msgctxt "paragraph"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "A"\nmsgstr[1] "As"\n'
    gone = entry(merged(text, "Quite different"), "a")
    assert (gone.obsolete, gone.msgid_plural, gone.msgstr_plural) == (True, "as", {0: "A", 1: "As"})
    used = entry(merged(text, "a"), "a")
    assert (used.msgstr, used.fuzzy, used.tcomment) == ("A", True, "msgstr[1]: As")
    assert used.previous_msgid_plural == "as"


def test_the_header_keeps_what_people_and_tools_wrote():
    text = (
        '# Ali <ali@example.org>, 2026.\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Project-Id-Version: Polyneuron 2\\n"\n'
        '"Report-Msgid-Bugs-To: bugs@example.org\\n"\n"Last-Translator: Ali <ali@example.org>\\n"\n'
        '"Language: fa_IR\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"X-Poedit-Basepath: ..\\n"\n"no field\\n"\n'
    )
    result = str(merged(text, "a").catalog)
    for line in text.split("\n"):
        if "charset" not in line:
            assert line in result
    assert "# Polyneuron: translation of small.\n# Merged by `make catalogs`.\n# Ali" in result
    assert "charset=UTF-8" in result
    assert str(merged(result, "a").catalog) == result


def test_a_new_catalogue_has_no_date_until_somebody_translates():
    assert merged(None, "a").catalog.metadata["PO-Revision-Date"] == NOT_YET == "YEAR-MO-DA HO:MI+ZONE"


def test_a_comment_at_the_end_of_the_file_stays():
    assert str(merged('msgid "a"\nmsgstr "b"\n# the end\n', "a").catalog).endswith("\n\n# the end\n")


def test_a_thousand_texts_without_contexts_are_matched_in_seconds():
    messages = [f"word{number} and some other words of number {number % 7}" for number in range(1000)]
    text = "\n".join(f'msgid "{message}"\nmsgstr "x {message}"\n' for message in messages)
    result = merged(text, *messages)
    assert all(entry.fuzzy and entry.msgstr == f"x {entry.msgid}" for entry in result.catalog)
    assert not translations(result.catalog)


TYPOS = [
    ("The nueron adds its inputs.", "The neuron adds its inputs."),
    ("The neuron add its inputs.", "The neuron adds its inputs."),
    ("It recieves one number", "It receives one number."),
    ("A an input is a number.", "An input is a number."),
    ("the keras model", "The Keras model"),
    ("Back propagation is a back-propagation.", "Backpropagation is a backpropagation."),
    ("This is not teh end.", "This is not the end."),
    ("Its not the end.", "It's not the end."),
    ("Nueron", "Neuron"),
    ("The weight of of an input", "The weight of an input"),
]
CHANGES = [
    ("The neuron adds its inputs.", "The neuron multiplies its inputs.", "words differ: adds → multiplies"),
    ("This is now an end.", "This is not an end.", "words differ: now → not"),
    ("This is an end.", "This is not an end.", "words differ: nothing → not"),
    ("It has more weights.", "It has less weights.", "words differ: more → less"),
    ("It can learn this.", "It can't learn this.", "words differ: can → can't"),
    ("The loss is small.", "The less is small.", "words differ: loss → less"),
    ("Two weights are here.", "Ten weights are here.", "words differ: two → ten"),
    ("There are 300 weights.", "There are 3000 weights.", "numbers differ"),
    ("Is it small?", "It is small.", "markup or signs differ"),
    ("Is it small here?", "Is it small here.", "markup or signs differ"),
    ("Call `fit` now.", "Call `fits` now.", "the new text lost: code `fit`"),
    ("See [here](https://a.example).", "See [here](https://b.example).", "lost: link target"),
    ("This is **important** here.", "This is important here.", "markup or signs differ"),
    ("An asymmetric matrix", "A symmetric matrix", "words differ: asymmetric → symmetric"),
    ("The weights increase there.", "The weights decrease there.", "words differ: increase → decrease"),
    ("a row is here", "a low is here", "words differ: row → low"),
    ("wrod smoe taht adn else", "word some that and else", "too many words differ: 4"),
]


@pytest.mark.parametrize(("before", "after"), TYPOS)
def test_a_corrected_text_keeps_its_translation_when_asked(before, after):
    text = f'# note\n#, no-wrap\nmsgctxt "paragraph"\nmsgid "{before}"\nmsgstr "ترجمه"\n'
    kept = merged(text, after, typo=True)
    found = entry(kept, after)
    assert (found.msgstr, found.flags, found.tcomment) == ("ترجمه", ["no-wrap"], "note")
    assert found.previous_msgid == before
    (correction,) = kept.corrections
    assert (correction.before, correction.after, correction.refused) == (before, after, "")
    unasked = merged(text, after)
    assert not translations(unasked.catalog), "without --typo every change is a doubt"
    assert not unasked.corrections


@pytest.mark.parametrize(("before", "after", "why"), CHANGES)
def test_a_changed_text_does_not_pass_as_a_correction(before, after, why):
    result = merged(f'msgctxt "paragraph"\nmsgid "{before}"\nmsgstr "`fit` ترجمه"\n', after, typo=True)
    assert not translations(result.catalog)
    for correction in result.corrections:
        assert why in correction.refused


def test_a_doubtful_translation_is_not_made_good_by_a_correction():
    result = merged(
        '#, fuzzy\nmsgctxt "paragraph"\nmsgid "The nueron adds."\nmsgstr "ترجمه"\n', "The neuron adds.", typo=True
    )
    assert entry(result, "The neuron adds.").fuzzy


class History:
    """Authors and translators who change one catalogue at random, and `catalogs` between them."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.messages = [(self.random.choice("pq"), self.words()) for _ in range(6)]
        self.catalog: Catalog | None = None

    def words(self) -> str:
        return " ".join(self.random.choices(["a", "b", "c", "d", "e", "f", "g", "h"], k=self.random.randint(1, 5)))

    def merge(self, typo: bool = False) -> Catalog:
        return merged(self.catalog, *dict.fromkeys(self.messages), typo=typo).catalog

    def translate(self, step: int) -> None:
        for found in self.catalog:
            chance = self.random.random()
            if found.obsolete:
                continue
            if not found.msgstr and chance < 0.5:
                found.msgstr = f"{step}: {found.msgctxt} {found.msgid}"
            elif found.fuzzy and chance < 0.2:
                found.flags, found.msgstr = [], f"{found.msgstr}'"
                found.previous_msgid = found.previous_msgctxt = None
            elif not found.fuzzy and chance < 0.1:
                found.flags = ["fuzzy"]
            elif chance < 0.2:
                found.tcomment = f"note {step} {found.msgid}"

    def edit(self) -> None:
        for number, (role, text) in enumerate(self.messages):
            chance = self.random.random()
            words = text.split()
            if chance < 0.1:
                role = self.random.choice("pq")
            elif chance < 0.3:
                words[self.random.randrange(len(words))] = self.random.choice("abcdefgh")
            elif chance < 0.4:
                words = self.words().split()
            self.messages[number] = (role, " ".join(words))
        self.random.shuffle(self.messages)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_nothing_is_lost_and_no_doubt_forgotten(seed):
    history = History(seed)
    for step in range(10):
        before = history.catalog or Catalog()
        good = {key(one): one.msgstr for one in before if one.msgstr and not one.fuzzy}
        typo = history.random.random() < 0.3
        written = str(history.merge(typo))
        now = parse(written)
        keys = [key(one) for one in now]
        assert len(set(keys)) == len(keys), "gettext refuses a message that stands twice"
        assert {one.msgstr for one in before} - {""} <= {one.msgstr for one in now}
        notes = {line for one in before for line in one.tcomment.split("\n")} - {""}
        assert notes <= {line for one in now for line in one.tcomment.split("\n")}
        for one in now:
            if one.msgstr and not one.fuzzy:
                assert one.msgstr in good.values() if typo else good.get(key(one)) == one.msgstr
        history.catalog = now
        assert str(history.merge()) == written, "merged a second time it changes"
        history.translate(step)
        history.catalog = parse(str(history.catalog))
        history.edit()
