/* Filters the terms of the glossary as one types: in any of its languages, without regard to case, marks and dots. */
(() => {
  const fold = (text) =>
    globalThis.polyneuronWords
      .fold(text)
      .replace(/[\s\-_]+/g, " ")
      .replace(/ ی(?= )/g, ""); // what joins two Persian words, written apart
  const glossary = document.querySelector(".pn-glossary");
  const field = document.getElementById("pn-filter");
  const count = document.getElementById("pn-count");
  const none = glossary.querySelector(".pn-none");
  const words = "dt, .pn-also bdi, .pn-others [lang]:not(.pn-language)";
  const entries = [...glossary.querySelectorAll(".pn-entry")].map((element) => ({
    element,
    words: [...element.querySelectorAll(words)].map((part) => fold(part.textContent)).join("\n"),
  }));
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  const filter = () => {
    const wanted = fold(field.value).trim();
    let shown = 0;
    for (const { element, words } of entries) {
      element.hidden = !words.includes(wanted);
      shown += !element.hidden;
    }
    count.textContent = glossary.dataset.count.replace("{count}", number.format(shown));
    none.hidden = shown > 0;
  };
  field.closest(".pn-filter").hidden = false;
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      filter();
    }
  });
  filter(); // the browser may have kept what was typed before
})();
