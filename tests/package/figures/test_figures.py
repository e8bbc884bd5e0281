"""What interactive figures compute, say and show, in a real browser."""

from __future__ import annotations

import itertools
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import polyneuron
from polyneuron import encode_review
from polyneuron.figures import FIGURES, FILES
from polyneuron.figures.compact import compact
from polyneuron.figures.markup import DATA_END, DATA_START
from tests.browser import load_axe
from tests.conftest import ROOT
from tests.number_order import numbers_out_of_order

pytestmark = pytest.mark.browser
NAMES = sorted(FIGURES)
every_figure = pytest.mark.parametrize("name", NAMES)


def shown(figure, name: str) -> float:
    return float(figure.locator(f'[data-shows="{name}"]').inner_text().replace("−", "-"))


def slide(figure, name: str, value: float) -> None:
    """Set a slider as a reader does: to the nearest of its steps."""
    figure.locator(f'[name="{name}"]').evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', {bubbles: true})); }", value
    )


def said(figure) -> float:
    """The number in the figure's sentence."""
    return float(re.search(r"[\d.]+$", figure.locator(".pn-figure-status").inner_text())[0])


# What they compute


def chapter_rules() -> dict:
    """The optimizers as Keras has them, with the chapter's settings."""
    import keras

    return {
        "sgd": lambda rate: keras.optimizers.SGD(rate),
        "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
        "rmsprop": lambda rate: keras.optimizers.RMSprop(rate),
        "adam": lambda rate: keras.optimizers.Adam(rate),
    }


@pytest.mark.parametrize(("scale", "rate"), [("1", 0.1), ("10", 0.01)])
@pytest.mark.parametrize("rule", ["sgd", "momentum", "rmsprop", "adam"])
def test_gradient_descent_walks_as_keras_does(figure, rule, scale, rate):
    import keras

    found = figure("gradient-descent")
    found.locator('[name="scale"]').select_option(scale)
    found.locator('[name="optimizer"]').select_option(rule)
    slide(found, "rate", np.log10(rate))
    for _ in range(12):
        found.locator('[name="step"]').click()
    weights = keras.Variable([-1.2, 0.5], dtype="float64")
    optimizer = chapter_rules()[rule](rate)
    for _ in range(12):
        place = keras.ops.convert_to_numpy(weights)
        gradient = np.array([place[0] - 1, int(scale) ** 2 * (place[1] + 1)])
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weights])
    text = found.locator('[data-shows="place"]').inner_text().replace("−", "-")
    assert [float(number) for number in text.strip("()").split(";")] == pytest.approx(list(weights.numpy()), abs=6e-4)
    assert shown(found, "steps") == 12


def test_gradient_descent_tells_when_it_explodes_and_when_it_arrives(figure):
    found = figure("gradient-descent", reduced_motion="reduce")
    status = found.locator(".pn-figure-status")
    slide(found, "rate", 0.5)
    found.locator('[name="run"]').click()
    expect(status).to_contain_text("too large")
    slide(found, "rate", 0)
    found.locator('[name="run"]').click()
    expect(status).to_contain_text("after so many steps: 1")
    found.locator('[name="again"]').click()
    assert shown(found, "steps") == 0
    expect(found.locator("[data-paths] li")).to_have_count(1)


def test_gradient_descent_starts_where_the_map_is_tapped_and_keeps_earlier_paths(figure):
    found = figure("gradient-descent")
    found.locator('[name="step"]').click()
    plot = found.locator('[data-plot="map"]')
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.3})
    assert found.locator('[name="w1"]').input_value() != "-1.2"
    expect(found.locator("[data-paths] li")).to_have_count(2)


def test_paths_keep_their_look_and_no_two_share_one(figure):
    found = figure("gradient-descent", reduced_motion="reduce")
    looks: dict[str, str] = {}
    for rate in (-1, -0.8, -0.6, -0.4, -0.2, 0):
        for place in (0.1, rate):  # a setting that is only tried leaves no path
            slide(found, "rate", place)
        found.locator('[name="step"]').click()
        names = found.locator("[data-paths] li").all_inner_texts()
        shown_looks = found.locator("[data-paths] li path:last-child").evaluate_all(
            "all => all.map(e => e.getAttribute('class'))"
        )
        assert len(set(shown_looks)) == len(names) <= 4
        for name, look in zip(names, shown_looks, strict=True):
            assert looks.setdefault(name, look) == look
    assert len(looks) == 6


