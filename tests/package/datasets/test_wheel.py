"""The wheel that a launched notebook installs: small, whole, and enough without a network and without a repository."""

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[3]

PROGRAM = """
import polyneuron
polyneuron.use_language("fa")
data = polyneuron.load_mnist()
reviews = polyneuron.load_imdb(num_words=10000)
print(polyneuron.__file__)
print(data.source, data.train.x.shape, reviews.source, len(reviews.train.x))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(folder)]
    run = subprocess.run([*install, str(wheel)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return folder


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size < 3_000_000


def test_the_wheel_has_the_samples_their_licence_and_the_messages_but_not_the_book(installed):
    package = installed / "polyneuron"
    samples = {path.name for path in (package / "datasets" / "samples").iterdir()}
    assert samples == {"README.md", "digits.npz", "reviews.tsv"}
    assert "BSD 3-Clause License" in (package / "datasets" / "samples" / "README.md").read_text(encoding="utf-8")
    messages = {path.parts[-3] for path in (package / "locales").glob("*/LC_MESSAGES/polyneuron.mo")}
    assert messages == {path.parts[-3] for path in (ROOT / "locales").glob("*/LC_MESSAGES/polyneuron.po")}
    assert len(messages) >= 5
    assert not (package / "book").exists()


def test_from_an_empty_folder_the_sample_is_loaded_and_announced_in_persian(installed, tmp_path):
    empty, home = tmp_path / "empty", tmp_path / "home"
    empty.mkdir()
    home.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "MPLCONFIGDIR")},
        "PYTHONPATH": str(installed),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONIOENCODING": "utf-8",
        "POLYNEURON_MIRRORS": "http://127.0.0.1:9/",  # nobody listens at the port "discard"
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=empty, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    place, results = run.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert results == "sample (1437, 28, 28) sample 262"
    persian = polib.pofile(str(ROOT / "locales" / "fa" / "LC_MESSAGES" / "polyneuron.po"))
    announcement = persian.find("ATTENTION: this is not the full dataset, but a small offline sample. Missing: {name}")
    assert announcement.msgstr.replace("{name}", "MNIST") in run.stderr
    assert persian.find("No connection. Problem: {problem}").msgstr.replace("{problem}", "") in run.stderr
    assert "ATTENTION" not in run.stderr


def test_importing_is_light(installed, tmp_path):
    """No Keras, no web client: a notebook begins at once."""
    program = (
        "import sys, polyneuron; print(sorted({'keras', 'tensorflow', 'urllib.request', 'ssl'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.stdout == "[]\n", run.stderr
