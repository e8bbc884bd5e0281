// Walk down the error surface of chapter 04; see src/polyneuron/figures/gradient_descent.py.
(() => {
  "use strict";

  // The chapter's rules, for one weight; `memory` stays from step to step.
  const RULES = {
    sgd: (w, g, memory, rate) => w - rate * g,
    momentum(w, g, memory, rate) {
      memory.velocity = 0.9 * (memory.velocity ?? 0) - rate * g;
      return w + memory.velocity;
    },
    rmsprop(w, g, memory, rate) {
      memory.square = 0.9 * (memory.square ?? 0) + 0.1 * g * g;
      return w - (rate * g) / Math.sqrt(memory.square + 1e-7);
    },
    adam(w, g, memory, rate) {
      memory.step = (memory.step ?? 0) + 1;
      memory.mean = 0.9 * (memory.mean ?? 0) + 0.1 * g;
      memory.square = 0.999 * (memory.square ?? 0) + 0.001 * g * g;
      const mean = memory.mean / (1 - 0.9 ** memory.step);
      const square = memory.square / (1 - 0.999 ** memory.step);
      return w - (rate * mean) / (Math.sqrt(square) + 1e-7);
    },
  };
  const FAR = 1e4;
  const PATHS = 4;
  const CONTOURS = [0.05, 0.25, 0.75, 1.5, 2.5, 4, 6, 9];

  polyneuronFigures.start("gradient-descent", (figure) => {
    const plot = figure.plot("map", { x: [-1.5, 2.5, 1], y: [-2.5, 1.5, 1], height: 400 });
    let paths = [];
    let timer = 0;

    const scale = () => figure.value("scale");
    // Two significant digits, so that the number shown is the number used.
    const rate = () => Number((10 ** figure.value("rate")).toPrecision(2));
    const shownRate = (used) => figure.number(used, used < 0.01 ? 4 : used < 0.1 ? 3 : 2);
    const error = ([a, b]) => ((a - 1) ** 2 + scale() ** 2 * (b + 1) ** 2) / 2;
    const begin = () => ({
      name: figure.input("optimizer").selectedOptions[0].textContent,
      rate: rate(),
      points: [[figure.value("w1"), figure.value("w2")]],
      memories: [{}, {}],
      ended: false,
    });
    let path = begin();

    const draw = () => {
      plot.clear();
      for (const level of CONTOURS) {
        const radii = [Math.sqrt(2 * level), Math.sqrt(2 * level) / scale()];
        plot.shape("ellipse", {
          class: "pn-contour",
          cx: plot.toX(1),
          cy: plot.toY(-1),
          rx: plot.toX(1 + radii[0]) - plot.toX(1),
          ry: plot.toY(-1 - radii[1]) - plot.toY(-1),
        });
      }
      const x = plot.toX(1);
      const y = plot.toY(-1);
      const star = Array.from({ length: 10 }, (_, index) => {
        const radius = index % 2 ? 4 : 10;
        const angle = (Math.PI * index) / 5 - Math.PI / 2;
        return `${x + radius * Math.cos(angle)},${y + radius * Math.sin(angle)}`;
      });
      plot.shape("polygon", { class: "pn-star", points: star.join(" ") });
      [...paths, path].forEach((one, index) => {
        const style = 1 + (index % 4);
        plot.line(one.points, `pn-line-${style}`);
        one.points.forEach(([a, b], place) => plot.dot(a, b, `pn-dot-${style}`, place ? 2.5 : 5));
      });
      const legend = [...paths, path].map(({ name, rate: used }, index) => {
        const item = document.createElement("li");
        item.innerHTML = `<svg viewBox="0 0 32 8" aria-hidden="true"><path class="pn-line-${1 + (index % 4)}" d="M0 4H32"/></svg>`;
        item.append(`${name}, ${shownRate(used)}`);
        return item;
      });
      figure.find("[data-paths]").replaceChildren(...legend);
      const last = path.points.at(-1);
      const shown = (value, digits) => (Math.abs(value) > 999 ? "…" : figure.number(value, digits));
      figure.show("steps", figure.number(path.points.length - 1, 0));
      figure.show("place", `(${last.map((value) => shown(value, 3)).join("; ")})`);
      figure.show("error", shown(error(last), 4));
      figure.show("rate", shownRate(rate()));
      figure.show("w1", figure.number(figure.value("w1"), 1));
      figure.show("w2", figure.number(figure.value("w2"), 1));
    };

    const step = () => {
      if (path.ended) return;
      const last = path.points.at(-1);
      const gradient = [last[0] - 1, scale() ** 2 * (last[1] + 1)];
      const rule = RULES[figure.input("optimizer").value];
      const next = last.map((w, place) => rule(w, gradient[place], path.memories[place], rate()));
      path.points.push(next);
      if (next.some((w) => !(Math.abs(w) < FAR))) {
        path.ended = true;
        figure.say(figure.word("away"));
      } else if (error(next) < 1e-4) {
        path.ended = true;
        figure.say(figure.word("arrived").replace("{steps}", figure.number(path.points.length - 1, 0)));
      }
    };

    // A path that has begun stays for comparison; the next one starts where the sliders say.
    const restart = () => {
      clearInterval(timer);
      if (path.points.length > 1) paths = [...paths, path].slice(1 - PATHS);
      path = begin();
      figure.say(figure.word("tap"));
      draw();
    };

    figure.input("step").addEventListener("click", () => {
      clearInterval(timer);
      step();
      draw();
    });
    figure.input("run").addEventListener("click", () => {
      clearInterval(timer);
      if (path.ended) restart();
      let left = 50;
      const once = () => {
        step();
        left -= 1;
        if (left === 0 || path.ended) clearInterval(timer);
      };
      if (figure.still) {
        while (left > 0 && !path.ended) once();
        draw();
      } else {
        timer = setInterval(() => {
          once();
          draw();
        }, 40);
      }
    });
    figure.input("again").addEventListener("click", () => {
      path = begin();
      paths = [];
      restart();
    });
    figure.input("scale").addEventListener("input", () => {
      path = begin();
      paths = [];
      restart();
    });
    for (const name of ["optimizer", "rate", "w1", "w2"]) figure.input(name).addEventListener("input", restart);
    figure.find("[data-plot]").addEventListener("click", (event) => {
      const place = plot.at(event);
      if (!place) return;
      figure.input("w1").value = place[0];
      figure.input("w2").value = place[1];
      restart();
    });
    restart();
  });
})();
