"""Every number of the curriculum stands in a cell that nbval compares, and nbval notices when one changes."""

import subprocess
import sys

import nbformat
import numpy as np
import pytest

from tests.conftest import ROOT

NUMBERS = {}
NUMBERS["00-start"] = [
    "Slope from TensorFlow: 6.000",
    "Slope by trying 3 and 3.001: 6.001",
    "Weights and biases of one painter: 643",
]
NUMBERS["01-neurons"] = [
    "First product: 3.024",
    "Second product: -0.870",
    "Neuron N1: 2.154",
    "First product: -4.032",
    "Second product: -4.814",
    "Neuron N2: -8.846",
    "From N1: 2.00322",
    "From N2: -0.17692",
    "Output Y: 1.8263",
    "Keras: 1.8263",
    "All equal: True",
    "[[ 0.42 -0.56]\n [ 0.15  0.83]]\n[[0.93]\n [0.02]]\nParameters: 6",
    "Shape of the input: (1, 2)",
    "First hidden layer: 235500",
    "Second hidden layer: 30100",
    "Output layer: 1010",
    "Together: 266610",
    "Shape of the kernel: (784, 300)",
    "Shape of the bias: (300,)",
    "All biases are 0: True",
    "Parameters: 116",
    "Probability of the right class: 0.465048",
    "Probability of each other class: 0.178317",
    "Correct pictures: 8 / 8",
]
NUMBERS["02-activations"] = [
    "Two layers: 1.8263",
    "Same answers: True",
    "relu(5) = 5\nrelu(0) = 0\nrelu(-5) = 0",
    "leaky relu: [ 5.   0.  -0.5]",
    "elu: [ 5.     0.    -0.993]",
    "Output Y: 0.697057",
    "sigmoid: 0.896042, 0.000144 → 0.697057",
    "→ 0.709063",
    "relu: 2.154000, 0.000000 → 2.003220",
    "Slope of sigmoid at 4.0: 0.017663",
    "[0.1458 0.1037 0.127  0.0735 0.0439 0.1598 0.0566 0.0798 0.0945 0.1154]",
    "Sum: 1.0000",
    "Class with the largest probability: 5",
    "Softmax: [nan nan nan]",
    "Same as Keras: True",
]
NUMBERS["03-losses"] = ["2.00322", "1.66322", "2.76630", "2.3026"]
NUMBERS["04-backprop"] = [
    "Sum, gradient: [1. 1.]\nProduct, gradient: [5. 3.]\nMaximum, gradient: [0. 1.]",
    "reduce_max: [0.5 0.5]",
    "q: 3\nf: -12",
    "∂f/∂x: -4\n∂f/∂y: -4\n∂f/∂z: 3",
    "Tape: [-4. -4.  3.]",
    "Output: 0.731059",
    "Gradient for x: [ 0.393224 -0.589836]",
    "Gradient for w: [-0.196612 -0.393224  0.196612]",
    "Error at (1, −1): 0.0000",
    "Adam: [ 1.118 -1.268], Keras: [ 1.118 -1.268]",
]
NUMBERS["05-mnist"] = [
    "One-hot: [0 0 0 0 0 0 0 0 1 0]",
    "images: 55000, batch size: 32, steps: 1719",
    "images: 60000, batch size: 32, steps: 1875",
    "images: 60000, batch size: 128, steps: 469",
    "images: 10000, batch size: 32, steps: 313",
    "Parameters: 266610",
    "p = 0.98, images: 5000, two standard deviations: 0.0040",
    "p = 0.98, images: 10000, two standard deviations: 0.0028",
]
NUMBERS["06-imdb"] = [
    "Largest rank that is kept: 9996",
    "[[0 0 0 1 0 1 0 0]",
    "Parameters: 160305",
    "Parameters: 10001",
]


def quick(language: str, name: str = "01-neurons"):
    path = ROOT / "_build" / "quick" / language / f"{name}.ipynb"
    assert path.exists(), "There are no quick copies. Remedy: python -m polyneuron.book execute --quick"
    return path


