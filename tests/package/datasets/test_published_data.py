"""What the site offers for download: MNIST with its attribution, and nothing else."""

import hashlib
from pathlib import Path

import pytest

from polyneuron.book.make.published_data import publish_mnist
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.datasets import Settings, load_mnist

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.skipif(not (DATA / "mnist.npz").exists(), reason="the real data are not here")
def test_mnist_is_published_with_its_attribution_and_can_be_loaded_from_there(tmp_path):
    published = publish_mnist(tmp_path / "site", Settings(DATA, tmp_path / "cache", tmp_path / "keras", mirrors=()))
    assert sorted(path.name for path in published.parent.iterdir()) == ["ATTRIBUTION.md", "mnist.npz"]
    attribution = (published.parent / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 3.0" in attribution
    assert hashlib.sha256(published.read_bytes()).hexdigest() in attribution
    data = load_mnist(Settings(published.parent, tmp_path / "cache", tmp_path / "keras", mirrors=()))
    assert data.source == "folder"


def test_the_sample_is_never_published(tmp_path):
    with pytest.raises(ProblemsFound, match="Remedy: Set POLYNEURON_DATA"):
        publish_mnist(tmp_path / "site", Settings(None, tmp_path / "cache", tmp_path / "keras", mirrors=()))
    assert not (tmp_path / "site").exists()