def test_momentum_runs_past_the_minimum_and_goes_on(figure):
    found = figure("gradient-descent", reduced_motion="reduce")
    found.locator('[name="optimizer"]').select_option("momentum")
    status = found.locator(".pn-figure-status")
    for _ in range(44):
        found.locator('[name="step"]').click()
    expect(status).to_contain_text("after so many steps: 44")
    found.locator('[name="step"]').click()
    assert shown(found, "steps") == 45
    assert shown(found, "error") > 0.0001
    expect(status).to_have_text("")
    for _ in range(2):
        found.locator('[name="run"]').click()
    assert shown(found, "error") == 0
    expect(status).to_contain_text("after so many steps: ")


@pytest.mark.parametrize("number", range(4))
def test_the_camera_answers_as_the_network_that_it_was_given(figure, number):
    found = figure("camera")
    found.locator(f'[name="pattern-{number}"]').click()
    assert [shown(found, f"p-{place}") for place in range(4)] == [
        0.465 if place == number else 0.1783 for place in range(4)
    ]
    name = found.locator(f'[name="pattern-{number}"]').inner_text()
    expect(found.locator(".pn-figure-status")).to_have_text(f"The network says: {name}")
    found.locator('[name="negative"]').click()
    assert shown(found, f"p-{number}") == 0.465
    second_layer = found.locator('[data-cell^="2-"]').all_inner_texts()
    assert [text.replace("−", "-") for text in second_layer] == [
        "-0.96" if place == number else "0.00" for place in range(4)
    ]


def test_a_pixel_of_the_camera_is_a_switch_and_noise_changes_the_answers(figure):
    found = figure("camera")
    found.locator('[name="pattern-0"]').click()
    pixel = found.locator('[data-pixel="2"]')
    expect(pixel).to_have_attribute("aria-pressed", "true")
    pixel.press("Enter")
    expect(pixel).to_have_attribute("aria-pressed", "false")
    before = shown(found, "p-0")
    slide(found, "noise", 1)
    assert shown(found, "p-0") != before


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh", "elu", "softplus", "silu", "gelu", "linear"])
def test_activations_agree_with_keras(figure, name):
    import keras

    found = figure("activation")
    found.locator('[name="function"]').select_option(name)
    function = keras.activations.get(name)
    for place in (-7.3, -2.2, -0.4, 0.7, 3.6):
        slide(found, "sum", place)
        step = 1e-2
        above, below, here = (float(function(np.array([[x]]))[0, 0]) for x in (place + step, place - step, place))
        assert shown(found, "answer") == pytest.approx(here, abs=2e-4)
        assert shown(found, "slope") == pytest.approx((above - below) / (2 * step), abs=2e-3)


def test_a_flat_place_of_an_activation_is_told(figure):
    found = figure("activation")
    status = found.locator(".pn-figure-status")
    slide(found, "sum", -3)
    expect(status).to_contain_text("no correction")
    found.locator('[name="function"]').select_option("sigmoid")
    slide(found, "sum", 6)
    expect(status).to_contain_text("Almost flat")
    slide(found, "sum", 0)
    expect(status).to_have_text("")


def test_softmax_depends_on_differences_and_on_the_temperature(figure):
    found = figure("softmax")
    logits = np.array([2.0, 1.0, 0.0, -1.0])
    for exponent in (0, 0.5, -0.5):
        slide(found, "temperature", exponent)
        powers = np.exp(logits / 10**exponent)
        expected = powers / powers.sum()
        assert [shown(found, f"p-{place}") for place in range(4)] == pytest.approx(list(expected), abs=6e-5)
    before = [shown(found, f"p-{place}") for place in range(4)]
    found.locator('[name="add"]').click()
    assert shown(found, "logit-0") == 3
    assert [shown(found, f"p-{place}") for place in range(4)] == before


