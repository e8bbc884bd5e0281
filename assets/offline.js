/* "Keep this course on this device": below every page, where a browser has service workers. */
(() => {
  const box = document.querySelector(".keep");
  if (!box || !("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;
  const { code, worker, progress, kept, failed, noRoom } = box.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const size = box.querySelector("[data-size]");
  const status = box.querySelector("[role=status]");
  const [keep, forget] = box.querySelectorAll("button");

  const registered = navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready);
  registered.then(
    () => (box.hidden = false),
    () => {}, // a browser that allows none, such as a private window
  );
  const ask = async (task, report = () => {}) => {
    const { active } = await registered;
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if ("share" in data) report(data.share);
        else if ("error" in data) reject(Object.assign(new Error(data.error), { name: data.name }));
        else resolve(data.result);
      };
      active.postMessage({ task, code }, [port2]);
    });
  };
  const show = (version) => {
    keep.hidden = Boolean(version);
    forget.hidden = !version;
    if (version) status.textContent = kept;
  };
  let opened = false;
  let megabytes = "";
  box.addEventListener("toggle", async () => {
    if (!box.open || opened) return;
    opened = true;
    try {
      const { version, isRunning } = await ask("state");
      show(version);
      if (isRunning) keepNow();
      const { bytes } = await (await fetch("offline.json")).json();
      megabytes = number.format(bytes / 1e6);
      size.textContent = size.dataset.size.replace("{size}", megabytes);
    } catch {
      opened = false; // without a network: next time
    }
  });
  const keepNow = async () => {
    keep.disabled = true;
    box.setAttribute("aria-busy", "true");
    try {
      show(
        await ask("keep", (share) => {
          if (keep.disabled) status.textContent = progress.replace("{share}", number.format(Math.floor(share * 100)));
        }),
      );
      navigator.storage?.persist?.();
      if ([keep, document.body].includes(document.activeElement)) forget.focus();
    } catch (error) {
      status.textContent = error.name === "QuotaExceededError" ? noRoom.replace("{size}", megabytes) : failed;
    }
    keep.disabled = false; // what is still said of progress comes too late
    box.removeAttribute("aria-busy");
  };
  keep.addEventListener("click", keepNow);
  forget.addEventListener("click", async () => {
    await ask("forget");
    status.textContent = "";
    show(null);
    keep.focus();
  });
})();
