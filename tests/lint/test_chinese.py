"""The gates for Chinese: characters, spaces, punctuation, and how the reader is addressed."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.languages import chinese
from polyneuron.book.lint.texts import Text
from tests.lint import judge

GATES = {gate.name: gate for gate in chinese.GATES}

CLEAN = (
    "神经网络（neural network）由一种小部件反复拼接而成。在本章里，你先在纸上算出这个部件的结果。",
    "样本很多时，用 `predict`：它把样本分成批次（batch），返回的是 NumPy 数组。",
    "**接下来**：第 2 章会说明，层与层之间为什么需要 `tanh` 和 `relu` 这样的函数。",
    "输入是 (2, −1) 时，它的输出是 −0.15，即 $1/2$ 的 30%。",
    "参见[第 4 章](#backprop)，那里讲“反向传播”……",
    "四个像素——你可以手工设定权重；一百万个像素，就不行了！",
)
SOURCE = "Use `predict` for the input (2, −1): it is described in [chapter 4](#backprop) for $1/2$ and `tanh`, `relu`."


def findings(
    rule: str, translation: str, source: str = SOURCE, role: str = "paragraph", formatted: bool = False
) -> list:
    text = Text("zh", "locales/zh/LC_MESSAGES/test.po", 1, role, source, translation, formatted)
    return judge(GATES[rule], [text])


@pytest.mark.parametrize("rule", GATES)
@pytest.mark.parametrize("translation", CLEAN)
def test_well_set_text_passes(rule, translation):
    assert findings(rule, translation) == []


@pytest.mark.parametrize("rule", GATES)
@pytest.mark.parametrize(
    "translation", ["神经元 N1：{n1:.3f}", "图片 {number}：{name}，准确率：{accuracy:.1%}", "来自 N1：{n1 * 0.93:.5f}"]
)
def test_well_set_printed_text_passes(rule, translation):
    assert findings(rule, translation, translation, "printed text", formatted=True) == []


@pytest.mark.parametrize("rule", GATES)
@pytest.mark.parametrize(
    ("shape", "source"),
    [("(特征数,)", "(features,)"), ("形状是 (步数, 特征数) 的数组", "an array of shape (steps, features)")],
)
def test_shapes_keep_half_width_brackets(rule, shape, source):
    assert findings(rule, shape, source, "table cell") == []


def test_a_bracket_that_is_no_shape_in_english_is_no_shape():
    assert findings("zh-spacing", "两样东西(步数, 特征数)", "two things: steps and features")
    assert findings("zh-punctuation", "两样东西(步数, 特征数)", "two things: steps and features")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("這個网络", "这个网络"),
        ("權重 `w` 和偏置", "权重 `w` 和偏置"),
        ("資料分成訓練集", "资料分成训练集"),
        ("準確率是 0.93", "准确率是 0.93"),
        ("裡面有三层", "里面有三层"),
        ("輸出{n}", "输出{n}"),
    ],
)
def test_traditional_characters_are_found_and_mended(wrong, right):
    found = findings("zh-simplified", wrong)
    assert [finding.replacement for finding in found] == [right]


def test_digits_stand_without_a_gap():
    assert findings("zh-punctuation", "1 000 张图片")
    assert not findings("zh-punctuation", "1000 张图片，在 2018 年 100 次")


@pytest.mark.parametrize(
    "wrong", ["神経ネットワーク", "权重は三つ", "ニューロン", "新경망", "слой 网络", "ㄕ是声母", "模型の输出"]
)
def test_other_scripts_are_found(wrong):
    assert findings("zh-script", wrong)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("神经元N1有3个权重", "神经元 N1 有 3 个权重"),
        ("用`predict`运行", "用 `predict` 运行"),
        ("第2章讲$x^2$的导数", "第 2 章讲 $x^2$ 的导数"),
        ("你好,世界", "你好，世界"),
        ("它返回 `x` ，然后停止", "它返回 `x`，然后停止"),
        ("网络收敛了.", "网络收敛了。"),
    ],
)
def test_spaces_and_punctuation_are_found_and_mended(wrong, right):
    found = findings("zh-spacing", wrong)
    assert [finding.replacement for finding in found] == [right]


def test_a_link_is_spaced_like_its_words():
    assert findings("zh-spacing", "参见[NumPy](https://numpy.org/doc)的文档")
    assert findings("zh-spacing", "参见[文档](https://numpy.org/doc)里的例子") == []


@pytest.mark.parametrize(
    "wrong",
    [
        '他说"对"',
        "网络(network)有三层",
        "时间:十秒",
        "**时间**: 十秒",
        "等一下...",
        "等一下。。。",
        "等一下…",
        "对，，再来",
        "对。，再来",
        "神经 网络",
        "用 `a` ，再用 `b`",
        "好， `a` 在这里",
        "权重--偏置",
        "权重—偏置",
        "第２章",
        "ＡＰＩ 有两种",
    ],
)
def test_punctuation_that_is_not_full_width_is_found(wrong):
    assert findings("zh-punctuation", wrong)


@pytest.mark.parametrize("wrong", ["您可以运行它", "请您看一看", "你们的网络", "咱们的网络", "感谢您的耐心"])
def test_the_reader_is_addressed_in_one_way(wrong):
    assert findings("zh-register", wrong)
    assert findings("zh-register", "你可以运行我们的网络") == []
