"""What a build finds in plots: words on words, data below legends; and what it lets pass."""

import pytest
from matplotlib.figure import Figure

from polyneuron.book.notebooks.plot_check import plot_faults


def drawn(place: str = "upper left", **size):
    figure = Figure(figsize=size.get("figsize", (5, 3)))
    axes = figure.add_subplot()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    return figure, axes, lambda: axes.legend(loc=place)


@pytest.mark.parametrize(
    ("draw", "hidden"),
    [
        (lambda axes: axes.plot([0, 1], [0.9, 0.9], label="curve"), True),
        (lambda axes: axes.plot([0.5, 0.9], [0.9, 0.9], label="curve"), False),
        (lambda axes: axes.plot([0.1], [0.9], "o", label="point"), True),
        (lambda axes: axes.scatter([0.1, 0.5], [0.9, 0.1], label="points"), True),
        (lambda axes: axes.bar([0.1, 0.5], [1, 0.2], width=0.1, label="bars"), True),
        (lambda axes: axes.bar([0.1, 0.5], [0.2, 0.2], width=0.1, label="bars"), False),
        (lambda axes: axes.axhline(0.9, label="level"), False),
        (lambda axes: axes.axvspan(0, 0.2, label="strip"), False),
    ],
)
def test_a_legend_may_not_hide_data(draw, hidden):
    figure, axes, legend = drawn()
    draw(axes)
    legend()
    assert [fault for fault in plot_faults(figure) if "hides data" in fault] == (
        [f"the legend ({axes.get_legend().get_texts()[0].get_text()}) hides data"] if hidden else []
    )


def test_words_may_not_stand_on_each_other():
    figure, axes, _ = drawn()
    axes.text(0.5, 0.5, "one word")
    assert plot_faults(figure) == []
    axes.text(0.52, 0.5, "another")
    assert plot_faults(figure) == ["'one word' and 'another' stand on each other"]
    axes.texts[-1].set_visible(False)
    assert plot_faults(figure) == []


def test_ticks_and_titles_count_where_they_are_drawn():
    figure, axes, _ = drawn()
    axes.set_xticks([0.4, 0.45], ["a long name", "another name"])
    assert plot_faults(figure) == ["'a long name' and 'another name' stand on each other"]
    axes.set_axis_off()
    assert plot_faults(figure) == []
    axes.set_axis_on()
    axes.set_xticks([0.4, 5.0], ["a long name", "far outside"])
    axes.set_xlim(0, 1)
    assert plot_faults(figure) == []


def panels(first: str, second: str, label: str = "x") -> Figure:
    figure = Figure(figsize=(5.5, 3), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.set(title=first, xlabel=label)
    right.set(title=second, xlabel=label)
    return figure


def test_titles_of_neighbouring_panels_do_not_read_as_one_line():
    assert plot_faults(panels("Absolute error (MAE)", "Squared error (MSE)")) == []
    long = "Средняя абсолютная ошибка", "Среднеквадратичная ошибка"
    assert plot_faults(panels(*long)) == [f"{long[0]!r} and {long[1]!r}, of neighbouring panels, read as one line"]
    assert plot_faults(panels(f"\n{long[0]}\n", long[1])) != []
    label = "a label that is somewhat wider than its own panel"
    assert len(plot_faults(panels("one", "two", label))) == 1
    hidden = panels(*long)
    hidden.axes[0].title.set_visible(False)
    assert plot_faults(hidden) == []


def test_a_plot_is_not_wider_than_a_phone_can_show():
    assert plot_faults(drawn(figsize=(6.4, 3))[0]) == []
    assert plot_faults(drawn(figsize=(6.6, 3))[0]) == ["6.6 inches are too wide for a phone, 6.4 are the most"]
