/* Keeps an edition on the device, so that it is read without a network.

   `<edition>/offline.json` lists every file of an edition with its digest: { version, bytes, files: { path: digest } }.
   An edition that a reader keeps is fetched whole, each file is compared with its digest, and only then it takes the
   place of the version before: pages of two versions never meet. An edition that is not kept is read from the network;
   pages that were visited are remembered, of one version only. Without a network a page of the site that is not there
   is answered by one of an edition that is kept. `EDITIONS`, the folders of all editions, is put before this file when
   the site is made; files elsewhere, such as downloads, are none of its business. */
const SHARED = "_shared";
const SCOPE = new URL(self.registration.scope);
const STATE = "polyneuron-state";
const LIST = "offline.json";
const NOT_KEPT = "offline/index.html"; // in every edition
const NAMED_BY_CONTENT = /\.[0-9a-f]{16}\.\w+$/; // the same whoever keeps it
const AT_ONCE = 4;
const BETWEEN_LOOKS = 10 * 60 * 1000;
const ANOTHER_VERSION = "AnotherVersion";
const NO_ROOM = "QuotaExceededError";
const looked = new Map();

const addressOf = (path) => new URL(path, SCOPE).href;
const keptName = (code, version) => `polyneuron-kept-${code}-${version}`;
const visitedName = (code) => `polyneuron-visited-${code}`;

const digestOf = async (buffer) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", buffer))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

/* What is kept: { edition: version }. */
const kept = async () => {
  const found = await (await caches.open(STATE)).match(addressOf("kept"));
  return found ? found.json() : {};
};
const setKept = async (code, version) => {
  const { [code]: _, ...others } = await kept();
  const state = version ? { ...others, [code]: version } : others;
  await (await caches.open(STATE)).put(addressOf("kept"), new Response(JSON.stringify(state)));
};

