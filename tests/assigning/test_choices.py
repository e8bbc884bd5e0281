"""What an instructor types: times, students, exercises to leave out, and how a plan grows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from polyneuron.book.assigning.chosen import exercise_names, without_exercises
from polyneuron.book.assigning.due import due_time, due_words
from polyneuron.book.assigning.growing import grown
from polyneuron.book.assigning.students import Student, read_students, seed_for
from polyneuron.book.grading.course_plan import COURSE_FILE, CoursePlan, plan_text, read_plan
from polyneuron.book.model.exercise import COURSE_SEEDS, Exercise
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.times import times_of
from tests.small_exercise import LESSON

TEHRAN = timezone(timedelta(hours=3, minutes=30))


def said(refused) -> str:
    return "\n".join(map(str, refused.value.problems))


# Times


@pytest.mark.parametrize(
    ("written", "zone", "words"),
    [
        ("2027-02-01T18:00", "Asia/Tehran", "2027-02-01 18:00 UTC+03:30"),
        ("2027-02-01 18:00+03:30", None, "2027-02-01 18:00 UTC+03:30"),
        ("2027-02-01T18:00Z", "Asia/Tehran", "2027-02-01 18:00 UTC"),
        ("2027-07-01T18:00", "Europe/Warsaw", "2027-07-01 18:00 UTC+02:00"),
    ],
)
def test_a_time_is_meant_in_its_own_zone_or_in_the_named_one(written, zone, words):
    assert due_words(due_time(written, zone)) == words


def test_a_time_without_a_zone_is_this_machines():
    time = due_time("2027-02-01T18:00", None)
    assert time.tzinfo is not None and time.replace(tzinfo=None) == datetime(2027, 2, 1, 18)


@pytest.mark.parametrize(
    ("written", "zone", "expected"),
    [
        ("1 February", None, "'1 February' is no date with a time"),
        ("2027-02-30T18:00", None, "is no date with a time"),
        ("2027-02-01", None, "--due 2027-02-01T23:59"),
        ("2027-02-01T18:00", "Asia/Theran", "There is no time zone 'Asia/Theran'"),
    ],
)
def test_what_is_no_time_is_refused_with_an_example(written, zone, expected):
    with pytest.raises(ProblemsFound) as refused:
        due_time(written, zone)
    assert expected in said(refused)


# Students


def table(tmp_path, text: str):
    path = tmp_path / "students.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("student\nشیرین رضایی\n张伟\n", ["شیرین رضایی", "张伟"]),
        ("Imię i nazwisko\nŁucja Żak\n", ["Łucja Żak"]),
        (
            "First name,Last name,Email address\nAde\u0301bayo\u0323\u0300,Ọlá,a@b.c\n",
            ["Adébáyọ̀ Ọlá".replace("bá", "ba")],
        ),
        ('email,student\nx@y.z,"O\'Brien, Seán"\n', ["O'Brien, Seán"]),
        ("student\n ../../a/b \n", ["a b"]),
    ],
)
def test_names_of_all_scripts_become_folders_as_grading_finds_them(tmp_path, text, names):
    assert [student.name for student in read_students(table(tmp_path, text))] == names


def test_a_student_brings_what_the_gradebook_knows(tmp_path):
    (found,) = read_students(table(tmp_path, "student,first_name,last_name,email\nAda L,Ada,L,a@b.c\n"))
    assert found == Student("Ada L", "Ada", "L", "a@b.c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", "No column holds the students' names: a, b"),
        ("student\nAda\nada\n", "students.csv:3: This student has the same name as the one in line 2: ada"),
        ("student,email\n...,x\n", "students.csv:2: This row has no name that a folder can have"),
        ("student\n", "No student stands in this table"),
        (f"student\n{'ж' * 120}\n", "no name that a folder can have"),
        ("student;email\nAda;x\n", "separated by semicolons"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(tmp_path, text, expected):
    with pytest.raises(ProblemsFound) as refused:
        read_students(table(tmp_path, text))
    assert expected in said(refused)


def test_numbers_follow_from_seed_and_name_and_are_proved_ones():
    # Written down, so that no other version can change what was handed out.
    assert [seed_for(7), seed_for(8), seed_for(7, "شیرین رضایی"), seed_for(7, "张伟")] == [31, 26, 18, 51]
    assert {seed_for(7, str(number)) for number in range(1000)} == {*COURSE_SEEDS}


# Exercises


@pytest.fixture
def lesson(project):
    return read_lesson(project.write("chapters/small.md", LESSON), project.root)[0]


def test_an_exercise_answers_to_its_name_with_and_without_its_first_word(lesson):
    assert exercise_names(["twice", "exercise-why", "exercise-twice"], [lesson], "") == [
        "exercise-twice",
        "exercise-why",
    ]


def named_exercises(*names: str) -> list[Lesson]:
    exercises = [Exercise(name, "write", 1, 1, number=place) for place, name in enumerate(names, 1)]
    cells = tuple(Cell("code", "", 1, one.name, exercise=one) for one in exercises)
    return [Lesson("01-a", Path("01-a.md"), cells)]


def test_the_end_of_a_name_is_enough_where_it_means_one_exercise():
    lessons = named_exercises("exercise-blind-spot", "exercise-dead-neuron", "exercise-one-neuron")
    assert exercise_names(["spot", "one-neuron"], lessons, "") == ["exercise-blind-spot", "exercise-one-neuron"]
    with pytest.raises(ProblemsFound) as refused:
        exercise_names(["neuron", "blind", "softmax"], lessons, "--leave-out")
    text = said(refused)
    assert "'neuron' ends the names of 2 exercises" in text and "Say which: dead-neuron, one-neuron." in text
    assert "no exercise 'blind' (did you mean blind-spot?)" in text and "no exercise 'softmax'\n" in text


def test_unknown_names_are_one_error_with_all_exercises_of_the_chapters(lesson):
    with pytest.raises(ProblemsFound) as refused:
        exercise_names(["exercise-thrice"], [lesson], "--leave-out")
    text = said(refused)
    assert "no exercise 'exercise-thrice' (did you mean twice?)" in text
    assert "small: twice, why" in text


def test_what_is_left_out_leaves_the_other_numbers_as_they_are(lesson):
    left = without_exercises(lesson, ["exercise-twice"])
    assert [(one.name, one.number) for one in left.exercises] == [("exercise-why", 2)]


def test_what_is_left_out_takes_no_time(lesson):
    """The box of the chapter tells the time of what is left: an instructor plans an hour by it."""
    long = [replace(one, exercise=one.exercise and replace(one.exercise, minutes=20)) for one in lesson.cells]
    before = times_of(long).practice
    text = f":::{{note}} Box\n- **زمان:** حدود ۴۰ دقیقه، و {before} دقیقهٔ دیگر.\n:::"
    told = replace(lesson, cells=(Cell("markdown", text, 1, "box"), *long))
    left = without_exercises(told, ["exercise-twice"])
    now = times_of(left.cells).practice
    assert 0 < now < before
    assert left.cells[0].source == text.replace(f"و {before}", f"و {now}")
    assert without_exercises(told, []).cells == told.cells


# The plan

PLAN = CoursePlan(
    "fa",
    ("01-a", "03-c"),
    ("exercise-x",),
    {"01-a": datetime(2027, 2, 1, 18, tzinfo=TEHRAN)},
    "student",
    7,
    True,
    "full",
    ("شیرین رضایی", "O'Brien: 1"),
)


def test_a_plan_is_read_as_it_was_written(tmp_path):
    assert read_plan(tmp_path) is None
    (tmp_path / COURSE_FILE).write_text(plan_text(PLAN), encoding="utf-8")
    assert read_plan(tmp_path) == replace(PLAN, leave_out=("x",))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("language: fa", "langage: fa", "langage: there is no such name"),
        ("sizes: full", "sizes: small", "sizes: is 'small', and should be one of full, quick"),
        ("18:00+03:30", "18:00", "due: 01-a: is '2027-02-01T18:00', and should be a time with its distance from UTC"),
        ("seed: 7", "seed: seven", "seed: is 'seven', and should be a whole number"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path, before, after, expected):
    text = plan_text(PLAN)
    assert before in text
    (tmp_path / COURSE_FILE).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        read_plan(tmp_path)
    assert expected in said(refused) and f"{COURSE_FILE}:" in said(refused)


def test_a_plan_grows_by_what_is_given_and_keeps_the_rest():
    later = datetime(2027, 3, 1, 12, tzinfo=UTC)
    fresh = CoursePlan("fa", ("02-b",), ("exercise-y",), {"02-b": later}, students=("Ada", "شیرین رضایی"))
    plan = grown(PLAN, fresh, {"leave_out"}, ["exercise-y", "exercise-z"], ["01-a", "02-b", "03-c"])
    assert plan.chapters == ("01-a", "02-b", "03-c")
    assert plan.leave_out == ("exercise-x", "exercise-y")
    assert plan.due == PLAN.due | {"02-b": later}
    assert plan.students == ("شیرین رضایی", "O'Brien: 1", "Ada")
    assert (plan.variants, plan.seed, plan.hide_predict_checks, plan.sizes) == ("student", 7, True, "full")
    again = grown(plan, CoursePlan("fa", ("02-b",), ("exercise-z",)), {"leave_out"}, ["exercise-y", "exercise-z"], [])
    assert again.leave_out == ("exercise-x", "exercise-z")
    assert grown(None, fresh, set(), [], []) is fresh