def test_losses_and_their_slopes(figure):
    found = figure("loss")
    for target in (1, 0):
        found.locator('[name="target"]').select_option(str(target))
        for z in (-6.0, -1.0, 0.5, 7.0):
            slide(found, "logit", z)
            p = 1 / (1 + np.exp(-z))
            right = p if target else 1 - p
            assert shown(found, "cross-entropy") == pytest.approx(-np.log(right), abs=6e-5)
            assert shown(found, "squared-error") == pytest.approx((p - target) ** 2, abs=6e-5)
            assert shown(found, "cross-entropy-slope") == pytest.approx(p - target, abs=6e-5)
            assert shown(found, "squared-error-slope") == pytest.approx(2 * (p - target) * p * (1 - p), abs=6e-5)


def test_a_drawing_is_centred_and_read_by_the_network(figure):
    found = figure("digit")
    status = found.locator(".pn-figure-status")
    expect(status).to_have_text("Draw a large digit from 0 to 9.")
    paper = found.locator("[data-paper]")
    box = paper.bounding_box()

    def stroke(*points):
        mouse = found.page.mouse
        mouse.move(box["x"] + points[0][0], box["y"] + points[0][1])
        mouse.down()
        for x, y in points[1:]:
            mouse.move(box["x"] + x, box["y"] + y, steps=8)
        mouse.up()

    # A T in a corner: more ink above its centre of mass than a plain bar, wherever it is drawn.
    stroke((150, 180), (260, 180))
    stroke((205, 180), (205, 260))
    expect(status).to_contain_text("The network reads: ")
    pixels = found.locator("[data-seen]").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)"
    )
    image = np.array(pixels).reshape(28, 28) / 255
    rows, columns = np.indices((28, 28)) + 0.5
    assert (image * rows).sum() / image.sum() == pytest.approx(14, abs=0.3)
    assert (image * columns).sum() / image.sum() == pytest.approx(14, abs=0.3)
    assert 18 <= np.ptp(np.flatnonzero(image.max(axis=0) > 0.3)) + 1 <= 21
    upper, lower = image[:14].sum(), image[14:].sum()
    expected = 1 / (1 + np.exp(lower - upper))
    assert shown(found, "p-0") == pytest.approx(expected, abs=0.02)
    found.locator('[name="again"]').click()
    expect(status).to_have_text("Draw a large digit from 0 to 9.")


def test_a_review_is_judged_as_the_network_does_and_its_words_are_marked(figure):
    found = figure("review")
    found.locator("textarea").fill("The GOOD film: bad, but wonderful!")
    # Sums: good 2; bad 1. Logit: 2 − 1. Without good −1, without bad 2.
    status = found.locator(".pn-figure-status")
    assert said(found) == pytest.approx(1 / (1 + np.exp(-1)), abs=0.01)
    expect(found.locator('mark[data-side="for"]')).to_have_text("GOOD")
    expect(found.locator('mark[data-side="against"]')).to_have_text("bad")
    assert found.locator("del").all_inner_texts() == ["but", "wonderful"]
    expect(found.locator('[data-shows="unknown"]')).to_have_text("Words that the network does not know: 2")
    found.locator('[name="example-2"]').click()
    assert said(found) == pytest.approx(1 / (1 + np.exp(4)), abs=0.01)
    found.locator('[name="again"]').click()
    expect(status).to_have_text("Write a few sentences about a film.")


@pytest.mark.parametrize(
    ("text", "unknown", "known"),
    [
        ("A clichéd film isn’t 'good'", ["A", "isn’t"], ["clichéd"]),
        ("Fíìmù yìí dára púpọ̀", ["Fíìmù", "yìí", "dára", "púpọ̀"], []),
        ("Świetny film, nie żałuję!", ["Świetny", "nie", "żałuję"], []),
        ("Прекрасный фильм! good—bad…", ["Прекрасный", "фильм"], []),
        ("می\u200cپسندم، خوب", ["می\u200cپسندم", "خوب"], []),
        ("the parents' girls'", ["girls"], ["parents'"]),
    ],
)
def test_a_review_is_split_as_the_course_splits_it(figure, text, unknown, known):
    """As `encode_review`, with the same vocabulary; every word that is not known is struck out and counted."""
    found = figure("review")
    found.locator("textarea").fill(text)
    assert found.locator("del").all_inner_texts() == unknown
    line = f"Words that the network does not know: {len(unknown)}"
    expect(found.locator('[data-shows="unknown"]')).to_have_text(line)
    index = {"the": 1, "film": 2, "good": 3, "bad": 4, "dull": 5, "clichéd": 6, "parents'": 7}
    encoded = encode_review(text, index)
    assert (encoded == 2).sum() == len(unknown)
    assert [word for word in known if index[word] + 3 not in encoded] == []


