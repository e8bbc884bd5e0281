// What all interactive figures share: finding them, reading and writing their parts, numbers in the page's language,
// and plots. It may run several times; every word comes from the markup (src/polyneuron/figures/).
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 400;
  const HEIGHT = 280;
  const MARGIN = { left: 50, right: 12, top: 10, bottom: 46 };

  const draw = (parent, name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  };

  // A plot with grid and labels. `x` and `y`: [least, most, distance of the grid lines].
  const plot = (svg, number, { x, y, height = HEIGHT }) => {
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    svg.replaceChildren();
    const inner = { width: WIDTH - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
    const toX = (value) => MARGIN.left + ((value - x[0]) / (x[1] - x[0])) * inner.width;
    const toY = (value) => MARGIN.top + ((y[1] - value) / (y[1] - y[0])) * inner.height;
    const digits = ([least, , distance]) => (Number.isInteger(least) && Number.isInteger(distance) ? 0 : 1);
    const grid = draw(svg, "g", { "aria-hidden": "true" });
    for (let value = x[0]; value <= x[1] + 1e-9; value += x[2]) {
      draw(grid, "path", { class: "pn-grid", d: `M${toX(value)} ${MARGIN.top}v${inner.height}` });
      const place = { x: toX(value), y: height - MARGIN.bottom + 17, "text-anchor": "middle" };
      draw(grid, "text", place, number(value, digits(x)));
    }
    for (let value = y[0]; value <= y[1] + 1e-9; value += y[2]) {
      draw(grid, "path", { class: "pn-grid", d: `M${MARGIN.left} ${toY(value)}h${inner.width}` });
      const place = { x: MARGIN.left - 7, y: toY(value) + 4, "text-anchor": "end" };
      draw(grid, "text", place, number(value, digits(y)));
    }
    // The plot goes from left to right in every language; its words go as the figure's.
    const words = { direction: svg.closest("[dir]").dir, "text-anchor": "middle" };
    draw(grid, "text", { ...words, x: MARGIN.left + inner.width / 2, y: height - 8 }, svg.dataset.xLabel);
    const side = `translate(12 ${MARGIN.top + inner.height / 2}) rotate(-90)`;
    draw(grid, "text", { ...words, transform: side }, svg.dataset.yLabel);
    const name = `pn-clip-${Math.random().toString(36).slice(2)}`;
    const clip = draw(draw(svg, "defs", {}), "clipPath", { id: name });
    draw(clip, "rect", { x: MARGIN.left, y: MARGIN.top, width: inner.width, height: inner.height });
    const stage = draw(svg, "g", { "clip-path": `url(#${name})`, "aria-hidden": "true" });
    return {
      toX,
      toY,
      stage,
      clear: () => stage.replaceChildren(),
      line(points, style) {
        const path = points.map(([a, b], index) => `${index ? "L" : "M"}${toX(a).toFixed(2)} ${toY(b).toFixed(2)}`);
        return draw(stage, "path", { class: style, d: path.join("") });
      },
      dot: (a, b, style, radius = 6) => draw(stage, "circle", { class: style, cx: toX(a), cy: toY(b), r: radius }),
      shape: (kind, attributes) => draw(stage, kind, attributes),
      // Where a pointer is, in the plot's own numbers; null outside.
      at(event) {
        const box = svg.getBoundingClientRect();
        const px = ((event.clientX - box.left) / box.width) * WIDTH;
        const py = ((event.clientY - box.top) / box.height) * height;
        const a = x[0] + ((px - MARGIN.left) / inner.width) * (x[1] - x[0]);
        const b = y[1] - ((py - MARGIN.top) / inner.height) * (y[1] - y[0]);
        return a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1] ? [a, b] : null;
      },
    };
  };

  // An array that `polyneuron.figures.compact` made small.
  const array = ({ shape, scale, numbers }) => {
    const bytes = Uint8Array.from(atob(numbers), (letter) => letter.charCodeAt(0));
    return { shape, values: Float32Array.from(new Int8Array(bytes.buffer), (value) => value * scale) };
  };

  // Data that lie in a file of their own, which is asked for once; see src/polyneuron/book/pages/figure_data.py.
  const files = new Map();
  const load = ({ file, key }) => {
    const add = (done, fail) => {
      const script = document.createElement("script");
      script.src = file;
      script.onload = () => (window.polyneuronData?.[key] ? done(window.polyneuronData[key]) : fail());
      script.onerror = fail;
      document.head.append(script);
    };
    if (!files.has(file)) files.set(file, new Promise(add));
    return files.get(file);
  };

  // Call `reached` once, when an element is on the screen or one screen away.
  const near = (element, reached) => {
    const look = (entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      reached();
    };
    new IntersectionObserver(look, { rootMargin: "100% 0px" }).observe(element);
  };

  // Run `begin` for every figure of this name that is not running yet. One whose data lie in a file is ready when they
  // have come; where they do not come, it shows the sentence for missing scripts.
  const start = (name, begin) => {
    for (const root of document.querySelectorAll(`.pn-figure[data-figure="${name}"]:not([data-ready], [data-waiting])`)) {
      const languages = [root.lang, "en"]; // where a browser lacks one (Yoruba), not the browser's own
      const number = (value, digits) => {
        const rounded = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
        const form = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false };
        return new Intl.NumberFormat(languages, form).format(rounded).replace("-", "−");
      };
      const find = (selector) => root.querySelector(selector);
      const status = find(".pn-figure-status");
      const data = find(".pn-figure-data");
      const wait = (waiting) => {
        root.toggleAttribute("data-waiting", waiting);
        root.setAttribute("aria-busy", waiting);
      };
      const figure = {
        root,
        find,
        all: (selector) => [...root.querySelectorAll(selector)],
        number,
        list: (items) => items.join(root.dataset.separator),
        // Call `use` with the figure's data: at once, or when their file has come.
        withData(use) {
          if (!data.dataset.file) return use(JSON.parse(data.textContent));
          wait(true);
          const come = (content) => {
            wait(false);
            use(content);
            root.dataset.ready = "";
          };
          const missing = () => {
            wait(false);
            figure.say("");
          };
          near(root, () => load(data.dataset).then(come, missing));
        },
        word: (key) => find(`[data-word="${key}"]`).content.textContent,
        input: (key) => find(`[name="${key}"]`),
        value: (key) => Number(find(`[name="${key}"]`).value),
        show(key, text) {
          find(`[data-shows="${key}"]`).textContent = text;
          find(`[type="range"][name="${key}"]`)?.setAttribute("aria-valuetext", text);
        },
        say: (text) => text !== status.textContent && (status.textContent = text),
        plot: (key, settings) => plot(find(`[data-plot="${key}"]`), number, settings),
        still: matchMedia("(prefers-reduced-motion: reduce)").matches,
      };
      begin(figure);
      if (!root.hasAttribute("data-waiting")) root.dataset.ready = "";
    }
  };

  window.polyneuronFigures = { start, array };
})();
