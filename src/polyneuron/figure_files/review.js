// Type a review, and a network judges it; see src/polyneuron/figures/review.py.
(() => {
  "use strict";

  const UNKNOWN = 2;
  const START = 1;
  const SHOWN = 3;

  polyneuronFigures.start("review", (figure) => {
    const field = figure.input("review");
    const marked = figure.find("[data-marked]");
    let data;
    let network;

    const load = () => {
      if (network) return network;
      const { layers, words } = data;
      network = {
        layers: layers.map(({ kernel, bias, activation }) => ({
          kernel: polyneuronFigures.array(kernel).values,
          bias: polyneuronFigures.array(bias).values,
          activation,
        })),
        index: new Map(words.map((word, index) => [word, index])),
      };
      return network;
    };
    // The logit, from the sums of the first layer.
    const logit = (sums, layers) => {
      let values = sums;
      layers.forEach(({ kernel, bias, activation }, layer) => {
        if (layer) values = Array.from(bias, (b, neuron) => values.reduce((sum, v, row) => sum + v * kernel[row * bias.length + neuron], b));
        if (activation === "relu") values = values.map((value) => Math.max(0, value));
        if (activation === "tanh") values = values.map(Math.tanh);
      });
      return values[0];
    };
    // Words as the data set was split; see src/polyneuron/datasets/reviews.py.
    const PIECE = /([^ \t\n\r\f\v!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~]+)/;
    const LETTERS = /([\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’\u200c\u200d]*[\p{L}\p{M}\p{N}])?)/u;
    const plain = (piece) => piece.toLowerCase().normalize("NFC").replace(/’/g, "'");
    const split = (text, index) =>
      text.split(PIECE).flatMap((piece, place) => {
        if (place % 2 === 0) return [{ text: piece }];
        const known = [piece, piece.toLowerCase(), plain(piece)].find((form) => index.has(form));
        if (known !== undefined) return [{ text: piece, word: known }];
        return piece.split(LETTERS).map((part, odd) => (odd % 2 ? { text: part, word: plain(part) } : { text: part }));
      });
    const escape = (text) => {
      const made = document.createElement("span");
      made.textContent = text;
      return made.innerHTML;
    };

    const update = () => {
      const text = field.value;
      figure.root.classList.toggle("pn-empty", !text.trim());
      if (!text.trim() || !data) {
        marked.replaceChildren();
        figure.find('[data-bar="p"]').style.width = "0";
        for (const name of ["for", "against", "unknown"]) figure.show(name, "");
        return figure.say(text.trim() ? "" : figure.word("empty"));
      }
      const { layers, index } = load();
      const [{ kernel, bias }] = layers;
      const width = bias.length;
      const parts = split(text, index);
      for (const part of parts) if (part.word) part.index = index.get(part.word) ?? UNKNOWN;
      const words = parts.filter((part) => part.word);
      const present = new Set([START, ...words.map((part) => part.index)]);
      const sums = Array.from(bias);
      for (const found of present) for (let unit = 0; unit < width; unit += 1) sums[unit] += kernel[found * width + unit];
      const whole = logit(sums, layers);
      // What a word does: the logit with it, less the logit without it.
      const effects = new Map();
      for (const found of present)
        effects.set(found, whole - logit(sums.map((sum, unit) => sum - kernel[found * width + unit]), layers));
      const strongest = Math.max(0.5, ...[...effects.values()].map(Math.abs));
      marked.innerHTML = parts
        .map((part) => {
          if (!part.word) return escape(part.text);
          if (part.index === UNKNOWN) return `<del>${escape(part.text)}</del>`;
          const effect = effects.get(part.index);
          const share = Math.round((60 * Math.abs(effect)) / strongest);
          if (share < 6) return escape(part.text);
          const [side, color] = effect > 0 ? ["for", "--pn-blue"] : ["against", "--pn-orange"];
          const style = `background: color-mix(in srgb, var(${color}) ${share}%, transparent)`;
          return `<mark data-side="${side}" style="${style}">${escape(part.text)}</mark>`;
        })
        .join("");
      const probability = 1 / (1 + Math.exp(-whole));
      figure.find('[data-bar="p"]').style.width = `${100 * probability}%`;
      const spoken = new Map(words.filter((part) => part.index !== UNKNOWN).map((part) => [part.index, part.word]));
      const list = (sign) =>
        figure.list(
          [...spoken]
            .filter(([found]) => sign * effects.get(found) > 0.05)
            .sort(([a], [b]) => sign * (effects.get(b) - effects.get(a)))
            .slice(0, SHOWN)
            .map(([, word]) => `\u2068${word}\u2069`),
        );
      figure.show("for", figure.word("for").replace("{words}", list(1) || "–"));
      figure.show("against", figure.word("against").replace("{words}", list(-1) || "–"));
      const unknown = words.filter((part) => part.index === UNKNOWN).length;
      figure.show("unknown", figure.word("unknown").replace("{count}", figure.number(unknown, 0)));
      figure.say(figure.word("answer").replace("{probability}", figure.number(probability, 3)));
    };

    field.addEventListener("input", update);
    figure.input("again").addEventListener("click", () => {
      field.value = "";
      update();
      field.focus();
    });
    update();
    figure.withData((content) => {
      data = content;
      data.examples.forEach((example, place) =>
        figure.input(`example-${place + 1}`).addEventListener("click", () => {
          field.value = example;
          update();
        }),
      );
      update();
    });
  });
})();
