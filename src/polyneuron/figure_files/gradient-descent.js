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
  // The marks of the four looks: circle, square, triangle, diamond.
  const MARKS = [
    (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
    (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
    (x, y, r) => `M${x} ${y - 1.2 * r}l${1.2 * r} ${2 * r}h${-2.4 * r}z`,
    (x, y, r) => `M${x} ${y - 1.4 * r}l${1.4 * r} ${1.4 * r}l${-1.4 * r} ${1.4 * r}l${-1.4 * r} ${-1.4 * r}z`,
  ];
  const mark = (look, x, y, r) => MARKS[look - 1](x, y, r);
  const FAR = 1e4;
  const PATHS = MARKS.length;
  const CONTOURS = [0.05, 0.25, 0.75, 1.5, 2.5, 4, 6, 9];

  polyneuronFigures.start("gradient-descent", (figure) => {
    const plot = figure.plot("map", { x: [-2, 3, 1], y: [-3, 2, 1], height: 400 });
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
      // One that no path on the map has, kept as long as the path is.
      look: 1 + MARKS.findIndex((_, place) => !paths.some((one) => one.look === 1 + place)),
      arrived: false,
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
      for (const { points, look } of [...paths, path]) {
        plot.line(points, `pn-line-${look}`);
        const marks = points.map(([a, b], place) => mark(look, plot.toX(a), plot.toY(b), place ? 2.7 : 5));
        plot.shape("path", { class: `pn-dot-${look}`, d: marks.join("") });
      }
      const legend = [...paths, path].map(({ name, rate: used, look }) => {
        const item = document.createElement("li");
        const sign = `<path class="pn-line-${look}" d="M0 6H32"/><path class="pn-dot-${look}" d="${mark(look, 16, 6, 3.7)}"/>`;
        item.innerHTML = `<svg viewBox="0 0 32 12" aria-hidden="true">${sign}</svg>`;
        item.append(figure.word("path").replace("{name}", name).replace("{rate}", shownRate(used)));
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
      } else if (error(next) < 1e-4 !== path.arrived) {
        // A walk goes on, and what was said is taken back: momentum and Adam run past the minimum.
        path.arrived = !path.arrived;
        const steps = figure.number(path.points.length - 1, 0);
        figure.say(path.arrived ? figure.word("arrived").replace("{steps}", steps) : "");
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
