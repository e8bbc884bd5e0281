"""The table of measured networks that the lessons show comes from the stored benchmarks, whole and dated."""

import json

import pytest
from hatch_build import write_benchmarks

import polyneuron
from tests.conftest import ROOT


@pytest.fixture(autouse=True, scope="module")
def built():
    write_benchmarks(ROOT)


def test_it_has_the_sources_networks_and_the_course_own_with_the_stored_figures():
    table = polyneuron.load_benchmarks("mnist")
    stored = json.loads((ROOT / "docs" / "benchmarks.json").read_text(encoding="utf-8"))["parts"]
    (course,) = table[table.course].itertuples()
    assert course.test_accuracy == stored["mnist"]["recipes"]["mnist-course"]["summary"]["test_accuracy"]["median"]
    parameters = {row.network: row.parameters for row in table.itertuples()}
    assert parameters["300-100"] == 266610
    assert parameters["128"] == 101770
    assert parameters["512-512"] == 669706
    assert parameters["800-400"] == 952410
    assert set(table.reported.dropna()) >= {0.9763, 0.9752, 0.1019, 0.981, 0.9801, 0.9698}


def test_it_says_when_and_where():
    attributes = polyneuron.load_benchmarks("imdb").attrs
    assert len(attributes["date"]) == 10
    assert attributes["cores"] >= 1
    assert attributes["processor"]


def test_another_name_is_refused_with_the_names_that_there_are():
    with pytest.raises(ValueError, match="imdb, mnist"):
        polyneuron.load_benchmarks("cifar")


def test_a_changed_measurement_changes_the_table(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "src" / "polyneuron").mkdir(parents=True)
    text = (ROOT / "docs" / "benchmarks.json").read_text(encoding="utf-8")
    (tmp_path / "docs" / "benchmarks.json").write_text(text.replace('"parameters": 11972510', '"parameters": 7'))
    assert '"parameters": 7' in write_benchmarks(tmp_path).read_text(encoding="utf-8")


def test_it_tells_what_each_network_learnt_from_and_every_seed():
    table = polyneuron.load_benchmarks("mnist")
    stored = json.loads((ROOT / "docs" / "benchmarks.json").read_text(encoding="utf-8"))["parts"]
    recipes = stored["mnist"]["recipes"] | stored["reproduction"]["recipes"]
    (deepest,) = table[table.activation == "tanh"].itertuples()
    assert (deepest.seeds, deepest.examples, deepest.validation_accuracies) == (1, 60000, [])
    (course,) = table[table.course].itertuples()
    runs = recipes["mnist-course"]["runs"]
    assert course.validation_accuracies == [run["validation_accuracy"][-1] for run in runs]
    assert course.test_accuracies == [run["test_accuracy"] for run in runs]
    assert (course.seeds, course.examples) == (len(runs), 55000)
    changes = table.attrs["changes"]
    assert len(changes["batch-32"]["validation_accuracies"]) == len(runs)
    long_runs = stored["epochs"]["recipes"]["mnist-course-long"]["runs"]
    assert [run["seed"] for run in long_runs] == [run["seed"] for run in runs]
    assert changes["course-long"]["epochs"] == 2 * course.epochs
    assert changes["course-long"]["validation_accuracies"] == [run["validation_accuracy"][-1] for run in long_runs]
