// Logits, a temperature, and the probabilities of softmax; see src/polyneuron/figures/softmax.py.
(() => {
  "use strict";

  polyneuronFigures.start("softmax", (figure) => {
    const names = figure.all('input[name^="logit-"]').map((input) => input.name);
    const first = names.map((name) => figure.value(name));
    const update = () => {
      const temperature = 10 ** figure.value("temperature");
      const logits = names.map((name) => figure.value(name));
      const largest = Math.max(...logits);
      const powers = logits.map((logit) => Math.exp((logit - largest) / temperature));
      const sum = powers.reduce((a, b) => a + b);
      figure.show("temperature", figure.number(temperature, 2));
      names.forEach((name, index) => {
        figure.show(name, figure.number(logits[index], 1));
        figure.show(`p-${index}`, figure.number(powers[index] / sum, 4));
        figure.find(`[data-bar="${index}"]`).style.width = `${(100 * powers[index]) / sum}%`;
      });
    };
    figure.root.addEventListener("input", update);
    figure.input("add").addEventListener("click", () => {
      // Not beyond the ends of the sliders: there a logit would stay behind the others.
      const room = Math.min(...names.map((name) => Number(figure.input(name).max) - figure.value(name)));
      const step = Math.min(1, room);
      for (const name of names) figure.input(name).value = figure.value(name) + step;
      update();
    });
    figure.input("again").addEventListener("click", () => {
      names.forEach((name, index) => (figure.input(name).value = first[index]));
      figure.input("temperature").value = 0;
      update();
    });
    update();
  });
})();
