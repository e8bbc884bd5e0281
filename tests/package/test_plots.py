"""Plots in every language: letters that exist, Persian from the right, Chinese labels of a learner's own."""

import warnings

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import polib
import pytest

from polyneuron import language, use_language
from polyneuron.book.book import translated_languages
from polyneuron.book.model.messages import CODE_ROLES
from polyneuron.plot_direction import shapes_text


@pytest.fixture(autouse=True)
def english_afterwards():
    """Leave Matplotlib as it was."""
    with matplotlib.rc_context():
        yield
    use_language("en")
    plt.close("all")


def drawn(text: str) -> float:
    """Draw a title; return its width in pixels. Missing letters are errors."""
    figure, axes = plt.subplots(figsize=(20, 2))
    title = axes.set_title(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.draw_without_rendering()
    width = title.get_window_extent().width
    plt.close(figure)
    return width


def test_every_text_of_the_plots_has_its_letters(configuration):
    for code in translated_languages(configuration):
        use_language(code)
        catalogs = [polib.pofile(str(path)) for path in (configuration.locales / code / "LC_MESSAGES").glob("0*.po")]
        texts = [entry.msgstr for catalog in catalogs for entry in catalog if entry.msgctxt in CODE_ROLES]
        words = sorted({word for text in texts for word in text.replace("$", "").split()})
        assert words
        for start in range(0, len(words), 40):  # a picture of all of them would be as wide as a street
            drawn(" ".join(words[start : start + 40]))


def test_a_missing_letter_would_be_noticed():
    use_language("en")
    with pytest.raises(UserWarning, match="Glyph"):
        drawn("神经元")


def test_chinese_labels_of_a_learners_own_have_their_letters():
    use_language("zh")
    drawn("我的第一个实验：温度、湿度与降雨量的关系（单位：毫米）")


@pytest.mark.skipif(not shapes_text(matplotlib.__version__), reason="this Matplotlib is the older one")
def test_persian_letters_join_and_yoruba_marks_stack():
    use_language("fa")
    assert drawn("سلام") < 0.8 * drawn("\u200c".join("سلام"))
    use_language("yo")
    assert abs(drawn("ọ́") - drawn("ọ")) < 1


def legend_sides():
    figure, axes = plt.subplots()
    axes.plot([0, 1], label="وزن")
    legend = axes.legend(title="راهنما")
    figure.canvas.draw()
    return legend.legend_handles[0].get_window_extent().x0, legend.get_texts()[0].get_window_extent().x0


def test_legends_of_persian_plots_have_their_marks_on_the_right():
    use_language("fa")
    mark, text = legend_sides()
    assert mark > text
    use_language("ru")
    mark, text = legend_sides()
    assert mark < text


def test_choosing_a_language_twice_changes_nothing_more():
    for code in ("fa", "fa", "zh", "fa"):
        use_language(code)
    families = list(matplotlib.rcParams["font.family"])
    assert families == ["DejaVu Sans"]
    use_language("zh")
    assert matplotlib.rcParams["font.family"][0] == "Noto Sans CJK SC"


@pytest.mark.parametrize(
    ("version", "expected"), [("3.8.0", False), ("3.10.7", False), ("3.11.0rc1", True), ("3.11.2", True), ("4.0", True)]
)
def test_the_version_decides_who_shapes(version, expected):
    assert shapes_text(version) is expected


def test_an_unknown_language_is_refused_with_the_known_ones(configuration):
    with pytest.raises(ValueError, match=rf"Unknown language 'xx'.*{', '.join(configuration.languages)}"):
        use_language("xx")


def test_a_package_that_was_never_built_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(language, "FILE", tmp_path / "languages.json")
    language.languages.cache_clear()
    with pytest.raises(RuntimeError, match=r"languages\.json is missing.*Remedy: make environment"):
        use_language("en")