const listOf = async (code) => {
  const answer = await fetch(addressOf(`${code}/${LIST}`), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${code}: ${answer.status}`);
  return answer.json();
};

/* The file that is asked for, where a cache has it with this digest: its body and type. */
const fitting = async (name, address, digest) => {
  const found = await (await caches.open(name)).match(address);
  const body = found && (await found.arrayBuffer());
  return body && (await digestOf(body)) === digest ? { body, type: found.headers.get("Content-Type") } : null;
};

const fetched = async (path, digest) => {
  const answer = await fetch(addressOf(path), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const body = await answer.arrayBuffer();
  if ((await digestOf(body)) !== digest) throw Object.assign(new Error(path), { name: ANOTHER_VERSION });
  return { body, type: answer.headers.get("Content-Type") };
};

const isWhole = async (name, { files }) => {
  if (!(await caches.has(name))) return false;
  const there = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
  return Object.keys(files).every((path) => there.has(addressOf(path)));
};

/* Fetch an edition whole, and put it in the place of the one before. Files that did not change are copied; what came
   before a connection broke stays, and the next time only the rest is fetched. */
const keepWhole = async (code, report) => {
  const list = await listOf(code);
  const before = (await kept())[code];
  const name = keptName(code, list.version);
  if (before === list.version && (await isWhole(name, list))) return list.version;
  const cache = await caches.open(name);
  const names = [name, ...(before && before !== list.version ? [keptName(code, before)] : [])];
  const waiting = Object.entries(list.files);
  let done = 0;
  const fetchNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, digest] = next;
      const address = addressOf(path);
      let file = null;
      for (const one of names) file ??= await fitting(one, address, digest);
      const { body, type } = file ?? (await fetched(path, digest));
      await cache.put(address, new Response(body, { headers: type ? { "Content-Type": type } : {} }));
      done += 1;
      report(done / Object.keys(list.files).length);
    }
  };
  const untilOneFails = () => fetchNext().finally(() => (waiting.length = 0));
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, untilOneFails));
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed) {
    // What is half there helps the next time, but not where there is no room or files do not go together.
    if (before !== list.version && [NO_ROOM, ANOTHER_VERSION].includes(failed.reason.name)) await caches.delete(name);
    throw failed.reason;
  }
  await setKept(code, list.version);
  await caches.delete(visitedName(code));
  // The version before stays for pages that are open; what is older goes.
  for (const other of await caches.keys())
    if (other.startsWith(keptName(code, "")) && !names.includes(other)) await caches.delete(other);
  return list.version;
};

/* One change at a time of what is kept of an edition, in other copies of this worker too. */
const alone = (code, work) => self.navigator.locks?.request(keptName(code, ""), work) ?? work();

/* Pages that ask while an edition is fetched hear of the same run. */
const running = new Map();
const keep = (code, report = () => {}) => {
  let run = running.get(code);
  if (!run) {
    run = { share: 0, reports: new Set() };
    const tell = (share) => {
      run.share = share;
      for (const one of run.reports) one(share);
    };
    run.ended = alone(code, () => keepWhole(code, tell)).finally(() => running.delete(code));
    running.set(code, run);
  }
  run.reports.add(report);
  if (run.share) report(run.share);
  return run.ended;
};

const forget = (code) =>
  alone(code, async () => {
    await setKept(code, null);
    for (const name of await caches.keys()) if (name.startsWith(keptName(code, ""))) await caches.delete(name);
  });

/* Remember a page or file that came from the network, if it is of the version that is remembered already. */
const remember = async (code, path, answer) => {
  const cache = await caches.open(visitedName(code));
  const digest = await digestOf(await answer.clone().arrayBuffer());
  let list = await (await cache.match(addressOf(`${code}/${LIST}`)))?.json();
  if (list?.files[path] !== digest) {
    const fresh = await listOf(code);
    if (fresh.version !== list?.version) {
      for (const request of await cache.keys()) await cache.delete(request);
      await cache.put(addressOf(`${code}/${LIST}`), new Response(JSON.stringify(fresh)));
    }
    list = fresh;
  }
  if (list.files[path] === digest) await cache.put(addressOf(path), answer);
};

const folderOf = (path) => path?.split("/")[0];
const pathOf = (address) => {
  if (!address) return null;
  const url = new URL(address);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  const path = url.pathname.slice(SCOPE.pathname.length);
  return !path || path.endsWith("/") ? `${path}index.html` : path;
};

/* Look for a new version of what is kept, but not with every page. */
const look = async (code) => {
  if (Date.now() - (looked.get(code) ?? 0) <= BETWEEN_LOOKS) return;
  looked.set(code, Date.now());
  await keep(code).catch((error) => {
    if (error.name !== ANOTHER_VERSION) looked.delete(code); // without a network: the next page looks again
  });
};

const answerTo = async (event, path) => {
  const code = folderOf(path);
  const version = (await kept())[code];
  if (version) {
    if (event.request.mode === "navigate") event.waitUntil(look(code));
    const found = await (await caches.open(keptName(code, version))).match(addressOf(path));
    if (found) return found;
  }
  if (NAMED_BY_CONTENT.test(path)) {
    const found = await caches.match(addressOf(path));
    if (found) return found;
  }
  const edition = code === SHARED ? folderOf(pathOf(event.request.referrer)) : code;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && answer.type === "basic" && EDITIONS.includes(edition) && path !== `${code}/${LIST}`)
      event.waitUntil(remember(edition, path, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    const visited = EDITIONS.includes(edition) && (await caches.open(visitedName(edition)));
    return (visited && (await visited.match(addressOf(path)))) ?? leadOn(event, path, error);
  }
};

/* Without a network: to what is kept, where a page was asked for. */
const leadOn = async (event, path, error) => {
  const instead = event.request.mode === "navigate" && (await insteadOf(path));
  if (!instead) throw error;
  return instead.endsWith(NOT_KEPT) ? standIn(instead) : Response.redirect(addressOf(instead));
};

/* A kept page under the address that was asked for: a reload asks for it again. Its links begin where it lies. */
const standIn = async (path) => {
  const own = addressOf(path);
  const text = await (await caches.match(own)).text();
  const whole = text.replace(/(href|src)="(\.[^"]*)"/g, (_, name, link) => `${name}="${new URL(link, own).href}"`);
  return new Response(whole, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};

/* The page that a reader without a network gets for one that is not kept: the beginning of an edition for the
   beginning of the site, else one that says so. Nothing where no edition is kept, or not whole any more. */
const insteadOf = async (path) => {
  const wished = folderOf(path);
  const editions = Object.entries(await kept()).sort(([one]) => (one === wished ? -1 : 0));
  const isBeginning = ["index.html", ...EDITIONS].includes(path);
  for (const [code, version] of editions) {
    const instead = isBeginning ? `${code}/index.html` : `${code}/${NOT_KEPT}`;
    const isKept = await (await caches.open(keptName(code, version))).match(addressOf(instead));
    if (isKept && instead !== path) return instead;
  }
  return null;
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
  if (path === null) return;
  if ([SHARED, ...EDITIONS].includes(folderOf(path)) && !EDITIONS.includes(path))
    event.respondWith(answerTo(event, path));
  else if (event.request.mode === "navigate")
    event.respondWith(fetch(event.request).catch((error) => leadOn(event, path, error)));
});
self.addEventListener("message", (event) => {
  const { task, code } = event.data;
  const port = event.ports[0];
  const tasks = {
    keep: () => keep(code, (share) => port.postMessage({ share })),
    forget: () => forget(code),
    state: async () => ({ version: (await kept())[code] ?? null, isRunning: running.has(code) }),
  };
  event.waitUntil(
    tasks[task]().then(
      (result) => port.postMessage({ result: result ?? null }),
      (error) => port.postMessage({ error: String(error), name: error.name }),
    ),
  );
});
