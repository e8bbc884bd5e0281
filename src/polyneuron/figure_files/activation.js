// Move along an activation function; see src/polyneuron/figures/activation.py.
(() => {
  "use strict";

  const sigmoid = (x) => 1 / (1 + Math.exp(-x));
  // The error function to 2·10⁻⁷ (Abramowitz and Stegun, 7.1.26).
  const erf = (x) => {
    const t = 1 / (1 + 0.3275911 * Math.abs(x));
    const sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.sign(x) * (1 - sum * Math.exp(-x * x));
  };
  const normal = (x) => (1 + erf(x / Math.SQRT2)) / 2;
  const FUNCTIONS = {
    relu: [(x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0)],
    sigmoid: [sigmoid, (x) => sigmoid(x) * (1 - sigmoid(x))],
    tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
    leaky_relu: [(x) => Math.max(0.1 * x, x), (x) => (x > 0 ? 1 : 0.1)],
    elu: [(x) => (x > 0 ? x : Math.expm1(x)), (x) => (x > 0 ? 1 : Math.exp(x))],
    softplus: [(x) => Math.log1p(Math.exp(x)), sigmoid],
    silu: [(x) => x * sigmoid(x), (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x)))],
    gelu: [(x) => x * normal(x), (x) => normal(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)],
    linear: [(x) => x, () => 1],
  };
  const PLACES = Array.from({ length: 321 }, (_, index) => -8 + index / 20);

  polyneuronFigures.start("activation", (figure) => {
    const plot = figure.plot("curve", { x: [-8, 8, 4], y: [-2, 4, 1] });
    const update = () => {
      const [answer, slope] = FUNCTIONS[figure.input("function").value];
      const x = figure.value("sum");
      plot.clear();
      plot.line([[0, -2], [0, 4]], "pn-axis");
      plot.line([[-8, 0], [8, 0]], "pn-axis");
      plot.line(PLACES.map((place) => [place, slope(place)]), "pn-line-2");
      plot.line(PLACES.map((place) => [place, answer(place)]), "pn-line-1");
      plot.dot(x, slope(x), "pn-dot-2", 5);
      plot.dot(x, answer(x), "pn-dot-1");
      figure.show("sum", figure.number(x, 1));
      figure.show("answer", figure.number(answer(x), 4));
      figure.show("slope", figure.number(slope(x), 4));
      const steep = Math.abs(slope(x));
      figure.say(steep === 0 ? figure.word("dead") : steep < 0.02 ? figure.word("flat") : "");
    };
    figure.root.addEventListener("input", update);
    update();
  });
})();
