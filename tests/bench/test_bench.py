"""The benchmark: everything runs, results are kept, merged and compared. No time is asserted anywhere."""

import json
from copy import deepcopy

import numpy as np
import pytest
from click.testing import CliRunner

from polyneuron.book.bench import networks
from polyneuron.book.bench.layouts import encode, multi_hot, shifted
from polyneuron.book.bench.learning import BENCHMARKS
from polyneuron.book.bench.machine import matrix_gflops
from polyneuron.book.bench.measuring import Measurement, measure
from polyneuron.book.bench.report import report
from polyneuron.book.bench.reproduction import verdict
from polyneuron.book.bench.results import entry, read_results, regressions, with_part, write_results
from polyneuron.book.bench.speed import first_epoch, seconds_until
from polyneuron.book.cli import main
from polyneuron.book.model.problems import ProblemsFound

PART_OPTIONS = ("mnist", "epochs", "imdb", "reproduction", "limit")


def run(root, *arguments):
    return CliRunner().invoke(main, ["--root", str(root), "bench", "learning", *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """A quick run of all parts through the command line: folder of the project, what it printed, stored results."""
    root = tmp_path_factory.mktemp("bench")
    outcome = run(root, "--quick")
    assert outcome.exit_code == 0, outcome.output
    return root, outcome.output, read_results(root / "_build" / "quick-benchmarks" / "benchmarks.json")


def test_quick_run_goes_through_every_part_and_never_into_docs(quick):
    root, output, results = quick
    assert set(results["parts"]) == set(BENCHMARKS) == set(PART_OPTIONS)
    assert not (root / "docs").exists()
    for name, part in BENCHMARKS.items():
        stored = results["parts"][name]
        assert set(stored.get("recipes", {})) == {recipe.name for recipe in part.recipes}
        assert stored["date"] and stored["machine"]["cores"] and stored["limit_gflops"] > 0
        assert stored["title"] in output


def test_networks_have_the_parameters_of_the_curriculum(quick):
    *_, results = quick
    expected = {
        "dropout-128": 101_770,
        "300-100": 266_610,
        "512-512": 669_706,
        "dropout-512-512": 669_706,
        "800-400": 952_410,
        "five-layers": 11_972_510,
    }
    entries = {name: stored for part in results["parts"].values() for name, stored in part.get("recipes", {}).items()}
    for name, parameters in expected.items():
        assert entries[name]["parameters"] == parameters, name
    for name, stored in entries.items():
        if name != "imdb-embedding":  # its first layer is an embedding with a bias of its own: the same count
            assert {run["parameters"] for run in stored["runs"]} == {stored["parameters"]}, name


def test_a_part_that_runs_alone_keeps_the_others(quick):
    root, _, before = quick
    before = deepcopy(before)
    outcome = run(root, "--quick", "--part", "limit")
    assert outcome.exit_code == 0, outcome.output
    after = read_results(root / "_build" / "quick-benchmarks" / "benchmarks.json")
    assert {name: part for name, part in after["parts"].items() if name != "limit"} == {
        name: part for name, part in before["parts"].items() if name != "limit"
    }
    assert after["parts"]["limit"] != before["parts"]["limit"]


def test_stored_results_are_read_back_as_they_were_and_make_the_same_page(quick, tmp_path):
    *_, results = quick
    path = tmp_path / "benchmarks.json"
    assert write_results(path, results)
    assert read_results(path) == results
    assert not write_results(path, read_results(path)), "reading and writing changed something"
    page = report(results)
    assert page == report(read_results(path))
    for section in (
        "In short",
        "The sources' networks",
        "What each measure brings",
        "more epochs stop paying",
        "When and where",
    ):
        assert section in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "benchmarks.json"
    path.write_text("{")
    with pytest.raises(ProblemsFound, match=r"benchmarks\.json"):
        read_results(path)


def _part(seconds, recipe=networks.COURSE_MNIST):
    measured = {"examples": 55_000, "test_accuracy": 0.98, "test_loss": 0.07, "train_seconds": float(seconds)}
    runs = [{"seed": seed, **measured} for seed in (1, 2, 3)]
    stored = json.loads(json.dumps(entry(recipe, runs, 200.0)))
    return {"date": "2026-01-01T10:00", "machine": {"cores": 2}, "recipes": {recipe.name: stored}}


@pytest.mark.parametrize(("seconds", "warned"), [(12.4, False), (12.6, True), (5.0, False)])
def test_a_regression_above_a_quarter_is_told_with_the_figures(seconds, warned):
    warnings = list(regressions(_part(10), _part(seconds)))
    assert bool(warnings) == warned
    if warned:
        assert "12.60 s" in warnings[0] and "10.00 s" in warnings[0] and "26 %" in warnings[0]


def test_no_regression_against_nothing_or_another_recipe():
    slower = networks.COURSE_MNIST.but("mnist-course", "the same name, more epochs", epochs=99)
    assert not list(regressions(None, _part(99)))
    assert not list(regressions(_part(10), _part(99, slower)))


def test_a_regression_is_printed_as_a_warning_and_the_command_succeeds(quick, monkeypatch):
    root, *_ = quick
    path = root / "_build" / "quick-benchmarks" / "benchmarks.json"
    from polyneuron.book.bench import learning

    shortened = {**BENCHMARKS, "mnist": learning.Benchmark("mnist", "t", (networks.COURSE_MNIST,))}
    monkeypatch.setattr(learning, "BENCHMARKS", shortened)
    monkeypatch.setattr(learning, "report", lambda results: "page")

    def measured(seconds):
        figures = {"source": "folder", "examples": 600, "test_accuracy": 0.5, "test_loss": 1.0}
        return lambda tasks: [{**figures, "train_seconds": seconds} for _ in tasks]

    stored = path.read_text()
    try:
        path.unlink()  # what the real run took does not matter here
        monkeypatch.setattr(learning, "measure", measured(1.0))
        assert "warning" not in run(root, "--quick", "--part", "mnist").output
        monkeypatch.setattr(learning, "measure", measured(1.2))
        assert "warning" not in run(root, "--quick", "--part", "mnist").output
        monkeypatch.setattr(learning, "measure", measured(2.0))
        outcome = run(root, "--quick", "--part", "mnist")
        assert outcome.exit_code == 0
        assert "warning: mnist-course: training took 2.00 s, 67 % more than the 1.20 s" in outcome.output
    finally:
        path.write_text(stored)


def test_merging_replaces_one_part_only():
    results = {"format": 1, "parts": {"mnist": {"date": "old"}, "imdb": {"date": "old"}}}
    assert with_part(results, "imdb", {"date": "new"})["parts"] == {"mnist": {"date": "old"}, "imdb": {"date": "new"}}
    assert results["parts"]["imdb"] == {"date": "old"}


def test_seeds_alternate_and_the_largest_network_runs_once():
    runs = BENCHMARKS["reproduction"].runs(3)
    assert [seed for _, seed in runs] == sorted(seed for _, seed in runs)
    assert [seed for recipe, seed in runs if recipe.name == "five-layers"] == [1]
    assert [seed for recipe, seed in runs if recipe.name == "800-400"] == [1, 2, 3]


def test_names_are_unique_and_the_course_keeps_to_its_size():
    names = [recipe.name for part in BENCHMARKS.values() for recipe in part.recipes]
    assert len(names) == len(set(names))
    assert networks.COURSE_MNIST.parameters <= 350_000


def test_a_failing_run_is_a_problem_with_its_last_words():
    broken = networks.COURSE_MNIST.but("broken", "broken", optimizer="none such")
    with pytest.raises(ProblemsFound, match=r"(?s)broken.*none such"):
        measure([Measurement(broken, 1, 100)])


def test_operations_are_those_of_three_products_without_the_inputs_gradient():
    recipe = networks.COURSE_MNIST.but("one", "one", epochs=1)
    first, rest = 784 * 300, 300 * 100 + 100 * 10
    assert recipe.gflop(1) == pytest.approx((2 * 2 * first + 3 * 2 * rest) / 1e9)
    assert matrix_gflops(64, 64, 64, 0.01)["best"] > 0


@pytest.mark.parametrize(
    ("mean", "says"),
    [(0.977, "reached"), (0.975, "reached within chance"), (0.95, "not reached: why")],
)
def test_verdict_on_a_reported_accuracy(mean, says):
    claim = networks.Claim(test_accuracy=0.9763, reason="why")
    assert verdict(claim, "mnist", {"mean": mean, "max": mean}).startswith(says)


def test_verdict_on_the_failure():
    claim = networks.LOGITS_FAILURE.claim
    assert verdict(claim, "mnist", {"mean": 0.1, "max": 0.12}) == "fails, as reported"
    assert verdict(claim, "mnist", {"mean": 0.1, "max": 0.97}) == "learns although it should fail"


def test_time_until_validation_reaches_a_figure():
    curve = [0.9, 0.97, 0.98, 0.97]
    assert first_epoch(curve, 0.97) == 2
    assert first_epoch(curve, 0.99) is None
    run = {"validation_accuracy": curve, "warm_up_seconds": 1.0, "epoch_seconds": 2.0}
    assert seconds_until({"runs": [run]}, 0.98) == 7.0
    assert seconds_until({"runs": [run]}, 0.99) == float("inf")


def test_layouts_of_reviews_hold_the_same():
    reviews = np.array([np.array([1, 5, 5, 9_999]), np.array([1, 2])], dtype=object)
    dense = multi_hot(reviews, "uint8")
    assert dense.sum() == 5 and dense[0, [1, 5, 9_999]].all() and dense[1, [1, 2]].all()
    padded = encode("imdb", "embedding", reviews)
    assert [set(row[row > 0]) for row in padded] == [{1, 5, 9_999}, {1, 2}]


def test_shifting_moves_an_image_by_whole_pixels_and_loses_no_ink_inside():
    image = np.zeros((1, 28, 28), dtype="float32")
    image[0, 10, 12] = 1
    random = np.random.default_rng(1)
    places = set()
    for _ in range(200):
        moved = shifted(image.reshape(1, 784), 1, random).reshape(28, 28)
        assert moved.sum() == 1
        places.add(tuple(np.argwhere(moved)[0]))
    assert places == {(row, column) for row in (9, 10, 11) for column in (11, 12, 13)}
