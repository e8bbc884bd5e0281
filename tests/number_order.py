"""What a browser shows of numbers in text from right to left: each sign before its number, each tuple in order."""

from __future__ import annotations

from playwright.sync_api import Page

_MEASURE = r"""(selector) => {
  document.querySelectorAll("details").forEach((box) => { box.open = true; });
  const SIGNED = /(?<![\p{L}\p{Nd})\]])[-−]\p{Nd}/u.source;
  const TUPLE = /\(\u2066?[-−]?[\p{Nd}.٫]+\u2069?[,;]? [^()]*\p{Nd}\u2069?\)/u.source;
  const ARRAY = /\[[-−]?[\p{Nd}.٫]+,? [^\[\]]*\p{Nd}\]/u.source;
  const PIECES = new RegExp(`${TUPLE}|${ARRAY}|${SIGNED}`, "gu");
  const wrong = [];
  let seen = 0;
  for (const place of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".katex, script, style, template, mjx-container")) continue;
      if (node.parentElement.closest(".highlight") && !node.parentElement.closest(".cell_output")) continue; // code
      for (const found of node.textContent.matchAll(PIECES)) {
        if (/(?=\p{L})\p{Script=Arabic}/u.test(found[0])) continue; // a bracket of prose
        const box = (index) => {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          return range.getBoundingClientRect();
        };
        const first = box(found.index);
        const last = box(found.index + found[0].length - 1);
        if (first.width === 0 || Math.abs(first.top - last.top) > 4) continue; // hidden, or on two lines
        seen += 1;
        const around = node.textContent.slice(Math.max(0, found.index - 30), found.index + 30);
        if (first.left >= last.left) wrong.push(around);
      }
    }
  }
  return [seen, [...new Set(wrong)]];
}"""


def numbers_out_of_order(page: Page, selector: str) -> tuple[int, list[str]]:
    """How many signed numbers, tuples and arrays stand in these places, and the texts around those out of order."""
    seen, wrong = page.evaluate(_MEASURE, selector)
    return seen, wrong
