"""The wheel in a fresh environment with the oldest versions that it names, without the repository at hand."""

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest

from polyneuron.book.notebooks.wheel import build_wheel
from tests.conftest import ROOT

PROGRAM = """
import json, warnings
warnings.filterwarnings("error", message="Glyph")
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import polyneuron

found = {"version": matplotlib.__version__, "place": polyneuron.__file__}
texts = {"fa": "وزن‌های N1: 0.25", "yo": "Ìsokọ́ra ọpọlọ", "zh": "神经元", "ru": "Веса", "pl": "Łączność"}
for code, text in texts.items():
    polyneuron.use_language(code)
    figure, axes = plt.subplots()
    axes.plot([0, 1], label=text)
    found[code] = axes.set_title(text).get_text()
    legend = axes.legend()
    figure.canvas.draw()
    mark, label = legend.legend_handles[0].get_window_extent().x0, legend.get_texts()[0].get_window_extent().x0
    found[code + " mirrored"] = bool(mark > label)
polyneuron.use_language("fa")
found["formula"] = plt.figure().suptitle("دقت $x^2$").get_text()
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """The interpreter of a fresh environment: the oldest versions, and the wheel."""
    folder = tmp_path_factory.mktemp("oldest")
    venv.create(folder / "venv", with_pip=True)
    interpreter = folder / "venv" / "bin" / "python"
    wheel = build_wheel(ROOT, folder)
    for arguments in (
        ["--require-hashes", "-r", str(ROOT / "tests" / "oldest-plots.lock")],
        ["--no-deps", str(wheel.path)],
    ):
        command = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return interpreter


def run(python: Path, program: str, folder: Path) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "POLYNEURON"))}
    return subprocess.run(
        [python, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_plots_of_every_language_are_right_under_the_oldest_matplotlib(python, tmp_path):
    done = run(python, PROGRAM, tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == "3.8.0"
    assert not Path(found["place"]).is_relative_to(ROOT)
    # In the order of drawing: the number on the left in its own order, then joined Persian letters from the last one.
    assert found["fa"].startswith("0.25 :N1 ") or found["fa"].startswith("N1: 0.25 ")
    assert found["fa"][-1] < "\ufb56" or found["fa"][-1] >= "\ufe70"
    assert not set(found["fa"]) & set("وزنهای\u200c")
    assert found["fa mirrored"]
    for code, text in {"yo": "Ìsokọ́ra ọpọlọ", "zh": "神经元", "ru": "Веса", "pl": "Łączność"}.items():
        assert found[code] == text
        assert not found[f"{code} mirrored"]
    assert found["formula"] == "دقت $x^2$"


def test_without_the_shaping_libraries_the_error_says_what_to_do(python, tmp_path):
    program = "import sys; sys.modules['bidi'] = None; import polyneuron; polyneuron.use_language('fa')"
    done = run(python, program, tmp_path)
    assert done.returncode == 1
    assert "3.8.0" in done.stderr
    assert "%pip install arabic-reshaper python-bidi" in done.stderr
    assert "این نسخهٔ Matplotlib" in done.stderr


def test_the_samples_load_without_keras(python, tmp_path):
    program = "import polyneuron as p; p.use_language('pl'); print(p.load_mnist().is_sample, sys.modules.get('keras'))"
    program = f"import os, sys; os.environ.update(POLYNEURON_MIRRORS='', POLYNEURON_CACHE=os.getcwd()); {program}"
    done = run(python, program, tmp_path)
    assert done.stdout == "True None\n", done.stderr
    assert "UWAGA: " in done.stderr
