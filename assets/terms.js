/* Shows the definition of a term beside it: on hover, on focus, on the first tap. Escape takes it away.
   Without this script the definition is the link's title. */
(() => {
  const box = document.createElement("div");
  Object.assign(box, { id: "pn-definition", hidden: true });
  box.setAttribute("role", "tooltip");
  document.body.append(box);
  let shown = null;
  let timer = 0;
  let tapped = null;

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  };
  const show = (link) => {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    shown = link;
    box.textContent = link.dataset.definition;
    const english = "english" in link.dataset;
    box.lang = english ? "en" : "";
    box.dir = english ? "ltr" : "";
    if (!english) box.removeAttribute("lang");
    box.hidden = false;
    const place = link.getClientRects()[0];
    const width = document.documentElement.clientWidth;
    const left = Math.min(place.left + place.width / 2 - box.offsetWidth / 2, width - box.offsetWidth - 8);
    const above = place.top - box.offsetHeight - 6;
    box.style.left = `${Math.max(8, left) + scrollX}px`;
    box.style.top = `${(above > 72 ? above : link.getBoundingClientRect().bottom + 6) + scrollY}px`;
    link.setAttribute("aria-describedby", box.id);
  };

  for (const link of document.querySelectorAll("a.pn-term")) {
    link.dataset.definition = link.title;
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(link));
    link.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hideSoon);
    link.addEventListener("pointerdown", (event) => {
      tapped = event.pointerType === "touch" && shown !== link ? link : null;
    });
    link.addEventListener("click", (event) => {
      if (tapped === link) {
        event.preventDefault();
        show(link);
      }
      tapped = null;
    });
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("pointerdown", (event) => {
    if (shown && event.target !== box && !shown.contains(event.target)) hide();
  });
})();