def test_the_lists_of_a_review_have_the_comma_of_the_language(figure):
    found = figure("review", "fa")
    found.locator("textarea").fill("bad dull")
    assert "،" in found.locator('[data-shows="against"]').inner_text()


@pytest.mark.parametrize("language", ["en", "fa", "ru", "yo"])
def test_the_bar_of_a_review_is_as_wide_as_the_figure_below_its_words(figure, language):
    found = figure("review", language, viewport={"width": 390, "height": 844})
    first, bar, last = (part.bounding_box() for part in found.locator(".pn-scale > span").all())
    assert bar["width"] == found.locator(".pn-scale").bounding_box()["width"] > 280
    assert first["y"] == last["y"] < bar["y"]
    if language == "fa":
        first, last = last, first
    assert first["x"] + first["width"] < last["x"]
    textarea = found.locator("textarea").bounding_box()
    assert textarea["width"] == bar["width"]


def test_what_a_reader_types_is_never_markup(figure):
    found = figure("review")
    found.locator("textarea").fill("<img src=x onerror=alert(1)> good <b>bad</b>")
    assert found.locator("[data-marked] img, [data-marked] b").count() == 0
    assert "<b>" in found.locator("[data-marked]").inner_text()


def test_small_weights_are_close_to_the_real_ones():
    array = np.random.default_rng(0).normal(size=(20, 3)).astype("float32")
    import base64

    small = compact(array)
    numbers = np.frombuffer(base64.b64decode(small["numbers"]), dtype=np.int8).reshape(small["shape"])
    assert np.abs(numbers * small["scale"] - array).max() <= np.abs(array).max() / 250
    assert compact(np.zeros(3))["scale"] == 1.0


# How they speak and look


@every_figure
def test_persian_figures_run_from_right_to_left_with_persian_digits_and_no_english(figure, name):
    found = figure(name, "fa")
    expect(found).to_have_attribute("dir", "rtl")
    expect(found).to_have_attribute("lang", "fa")
    if name == "review":
        found.locator("textarea").fill("good")
    if name == "digit":
        found.locator('[name="example"]').click()
    text = found.evaluate(
        "figure => { for (const one of figure.querySelectorAll('[lang=en], template')) one.remove();"
        " return figure.innerText; }"
    )
    allowed = r"relu|sigmoid|tanh|leaky_relu|elu|softplus|silu|gelu|linear|SGD|RMSprop|Adam|w1|w2"
    latin = re.findall(r"[A-Za-z]\w+", re.sub(rf"\b({allowed})\b", "", text))
    assert [word for word in latin if word != "good"] == []
    assert re.search("[۰-۹]", text)
    assert not re.search("[0-9]", re.sub(rf"\b({allowed})\b", "", text))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["fa", "ru", "yo"])
