/* The page for links: what a lecturer chooses becomes links, QR codes, a text for a learning platform and a command. All
   words and addresses stand in the tables of the page, one for each edition; nothing is fetched and nothing is sent. */
(() => {
  const form = document.querySelector(".pn-assign");
  const all = (selector, within = form) => [...within.querySelectorAll(selector)];
  const { none, wrongHub, noHub, copy, qr } = form.dataset;
  const language = document.getElementById("pn-assign-language");
  const hub = document.getElementById("pn-assign-hub-address");
  const due = document.getElementById("pn-assign-due");
  const problem = document.getElementById("pn-assign-problem");
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

  const chosen = () => {
    const edition = document.querySelector(`.pn-all-links [data-edition="${language.value}"]`);
    const place = form.querySelector("[name='place']:checked").value;
    const names = all("[name='chapter']:checked").map((box) => box.value);
    const server = hubAddress(hub.value.trim());
    const chapters = names.map((name) => {
      const row = edition.querySelector(`[data-chapter="${name}"]`);
      const address = place === "hub" ? server + row.dataset.hub : row.querySelector(`[data-place="${place}"]`).href;
      return { name, address, title: row.querySelector("th").textContent, minutes: row.dataset.minutes };
    });
    const wrong =
      (!names.length && none) ||
      (place === "hub" && !hub.value.trim() && noHub) ||
      (place === "hub" && !server && wrongHub) ||
      "";
    return { edition, place, chapters, wrong };
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
    for (const { title, minutes, address } of chapters) {
      parts.push([minutes ? `${title} (${minutes})` : title, address].join("\n"));
    }
    parts.push(words[place]);
    if (place !== "read") parts.push(words.handIn);
    if (due.value) {
      const date = dateWords(new Date(due.value), JSON.parse(words.dates));
      parts.push(words.due.replace("{date}", () => date));
    }
    return parts.join("\n\n");
  };

  const update = () => {
    const choice = chosen();
    const { edition, chapters, place, wrong } = choice;
    form.querySelector(".pn-hub").hidden = place !== "hub";
    hub.setAttribute("aria-invalid", [noHub, wrongHub].includes(wrong));
    problem.textContent = wrong;
    form.querySelector(".pn-results").hidden = Boolean(wrong);
    if (wrong) return;
    links.replaceChildren(
      ...chapters.map(({ name, address, title }) => {
        const shown = make("code", { id: `pn-link-${name}`, dir: "ltr", textContent: address });
        const button = make("button", { type: "button", textContent: copy });
        button.dataset.copies = shown.id;
        button.setAttribute("aria-label", `${copy}: ${title}`);
        const link = make("a", { href: address, rel: "noopener", textContent: title, lang: edition.lang, dir: edition.dir });
        return make("li", {}, make("p", {}, link), picture(address, qr.replace("{title}", title)), shown, button);
      }),
    );
    Object.assign(text, { textContent: letter(choice), lang: edition.lang, dir: edition.dir });
    const numbers = chapters.map(({ name }) => `--chapter ${name.split("-")[0]}`);
    const until = due.value ? [`--due ${due.value}`] : [];
    const line = ["assign", `--language ${language.value}`, ...numbers, ...until, `--into ~/course`];
    command.textContent = `python -m polyneuron.book ${line.join(" ")}`;
  };

  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", update); // only now a browser has put back what was chosen before
})();
