// Cross-entropy and squared error over a logit; see src/polyneuron/figures/loss.py.
(() => {
  "use strict";

  const PLACES = Array.from({ length: 161 }, (_, index) => -8 + index / 10);
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  // ln(1 + eᶻ) without overflow.
  const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

  polyneuronFigures.start("loss", (figure) => {
    const plot = figure.plot("curve", { x: [-8, 8, 4], y: [0, 8, 2] });
    const update = () => {
      const target = figure.value("target");
      const z = figure.value("logit");
      const losses = [(x) => softplus(x) - target * x, (x) => (sigmoid(x) - target) ** 2];
      const p = sigmoid(z);
      const slopes = [p - target, 2 * (p - target) * p * (1 - p)];
      plot.clear();
      losses.forEach((loss, index) => {
        plot.line(PLACES.map((x) => [x, loss(x)]), `pn-line-${index + 1}`);
        plot.dot(z, loss(z), `pn-dot-${index + 1}`);
      });
      figure.show("logit", figure.number(z, 1));
      figure.show("probability", figure.number(p, 4));
      ["cross-entropy", "squared-error"].forEach((name, index) => {
        figure.show(name, figure.number(losses[index](z), 4));
        figure.show(`${name}-slope`, figure.number(slopes[index], 4));
      });
      const wrong = Math.abs(p - target) > 0.95;
      figure.say(wrong ? figure.word("stuck") : "");
    };
    figure.root.addEventListener("input", update);
    update();
  });
})();
