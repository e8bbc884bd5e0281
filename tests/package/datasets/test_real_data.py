"""The real MNIST and IMDB, where POLYNEURON_DATA has them: the numbers that the chapters rely on."""

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyneuron import decode_review, encode_review, load_imdb, load_mnist
from polyneuron.datasets import Settings, imdb, keras_file
from polyneuron.datasets.errors import DataFileError

# The variable is read here, before the fixtures take it away; a checkout beside the data needs none.
ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("POLYNEURON_DATA") or ROOT.parent / "shared" / "data").absolute()
pytestmark = pytest.mark.skipif(not (DATA / "mnist.npz").exists(), reason="POLYNEURON_DATA has no data")

PUBLISHED_MD5 = {
    "train images": "6bbc9ace898e44ae57da46a324031adb",
    "train labels": "a25bea736e30d166cdddb491f175f624",
    "test images": "2646ac647ad5339dbf082846283269ea",
    "test labels": "27ae3e4e09519cfbb04c329615203637",
}


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Settings that know the folder with the data and nothing else."""
    folder = tmp_path_factory.mktemp("places")
    return Settings(DATA, folder / "cache", folder / "keras" / "datasets", mirrors=())


@pytest.fixture(scope="module")
def mnist_data(places):
    return load_mnist(places)


@pytest.fixture(scope="module")
def imdb_data(places):
    return load_imdb(settings=places)


def idx(array):
    """Return the bytes of an unsigned array in the IDX format of http://yann.lecun.com/exdb/mnist/."""
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


def test_mnist_is_byte_for_byte_what_was_published(mnist_data):
    (x_train, y_train), (x_test, y_test) = mnist_data
    arrays = {"train images": x_train, "train labels": y_train, "test images": x_test, "test labels": y_test}
    assert {name: hashlib.md5(idx(array)).hexdigest() for name, array in arrays.items()} == PUBLISHED_MD5


def test_mnist_has_the_shapes_types_and_order_that_the_chapters_use(mnist_data):
    (x_train, y_train), (x_test, y_test) = mnist_data
    assert [x_train.shape, y_train.shape, x_test.shape, y_test.shape] == [
        (60000, 28, 28), (60000,), (10000, 28, 28), (10000,)
    ]  # fmt: skip
    assert {array.dtype for array in (x_train, y_train, x_test, y_test)} == {np.dtype(np.uint8)}
    assert y_test[1024] == 4
    assert y_train[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]


def test_the_result_says_where_it_came_from(mnist_data, imdb_data):
    assert (mnist_data.source, mnist_data.location) == ("folder", str(DATA / "mnist.npz"))
    assert (imdb_data.source, imdb_data.location) == ("folder", str(DATA / "imdb.npz"))
    assert not mnist_data.is_sample
    assert not imdb_data.is_sample


def test_nothing_is_announced_when_the_real_data_are_there(places, capsys):
    load_mnist(places)
    load_imdb(settings=places)
    assert capsys.readouterr().err == ""


def test_imdb_has_the_numbers_that_the_chapter_states(imdb_data):
    (x_train, y_train), (x_test, y_test) = imdb_data
    lengths = np.array([len(review) for review in x_train])
    assert (len(x_train), len(x_test), y_train.sum(), y_test.sum()) == (25000, 25000, 12500, 12500)
    assert round(lengths.mean(), 2) == 238.71
    assert (lengths.min(), lengths.max()) == (11, 2494)
    assert all(review[0] == 1 for review in x_train)
    assert len(imdb_data.word_index) == 88584
    assert [imdb_data.word_index[word] for word in ("the", "and", "movie", "film")] == [1, 2, 17, 19]


def test_a_known_review_decodes_and_encodes(imdb_data):
    known = [1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65]
    (found,) = [index for index, review in enumerate(imdb_data.train.x) if review[:10].tolist() == known]
    text = decode_review(imdb_data.train.x[found], imdb_data.word_index)
    assert text.startswith("this film was just brilliant casting location scenery story ")
    assert imdb_data.train.y[found] == 1
    assert encode_review(text, imdb_data.word_index)[:10].tolist() == known


def test_every_word_of_the_vocabulary_is_encoded_as_the_data_have_it(imdb_data):
    """Also "cliché", "parents'", "'em" and the dash that was taken for a word: a text is split as the data were."""
    words = sorted(imdb_data.word_index, key=imdb_data.word_index.get)
    encoded = encode_review(" ".join(words), imdb_data.word_index)
    assert encoded[1:].tolist() == [imdb_data.word_index[word] + 3 for word in words]


