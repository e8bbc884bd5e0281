// The camera of four pixels; see src/polyneuron/figures/camera.py.
(() => {
  "use strict";

  const PATTERNS = [[1, 1, 1, 1], [1, -1, 1, -1], [1, -1, -1, 1], [1, 1, -1, -1]];
  const ACTIVATIONS = [Math.tanh, Math.tanh, (x) => Math.max(0, x), (x) => x];

  // Two normal random numbers are made of two uniform ones (Box and Muller).
  const noise = () =>
    [0, 1, 2, 3].map(() => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));

  polyneuronFigures.start("camera", (figure) => {
    let weights;
    const pixels = figure.all("[data-pixel]");
    let picture = [...PATTERNS[1]];
    let added = noise();

    const update = () => {
      const level = figure.value("noise");
      const seen = picture.map((pixel, index) => pixel + level * added[index]);
      pixels.forEach((button, index) => {
        const grey = Math.round(255 * Math.min(1, Math.max(0, (seen[index] + 1) / 2)));
        button.style.background = `rgb(${grey} ${grey} ${grey})`;
        button.setAttribute("aria-pressed", picture[index] > 0);
      });
      figure.show("noise", figure.number(level, 2));
      if (!weights) return;
      let values = seen;
      ACTIVATIONS.forEach((activation, layer) => {
        const [kernel, bias] = [weights[2 * layer], weights[2 * layer + 1]];
        values = bias.map((b, neuron) => activation(values.reduce((sum, v, row) => sum + v * kernel[row][neuron], b)));
        if (layer === 3) return;
        values.forEach((value, neuron) => {
          const cell = figure.find(`[data-cell="${layer + 1}-${neuron}"]`);
          const share = Math.round(55 * Math.min(1, Math.abs(value)));
          const color = value < 0 ? "var(--pn-orange)" : "var(--pn-blue)";
          cell.style.background = `color-mix(in srgb, ${color} ${share}%, transparent)`;
          cell.textContent = figure.number(value, values.length > 4 ? 1 : 2);
        });
      });
      const largest = Math.max(...values);
      const powers = values.map((value) => Math.exp(value - largest));
      const sum = powers.reduce((a, b) => a + b);
      powers.forEach((power, index) => {
        figure.show(`p-${index}`, figure.number(power / sum, 4));
        figure.find(`[data-bar="${index}"]`).style.width = `${(100 * power) / sum}%`;
      });
      const answer = powers.indexOf(Math.max(...powers));
      figure.say(figure.word("answer").replace("{name}", figure.input(`pattern-${answer}`).textContent));
    };

    pixels.forEach((button, index) =>
      button.addEventListener("click", () => {
        picture[index] *= -1;
        update();
      }),
    );
    PATTERNS.forEach((pattern, index) =>
      figure.input(`pattern-${index}`).addEventListener("click", () => {
        picture = [...pattern];
        update();
      }),
    );
    figure.input("negative").addEventListener("click", () => {
      picture = picture.map((pixel) => -pixel);
      update();
    });
    figure.input("other").addEventListener("click", () => {
      added = noise();
      update();
    });
    figure.root.addEventListener("input", update);
    figure.withData((data) => {
      weights = data;
      update();
    });
  });
})();
