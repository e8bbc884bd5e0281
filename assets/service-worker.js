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

/* Fetch an edition whole, and put it in the place of the one before. Files that did not change are copied. */
const keep = async (code, report = () => {}) => {
  const list = await listOf(code);
  const before = (await kept())[code];
  if (before === list.version) return list.version;
  const name = keptName(code, list.version);
  await caches.delete(name);
  const cache = await caches.open(name);
  const waiting = Object.entries(list.files);
  let done = 0;
  const fetchNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, digest] = next;
      const address = addressOf(path);
      const old = before && (await (await caches.open(keptName(code, before))).match(address));
      let body = old && (await old.clone().arrayBuffer());
      let type = old?.headers.get("Content-Type");
      if (!body || (await digestOf(body)) !== digest) {
        const answer = await fetch(address, { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        body = await answer.arrayBuffer();
        type = answer.headers.get("Content-Type");
        if ((await digestOf(body)) !== digest) throw new Error(`${path}: of another version`);
      }
      await cache.put(address, new Response(body, { headers: type ? { "Content-Type": type } : {} }));
      done += 1;
      report(done / Object.keys(list.files).length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(name);
    throw error;
  }
  await setKept(code, list.version);
  await caches.delete(visitedName(code));
  // The version before stays for pages that are open; what is older goes.
  for (const other of await caches.keys())
    if (other.startsWith(keptName(code, "")) && ![name, before && keptName(code, before)].includes(other))
      await caches.delete(other);
  return list.version;
};

const forget = async (code) => {
  await setKept(code, null);
  for (const name of await caches.keys()) if (name.startsWith(keptName(code, ""))) await caches.delete(name);
};

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

const answerTo = async (event, path) => {
  const code = folderOf(path);
  const version = (await kept())[code];
  if (version) {
    const found = await (await caches.open(keptName(code, version))).match(addressOf(path));
    if (found) {
      if (event.request.mode === "navigate" && Date.now() - (looked.get(code) ?? 0) > BETWEEN_LOOKS) {
        event.waitUntil(
          keep(code).then(
            () => looked.set(code, Date.now()),
            () => {}, // without a network: the next page looks again
          ),
        );
      }
      return found;
    }
  }
  if (NAMED_BY_CONTENT.test(path)) {
    const found = await caches.match(addressOf(path));
    if (found) return found;
  }
  try {
    const answer = await fetch(event.request);
    const edition = code === SHARED ? folderOf(pathOf(event.request.referrer)) : code;
    if (answer.ok && answer.type === "basic" && EDITIONS.includes(edition) && path !== `${code}/${LIST}`)
      event.waitUntil(remember(edition, path, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    const found = await caches.match(addressOf(path));
    if (found) return found;
    return leadOn(event, path, error);
  }
};

/* Without a network: to what is kept, where a page was asked for. */
const leadOn = async (event, path, error) => {
  const instead = event.request.mode === "navigate" && (await insteadOf(path));
  if (instead) return Response.redirect(addressOf(instead));
  throw error;
};

/* The page that a reader without a network gets for one that is not kept: the beginning of an edition for the
   beginning of the site, else one that says so. Nothing where no edition is kept. */
const insteadOf = async (path) => {
  const editions = Object.keys(await kept());
  const wished = folderOf(path);
  const code = editions.includes(wished) ? wished : editions[0];
  if (!code) return null;
  return ["index.html", ...EDITIONS].includes(path) ? `${code}/index.html` : `${code}/${NOT_KEPT}`;
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
    state: async () => (await kept())[code] ?? null,
  };
  event.waitUntil(
    tasks[task]().then(
      (result) => port.postMessage({ result: result ?? null }),
      (error) => port.postMessage({ error: String(error), name: error.name }),
    ),
  );
});