def test_reviews_encode_back_to_their_own_numbers_with_the_rare_words_left_out(imdb_data, places):
    limited = load_imdb(num_words=10000, settings=places)
    for review in [*limited.train.x[:300], *limited.test.x[:300]]:
        text = decode_review(review, imdb_data.word_index)
        assert encode_review(text, imdb_data.word_index, 10000).tolist() == review[review != 2].tolist()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A clichéd film – “wonderful”, isn’t it? 'bad'", "a clichéd film – wonderful isn't it bad"),
        ("A Cliche\u0301: terrible—awful…", "a cliché terrible awful"),
        ("To był świetny film, nie żałuję!", "to ? ? film ? ?"),
        ("Fíìmù yìí dára púpọ̀", "? ? ? ?"),
        ("Прекрасный фильм!", "? ?"),
        ("این فیلم را می\u200cپسندم", "? ? ? ?"),
        ("这部电影很好，我喜欢。", "? ?"),
        ("4/10, 8.5", "4 10 8 5"),
        (" – … ", "–"),
    ],
)
def test_a_new_text_is_read_word_by_word_and_a_foreign_word_is_one_unknown_word(imdb_data, text, read):
    assert decode_review(encode_review(text, imdb_data.word_index, 10000), imdb_data.word_index) == read


def test_reviews_of_both_kinds_are_mixed(imdb_data):
    # The chapter holds out the first 10 000 reviews.
    for labels in (imdb_data.train.y, imdb_data.test.y):
        assert 0.48 < labels[:10000].mean() < 0.52


def test_num_words_keeps_what_keras_keeps(imdb_data, places):
    limited = load_imdb(num_words=10000, settings=places)
    for everything, kept in zip(imdb_data.train.x[:500], limited.train.x[:500], strict=True):
        assert kept.tolist() == [index if index < 10000 else 2 for index in everything.tolist()]
    assert max(review.max() for review in limited.train.x) == 9999  # the word of rank 9 996
    assert max(review.max() for review in imdb_data.train.x) == 88587


def shuffled(seed):
    """The real reviews in another order, as another source may have them."""
    arrays = dict(np.load(DATA / "imdb.npz", allow_pickle=False))
    for split in ("train", "test"):
        tokens, offsets, labels = (arrays[f"{split}_{part}"] for part in ("tokens", "offsets", "labels"))
        order = np.random.default_rng(seed).permutation(len(labels))
        arrays[f"{split}_tokens"] = np.concatenate([tokens[offsets[i] : offsets[i + 1]] for i in order])
        arrays[f"{split}_offsets"] = np.concatenate([[0], np.cumsum(np.diff(offsets)[order])])
        arrays[f"{split}_labels"] = labels[order]
    return arrays


def npz(arrays):
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def test_imdb_in_another_order_and_form_is_the_same_data_set(imdb_data, places, tmp_path):
    arrays = shuffled(seed=7)
    arrays["train_tokens"] = arrays["train_tokens"].astype(">i8")
    (tmp_path / "imdb.npz").write_bytes(npz(arrays))
    (tmp_path / "imdb_word_index.json").write_bytes((DATA / "imdb_word_index.json").read_bytes())
    other = load_imdb(settings=replace(places, data_folder=tmp_path))
    assert other.source == "folder"
    assert other.train.y.tolist() == imdb_data.train.y.tolist()
    assert all(np.array_equal(a, b) for a, b in zip(other.test.x, imdb_data.test.x, strict=True))


def test_one_changed_word_or_label_is_noticed():
    for name in ("test_tokens", "train_labels"):
        arrays = dict(np.load(DATA / "imdb.npz", allow_pickle=False))
        arrays[name] = arrays[name].copy()
        arrays[name][-1] = 1 - arrays[name][-1] if name == "train_labels" else 5
        with pytest.raises(DataFileError, match="does not hold the data that it should: IMDB"):
            imdb._read_reviews(npz(arrays))


def test_one_changed_pixel_is_noticed(places, tmp_path, capsys):
    arrays = dict(np.load(DATA / "mnist.npz", allow_pickle=False))
    arrays["x_train"] = arrays["x_train"].copy()
    arrays["x_train"][100, 14, 14] ^= 1
    (tmp_path / "mnist.npz").write_bytes(npz(arrays))
    assert load_mnist(replace(places, data_folder=tmp_path)).is_sample
    assert "does not hold the data that it should: MNIST" in capsys.readouterr().err


def test_mnist_comes_from_a_mirror_and_then_from_the_cache(server, settings):
    server.answers["/mnist.npz"] = lambda handler: handler.reply(200, (DATA / "mnist.npz").read_bytes(), ETag='"1"')
    assert load_mnist(settings).source == "download"
    assert load_mnist(replace(settings, mirrors=())).source == "cache"


