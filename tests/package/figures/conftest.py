"""Figures as notebooks show them: one bare page for each language, made in a Python of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.browser import served
from tests.conftest import ROOT

PROGRAM = """
import sys, numpy as np, keras, polyneuron
from keras import layers
language, folder = sys.argv[1:]
polyneuron.use_language(language)
keras.utils.set_random_seed(3)
camera = keras.Sequential([keras.Input((4,)), layers.Dense(4, "tanh"), layers.Dense(4, "tanh"),
                           layers.Dense(8, "relu"), layers.Dense(4, "softmax")])
columns = [[1, 0, 1, 0], [0, 1, 0, 1], [1, 0, -1, 0], [0, 1, 0, -1]]
patterns = [[1, 1, 0, 0], [1, -1, 0, 0], [0, 0, 1, 1], [0, 0, -1, 1]]
hand_set = [columns, patterns, np.hstack([np.eye(4), -np.eye(4)]), np.vstack([np.eye(4), np.eye(4)])]
for layer, kernel in zip(camera.layers, hand_set):
    layer.set_weights([np.array(kernel), layer.get_weights()[1]])
# A reader that answers with the half of the image that holds more ink: 0 for the upper one, 1 for the lower one.
reader = keras.Sequential([keras.Input((784,)), layers.Dense(10, "softmax")])
kernel = np.zeros((784, 10)); kernel[:392, 0] = 1; kernel[392:, 1] = 1
reader.set_weights([kernel, np.array([0, 0] + [-50] * 8)])
# A judge that knows seven words.
word_index = {"the": 1, "film": 2, "good": 3, "bad": 4, "dull": 5, "clichéd": 6, "parents'": 7}
judge = keras.Sequential([keras.Input((11,)), layers.Dense(2, "relu"), layers.Dense(1, "sigmoid")])
first = np.zeros((11, 2)); first[6, 0] = 2; first[7, 1] = 1; first[8, 1] = 3
judge.set_weights([first, np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)])
data = {"camera": {"weights": camera.get_weights()}, "digit": {"model": reader},
        "review": {"model": judge, "word_index": word_index, "examples": ["A good film.", "Bad, dull film!"]}}
for name in ("activation", "camera", "digit", "gradient-descent", "loss", "review", "softmax"):
    output = polyneuron.show_figure(name, **data.get(name, {})).data
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Output</title>'
    page = f"{head}<body><main>{output}</main></body></html>"
    with open(f"{folder}/{name}-{language}.html", "w", encoding="utf-8") as file:
        file.write(page)
"""


@pytest.fixture(scope="session")
def outputs(tmp_path_factory):
    """A folder with `<figure>-<language>.html` for English, Persian, Russian and Yoruba."""
    folder = tmp_path_factory.mktemp("figures")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TF_CPP_MIN_LOG_LEVEL": "3"}
    for language in ("en", "fa", "ru", "yo"):
        command = [sys.executable, "-c", PROGRAM, language, str(folder)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def output_address(outputs):
    """Address of a local server of these pages."""
    with served(outputs) as address:
        yield address


@pytest.fixture
def figure(browser, output_address):
    """Open a figure's output; the test fails when its script does or when it asks another host."""
    contexts, errors = [], []

    def open_figure(name: str, language: str = "en", **options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda sent: sent.url.startswith(output_address) or errors.append(sent.url))
        page.goto(f"{output_address}/{name}-{language}.html")
        return page.locator(".pn-figure")

    yield open_figure
    for context in contexts:
        context.close()
    assert errors == []
