// Draw a digit, and a network reads it; see src/polyneuron/figures/digit.py.
(() => {
  "use strict";

  const SIZE = 28;
  const PEN = 22;
  // A four, as strokes on the paper of 280 × 280.
  const FOUR = [[[110, 50], [80, 150], [185, 150]], [[170, 60], [160, 235]]];

  // As MNIST was made: the digit fills 20 × 20 pixels, and its centre of mass lies in the middle of 28 × 28.
  const centred = (canvas) => {
    const { width, height } = canvas;
    const bytes = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, width, height).data;
    const ink = (x, y) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : bytes[4 * (y * width + x)] / 255);
    let [left, right, top, bottom] = [width, -1, height, -1];
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if (ink(x, y) > 0.1) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
    if (right < 0) return null;
    const unit = Math.max(right - left + 1, bottom - top + 1) / 20;
    // The mean of the ink in the square of the paper that becomes one pixel.
    const sample = (column, row, x0, y0) => {
      let sum = 0;
      for (let a = 0; a < 6; a += 1)
        for (let b = 0; b < 6; b += 1)
          sum += ink(Math.floor(x0 + (column + (a + 0.5) / 6) * unit), Math.floor(y0 + (row + (b + 0.5) / 6) * unit));
      return sum / 36;
    };
    let [mass, x, y] = [0, 0, 0];
    for (let row = 0; row < 20; row += 1)
      for (let column = 0; column < 20; column += 1) {
        const value = sample(column, row, left, top);
        mass += value;
        x += value * (column + 0.5);
        y += value * (row + 0.5);
      }
    const x0 = left + (x / mass - SIZE / 2) * unit;
    const y0 = top + (y / mass - SIZE / 2) * unit;
    return Float32Array.from({ length: SIZE * SIZE }, (_, index) => sample(index % SIZE, Math.floor(index / SIZE), x0, y0));
  };

  const forward = (values, layers) => {
    for (const { kernel, bias, activation } of layers) {
      const neurons = bias.values.length;
      const sums = Float32Array.from(bias.values);
      values.forEach((value, row) => {
        if (value) for (let neuron = 0; neuron < neurons; neuron += 1) sums[neuron] += value * kernel.values[row * neurons + neuron];
      });
      values = activation === "relu" ? sums.map((sum) => Math.max(0, sum)) : sums;
    }
    const largest = Math.max(...values);
    const powers = values.map((value) => Math.exp(value - largest));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / sum);
  };

  polyneuronFigures.start("digit", (figure) => {
    const paper = figure.find("[data-paper]");
    const pen = paper.getContext("2d", { willReadFrequently: true });
    const seen = figure.find("[data-seen]").getContext("2d");
    let data;
    let layers;
    let last = null;

    for (let digit = 0; digit < 10; digit += 1) figure.find(`[data-digit="${digit}"]`).textContent = figure.number(digit, 0);

    const network = () => {
      layers ??= data.map(({ kernel, bias, activation }) => ({
        kernel: polyneuronFigures.array(kernel),
        bias: polyneuronFigures.array(bias),
        activation,
      }));
      return layers;
    };
    const stroke = (from, to) => {
      pen.strokeStyle = "white";
      pen.lineWidth = PEN;
      pen.lineCap = pen.lineJoin = "round";
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.stroke();
    };
    const read = () => {
      const pixels = centred(paper);
      const reads = pixels && data;
      const probabilities = reads ? forward(pixels, network()) : new Float32Array(10);
      const image = seen.createImageData(SIZE, SIZE);
      for (let index = 0; index < SIZE * SIZE; index += 1) {
        image.data.fill(pixels ? 255 * pixels[index] : 0, 4 * index, 4 * index + 3);
        image.data[4 * index + 3] = 255;
      }
      seen.putImageData(image, 0, 0);
      probabilities.forEach((probability, digit) => {
        figure.show(`p-${digit}`, reads ? figure.number(probability, 3) : "");
        figure.find(`[data-bar="${digit}"]`).style.width = `${100 * probability}%`;
      });
      if (!reads) return figure.say(pixels ? "" : figure.word("empty"));
      const answer = probabilities.indexOf(Math.max(...probabilities));
      const words = figure.word("answer").replace("{digit}", figure.number(answer, 0));
      figure.say(words.replace("{probability}", figure.number(probabilities[answer], 3)));
    };
    const clear = () => {
      pen.fillStyle = "black";
      pen.fillRect(0, 0, paper.width, paper.height);
    };
    const place = (event) => {
      const box = paper.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * paper.width, ((event.clientY - box.top) / box.height) * paper.height];
    };

    paper.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      paper.setPointerCapture(event.pointerId);
      last = place(event);
      stroke(last, last);
    });
    paper.addEventListener("pointermove", (event) => {
      if (!last) return;
      const next = place(event);
      stroke(last, next);
      last = next;
    });
    for (const name of ["pointerup", "pointercancel"])
      paper.addEventListener(name, () => {
        if (last) read();
        last = null;
      });
    figure.input("again").addEventListener("click", () => {
      clear();
      read();
    });
    figure.input("example").addEventListener("click", () => {
      clear();
      for (const line of FOUR) line.slice(1).forEach((point, index) => stroke(line[index], point));
      read();
    });
    clear();
    read();
    figure.withData((content) => {
      data = content;
      read();
    });
  });
})();
