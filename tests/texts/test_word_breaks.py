"""Where lines may end in writing without spaces."""

import pytest

from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts import word_breaks
from polyneuron.book.texts.word_breaks import WordBreaks

BREAKS = WordBreaks("zh-Hans", ["神经元", "反向传播", "浏览器", "循环神经网络"])


@pytest.mark.parametrize(
    "text",
    [
        "神经元|就是|一次|求和",
        "循环|神经|网络",  # a long term ends lines between its words
        "5. MNIST：|读数字的|网络",
        "是哪些|词|打动了|它？",
        "目的|确实",  # 的 is a part of a word
        "在浏览器|里",
        "先看，|再算",
        "《网络》：“学习”",
        "MNIST 0.5",
        "网络",
    ],
)
def test_a_line_may_end_between_words_and_behind_marks_and_nowhere_else(text):
    assert BREAKS.pieces([text.replace("|", "")]) == [text.split("|")]


def test_all_texts_are_asked_for_at_once_and_only_once(monkeypatch):
    asked = []

    def words(texts, tag):
        asked.append(list(texts))
        return [list(text) for text in texts]

    monkeypatch.setattr(word_breaks, "_words", words)
    breaks = WordBreaks("zh-Hans", [])
    breaks.pieces(["网络", "学习", "网络"])
    breaks.pieces(["学习", "损失"])
    assert asked == [["网络", "学习"], ["损失"]]


def test_without_node_there_is_one_clear_error(monkeypatch):
    def fails(arguments, text):
        raise OSError("no such file")

    monkeypatch.setattr(word_breaks, "run_node", fails)
    with pytest.raises(ProblemsFound, match=r"Node does not start: no such file"):
        WordBreaks("zh-Hans", []).pieces(["网络"])
