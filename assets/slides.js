// Starts reveal.js, and shows notes in a second window: the same file with `?speaker`, which follows the first one.
// reveal.js's own plugin for notes writes a page with scripts in it, which the policy of the site forbids.
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const words = document.body.dataset;

  // On an upright phone a slide is as narrow as the screen, or its text would be a third of the size.
  const upright = matchMedia("(orientation: portrait) and (max-width: 600px)");
  const printed = new URLSearchParams(location.search).has("print-pdf");

  const frame = () => {
    const narrow = upright.matches && !printed;
    document.documentElement.toggleAttribute("data-upright", narrow);
    const [width, height] = narrow ? [720, Math.round((720 * innerHeight) / innerWidth)] : [1280, 720];
    document.body.style.setProperty("--slide-height", `${height}px`);
    document.body.style.setProperty("--slide-scale", innerWidth / width);
    return { width, height };
  };

  // From right to left the left arrow leads on; reveal.js turns keys and swipes round, but not taps on its arrows.
  const turnArrows = () => {
    const turned = (event) => {
      const step = { "navigate-left": "next", "navigate-right": "prev" }[event.target.closest("button")?.classList[0]];
      if (!step) return;
      event.stopPropagation();
      event.preventDefault(); // or a click follows a touch
      Reveal[step]();
    };
    const arrows = document.querySelector(".controls");
    for (const type of ["touchstart", "click"]) arrows.addEventListener(type, turned, { capture: true, passive: false });
  };

  const SMALLEST = 0.5; // of a formula's usual size
  const fitFormulas = () => {
    for (const formula of Reveal.getCurrentSlide()?.querySelectorAll(".katex-display") ?? []) {
      formula.style.removeProperty("--fit");
      const share = formula.clientWidth / formula.scrollWidth;
      if (share < 1) formula.style.setProperty("--fit", Math.max(SMALLEST, share * 0.98));
    }
  };

  const deck = () => {
    Reveal.initialize({
      ...frame(),
      margin: 0,
      center: false,
      rtl: document.documentElement.dir === "rtl",
      hash: true,
      scrollActivationWidth: 0, // its view for phones knows no address of a slide
      transition: "none",
      navigationMode: "linear",
      controlsTutorial: false,
      pdfSeparateFragments: false,
      display: "grid",
    });
    let view = null;
    const tell = () => view?.postMessage({ slide: Reveal.getIndices().h }, "*");
    if (document.documentElement.dir === "rtl") Reveal.on("ready", turnArrows);
    for (const type of ["ready", "slidechanged", "resize"]) Reveal.on(type, fitFormulas);
    Reveal.on("ready", () => document.documentElement.setAttribute("data-ready", ""));
    Reveal.on("slidechanged", tell);
    addEventListener("resize", () => Reveal.configure(frame()));
    Reveal.addKeyBinding({ keyCode: 83, key: "S" }, () => {
      view = window.open(`${location.href.split(/[?#]/)[0]}?speaker`, "speaker", "width=1200,height=760");
    });
    addEventListener("message", (event) => {
      if (!view || event.source !== view) return;
      if (event.data === "ready") tell();
      if (event.data === "on") Reveal.next();
      if (event.data === "back") Reveal.prev();
    });
  };

  const speaker = () => {
    const started = Date.now();
    const part = (name, heading) => {
      const box = document.createElement("section");
      box.className = name;
      if (heading) box.append(Object.assign(document.createElement("h2"), { textContent: heading }));
      return box;
    };
    const show = (number) => {
      const now = part("speaker__now");
      const next = part("speaker__next", words.next);
      const notes = part("speaker__notes", words.say);
      const frame = (slide, name) => {
        const box = part(name);
        if (slide) box.append(slide.cloneNode(true));
        return box;
      };
      now.append(frame(slides[number], "speaker__slide"));
      next.append(frame(slides[number + 1], "speaker__slide speaker__slide--next"));
      notes.append(...slides[number].querySelector(".notes").cloneNode(true).childNodes);
      screen.replaceChildren(now, next, notes, clock);
    };
    const screen = part("speaker");
    const clock = part("speaker__time");
    const tick = () => {
      const seconds = Math.floor((Date.now() - started) / 1000);
      const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      clock.textContent = `${words.time} ${time.replace(/[0-9]/g, (digit) => words.digits[digit])}`;
    };
    document.body.replaceChildren(screen);
    show(0);
    tick();
    setInterval(tick, 1000);
    addEventListener("message", (event) => {
      if (event.source === window.opener && slides[event.data.slide]) show(event.data.slide);
    });
    const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    addEventListener("keydown", (event) => {
      if (["ArrowRight", "ArrowLeft", "PageDown", "PageUp", " "].includes(event.key)) {
        event.preventDefault();
        window.opener?.postMessage([back, "PageUp"].includes(event.key) ? "back" : "on", "*");
      }
    });
    window.opener?.postMessage("ready", "*");
  };

  if (new URLSearchParams(location.search).has("speaker")) speaker();
  else deck();
})();
