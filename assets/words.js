/* Words as the search and the glossary's filter compare them: without regard to case, marks, dots and joints. The
   browser runs this, and Node when the index of the search is made, so that both mean the same. */
globalThis.polyneuronWords = (() => {
  const JOINT = "\u200c"; // between the parts of a Persian word: شبکه‌های
  const digits = (text) =>
    text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String.fromCharCode((digit.charCodeAt(0) & 15) + 48));

  const fold = (text) =>
    digits(text.normalize("NFKD"))
      .toLowerCase()
      .replace(/[\p{M}\u200b-\u200d\u2066-\u2069\u0640]/gu, "")
      .replace(/ł/g, "l")
      .replace(/[يى]/g, "ی")
      .replace(/ك/g, "ک");

  // What Persian writes beside, with a joint behind, or within its words; alone it is no word to search for.
  const PARTICLES = new Set("ها های هایی هایش هایم ای ام ات اش اند می نمی تر ترین".split(" "));
  const WORD = /(\p{Script=Han}+)|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_\u200c])+/gu;

  /* The words of a text: [{ text, at, chinese }], `at` being where each begins. */
  const wordsOf = (text) =>
    [...text.matchAll(WORD)]
      .map((found) => ({ text: found[0], at: found.index, chinese: found[1] !== undefined }))
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));

  const pairs = (run) => {
    const characters = [...run];
    return characters.length === 1 ? characters : characters.slice(1).map((last, place) => characters[place] + last);
  };

  /* The parts of a word that one may search for alone: `x_train`, `BinaryCrossentropy`, پس‌انتشار. */
  const partsOf = (word) => {
    const parts = word.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1_").split(/[_\u200c]+/u);
    return parts.length > 1 ? parts.filter((part) => part && !PARTICLES.has(fold(part))) : [];
  };

  /* What a text is found by. `keyOf` gives the key of a word's family. */
  const keysOf = (text, keyOf) =>
    wordsOf(text).flatMap((word) =>
      word.chinese ? pairs(word.text) : [word.text, ...partsOf(word.text)].map(keyOf).filter(Boolean),
    );

  /* The key of the family that a folded word belongs to, in an index: { terms, aliases, endings }; undefined for a word
     that no text has in any form. A form that no text has is known by its ending. */
  const keyIn = (index, folded) => {
    const known = (word) => index.aliases.get(word) ?? (index.terms.has(word) ? word : undefined);
    const whole = known(folded);
    if (whole !== undefined) return whole;
    for (let length = folded.length - 1; length >= 3; length -= 1) {
      if (!index.endings.has(folded.slice(length))) continue;
      const key = known(folded.slice(0, length));
      if (key !== undefined) return key;
    }
    return undefined;
  };

  /* A Chinese word of the query, in parts that the texts have: 误差反向传播 where they say 反向传播 and 误差. Nothing where a
     character belongs to no part. */
  const runsOf = (run, { terms }) => {
    const characters = [...run];
    const runs = [[]];
    for (const character of characters) {
      const last = runs.at(-1);
      if (last.length && !terms.has(last.at(-1) + character)) runs.push([]);
      runs.at(-1).push(character);
    }
    const isWhole = characters.length === 1 || runs.every((part) => part.length > 1);
    return isWhole ? runs.map((part) => part.join("")) : [run];
  };

  /* A query → words that must all be found: [{ ways, beginning, run }], where `ways` are lists of keys of which one
     must be found whole, `beginning` is what a word may begin with (for the word that is being written) and `run`
     are Chinese characters that must stand together. */
  const queryOf = (query, index) => {
    const plain = [...query.normalize("NFKC")].map((character) => index.characters.get(character) ?? character).join("");
    const words = wordsOf(plain)
      .filter(({ text }) => !PARTICLES.has(fold(text)))
      .flatMap((word) => (word.chinese ? runsOf(word.text, index).map((text) => ({ ...word, text })) : [word]));
    return words.map((word, place) => {
      if (word.chinese) {
        const parts = pairs(word.text);
        return { ways: [parts], beginning: parts.length === 1 && [...word.text].length === 1 ? word.text : "", run: word.text };
      }
      const folded = fold(word.text);
      const key = (text) => keyIn(index, fold(text));
      const whole = key(word.text);
      const parts = whole !== undefined && !word.text.includes(JOINT) ? [] : partsOf(word.text).map(key);
      const ways = [[whole], parts].filter((keys) => keys.length && keys.every((one) => one !== undefined));
      const isLast = place === words.length - 1 && plain.trimEnd().endsWith(word.text);
      return { ways, beginning: isLast && folded.length > 2 ? folded : "", run: "" };
    });
  };

  /* The places in a text that a query means: [[from, to]], in order and without overlap. */
  const placesIn = (text, query, index) => {
    const keys = new Set(query.flatMap(({ ways }) => ways.flat()));
    const beginnings = query.map(({ beginning }) => beginning).filter(Boolean);
    const runs = query.map(({ run }) => run).filter(Boolean);
    const places = [];
    for (const { text: word, at, chinese } of wordsOf(text)) {
      if (chinese) {
        for (const run of runs) {
          for (let from = word.indexOf(run); from >= 0; from = word.indexOf(run, from + run.length))
            places.push([at + from, at + from + run.length]);
        }
        continue;
      }
      const folded = fold(word);
      const found = (one) => keys.has(keyIn(index, one)) || beginnings.some((beginning) => one.startsWith(beginning));
      if (found(folded) || partsOf(word).some((part) => found(fold(part)))) places.push([at, at + word.length]);
    }
    places.sort(([one], [other]) => one - other);
    return places.filter(([from], place) => place === 0 || from >= places[place - 1][1]);
  };

  /* How MiniSearch takes texts, when the index is made and when it is read: as keys, one in a line. */
  const engineOptions = {
    fields: ["title", "text"],
    tokenize: (keys) => (keys ? keys.split("\n") : []),
    processTerm: (key) => key,
  };

  /* MiniSearch's list of terms, [[term, { field: { section: how often } }]], on lines that are half as long: sections are
     counted from the one before. */
  const pack = (entries) =>
    [...entries]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([term, fields]) => {
        const lists = [0, 1].map((field) => {
          let before = -1;
          const counted = Object.entries(fields[field] ?? {}).map(([section, times]) => {
            const step = (Number(section) - before).toString(36);
            before = Number(section);
            return times > 1 ? `${step}.${times.toString(36)}` : step;
          });
          return counted.join(" ");
        });
        return [term, ...lists].join("\t");
      })
      .join("\n");
  const unpack = (lines) =>
    lines.split("\n").map((line) => {
      const [term, ...lists] = line.split("\t");
      const fields = {};
      lists.forEach((list, field) => {
        let section = -1;
        for (const counted of list ? list.split(" ") : []) {
          const [step, times = "1"] = counted.split(".");
          section += parseInt(step, 36);
          (fields[field] ??= {})[section] = parseInt(times, 36);
        }
      });
      return [term, fields];
    });

  return { fold, wordsOf, keysOf, keyIn, queryOf, placesIn, engineOptions, pack, unpack };
})();