def test_no_name_of_a_bar_is_cut_and_bars_begin_below_each_other(figure, language, width):
    for name in ("camera", "softmax"):
        found = figure(name, language, viewport={"width": width, "height": 844})
        names = found.locator(".pn-bars li > span:first-child").evaluate_all(
            "all => all.map(e => [e.scrollWidth, e.clientWidth || e.getBoundingClientRect().width, e.offsetHeight])"
        )
        assert all(needed <= given + 1 and height < 30 for needed, given, height in names), names
        bars = [bar.bounding_box() for bar in found.locator(".pn-bars .pn-bar").all()]
        assert len({(bar["x"], bar["width"]) for bar in bars}) == 1
        boxes = found.locator(".pn-bars li").evaluate_all(
            "all => all.map(li => [...li.children].map(e => e.getBoundingClientRect()).map(b => [b.left, b.right]))"
        )
        for box in boxes:
            ordered = sorted(box)
            assert all(one[1] <= other[0] for one, other in itertools.pairwise(ordered))


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
@pytest.mark.parametrize("language", ["fa", "ru", "yo"])
def test_no_control_reaches_into_another(figure, language, width):
    for name in ("gradient-descent", "loss", "activation"):
        found = figure(name, language, viewport={"width": width, "height": 844})
        boxes = found.locator(".pn-controls").first.evaluate(
            "row => [...row.querySelectorAll('input, select, .pn-control > span:first-child')].map(e => {"
            " const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })"
        )
        for place, (left, right, top, bottom) in enumerate(boxes):
            for other_left, other_right, other_top, other_bottom in boxes[:place]:
                aside = right <= other_left or other_right <= left
                assert aside or bottom <= other_top or other_bottom <= top, (name, boxes)


def test_the_words_of_a_plot_are_in_the_order_of_the_language(figure):
    order = (
        "texts => texts.filter(t => /w[12]/.test(t.textContent)).map(t => {"
        " const at = (place) => t.getStartPositionOfChar(place).x;"
        " return [at(t.textContent.lastIndexOf('w')) < at(0), t.textContent]; })"
    )
    for language, name_is_left in (("fa", True), ("yo", False), ("en", False)):
        texts = figure("gradient-descent", language).locator("svg[data-plot] text")
        found = texts.evaluate_all(order)
        assert [left for left, _ in found] == [name_is_left] * 2, found


@pytest.mark.parametrize(("language", "expected"), [("fa", "SGD، ۰٫۱۰"), ("ru", "SGD; 0,10"), ("en", "SGD, 0.10")])
def test_the_legend_has_the_comma_of_the_language(figure, language, expected):
    assert figure("gradient-descent", language).locator("[data-paths] li").inner_text().strip() == expected


@every_figure
def test_a_figure_says_what_is_missing_where_scripts_do_not_run(figure, name):
    found = figure(name, java_script_enabled=False)
    expect(found.locator(".pn-figure-missing")).to_be_visible()
    expect(found.locator(".pn-figure-body")).to_be_hidden()


@every_figure
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(figure, name, scheme):
    found = figure(name, color_scheme=scheme)
    page = found.page
    if name == "review":
        found.locator('[name="example-1"]').click()
    load_axe(page)
    violations = page.evaluate("axe.run('.pn-figure')")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []


@every_figure
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_figure_fits_a_phone_and_a_finger(figure, name, language):
    found = figure(name, language, viewport={"width": 360, "height": 780}, has_touch=True)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 360
    for target in found.locator("button, select, input").all():
        box = target.bounding_box()
        assert box["height"] >= 43.9, target.evaluate("e => e.outerHTML")
        assert box["width"] >= 43.9


@every_figure
def test_everything_is_reached_and_moved_with_the_keyboard(figure, name):
    found = figure(name)
    page = found.page
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.dataset.pixel || ''"))
    controls = set(
        found.locator("button, select, input, textarea").evaluate_all("all => all.map(e => e.name || e.dataset.pixel)")
    )
    assert controls <= reached
    for slider in found.locator("input[type=range]").all():
        before = slider.input_value()
        slider.press("ArrowRight")
        assert slider.input_value() != before


@every_figure
def test_sliders_have_a_name_and_say_the_number_that_is_shown(figure, name):
    found = figure(name, "fa")
    for slider in found.locator("input[type=range]").all():
        label = slider.locator("xpath=..").locator("span").first.inner_text()
        expect(slider).to_have_accessible_name(label)
        key = slider.get_attribute("name")
        slider.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") == found.locator(f'[data-shows="{key}"]').inner_text() != ""


@pytest.mark.parametrize(("name", "key"), [("gradient-descent", "w1"), ("activation", "sum"), ("loss", "logit")])
def test_a_slider_of_an_axis_goes_the_way_of_the_plot_in_persian(figure, name, key):
    slider = figure(name, "fa").locator(f'[name="{key}"]')
    before = float(slider.input_value())
    slider.press("ArrowRight")
    assert float(slider.input_value()) > before


