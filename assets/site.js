/* What every page does besides being read. Everything that is remembered stays in this browser. */
(() => {
  const root = document.documentElement;
  const words = document.body.dataset;
  const { edition, page } = root.dataset;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const store = {
    read(name, otherwise) {
      try {
        return JSON.parse(localStorage.getItem(`polyneuron.${name}`)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    write(name, value) {
      store.writeText(name, JSON.stringify(value));
    },
    // As other scripts read it: without quotes; null forgets.
    writeText(name, text) {
      try {
        if (text === null) localStorage.removeItem(`polyneuron.${name}`);
        else localStorage.setItem(`polyneuron.${name}`, text);
      } catch {
        // a browser that stores nothing
      }
    },
  };
  const titleOf = (element) => element?.textContent.replace(/#\s*$/, "").trim() ?? ""; // without the link to it
  const named = (name, more) => words.nameAndMore.replace("{name}", () => name).replace("{more}", () => more);
  const headingOf = (section) => titleOf(section.querySelector("h1, h2, h3, h4"));

  // The first page of the site begins with this language next time.
  store.writeText("language", edition);

  // Light, dark, or as the device is set
  const colors = document.querySelector("[data-color-mode]");
  if (colors) {
    const modes = ["auto", "light", "dark"];
    const show = () => {
      const mode = root.dataset.theme ?? "auto";
      const label = named(words.colors, colors.dataset[mode]);
      colors.title = label;
      colors.setAttribute("aria-label", label);
    };
    colors.hidden = false;
    colors.addEventListener("click", () => {
      const next = modes[(modes.indexOf(root.dataset.theme ?? "auto") + 1) % modes.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      store.writeText("colors", next === "auto" ? null : next);
      show();
    });
    show();
  }

  // Menus that lie over the page close with Escape, with a tap beside them or on a link, and those of the header when
  // the keyboard goes on; one is open at a time.
  const menus = all(".site-header details, .contents-drawer, .launch-menu");
  const liesOver = (menu) => getComputedStyle(menu.querySelector("summary + *")).position !== "static";
  const close = (menu, back) => {
    menu.open = false;
    if (back) menu.querySelector("summary").focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) if (menu.open && liesOver(menu)) close(menu, menu.contains(document.activeElement));
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus) {
      const stays = menu.contains(event.target) && !event.target.closest("a");
      if (menu.open && !stays && liesOver(menu)) close(menu, false);
    }
  });

  // The contents share their row with the places where a chapter runs, until that menu is out of sight.
  const launchMenu = document.querySelector(".launch-menu");
  const bar = document.querySelector(".launch-menu + .contents-above");
  if (bar) {
    const header = document.querySelector(".site-header").offsetHeight;
    const seen = ([{ isIntersecting }]) => bar.toggleAttribute("data-alone", !isIntersecting);
    new IntersectionObserver(seen, { rootMargin: `-${header}px 0px 0px` }).observe(launchMenu.querySelector("summary"));
  }

  for (const menu of all(".site-header details")) {
    menu.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && !menu.contains(next)) close(menu, false);
    });
  }

  // Ctrl-K, as in other places with much text, leads to the search.
  const searches = document.querySelector("#search-words") ?? document.querySelector("[data-search]");
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    searches[searches.matches("a") ? "click" : "focus"]();
  });

  // The switcher leads to the section where it was opened.
  for (const link of all(".language-switcher a")) {
    const address = link.getAttribute("href");
    link.closest("details")?.addEventListener("toggle", ({ target }) => {
      if (!target.open) return;
      mark();
      link.href = address + (current?.id ? `#${current.id}` : location.hash);
    });
    link.addEventListener("click", () => store.writeText("language", link.dataset.code));
  }

  // Copy buttons
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea"); // without https there is no clipboard of that kind
      Object.assign(field, { value: text, readOnly: true });
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  const said = document.querySelector(".said"); // read aloud when it changes
  const copy = async (button, text) => {
    said.textContent = button.textContent = (await copied(text)) ? words.copied : words.copyFailed;
    setTimeout(() => {
      button.textContent = words.copy;
      said.textContent = "";
    }, 2000);
  };
  const copies = (button, text) => button.addEventListener("click", () => copy(button, text()));
  // Buttons that other scripts make name the element whose text they copy.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copies]");
    if (button) copy(button, document.getElementById(button.dataset.copies).textContent);
  });
  for (const block of all("div[class*='highlight-'] > .highlight")) {
    const code = block.querySelector("pre");
    if (!code || block.closest(".cell_output, .launch-menu")) continue;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy-button", textContent: words.copy });
    copies(button, () => code.textContent.replace(/\n$/, ""));
    block.parentElement.append(button);
  }

  // Boxes that scroll are reached by the keyboard, have a name, and show at which side there is more. What is too wide
  // or too high by a hair does not scroll: Chromium would stop at it.
  const HAIR = 4; // pixels
  const boxes = all(".page :is(.scrolls, .katex-display, .text_html, span.math, pre)");
  const haveNames = new Set(boxes.filter((box) => box.hasAttribute("aria-label")));
  const nameOf = (box) => {
    if (box.matches(".katex-display, .math")) return words.wideFormula;
    if (!box.querySelector("table")) return words.wideText;
    const caption = titleOf(box.querySelector("caption"));
    return caption ? named(words.wideTable, caption) : words.wideTable;
  };
  const more = (box) => {
    const hidden = box.scrollWidth - box.clientWidth;
    const toLeft = box.scrollLeft + (getComputedStyle(box).direction === "rtl" ? hidden : 0);
    const sides = [toLeft > HAIR && "left", hidden - toLeft > HAIR && "right"].filter(Boolean);
    if (sides.length) box.dataset.more = sides.join(" ");
    else delete box.dataset.more;
  };
  // A table of words that is wider than its place gets less room in its cells; one that is too wide even so becomes a
  // row of cards: its cells name their columns themselves.
  const isPlain = (table) => table.tHead && !table.querySelector("[colspan], [rowspan]");
  const allTables = all(".page .scrolls > table");
  const tables = allTables.filter(isPlain);
  const GROUP = "rowgroup";
  const ROLES = { TABLE: "table", THEAD: GROUP, TBODY: GROUP, TFOOT: GROUP, TR: "row", TH: "columnheader", TD: "cell" };
  for (const table of tables) {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    // A head that is a number alone says little without the head of its row: epoch 1.
    const labels = heads.map((head, place) => (place && /^\P{L}+$/u.test(head) ? `${heads[0]} ${head}`.trim() : head));
    for (const cell of all(":is(tbody, tfoot) > tr > td", table)) {
      const label = labels[cell.cellIndex] ?? "";
      if (label !== cell.textContent.trim()) cell.dataset.label = label;
    }
    // Boxes that are blocks have no roles of their own.
    for (const part of [table, ...all("thead, tbody, tfoot, tr, th, td", table)]) {
      part.setAttribute("role", part.matches(":is(tbody, tfoot) th") ? "rowheader" : ROLES[part.tagName]);
    }
  }
  const layCards = () => {
    const tooWide = ({ parentElement: box }) => box.scrollWidth - box.clientWidth > HAIR;
    for (const table of allTables) table.classList.remove("tight", "cards");
    for (const table of allTables.filter(tooWide)) table.classList.add("tight");
    for (const table of tables.filter(tooWide)) table.classList.add("cards");
  };
  const reach = () => {
    for (const box of boxes) box.classList.remove("fits");
    layCards();
    const wide = boxes.map((box) => box.scrollWidth - box.clientWidth);
    boxes.forEach((box, place) => {
      const scrolls = wide[place] > HAIR;
      box.classList.toggle("fits", !scrolls);
      const own = haveNames.has(box) ? {} : { role: "group", "aria-label": scrolls && nameOf(box) };
      for (const [attribute, value] of Object.entries({ tabindex: "0", ...own })) {
        if (scrolls) box.setAttribute(attribute, value);
        else box.removeAttribute(attribute);
      }
      if (scrolls) more(box);
      else delete box.dataset.more;
    });
  };
  document.addEventListener("toggle", reach, true); // what was folded has a width now
  const moved = ({ target }) => target.dataset?.more && more(target);
  document.addEventListener("scroll", moved, { capture: true, passive: true });

  // Folded parts open for a link that leads into them, and for paper; code that only draws stays folded there.
  const placeOf = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return ""; // an address that was cut off or typed wrongly
    }
  };
  const unfold = () => {
    const target = document.getElementById(placeOf(location.hash));
    for (let box = target && target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
  let folded = [];
  addEventListener("beforeprint", () => {
    const aside = ".launch-menu, .cell:not(.tag_exercise-solution) > .hide";
    folded = all(".page details:not([open])").filter((box) => !box.matches(aside));
    for (const box of folded) box.open = true;
  });
  addEventListener("afterprint", () => folded.forEach((box) => (box.open = false)));

  // Where one is: how much is read, and which section this is.
  const sections = all(".page section[id]");
  let current = null;
  let leaving = null;
  const mark = () => {
    const whole = root.scrollHeight - innerHeight;
    const share = whole > 0 ? Math.min(1, scrollY / whole) : 1;
    root.style.setProperty("--read", whole > 0 ? share.toFixed(3) : 0); // no bar where nothing scrolls
    const line = 120; // a little below where a link to a section brings its heading
    const reached = sections.filter((section) => section.getBoundingClientRect().top <= line);
    const now = reached.at(-1) ?? null;
    if (now !== current) {
      current = now;
      for (const bar of all(".contents-here")) bar.textContent = "";
      for (const link of all(":is(.side-contents, .contents-drawer) a")) {
        const here = now !== null && link.hash === `#${now.id}`;
        if (here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        const bar = here && link.closest(".contents-drawer")?.querySelector(".contents-here");
        if (bar) bar.textContent = link.textContent;
        const side = here && link.closest(".side-contents");
        if (side) {
          const place = link.getBoundingClientRect().top - side.getBoundingClientRect().top;
          if (place < 40 || place > side.clientHeight - 40) side.scrollTop += place - side.clientHeight / 2;
        }
      }
    }
    return share;
  };

  // Read is what stood before one's eyes for some seconds, in hundredths of the page, on one day or several; who jumps
  // to the end has not read what lies between, and has not left from there.
  const SECONDS = 2;
  const article = document.querySelector(".page");
  const parts = [...(store.read("seen", {})[page] ?? "").padEnd(100, "0")].map((sign) => (sign === "1" ? SECONDS : 0));
  const isRead = (seconds) => seconds >= SECONDS;
  const readShare = () => parts.filter(isRead).length / parts.length;
  let stayed = null;
  const look = () => {
    if (document.hidden || !article) return;
    const { top, height } = article.getBoundingClientRect();
    parts.forEach((seconds, number) => {
      const middle = top + ((number + 0.5) / parts.length) * height;
      if (middle >= 0 && middle <= innerHeight) parts[number] = seconds + 1;
    });
    const share = mark();
    const jumped = share >= 0.97 && readShare() < 0.5;
    if (current && current === stayed && share > 0.03 && !jumped) {
      leaving = { id: current.id, name: headingOf(current), share, at: Date.now() };
    }
    stayed = current;
  };
  setInterval(look, 1000);
  // Kept when one leaves, not while one scrolls; a phone may never come back to a page that it hides.
  const keep = () => {
    const read = store.read("read", {});
    if (readShare() > (read[page] ?? 0)) {
      store.write("read", { ...read, [page]: readShare() });
      const seen = parts.map((seconds) => Number(isRead(seconds))).join("");
      store.write("seen", { ...store.read("seen", {}), [page]: seen });
    }
    if (leaving) store.write("left", { ...store.read("left", {}), [`${edition}/${page}`]: leaving });
  };
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };

  // Back to where one left: offered, never done.
  const left = store.read("left", {})[`${edition}/${page}`];
  const place = left && document.getElementById(left.id);
  const title = document.querySelector(".page h1");
  if (place && title && !location.hash && left.share > 0.05 && left.share < 0.97) {
    const note = document.createElement("p");
    note.className = "resume";
    const link = Object.assign(document.createElement("a"), { href: `#${left.id}`, textContent: left.name });
    note.append(`${words.resume} `, link);
    link.addEventListener("click", () => (note.hidden = true));
    title.after(note);
  }

  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", () => {
    reach();
    soon();
  });
  addEventListener("load", () => {
    reach();
    soon();
  });

  // Exercises that one has solved, and answers of quizzes
  const quizzes = store.read("quizzes", {});
  const solved = () => store.read("solved", {});
  all(".admonition.exercise").forEach((exercise, place) => {
    const name = exercise.id || `${page}/${place + 1}`;
    // A page has many hints and solutions: to a screen reader each says whose it is.
    const title = exercise.querySelector(".admonition-title");
    title.id ||= `exercise-title-${place + 1}`;
    const folds = all("summary", exercise);
    let next = exercise.nextElementSibling;
    for (; next?.matches(".tag_exercise-solution, details"); next = next.nextElementSibling) {
      folds.push(...all("summary", next));
    }
    folds.forEach((summary, number) => {
      summary.id ||= `exercise-fold-${place + 1}-${number + 1}`;
      summary.setAttribute("aria-labelledby", `${summary.id} ${title.id}`);
    });
    const label = document.createElement("label");
    label.className = "exercise-done";
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: name in solved() });
    label.append(box, words.solved);
    box.addEventListener("change", () => {
      const names = solved();
      if (box.checked) names[name] = page;
      else delete names[name];
      store.write("solved", names);
    });
    exercise.append(label);
  });
  document.addEventListener("polyneuron:quiz", ({ detail }) => {
    if (detail.right || quizzes[page]) store.write("quizzes", { ...store.read("quizzes", {}), [page]: detail });
  });

  // What has been read and solved, on the map and in the list of chapters
  const number = new Intl.NumberFormat(root.lang, { useGrouping: false });
  const read = store.read("read", {});
  for (const stop of all(".pn-map [data-chapter]")) {
    const chapter = stop.dataset.chapter;
    const parts = [];
    if (read[chapter]) parts.push(words.read.replace("{share}", number.format(Math.round(read[chapter] * 100))));
    const count = Object.values(solved()).filter((name) => name === chapter).length;
    if (count) parts.push(words.exercises.replace("{count}", number.format(count)));
    const quiz = quizzes[chapter];
    if (quiz) {
      const text = words.quiz.replace("{right}", number.format(quiz.right));
      parts.push(text.replace("{total}", number.format(quiz.total)));
    }
    if (!parts.length) continue;
    const line = Object.assign(document.createElement("span"), { className: "pn-progress-note" });
    line.textContent = parts.join(" · ");
    stop.append(line);
  }
  for (const link of all(".chapter-list a[data-chapter]")) {
    if (read[link.dataset.chapter] >= 0.9) link.dataset.read = "";
  }

  // Something is wrong here: the text for the section where one stands, ready to be sent by the reader.
  const report = document.querySelector(".talk-back");
  if (report) {
    const { pageAddress, beginning, end, issues, contact = "" } = report.dataset;
    const shown = report.querySelector("pre");
    const nameFor = (section) => named(words.talkBack, headingOf(section));
    const fill = (section) => {
      for (const part of [report.querySelector("summary"), shown]) part.setAttribute("aria-label", nameFor(section));
      const place = `${root.dir === "rtl" ? "\u200f" : ""}${headingOf(section)}`;
      const subject = `${beginning} – ${headingOf(section)}`;
      const text = `${beginning}\n${place}\n${pageAddress}#${section.id}\n${end}\n`;
      shown.textContent = text;
      const [about, body] = [subject, text].map(encodeURIComponent);
      report.querySelector("[data-report-mail]").href = `mailto:${contact}?subject=${about}&body=${body}`;
      const issue = report.querySelector("[data-report-issue]");
      if (issue) issue.href = `${issues}?title=${about}&body=${body}`;
    };
    for (const section of all(".page > section > section[id]").slice(0, -1)) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "report-link", textContent: words.talkBack });
      button.setAttribute("aria-label", nameFor(section));
      button.addEventListener("click", () => {
        fill(section);
        button.after(report);
        report.open = true;
        report.querySelector("summary").focus();
      });
      section.append(button);
    }
    const copyReport = report.querySelector("[data-report-copy]");
    copyReport.hidden = false;
    copies(copyReport, () => shown.textContent);
    const share = report.querySelector("[data-report-share]");
    if (navigator.share) {
      share.hidden = false;
      share.addEventListener("click", () => navigator.share({ text: shown.textContent }).catch(() => {}));
    }
  }
})();
