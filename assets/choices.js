/* What the reader has chosen, before anything is drawn: light or dark. Nothing leaves this browser. */
(() => {
  try {
    const chosen = localStorage.getItem("polyneuron.colors");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // a browser that stores nothing
  }
})();
