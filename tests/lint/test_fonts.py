"""The gate for characters that no font of the edition has."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.fonts import GATES
from polyneuron.book.model.messages import PLOT_TEXT

FONTS = GATES[0]


@pytest.mark.parametrize(
    ("language", "wrong", "role"),
    [
        ("yo", "ìwúwo 权重", "paragraph"),
        ("zh", "损失 𠀀", "paragraph"),
        ("zh", "훈련", "paragraph"),
        ("zh", "龘", PLOT_TEXT),
        ("fa", "وزن \u08b6", "paragraph"),
        ("fa", "损失", PLOT_TEXT),
        ("ru", "потери 🎉🫠", "paragraph"),
        ("pl", "strata \U0001fae0", PLOT_TEXT),
        ("pl", "strata \ue000", "heading"),
    ],
)
def test_a_character_without_a_glyph_is_found(findings, language, wrong, role):
    (finding,) = findings(FONTS, language, "loss", wrong, role)[:1]
    assert "U+" in finding.what


@pytest.mark.parametrize(
    ("language", "right", "role"),
    [
        ("yo", "Ọ̀rọ̀ ṣíṣe ẹ̀kọ́ ń", "paragraph"),
        ("yo", "ìpàdánù ẹ̀kọ́", PLOT_TEXT),
        ("zh", "损失：交叉熵（cross-entropy）→ −0.5", "paragraph"),
        ("zh", "轮次", PLOT_TEXT),
        ("fa", "می‌شود: ۰٫۵ «وزن»؟", "paragraph"),
        ("fa", "اتلاف", PLOT_TEXT),
        ("ru", "Ёж, «потери» — 0,5", "paragraph"),
        ("pl", "„zażółć gęślą jaźń” – 0,5", PLOT_TEXT),
        ("pl", "kod `权重`", "paragraph"),
    ],
)
def test_the_letters_of_the_editions_are_there(findings, language, right, role):
    assert findings(FONTS, language, "loss", right, role) == []
