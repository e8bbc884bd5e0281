// The landing page shows one language at a time: the one in the address, the one chosen last, or the first of the
// browser's own that the course has. Nothing is sent, and nobody is led away. Without this file CSS does the same by
// the address alone. The page for addresses that lead nowhere begins with that language.
(() => {
  "use strict";
  const KEY = "polyneuron.language";
  const root = document.documentElement;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off
    }
  };
  const remember = (code) => {
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // then the next visit begins as this one did
    }
  };
  const kept = (name) => {
    try {
      return JSON.parse(localStorage.getItem(`polyneuron.${name}`)) ?? {};
    } catch {
      return {};
    }
  };
  const primary = (tag) => tag.toLowerCase().split("-")[0];

  const ofLanguages = (elements) => {
    for (const tag of navigator.languages ?? []) {
      const found = elements.find((element) => primary(element.lang) === primary(tag));
      if (found) return found;
    }
    return undefined;
  };

  const beginWithReaders = (list) => {
    const entries = [...list.children];
    const codeOf = (entry) => new URL(entry.querySelector("a").href).pathname.split("/").at(-2);
    const asked = location.pathname.split("/");
    const chosen = remembered();
    const first =
      entries.find((entry) => asked.includes(codeOf(entry))) ??
      entries.find((entry) => codeOf(entry) === chosen) ??
      ofLanguages(entries);
    if (first) list.prepend(first);
  };

  const begin = () => {
    const lost = document.querySelector(".lost .entrances");
    if (lost) {
      beginWithReaders(lost);
      return;
    }
    const sections = [...document.querySelectorAll("main > .edition")];
    const withCode = (code) => sections.find((section) => section.id === code);
    const inAddress = () => withCode(location.hash.slice(1));
    const ofBrowser = () => ofLanguages(sections);

    const show = (chosen) => {
      for (const section of sections) section.hidden = section !== chosen;
      for (const link of document.querySelectorAll(".choice a")) {
        if (link.hash === `#${chosen.id}`) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      root.lang = chosen.lang;
      root.dir = chosen.dir;
      document.querySelector(".choice").setAttribute("aria-label", chosen.dataset.languages);
      document.querySelector(".entrances").setAttribute("aria-label", chosen.dataset.read);
      document.title = `${document.querySelector("h1").textContent} – ${chosen.querySelector("h2").textContent}`;
    };

    // What this browser has read of an edition: where to go on, first of all, and how far each chapter is read.
    const read = kept("read");
    const left = kept("left");
    const recall = (section) => {
      const number = new Intl.NumberFormat(section.lang, { useGrouping: false });
      const pageOf = (link) => link.getAttribute("href").split("/").at(-1).replace(/\.html$/, "");
      let last = null;
      for (const link of section.querySelectorAll(".chapters a")) {
        const share = read[pageOf(link)] ?? 0;
        if (share >= 0.01) {
          const note = Object.assign(document.createElement("span"), { className: "read" });
          const words = section.dataset.share.replace("{share}", number.format(Math.round(share * 100)));
          note.textContent = share >= 0.9 ? `✓ ${words}` : words;
          link.append(note);
        }
        const place = left[`${section.id}/${pageOf(link)}`];
        if (place?.id && place.share < 0.97 && (place.at ?? 0) >= (last?.place.at ?? 0)) last = { link, place };
      }
      if (!last) return;
      const [start] = section.querySelectorAll(".door");
      start.classList.add("second");
      const door = Object.assign(document.createElement("a"), { className: "door resume" });
      door.href = `${last.link.getAttribute("href")}#${last.place.id}`;
      const where = document.createElement("bdi");
      const chapter = last.link.querySelector(".number").textContent.trim();
      where.textContent = `${chapter} · ${last.place.name}`;
      door.append(`${section.dataset.resume} `, where);
      start.before(door);
    };
    for (const section of sections) recall(section);

    const first = () => inAddress() ?? withCode(remembered()) ?? ofBrowser() ?? sections[0];
    show(first());
    addEventListener("hashchange", () => show(first()));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      const inside = link.closest(".edition");
      const code = link.closest(".choice") ? link.hash.slice(1) : (link.dataset.language ?? inside?.id);
      if (code) remember(code);
      if (link.closest(".choice")) show(withCode(code));
    });
  };

  // Until the language is known nothing is painted, or a Persian reader would see English pass by.
  root.classList.add("scripted", "choosing");
  addEventListener("DOMContentLoaded", () => {
    try {
      begin();
    } finally {
      root.classList.remove("choosing");
    }
  });
})();
