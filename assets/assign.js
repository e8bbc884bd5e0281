/* The page for links: what a lecturer chooses becomes links, QR codes, a text for a learning platform and a command. All
   words and addresses stand in the tables of the page, one for each edition; nothing is fetched and nothing is sent. The
   choices are remembered in this browser. */
(() => {
  const form = document.querySelector(".pn-assign");
  const all = (selector, within = form) => [...within.querySelectorAll(selector)];
  const { none, wrongHub, noHub, noneLeft, stillAll, copy, qr } = form.dataset;
  const step = Number(form.dataset.step);
  const language = document.getElementById("pn-assign-language");
  const hub = document.getElementById("pn-assign-hub-address");
  const due = document.getElementById("pn-assign-due");
  const past = document.getElementById("pn-assign-past");
  const problem = document.getElementById("pn-assign-problem");
  const warning = document.getElementById("pn-assign-still-all");
  const leaveOut = form.querySelector(".pn-leave-out");
  const links = form.querySelector(".pn-links");
  const text = document.getElementById("pn-assign-text");
  const command = document.getElementById("pn-assign-command");
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /* The address of a hub as one may have copied it, with a page behind it or without https; "" where it is none. */
  const hubAddress = (written) => {
    const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
    try {
      const { protocol, host, hostname, pathname } = new URL(whole);
      const isHost = hostname === "localhost" || /^[^\s.]+(\.[^\s.]+)+$/.test(hostname);
      return isHost ? `${protocol}//${host}${pathname.replace(/\/(hub|user|lab|tree)(\/.*)?$/, "").replace(/\/+$/, "")}` : "";
    } catch {
      return "";
    }
  };

  /* A QR code with the margin that scanners need; dark on light in the dark too. */
  const picture = (address, name) => {
    const code = globalThis.qrcode(0, "M");
    code.addData(address);
    code.make();
    const [size, margin] = [code.getModuleCount(), 4];
    let dark = "";
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        if (code.isDark(row, column)) dark += `M${column + margin} ${row + margin}h1v1h-1z`;
      }
    }
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const side = size + 2 * margin;
    const attributes = { class: "pn-qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": name };
    for (const [attribute, value] of Object.entries(attributes)) drawing.setAttribute(attribute, value);
    path.setAttribute("d", dark);
    drawing.append(path);
    return drawing;
  };

  /* The ticks for leaving out the exercises of a chapter. */
  const exercisesOf = (chapter) => all(`[data-exercises-of="${chapter}"] [name='leave-out']`);

  /* The minutes of the exercises that stay and of the quiz, by the rule of the page's times; those of the whole chapter
     where nothing is left out. */
  const practiceOf = (name, row) => {
    const boxes = exercisesOf(name);
    if (!boxes.some((box) => box.checked)) return row.dataset.practice;
    const minutes = boxes.map((box) => (box.checked ? 0 : Number(box.dataset.minutes)));
    const left = minutes.reduce((sum, one) => sum + one, Number(boxes[0].closest("fieldset").dataset.quiz));
    return left && Math.max(step, step * Math.floor(left / step + 0.5));
  };

  const chosen = () => {
    const edition = document.querySelector(`.pn-all-links [data-edition="${language.value}"]`);
    const place = form.querySelector("[name='place']:checked").value;
    const boxes = all("[name='chapter']:checked");
    const server = hubAddress(hub.value.trim());
    const chapters = boxes.map(({ value: name, dataset: { notebook } }) => {
      const row = edition.querySelector(`[data-chapter="${name}"]`);
      const there = row.querySelector(`[data-place="${place}"]`)?.href;
      const address = { hub: server + row.dataset.hub, upload: notebook }[place] ?? there;
      const practice = place === "upload" ? practiceOf(name, row) : row.dataset.practice;
      const { digits } = JSON.parse(edition.dataset.dates);
      const told = row.dataset.told.replace("{practice}", String(practice).replace(/[0-9]/g, (digit) => digits[digit]));
      return { name, address, title: row.querySelector("th").textContent, told };
    });
    const exercises = chapters.map(({ name }) => exercisesOf(name));
    const left = exercises.flat().filter((box) => box.checked).map((box) => box.value);
    const wrong =
      (!boxes.length && none) ||
      (exercises.some((list) => list.length && list.every((box) => box.checked)) && noneLeft) ||
      (place === "hub" && !hub.value.trim() && noHub) ||
      (place === "hub" && !server && wrongHub) ||
      "";
    return { edition, place, chapters, left, wrong };
  };

  /* A day and an hour as a language writes them; `words` are the fields of Python's `DateWords`. */
  const dateWords = (date, words) => {
    const [hours, day] = [date.getHours(), (date.getDay() + 6) % 7];
    const fields = { y: date.getFullYear(), M: date.getMonth() + 1, d: date.getDate(), H: hours, m: date.getMinutes() };
    Object.assign(fields, { E: words.weekdays[day], h: hours % 12 || 12, a: words.periods[Number(hours >= 12)] });
    const own = {};
    if (words.calendar) {
      const numbers = { year: "numeric", month: "numeric", day: "numeric" };
      const parts = new Intl.DateTimeFormat(`en-u-ca-${words.calendar}`, numbers).formatToParts(date);
      for (const { type, value } of parts) own[{ year: "y", month: "M", day: "d" }[type]] = Number.parseInt(value, 10);
    }
    const written = (letters, values, months) => {
      const value = values[letters[0]];
      if (letters[0] === "M" && letters.length > 2) return months[value - 1];
      return typeof value === "number" ? String(value).padStart(letters.length, "0") : value;
    };
    const field = (_, quoted, inBraces, letters) =>
      quoted ?? (inBraces ? written(inBraces, own, words.calendar_months) : written(letters, fields, words.months));
    return words.pattern
      .replace(/'([^']*)'|\{(\w+)\}|(([A-Za-z])\4*)/g, field)
      .replace(/[0-9]/g, (digit) => words.digits[digit]);
  };

  const letter = ({ edition, place, chapters }) => {
    const words = edition.dataset;
    const parts = [words.opening];
    // Between lines from right to left, a name of a file that begins with a digit would have its parts exchanged.
    const before = place === "upload" && edition.dir === "rtl" ? "\u200e" : "";
    for (const { told, address } of chapters) parts.push(`${told}\n${before}${address}`);
    parts.push(words[place]);
    if (due.value) {
      const date = dateWords(new Date(due.value), JSON.parse(words.dates));
      if (place !== "read") parts.push(words.handIn);
      parts.push((place === "read" ? words.readDue : words.due).replace("{date}", () => date));
    }
    return parts.join("\n\n");
  };

  /* The zone of this device: the command may be typed on a machine that has another one. */
  const timeZone = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(zone) && zone !== "Etc/Unknown" ? zone : "";
  };

  const commandOf = ({ chapters, left }) => {
    const numbers = chapters.map(({ name }) => `--chapter ${name.split("-")[0]}`);
    const zone = due.value && timeZone();
    const until = [due.value && `--due ${due.value}`, zone && `--time-zone ${zone}`].filter(Boolean);
    const fewer = left.map((name) => `--leave-out ${name}`);
    const options = ["assign", `--language ${language.value}`, ...numbers, ...fewer, ...until, `--into ~/course`];
    return `python -m polyneuron.book ${options.join(" ")}`;
  };

  /* What was chosen last time. The language of students is remembered for the edition in which the page is read. */
  const KEY = "polyneuron.assign";
  const { edition: here } = document.documentElement.dataset;
  const ticked = (name) => all(`[name='${name}']:checked`).map((box) => box.value);

  const remember = () => {
    const [place] = ticked("place");
    const choice = { here, language: language.value, place, hub: hub.value, due: due.value };
    Object.assign(choice, { chapters: ticked("chapter"), left: ticked("leave-out") });
    try {
      localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
      // a browser that stores nothing
    }
  };

  const recall = () => {
    let choice;
    try {
      choice = JSON.parse(localStorage.getItem(KEY));
    } catch {
      // a browser that stores nothing, or something else stands there
    }
    if (!Array.isArray(choice?.chapters) || !Array.isArray(choice.left)) return;
    if (choice.here === here && language.querySelector(`[value="${CSS.escape(choice.language)}"]`)) {
      language.value = choice.language;
    }
    hub.value = choice.hub ?? "";
    due.value = choice.due ?? "";
    for (const box of all("[name='chapter']")) box.checked = choice.chapters.includes(box.value);
    for (const box of all("[name='leave-out']")) box.checked = choice.left.includes(box.value);
    leaveOut.open = choice.left.length > 0;
    const place = all("[name='place']").find((button) => button.value === choice.place);
    if (place) place.checked = true;
  };

  const update = () => {
    past.textContent = due.value && new Date(due.value) < new Date() ? form.dataset.past : "";
    const choice = chosen();
    const { edition, chapters, place, left, wrong } = choice;
    for (const list of all("[data-exercises-of]")) {
      list.hidden = !chapters.some(({ name }) => name === list.dataset.exercisesOf);
    }
    leaveOut.hidden = !all("[data-exercises-of]:not([hidden])").length;
    form.querySelector(".pn-hub").hidden = place !== "hub";
    hub.setAttribute("aria-invalid", [noHub, wrongHub].includes(wrong));
    problem.textContent = wrong;
    form.querySelector(".pn-results").hidden = Boolean(wrong);
    if (wrong) return;
    warning.textContent = left.length && place !== "upload" ? stillAll : "";
    form.querySelector(".pn-linked").hidden = place === "upload";
    const linked = place === "upload" ? [] : chapters;
    links.replaceChildren(
      ...linked.map(({ name, address, title }) => {
        const shown = make("code", { id: `pn-link-${name}`, dir: "ltr", textContent: address });
        const written = { textContent: title, lang: edition.lang, dir: edition.dir };
        const link = make("a", { id: `pn-title-${name}`, href: address, rel: "noopener", ...written });
        const button = make("button", { id: `pn-copy-${name}`, type: "button", textContent: copy });
        button.dataset.copies = shown.id;
        button.setAttribute("aria-labelledby", `${button.id} ${link.id}`);
        return make("li", {}, make("p", {}, link), picture(address, qr.replace("{title}", title)), shown, button);
      }),
    );
    Object.assign(text, { textContent: letter(choice), lang: edition.lang, dir: edition.dir });
    command.textContent = commandOf(choice);
  };

  form.hidden = false;
  form.addEventListener("input", () => {
    update();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) recall(); // only now, since a browser puts back some of what was chosen, and some not
    update();
  });
})();