@every_figure
def test_numbers_are_in_order_in_persian(figure, name):
    found = figure(name, "fa")
    for slider in found.locator("input[type=range]").all():
        slider.press("Home")
        _, wrong = numbers_out_of_order(found.page, ".pn-figure")
        assert wrong == []


def test_a_place_with_a_negative_number_is_in_order_in_persian(figure):
    place = figure("gradient-descent", "fa").locator('[data-shows="place"]')
    assert "−" in place.inner_text()
    assert numbers_out_of_order(place.page, '[data-shows="place"]') == (1, [])


@every_figure
def test_keys_that_move_a_slider_do_not_act_on_a_notebook(figure, name):
    # JupyterLab's own mark; see lmSuppressShortcuts in @lumino/commands.
    assert figure(name).get_attribute("data-lm-suppress-shortcuts") == "true"


def test_a_language_that_the_browser_lacks_has_the_numbers_of_its_edition(figure):
    # Chromium has no Yoruba; a French browser would write 0,10.
    found = figure("gradient-descent", "yo", locale="fr-FR")
    assert found.locator('[data-shows="rate"]').inner_text() == "0.10"


def test_scripts_hold_no_words():
    for path in FILES.glob("*.js"):
        code = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
        strings = [a or b or c for a, b, c in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`', code)]
        prose = [text for text in strings if re.search(r"[A-Za-z]{3,} [A-Za-z]{3,} [A-Za-z]{3,}|[.!?]$", text)]
        assert prose == [], path.name


# What goes wrong


def test_another_name_is_refused_with_the_names_that_there_are():
    with pytest.raises(ValueError, match="activation, camera"):
        polyneuron.show_figure("loops")


def test_weights_of_another_network_are_refused():
    with pytest.raises(ValueError, match=re.escape("(4, 8)")):
        polyneuron.show_figure("camera", weights=[np.zeros((4, 4))])


# On the page


def test_pages_load_scripts_once_from_files_and_outputs_hold_none():
    page = (ROOT / "_build" / "site" / "en" / "02-activations.html").read_text(encoding="utf-8")
    assert page.count('data-figure="') == 2
    assert len(re.findall(r'<script[^>]*src="\.\./_shared/site\.', page)) == 1
    assert len(re.findall(r'<script[^>]*src="\.\./_shared/(softmax|activation)\.', page)) == 2
    assert "polyneuron-files" not in page
    other = (ROOT / "_build" / "site" / "en" / "00-start.html").read_text(encoding="utf-8")
    assert not re.search(r"/(softmax|activation|camera)\.[0-9a-f]+\.js", other)


@pytest.mark.parametrize("name", ["digit", "review", "camera"])
def test_the_output_of_a_notebook_holds_its_data(outputs, name):
    output = (outputs / f"{name}-en.html").read_text(encoding="utf-8")
    data = output.partition(DATA_START)[2].partition(DATA_END)[0]
    assert len(json.loads(data)) > 0
    assert 'data-file="' not in output


@pytest.mark.parametrize("chapter", ["05-mnist", "06-imdb"])
def test_pages_do_not_hold_weights(chapter):
    site = ROOT / "_build" / "site"
    for code in ("en", "fa"):
        page = (site / code / f"{chapter}.html").read_text(encoding="utf-8")
        assert '"numbers":' not in page
        (file,) = re.findall(r'data-file="([^"]+)"', page)
        assert (site / code / file).is_file()


def test_launched_notebooks_show_the_cell_of_a_figure():
    notebook = (ROOT / "_build" / "notebooks" / "fa" / "04-backprop.ipynb").read_text(encoding="utf-8")
    assert "polyneuron.show_figure" in notebook


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_chapter_has_a_figure_that_moves_on_its_page(browser, configuration, language):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in configuration.chapter_names[1:]:
        page.goto((ROOT / "_build" / "site" / language / f"{name}.html").as_uri())
        for figure in page.locator(".pn-figure").all():
            figure.scroll_into_view_if_needed()  # the weights of some are loaded then
            expect(figure).to_have_attribute("data-ready", "")
        assert page.locator(".pn-figure").count() > 0, name
    context.close()
    assert errors == []
