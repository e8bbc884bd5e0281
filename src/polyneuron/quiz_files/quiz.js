// The quizzes of a page or of a notebook's output: judges answers, shows explanations, keeps the score in this browser.
// It may run several times; every text comes from the markup (src/polyneuron/book/notebooks/quiz_markup.py).
(() => {
  "use strict";

  const KEY = "polyneuron:";

  // Storage may be forbidden, full or spoilt: then the score lasts as long as the page.
  const stored = (name) => {
    try {
      return JSON.parse(localStorage.getItem(KEY + name)) || {};
    } catch {
      return {};
    }
  };
  const store = (name, record) => {
    try {
      if (record) localStorage.setItem(KEY + name, JSON.stringify(record));
      else localStorage.removeItem(KEY + name);
    } catch {}
  };

  // A number as people write it; NaN when it is none. `comma`: the decimal sign is a comma.
  const parse = (text, comma) => {
    let number = text
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .trim()
      .replace(/[٠-٩۰-۹０-９]/g, (digit) => digit.charCodeAt(0) & 15)
      .replace(/[−－–]/g, "-")
      .replace(/[٫．]/g, ".")
      .replace(/，/g, ",")
      .replace(/(\d)[\s٬](?=\d{3}(?!\d))/g, "$1");
    if (!comma && /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(number)) number = number.replace(/,/g, "");
    number = number.replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number) ? Number(number) : NaN;
  };

  const element = (name, text) => {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  };

  // What a screen reader should say of a piece of the page.
  const spoken = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true], annotation").forEach((found) => found.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const setUpQuestion = (form, quiz, changed) => {
    const say = quiz.dataset;
    const kind = form.dataset.kind;
    const list = form.querySelector(".pn-answers");
    const items = [...list.children];
    const status = form.querySelector(".pn-status");
    const verdict = form.querySelector(".pn-verdict");
    const button = form.querySelector(".pn-check");
    const field = form.querySelector("[inputmode]");
    const box = (item) => item.querySelector("input");
    const isRight = (item) => "right" in item.dataset;
    let record = {};

    const given = () => {
      if (field) return parse(field.value, "comma" in say);
      if (kind === "ordering") return [...list.children].map((item) => items.indexOf(item));
      return items.flatMap((item, place) => (box(item).checked ? [place] : []));
    };

    const put = (answer) => {
      if (field) {
        const format = { maximumFractionDigits: 15, useGrouping: false };
        field.value = Number.isFinite(answer) ? new Intl.NumberFormat(quiz.lang, format).format(answer) : "";
      } else if (kind === "ordering") {
        if ([...answer].sort().join() === items.map((_, place) => place).join())
          answer.forEach((place) => list.append(items[place]));
      } else items.forEach((item, place) => (box(item).checked = answer.includes(place)));
    };

    // What is right: nothing when there is no answer yet; item → right or wrong; the items to explain.
    const judge = () => {
      const answer = given();
      if (field) {
        if (Number.isNaN(answer)) return { text: say.number };
        const near = (item) => Math.abs(answer - item.dataset.value) <= Number(form.dataset.tolerance) + 1e-9 * Math.abs(answer);
        const hits = items.filter((item) => "value" in item.dataset && near(item));
        const hit = hits.find(isRight) || hits[0] || items.find((item) => !("value" in item.dataset));
        return { right: isRight(hit), marks: new Map([[hit, isRight(hit)]]), explained: [hit], text: say.again };
      }
      if (kind === "ordering") {
        const now = [...list.children];
        const marks = new Map(now.map((item, place) => [item, Number(item.dataset.place) === place]));
        const lost = now.find((item) => !marks.get(item));
        // One hint at a time: what stands right, and the first that does not.
        const explained = now.filter((item) => marks.get(item) || item === lost);
        return { right: !lost, marks, explained, text: say.again };
      }
      if (!answer.length) return { text: say.choose };
      const chosen = answer.map((place) => items[place]);
      const wrong = chosen.some((item) => !isRight(item));
      const right = !wrong && items.every((item) => !isRight(item) || chosen.includes(item));
      const marks = new Map(chosen.map((item) => [item, isRight(item)]));
      return { right, marks, explained: chosen, text: wrong ? say.again : say.missing };
    };

    const show = (judged) => {
      form.classList.toggle("pn-solved", !!record.right);
      verdict.textContent = record.right ? say.right : "";
      for (const item of items) {
        const mark = judged.marks?.get(item);
        const details = item.querySelector("details");
        details.open = !!judged.explained?.includes(item);
        details.hidden = mark === undefined && !record.right;
        item.classList.toggle("pn-right", mark === true);
        item.classList.toggle("pn-wrong", mark === false);
        item.querySelector(".pn-mark").textContent = mark === undefined ? "" : mark ? say.right : say.wrong;
        if (field) item.hidden = details.hidden;
      }
    };

    const announce = (text, heard = "", look = "") => {
      status.className = "pn-status " + look;
      status.replaceChildren(...(text ? [element("", text)] : []), ...(heard ? [element("pn-heard", " " + heard)] : []));
    };

    const ends = () =>
      [...list.children].forEach((item, place, all) => {
        item.querySelector(".pn-up").setAttribute("aria-disabled", place === 0);
        item.querySelector(".pn-down").setAttribute("aria-disabled", place === all.length - 1);
      });

    const check = () => {
      const judged = judge();
      if (judged.right === undefined) {
        show({});
        announce(judged.text);
        return;
      }
      if (!record.right) {
        record = { given: given(), misses: (record.misses || 0) + !judged.right, right: judged.right };
        store(form.id, record);
      }
      show(judged);
      const why = judged.explained.map((item) => spoken(item.querySelector(".pn-why"))).join(" ");
      announce(judged.right ? say.right : judged.text, why, judged.right ? "pn-right" : "pn-wrong");
      changed();
    };

    const move = (item, step) => {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (other) {
        // The other one moves, so that the button keeps the focus.
        if (step < 0) item.after(other);
        else item.before(other);
        show({});
        ends();
      }
      const all = [...list.children];
      const place = { place: all.indexOf(item) + 1, total: all.length };
      announce("", say.place.replace(/\{(place|total)\}/g, (_, name) => place[name].toLocaleString(quiz.lang))
        .replace("{item}", () => spoken(item.querySelector(".pn-item > span"))));
    };

    const restore = () => {
      record = stored(form.id);
      if (record.given === undefined) record = {};
      try {
        if ("given" in record) {
          put(record.given);
          // A question that was edited since then is asked anew.
          if (judge().right !== record.right) throw new Error();
        }
      } catch {
        reset();
      }
      if (kind === "ordering") ends();
      show("given" in record ? judge() : {});
    };

    const reset = () => {
      record = {};
      store(form.id);
      form.reset();
      if (kind === "ordering") {
        list.append(...items);
        ends();
      }
      show({});
      announce("");
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check();
    });
    list.addEventListener("click", (event) => {
      const pressed = event.target.closest(".pn-up, .pn-down");
      if (pressed) move(pressed.closest("li"), pressed.className === "pn-up" ? -1 : 1);
    });
    form.querySelectorAll("button, .pn-field, .pn-hint").forEach((part) => (part.hidden = false));
    form.querySelectorAll(".pn-solution").forEach((part) => part.remove());
    // Browsers leave formulas out of the name that a label gives.
    form.querySelectorAll("label").forEach((label) => {
      const formula = label.querySelector("math");
      if (formula) label.querySelector("input").setAttribute("aria-label", spoken(label));
    });
    button.disabled = false;
    restore();
    return { reset, first: () => !!record.right && !record.misses, focus: () => form.querySelector("input, button").focus() };
  };

  const setUp = (quiz) => {
    if ("live" in quiz.dataset) return;
    quiz.dataset.live = "";
    const score = quiz.querySelector(".pn-score");
    const questions = [];
    const changed = () => {
      const counts = { right: questions.filter((one) => one.first()).length, total: questions.length };
      score.textContent = quiz.dataset.score.replace(/\{(right|total)\}/g, (_, name) => counts[name].toLocaleString(quiz.lang));
      quiz.dispatchEvent(new CustomEvent("polyneuron:quiz", { detail: counts, bubbles: true }));
    };
    for (const form of quiz.querySelectorAll("form")) questions.push(setUpQuestion(form, quiz, changed));
    quiz.querySelector(".pn-again").addEventListener("click", () => {
      questions.forEach((one) => one.reset());
      changed();
      questions[0].focus();
    });
    quiz.querySelectorAll(".pn-end > *").forEach((part) => (part.hidden = false));
    changed();
  };

  // A notebook may show its output in a shadow tree of its own.
  const here = document.currentScript?.getRootNode();
  const all = () => [document, here].forEach((root) => root?.querySelectorAll?.(".pn-quiz").forEach(setUp));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
