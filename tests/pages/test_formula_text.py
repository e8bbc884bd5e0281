"""An excerpt tells a formula as one would type it: no fraction upside down, nothing that two readings have."""

import pytest
from lxml import html

from polyneuron.book.pages.search.formula_text import formula_text
from polyneuron.book.tools.node import run_node
from tests.conftest import ROOT

_PROGRAM = """
const katex = require("./node_modules/katex");
process.stdout.write(katex.renderToString(process.argv[1], {output: "mathml"}));
"""


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"w \leftarrow w - \eta \cdot \frac{\partial J}{\partial w}", "w ← w − η ⋅ ∂J/∂w"),
        (r"\frac{e^z}{e^z + e^0} = \frac{1}{1 + e^{-z}}", "e^z/(e^z + e^0) = 1/(1 + e^(−z))"),
        (r"\frac{\partial J}{\partial \beta^{(l)}} = \delta^{(l)}", "∂J/∂β^(l) = δ^(l)"),
        (r"\frac{1}{2x}", "1/(2x)"),
        (r"z = \ln \frac{p}{1 - p}", "z = ln (p/(1 − p))"),
        (r"x_1 w_1 + x_2 w_2 + b", "x_1 w_1 + x_2 w_2 + b"),
        (r"\frac{1}{N}\sum_{i=1}^{N} (y_i - p_i)^2", "1/N ∑_(i=1)^N (y_i − p_i)^2"),
        (r"e^{z_i - z_j}", "e^(z_i−z_j)"),
        (r"\sqrt{2}^{10} = 32", "(√2)^10 = 32"),
        (r"\sqrt{\frac{p}{n}}", "√(p/n)"),
        (r"g'(z) = -5, \quad |d|", "g′(z) = −5, |d|"),
        (r"\text{relu}(d)", "relu(d)"),
        (r"w^{\mathsf T} x", "w^T x"),
        (r"\hat y", "ŷ"),
        (r"\begin{aligned} J &= a \\ &= b \end{aligned}", "J = a; = b"),
    ],
)
def test_a_formula_is_one_line_of_plain_text(tex, text):
    written = run_node(["-e", _PROGRAM, tex], "", ROOT).stdout
    assert formula_text(html.fragment_fromstring(written).find(".//math")) == text
