/* The search page. Index and texts are scripts, not JSON, because a page opened from a folder may load scripts and may
   not fetch; each is loaded when it is first needed. */
(() => {
  const { fold, pairs, asksInChinese, withoutAsking, cutsOf, keyIn, queryOf, namesIn, namesOf, placesIn, typed } =
    globalThis.polyneuronWords;
  const { engineOptions, unpack } = globalThis.polyneuronWords;
  const form = document.querySelector(".search-form");
  const field = form.querySelector("input");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const words = form.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  const AT_ONCE = 20;
  const BEFORE = 60;
  const ENTRY = "term-"; // begins the name of a definition's place in the glossary
  const LONGEST_WORD = 12; // of Chinese characters, to be tried in parts
  const ALSO = 3; // ways to look for a Chinese question: as it stands, in its words, without what only asks
  const FEW = 5; // places, before the next of these ways is tried
  const SHORTEST_MISTAKE = 5; // In shorter words, every other word is near.
  const LONG_WORD = 7; // may have two letters wrong, or two in the other's place
  const LONGEST = document.documentElement.dataset.script === "Hans" ? 110 : 220;

  const received = {};
  globalThis.polyneuronSearch = (name, content) => (received[name] = content);
  const loading = {};
  const load = (name, address) =>
    (loading[name] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(received[name]);
      script.onerror = () => {
        delete loading[name];
        script.remove();
        reject(new Error(address));
      };
      document.head.append(script);
    }));

  let ready;
  const prepared = () =>
    (ready ??= load("index", words.index)
      .then(({ engine, entries, aliases, endings, characters, words: otherWords, pages, sections }) => {
        const found = unpack(entries);
        const index = {
          terms: new Set(found.map(([term]) => term)),
          aliases: new Map(aliases),
          endings: new Set(endings),
          characters: new Map([...characters].flatMap((one, place, all) => (place % 2 ? [] : [[one, all[place + 1]]]))),
          words: otherWords,
          asking: new Set(words.asking.split(/[\s、]+/).map(fold)),
        };
        return {
          ...index,
          engine: MiniSearch.loadJS({ ...engine, index: found }, engineOptions),
          pages,
          sections: sections.map((section) => ({ ...section, names: namesIn(section.title, index) })),
        };
      })
      .catch((error) => {
        ready = undefined; // the next search tries again
        throw error;
      }));
  const textOf = async ({ page, place }, { pages }) => (await load(pages[page].name, pages[page].texts))[place];

  const begun = (beginning, aliases) =>
    [...aliases].filter(([alias]) => alias.startsWith(beginning)).map(([, key]) => ({ queries: [key] }));

  /* What an engine is asked: every word, in one of its ways. */
  const asked = (query, { aliases }, combineWith) => ({
    combineWith,
    queries: query.map(({ ways, beginning }) => ({
      combineWith: "OR",
      queries: [
        ...ways.map((keys) => ({ combineWith: "AND", queries: keys })),
        ...(beginning ? [{ queries: [beginning], prefix: true }, ...begun(beginning, aliases)] : []),
      ],
    })),
  });

  const isBegun = (words, beginning) => {
    for (const word of words) if (word.startsWith(beginning)) return true;
    return false;
  };
  const isThere = ({ ways, beginning }, { terms, aliases }) =>
    ways.length > 0 || (beginning && (isBegun(terms.keys(), beginning) || isBegun(aliases.keys(), beginning)));

  /* Every form that is known of words with this first letter, in an engine that finds what is written almost so. */
  const forms = {};
  const formsFrom = (letter, { terms, aliases, endings }) => {
    if (forms[letter]) return forms[letter];
    const begun = [...terms].filter((term) => term.startsWith(letter));
    const ended = begun.flatMap((term) => ["", ...endings].map((ending) => [term + ending, term]));
    const keys = new Map([...ended, ...[...aliases].filter(([alias]) => alias.startsWith(letter))]);
    const engine = new MiniSearch({ fields: ["form"], storeFields: ["key"], tokenize: (form) => [form] });
    engine.addAll([...keys].map(([form, key]) => ({ id: form, form, key })));
    return (forms[letter] = engine);
  };

  const exchanged = (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  const almost = (word, keys) => ({ ...word, ways: keys.map((key) => [key]), beginning: "", unknown: word.text });

  /* A word that no text has, as the words that are written almost so; as it is where there are none. */
  const nearest = (word, index) => {
    const folded = fold(word.text);
    if (word.run || folded.length < SHORTEST_MISTAKE) return word;
    const swapped = Array.from({ length: folded.length - 2 }, (_, place) => exchanged(folded, place + 1));
    const known = swapped.map((other) => keyIn(index, other)).filter((key) => key !== undefined);
    if (known.length) return almost(word, known);
    const engine = formsFrom(folded[0], index);
    for (const fuzzy of folded.length < LONG_WORD ? [1] : [1, 2]) {
      const keys = new Set(engine.search(folded, { fuzzy }).map(({ key }) => key));
      if (keys.size) return almost(word, [...keys]);
    }
    return word;
  };

  /* Sections that have all the words, and what of the query no text has. */
  const find = async (text, index) => {
    const query = queryOf(text, index).map((word) => (isThere(word, index) ? word : nearest(word, index)));
    const there = query.filter((word) => isThere(word, index));
    if (there.length === query.length && query.length) {
      const loose = [lessAsking(query, index), ...query.flatMap((word, place) => shortened(word, place, query))];
      const tries = [
        () => sectionsWith(query, text, index).then((found) => ({ query, found })),
        () => sectionsWithCuts(query, text, index),
        ...[...loose, pairwise(query)].map((other) => async () => ({
          query: other,
          found: other.length ? await sectionsWith(other, text, index) : [],
        })),
      ];
      const few = asksInChinese(text, index) ? FEW : 1;
      const gathered = { query: [], found: [] };
      for (const [place, attempt] of tries.entries()) {
        // A question is seldom written in the words of a page: few places are followed by those that say it otherwise.
        if (gathered.found.length >= (place < ALSO ? few : 1)) break;
        const { query: words, found } = await attempt();
        const others = found.filter((section) => !gathered.found.includes(section));
        if (others.length) Object.assign(gathered, { query: [...gathered.query, ...words], found: [...gathered.found, ...others] });
      }
      if (gathered.found.length) return gathered;
    }
    if (2 * sizeOf(there) <= sizeOf(query) || query.length < 2) return { query, found: [] };
    const unknown = text.trim();
    return { query: there.map((word) => ({ ...word, unknown })), found: sectionsWithMost(there, query, text, index) };
  };

  /* How many words a query has; two may have been taken as one. */
  const sizeOf = (query) => query.reduce((size, { text }) => size + text.trim().split(/\s+/).length, 0);

  /* Sections that have most of the words that were asked for, and more than half of them. */
  const sectionsWithMost = (there, query, text, index) => {
    const results = searchedFor(there, text, index, "OR").map(({ id, terms }) => {
      const has = new Set(terms);
      const words = there.filter(
        ({ ways, beginning }) =>
          ways.some((keys) => keys.every((key) => has.has(key))) || (beginning && isBegun(terms, beginning)),
      );
      return { id, count: sizeOf(words) };
    });
    const most = Math.max(...results.map(({ count }) => count));
    if (2 * most <= sizeOf(query)) return [];
    return results.filter(({ count }) => count === most).map(({ id }) => index.sections[id]);
  };

  /* Sections with all the words of a Chinese run, wherever they stand, in the fewest words: 网络 and 学不会 of 网络学不会. */
  const sectionsWithCuts = async (query, text, index) => {
    const place = query.findIndex(({ run }) => run.length > 3 && run.length <= LONGEST_WORD);
    if (place < 0) return { query, found: [] };
    const [before, word, after] = [query.slice(0, place), query[place], query.slice(place + 1)];
    const isKnown = (cut) => cut.every((run) => pairs(run).every((pair) => index.terms.has(pair)));
    for (const cuts of cutsOf(word.run).map((all) => all.filter(isKnown))) {
      if (!cuts.length) continue;
      const ways = cuts.map((cut) => cut.flatMap(pairs));
      const results = searchedFor([...before, { ...word, ways }, ...after], text, index);
      const others = [...before, ...after].map(({ run }) => run).filter((run) => run.length > 2);
      const sections = results.map(({ id }) => index.sections[id]);
      const has = await Promise.all(
        sections.map(async (section) => {
          const whole = `${section.title}\n${await textOf(section, index)}`;
          const isIn = (run) => whole.includes(run);
          return others.every(isIn) ? cuts.filter((cut) => cut.every(isIn)).flat() : [];
        }),
      );
      const runs = [...new Set(has.flat())];
      const unknown = word.unknown || word.run;
      const parts = runs.map((run) => ({ ...word, ways: [pairs(run)], run, unknown }));
      if (runs.length) return { query: [...before, ...parts, ...after], found: sections.filter((_, at) => has[at].length) };
    }
    return { query, found: [] };
  };

  /* The query without what may only ask in its Chinese words; nothing where less than half of it would be left. */
  const lessAsking = (query, index) => {
    const sizeOf = (words) => words.reduce((size, { run }) => size + run.length, 0);
    const less = query.flatMap((word) =>
      word.run ? withoutAsking(word.run, index).map((run) => ({ ...word, ways: [pairs(run)], run })) : [word],
    );
    return sizeOf(less) < sizeOf(query) && 2 * sizeOf(less) >= sizeOf(query) ? less : [];
  };

  /* Queries with a part of a Chinese word that stands nowhere whole, long parts first: 反向传播 of 反向传播算法. */
  const shortened = (word, place, query) => {
    const characters = [...word.run];
    const others = [];
    if (characters.length > LONGEST_WORD) return others;
    for (let size = characters.length - 1; size >= 2 && 3 * size >= 2 * characters.length; size -= 1)
      for (let from = 0; from + size <= characters.length; from += 1) {
        const run = characters.slice(from, from + size).join("");
        const part = { ...word, ways: [pairs(run)], run, unknown: word.unknown || word.run };
        others.push(query.map((one, other) => (other === place ? part : one)));
      }
    return others;
  };
  /* The query with the pairs of its Chinese words, anywhere in a section; nothing where it has none. */
  const pairwise = (query) =>
    query.some(({ run }) => run.length > 2)
      ? query.flatMap((word) =>
          word.run.length > 2
            ? pairs(word.run).map((pair) => ({ ...word, ways: [[pair]], run: pair, unknown: word.unknown || word.run }))
            : [word],
        )
      : [];

  const searchedFor = (query, text, index, combineWith = "AND") => {
    const wanted = namesOf(text, index);
    return index.engine.search(asked(query, index, combineWith), {
      boost: { title: 8 },
      boostDocument: (id) => (index.sections[id].names.some((name) => wanted.includes(name)) ? 100 : 1),
      weights: { prefix: 0.4, fuzzy: 0 },
    });
  };

  const sectionsWith = async (query, text, index) => {
    const results = searchedFor(query, text, index);
    const found = results.map(({ id }) => index.sections[id]);
    const runs = query.map(({ run }) => run).filter((run) => run.length > 2);
    if (runs.length) {
      const together = await Promise.all(
        found.map(async (section) => {
          const whole = `${section.title}\n${await textOf(section, index)}`;
          return runs.every((run) => whole.includes(run));
        }),
      );
      return found.filter((_, place) => together[place]);
    }
    return found;
  };

  const saidOf = (query, found, text) => {
    if (!found.length) return words.nothing;
    const all = query.map((word) => word.unknown && typed(word.unknown, text));
    const unknown = [...new Set(all.filter(Boolean))].join(" ");
    const said = unknown ? words.near.replace("{words}", () => unknown) : words.found;
    return said.replace("{count}", number.format(found.length));
  };

  const marked = (element, text, query, index) => {
    let end = 0;
    for (const [from, to] of placesIn(text, query, index)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(text.slice(end, from), mark);
      end = to;
    }
    element.append(text.slice(end));
    return element;
  };

  /* The part of a text around what was found, beginning and ending between words; the beginning of a definition, and
     of what has a title with all the words. */
  const excerptOf = (text, { id, title }, query, index) => {
    const isNamed = query.every((word) => placesIn(title, [word], index).length);
    const places = isNamed || id.startsWith(ENTRY) ? [] : placesIn(text, query, index);
    const near = ([from]) => {
      const close = places.filter(([other]) => other >= from && other < from + LONGEST - BEFORE);
      return new Set(close.map(([one, end]) => fold(text.slice(one, end)))).size;
    };
    const [first] = query.length > 1 ? [...places].sort((one, other) => near(other) - near(one)) : places;
    const word = text.lastIndexOf(" ", Math.max(0, (first?.[0] ?? 0) - BEFORE));
    const from = first && first[0] > BEFORE ? (first[0] - word < 2 * BEFORE ? word + 1 : first[0] - BEFORE / 2) : 0;
    const blank = text.lastIndexOf(" ", from + LONGEST);
    const to = from + LONGEST >= text.length ? text.length : blank > from + LONGEST / 2 ? blank : from + LONGEST;
    return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  };

  const element = (name, className) => Object.assign(document.createElement(name), { className });
  const shownOf = async (section, query, index) => {
    const { name, title } = index.pages[section.page];
    const item = document.createElement("li");
    const link = element("a", "search-result__title");
    link.href = `${name}.html${section.level > 1 ? `#${section.id}` : ""}`;
    item.append(marked(link, section.title || title, query, index));
    if (section.level > 1) item.append(Object.assign(element("p", "search-result__page"), { textContent: title }));
    const excerpt = element("p", "search-result__text");
    item.append(marked(excerpt, excerptOf(await textOf(section, index), section, query, index), query, index));
    return item;
  };

  let latest = 0;
  const search = async () => {
    const mine = (latest += 1);
    const text = field.value;
    const address = new URL(location.href);
    if (text.trim()) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
    if (location.protocol !== "file:") history.replaceState(null, "", address);
    if (!text.trim()) {
      list.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    try {
      const index = await prepared();
      const { query, found } = await find(text, index);
      if (mine !== latest) return;
      let shown = 0;
      const add = async (before) => {
        const items = await Promise.all(found.slice(shown, shown + AT_ONCE).map((one) => shownOf(one, query, index)));
        if (mine !== latest) return;
        before();
        list.append(...items);
        shown += items.length;
        more.hidden = shown >= found.length;
        more.onclick = () => {
          const next = list.children.length;
          add(() => {}).then(() => list.children[next]?.querySelector("a").focus());
        };
      };
      await add(() => list.replaceChildren());
      if (mine !== latest) return;
      status.textContent = saidOf(query, found, text);
    } catch {
      if (mine !== latest) return;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = words.failed;
    }
    form.dataset.searched = text;
  };

  let waiting;
  field.addEventListener("focus", () => prepared().catch(() => {}));
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });

  // From the field into the results and between them with the arrow keys
  document.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !links.length) return;
    if (here < 0 && document.activeElement !== field) return;
    event.preventDefault();
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  });

  const wished = new URLSearchParams(location.search).get("q");
  if (wished) {
    field.value = wished;
    search();
  } else field.focus({ preventScroll: true });
})();
