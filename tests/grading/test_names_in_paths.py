"""Whose a file is, by its path: no folder around students hides them, and no attempts of one become several."""

from __future__ import annotations

import pytest

from polyneuron.book.grading.names_in_paths import students_in

CHAPTER = "01-neurons"
KNOWN = ("Anna Smith", "Bo Li", "Łukasz Żółć", "علی رضایی")


def names(places: list[str], known: tuple[str, ...] = ()) -> list[str | None]:
    found = students_in(places, CHAPTER, known)
    return [found[place].name for place in places]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["Задание 1/Anna Smith.ipynb", "Задание 1/Bo Li.ipynb"], ["Anna Smith", "Bo Li"]),
        (["Group A/Anna Smith/x.ipynb", "Group B/Bo Li/x.ipynb", "Group B/Cy/x.ipynb"], ["Anna Smith", "Bo Li", "Cy"]),
        (["Student Work/Submitted files/Anna Smith/Neurons/Version 1/01-neurons.ipynb"], ["Anna Smith"]),
        (["Any folder/Anna Smith/01-neurons.ipynb"], ["Anna Smith"]),
        (["Neurons/01-neurons.ipynb", "Neurons/Anna Smith - 01-neurons.ipynb"], ["Neurons", "Anna Smith"]),
        (["anna  smith/x.ipynb", "\u200fعلی رضایی\u200f/x.ipynb"], ["Anna Smith", "علی رضایی"]),
        (["Anna Smith/Bo Li_2_assignsubmission_file_x.ipynb"], ["Anna Smith"]),
        (["Anna Smith/try 1/x.ipynb", "Jan/try 1/x.ipynb", "Jan/try 2/x.ipynb"], ["Anna Smith", "Jan", "Jan"]),
    ],
)
def test_a_known_name_in_the_path_is_the_student(places, expected):
    assert names(places, KNOWN) == expected


def test_names_that_differ_in_capitals_stay_two_where_both_are_known():
    assert names(["li hua/x.ipynb", "Li Hua/x.ipynb"], ("li hua", "Li Hua")) == ["li hua", "Li Hua"]


@pytest.mark.parametrize("group", ["Group B-", "Lab-2-"])
def test_the_group_that_moodle_writes_before_all_names_is_no_part_of_them(group):
    places = [f"{group}{name}_{at}_assignsubmission_file_/x.ipynb" for at, name in enumerate([*KNOWN, "New"])]
    assert names(places, KNOWN) == [*KNOWN, "New"]
    assert names(places) == [f"{group}{name}" for name in [*KNOWN, "New"]]


def test_the_hyphen_that_moodle_writes_for_no_group_is_no_part_of_a_name():
    assert names(["-Anna Smith_1_assignsubmission_file_/x.ipynb"]) == ["Anna Smith"]


def test_a_name_with_a_hyphen_stays_whole():
    places = ["Anna-Bo Li_1_assignsubmission_file_/x.ipynb", "Bo Li_2_assignsubmission_file_/x.ipynb"]
    assert names(places, KNOWN) == ["Anna-Bo Li", "Bo Li"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["Задание 1/Анна Иванова.ipynb", "Задание 1/Андрей Йовович.ipynb"], ["Анна Иванова", "Андрей Йовович"]),
        (["all/123456.ipynb", "all/123457.ipynb"], ["123456", "123457"]),
        (["A/Ann.ipynb", "A/Bob.ipynb", "B/Cy.ipynb", "B/Di.ipynb"], ["Ann", "Bob", "Cy", "Di"]),
        (["Submitted files/Ann/x.ipynb"], ["Ann"]),
        (["Ann/01-neurons.ipynb", "Ann/01-neurons (1).ipynb"], ["Ann", "Ann"]),
        (["Ann/01-neurons_2.ipynb", "Ann/Copy of 01-neurons.ipynb", "Ann/01-neurons — копия.ipynb"], ["Ann"] * 3),
        (["Ann/work.ipynb", "Ann/work (2).ipynb", "Ann/work final.ipynb"], ["Ann"] * 3),
        (["Ann/Version 1/x.ipynb", "Ann/Version 2/x.ipynb"], ["Ann", "Ann"]),
        (["Ann/a.ipynb", "Ann/b.ipynb", "Bob/01-neurons.ipynb"], ["Ann", "Ann", "Bob"]),
        (["X_1_assignsubmission_file_/a.ipynb", "X_1_assignsubmission_file_/b.ipynb"], ["X", "X"]),
        (["Ann.ipynb.txt", "Bob.zip"], ["Ann", "Bob"]),
    ],
)
def test_without_known_names_files_in_one_folder_are_of_several_unless_they_are_copies(places, expected):
    assert names(places) == expected


def test_only_notebooks_of_the_assignment_tell_students_apart():
    places = ["Ann/work.ipynb", "Ann/scratch.ipynb"]
    found = students_in(places, CHAPTER, (), places[:1])
    assert {one.name for one in found.values()} == {"Ann"}