@pytest.mark.parametrize(("chapter", "number"), [(chapter, one) for chapter in NUMBERS for one in NUMBERS[chapter]])
def test_a_chapter_computes_it_in_a_compared_cell(chapter, number):
    notebook = nbformat.read(quick("en", chapter), 4)
    compared = [cell for cell in notebook.cells if "nbval-check-output" in cell.metadata.get("tags", [])]
    printed = "\n".join(output.get("text", "") for cell in compared for output in cell.outputs)
    assert number in printed


def run_nbval(path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider"]
    return subprocess.run([*command, "-c", "/dev/null", "--rootdir", path.parent, path], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "x1 * 0.42 + x2 * 0.15", "x1 * 0.43 + x2 * 0.15"), ("fa", "[1, -1, 0, 0]", "[1, -1, 0, 0.5]")],
)
def test_nbval_fails_when_an_input_changes_and_passes_otherwise(tmp_path, language, before, after):
    notebook = nbformat.read(quick(language), 4)
    # The cells before the training are enough here, and faster.
    last = next(number for number, cell in enumerate(notebook.cells) if cell.id == "weights-learnt-1")
    notebook.cells = notebook.cells[:last]
    same, changed = tmp_path / "same.ipynb", tmp_path / "changed.ipynb"
    nbformat.write(notebook, same)
    (cell,) = [cell for cell in notebook.cells if cell.cell_type == "code" and before in cell.source]
    cell.source = cell.source.replace(before, after)
    nbformat.write(notebook, changed)
    assert run_nbval(same).returncode == 0
    failed = run_nbval(changed)
    assert failed.returncode == 1
    assert "failed" in failed.stdout


def test_outputs_of_compared_cells_hold_the_same_numbers_in_all_languages(configuration):
    import re

    def numbers(language: str, name: str) -> list:
        notebook = nbformat.read(quick(language, name), 4)
        return [
            (cell.id, re.findall(r"-?\d+(?:\.\d+)?", output.get("text", "").replace("−", "-")))
            for cell in notebook.cells
            if "nbval-check-output" in cell.metadata.get("tags", [])
            for output in cell.outputs
        ]

    for name in configuration.chapter_names:
        expected = dict(numbers("en", name))
        assert expected
        for code in configuration.languages:
            for cell, found in numbers(code, name):
                kept = [number for number in found if number not in ("1", "2")]  # N1, x1 may stand in other places
                assert kept == [number for number in expected[cell] if number not in ("1", "2")], f"{code}: {cell}"


def test_the_table_for_readers_of_older_books_is_true_of_this_keras():
    """Each row of pages/running.md that Keras decides; the page has no cells that would run."""
    import keras
    import tensorflow as tf
    from keras import layers

    page = (ROOT / "pages" / "running.md").read_text(encoding="utf-8")
    for said in ("`Adam(lr=0.01)`", "`model.predict_classes(x)`", "`model.fit_generator(data)`", '`"val_acc"`'):
        assert said in page
    with pytest.raises(ValueError, match="lr"):
        keras.optimizers.Adam(lr=0.01)
    assert not hasattr(keras.Model, "predict_classes")
    assert not hasattr(keras.Model, "fit_generator")
    for old in ({"input_shape": (784,)}, {"input_dim": 784}):
        with pytest.warns(UserWarning, match="input_shape"):
            layers.Dense(10, **old)
    assert isinstance(tf.keras.layers.Dense(1), layers.Dense)
    for name in ("acc", "accuracy"):
        model = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1)])
        model.compile(loss="mse", metrics=[name])
        assert name in model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0).history


def test_a_file_in_the_old_format_is_saved_with_a_warning(tmp_path, caplog):
    import keras

    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    with caplog.at_level("WARNING"):
        model.save(tmp_path / "digits.h5")
    assert (tmp_path / "digits.h5").exists()
    assert "HDF5" in caplog.text
