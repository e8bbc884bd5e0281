"""What a browser finds wrong on the slides of a deck, every slide with all that comes by keys."""

from __future__ import annotations

MEASURE = """(lines) => {
  const found = [];
  const slides = [...document.querySelectorAll(".slides > section")];
  slides.forEach((slide, index) => {
    Reveal.slide(index);
    for (const part of slide.querySelectorAll(".fragment")) part.classList.add("visible");
    const say = (what) => found.push(`slide ${index + 1}, ${slide.className}: ${what}`);
    const frame = slide.getBoundingClientRect(), body = slide.querySelector(".slide__body");
    const foot = slide.querySelector(".slide__foot").getBoundingClientRect();
    if (Math.round(frame.width) !== 1280 || Math.round(frame.height) !== 720) say("is not 1280 by 720");
    if (body.scrollHeight > body.clientHeight + 1) say(`${body.scrollHeight - body.clientHeight} pixels too tall`);
    if (body.scrollWidth > body.clientWidth + 1) say(`${body.scrollWidth - body.clientWidth} pixels too wide`);
    for (const part of slide.querySelectorAll("h1, h2, .slide__body *")) {
      if (part.closest(".katex-mathml, svg, .notes")) continue;
      const box = part.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top || box.bottom > foot.top + 1)
        { say(`${part.tagName} stands out of the slide`); break; }
    }
    const code = [...slide.querySelectorAll("pre.code .line")].filter((line) => line.textContent.trim()).length;
    const printed = slide.querySelector("pre.printed")?.textContent.split("\\n").length ?? 0;
    if (code + printed > lines) say(`${code + printed} lines of code`);
    const items = slide.querySelectorAll(".slide__body > :is(ul, ol) > li").length;
    if (items > lines) say(`${items} items`);
    if (slide.querySelectorAll("tr").length > lines) say("too many rows");
    if (slide.querySelectorAll("img").length > 1) say("more than one picture");
    for (const picture of slide.querySelectorAll("img")) if (!picture.alt) say("a picture without words");
    if (slide.matches(".slide--statement, .slide--list, .slide--exercise")) {
      let sum = 0;
      for (const text of body.querySelectorAll(":scope > p:not(.facts), :scope > * > li")) {
        const style = getComputedStyle(text);
        sum += Math.round(text.getBoundingClientRect().height / parseFloat(style.lineHeight));
      }
      if (sum > lines) say(`${sum} lines of text`);
    }
  });
  return found;
}"""
"""Takes the most lines of a slide; returns sentences."""

MEASURE_UPRIGHT = """() => {
  const found = [], arrows = [...document.querySelectorAll(".controls button")];
  [...document.querySelectorAll(".slides > section")].forEach((slide, index) => {
    Reveal.slide(index);
    for (const part of slide.querySelectorAll(".fragment")) part.classList.add("visible");
    const say = (what) => found.push(`slide ${index + 1}, ${slide.className}: ${what}`);
    const frame = slide.getBoundingClientRect(), body = slide.querySelector(".slide__body");
    const missed = Math.max(Math.abs(frame.width - innerWidth), Math.abs(frame.height - innerHeight));
    if (missed > 4) say("is no screen"); // reveal.js rounds the scale to hundredths
    if (body.scrollHeight > body.clientHeight + 1) say(`${body.scrollHeight - body.clientHeight} pixels too tall`);
    if (body.scrollWidth > body.clientWidth + 1) say(`${body.scrollWidth - body.clientWidth} pixels too wide`);
    for (const block of slide.querySelectorAll("pre, td, .facts, .katex-display"))
      if (block.scrollWidth > block.clientWidth + 1) say(`${block.tagName} ${block.className} is cut off`);
    for (const heading of slide.querySelectorAll("h1, h2"))
      if (getComputedStyle(heading).fontFamily !== getComputedStyle(slide).fontFamily) say("a heading in another font");
    const foot = slide.querySelector(".slide__foot").getBoundingClientRect();
    for (const text of slide.querySelectorAll(".slide__foot > *")) {
      const { left, right, bottom } = text.getBoundingClientRect();
      if (left < foot.left - 1 || right > foot.right + 1) say("the foot is wider than the slide");
      const covers = (arrow) => arrow.width && arrow.top < bottom && arrow.left < right && arrow.right > left;
      if (arrows.some((arrow) => covers(arrow.getBoundingClientRect()))) say("an arrow covers the foot");
    }
    const size = parseFloat(getComputedStyle(body).fontSize) * Reveal.getScale();
    if (size < 14) say(`text of ${size} pixels`);
  });
  return found;
}"""
"""The same on a phone: sentences on what is smaller or larger than the screen, or too small to be read."""