def test_both_files_of_imdb_come_from_a_mirror(server, settings):
    # As Keras publishes the words, with blanks; the MD5 is the one in Keras's source.
    words = json.dumps(json.loads((DATA / "imdb_word_index.json").read_bytes())).encode()
    assert hashlib.md5(words).hexdigest() == "bfafd718b763782e994055a2d397834f"
    server.answers["/imdb_word_index.json"] = lambda handler: handler.reply(200, words)
    server.answers["/imdb.npz"] = lambda handler: handler.reply(200, (DATA / "imdb.npz").read_bytes())
    assert load_imdb(settings=settings).source == "download"
    assert load_imdb(settings=replace(settings, mirrors=())).source == "cache"


# ---- Keras's own file, a pickle


@pytest.fixture
def keras_form(tmp_path, monkeypatch):
    """The reviews as Keras's file has them (lists of ranks in a pickle), known by its own checksum to both sides.

    The file that Keras publishes is not among the test data. The test changes what checksum is expected, here and in
    the other process, and nothing else: Keras itself looks the file up, compares and opens it.
    """
    arrays = shuffled(seed=8)
    pickled = {}
    for split in ("train", "test"):
        tokens, offsets = arrays[f"{split}_tokens"], arrays[f"{split}_offsets"]
        pickled[f"x_{split}"] = np.empty(25000, dtype=object)
        for review in range(25000):
            pickled[f"x_{split}"][review] = (tokens[offsets[review] + 1 : offsets[review + 1]] - 3).tolist()
        pickled[f"y_{split}"] = arrays[f"{split}_labels"].astype(np.int64)
    content = npz(pickled)
    checksum = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(imdb, "KERAS_IMDB_SHA256", checksum)
    monkeypatch.setattr(imdb, "_KNOWN_REVIEW_FILES", {checksum: len(content)})
    other_process = tmp_path / "other process"
    other_process.mkdir()
    (other_process / "sitecustomize.py").write_text(
        "import keras.src.datasets.imdb as module\n"
        "real = module.get_file\n"
        f"module.get_file = lambda **named: real(**named | {{'file_hash': '{checksum}'}})\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(other_process), os.environ.get("PYTHONPATH", "")]))
    return content


def test_keras_file_is_opened_by_keras_once_and_its_folder_stays_as_it_was(imdb_data, places, keras_form, tmp_path):
    folder = tmp_path / "home" / "datasets"
    folder.mkdir(parents=True)
    (folder / "imdb.npz").write_bytes(keras_form)
    (folder / "imdb_word_index.json").write_bytes((DATA / "imdb_word_index.json").read_bytes())
    before = {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()}
    settings = replace(places, data_folder=None, keras_folder=folder, cache_folder=tmp_path / "cache")
    data = load_imdb(settings=settings)
    assert data.source == "keras"
    assert all(np.array_equal(a, b) for a, b in zip(data.train.x, imdb_data.train.x, strict=True))
    assert {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()} == before
    # From now on the plain form in the own cache is used, and no Keras.
    (folder / "imdb.npz").unlink()
    assert load_imdb(settings=settings).source == "cache"


def test_keras_never_deletes_or_downloads_what_it_does_not_know(places, tmp_path, monkeypatch, capsys):
    """Keras, given bytes that it does not know, would delete and download them: it is given a copy, and no network."""
    folder = tmp_path / "home" / "datasets"
    folder.mkdir(parents=True)
    (folder / "imdb.npz").write_bytes(b"unknown to Keras")
    (folder / "imdb_word_index.json").write_bytes((DATA / "imdb_word_index.json").read_bytes())
    monkeypatch.setattr(imdb, "KERAS_IMDB_SHA256", hashlib.sha256(b"unknown to Keras").hexdigest())
    monkeypatch.setenv("KERAS_HOME", str(folder.parent))
    settings = replace(places, data_folder=None, keras_folder=folder, cache_folder=tmp_path / "cache")
    assert load_imdb(settings=settings).is_sample
    assert (folder / "imdb.npz").read_bytes() == b"unknown to Keras"
    assert "Keras could not open its own file. Problem: " in capsys.readouterr().err


def test_without_keras_the_file_is_left_and_the_reason_given(tmp_path, monkeypatch):
    (tmp_path / "keras.py").write_text("raise ImportError('no Keras here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(DataFileError, match=r"Keras could not open its own file\. Problem: ImportError: no Keras here"):
        keras_file.plain_from_keras(b"bytes")


def test_neither_numpy_nor_pickle_opens_objects_anywhere_in_the_package():
    """Only the program for the other process may, through Keras."""
    sources = (ROOT / "src" / "polyneuron" / "datasets").glob("*.py")
    loads = [line for path in sources for line in path.read_text().splitlines() if "np.load(" in line]
    code = [line for line in loads if "`" not in line]
    assert code
    assert all("allow_pickle=False" in line for line in code)
    program = "import sys, polyneuron.datasets; sys.exit('keras' in sys.modules or 'tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
