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
      .replace(/ك/g, "ک")
      .replace(/[ةە]/g, "ه") // ۀ is ە with a mark
      .replace(/(\d)[,٫](?=\d)/g, "$1.");

  // What Persian writes beside, with a joint behind, or within its words; alone it is no word to search for.
  const PARTICLES = new Set("ها های هایی هایش هایم ای ی ام ات اش اند می نمی تر ترین".split(" "));
  const NUMBER = String.raw`\p{N}+(?:[.,٫]\p{N}+)+(?![\p{L}\p{N}_])`; // a decimal number is one word
  const WORD = new RegExp(
    String.raw`(\p{Script=Han}+)|${NUMBER}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_\u200c])+`,
    "gu",
  );
  const LETTER = String.raw`(?!\p{Script=Han})[\p{L}\p{M}]`;
  const JOINED = new RegExp(`(?:${LETTER}){2,}(?:[-\u2010\u2011](?:${LETTER}){2,})+`, "gu");
  const HYPHENS = /[-\u2010\u2011]/g;

  /* The words of a text: [{ text, at, chinese }], `at` being where each begins. */
  const wordsOf = (text) =>
    [...text.matchAll(WORD)]
      .map((found) => ({ text: found[0], at: found.index, chinese: found[1] !== undefined }))
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));

  /* Words with hyphens, without these: `back-propagation` is found by `backpropagation` too. */
  const joinedOf = (text) =>
    [...text.matchAll(JOINED)].map(({ 0: found, index }) => ({
      text: found.replace(HYPHENS, ""),
      at: index,
      end: index + found.length,
    }));

  // Chinese characters that stand between words: with them, pairs say nothing, and are a tenth of the index.
  const isBetween = (pair) => /[的了是在]/.test(pair) && !/^(?:目的|了解|为了|是否|存在|在线|但是|现在)$/.test(pair);
  const pairs = (run) => {
    const characters = [...run];
    const all =
      characters.length === 1 ? characters : characters.slice(1).map((last, place) => characters[place] + last);
    return all.filter((pair) => !isBetween(pair));
  };

  /* Words of Chinese questions, as one pattern: long ones of `asking`, which stand nowhere by chance, or those of one
     character, most of which are parts of other words too: 能 of 功能. */
  const patterns = new WeakMap();
  const patternsOf = ({ asking }) => {
    if (!patterns.has(asking)) {
      const words = [...asking].filter((word) => /^\p{Script=Han}+$/u.test(word)).sort((one, other) => other.length - one.length);
      const long = words.filter((word) => word.length > 1);
      const short = words.filter((word) => word.length === 1);
      patterns.set(asking, { long: new RegExp([...long, "[吗呢]"].join("|")), short: new RegExp(`[${short.join("")}]`) });
    }
    return patterns.get(asking);
  };

  /* What a Chinese question asks for: 梯度 in 什么是梯度 and 梯度的方向, but 目的 whole. */
  const askedFor = (run, index) => {
    const parts = run
      .split(patternsOf(index).long)
      .flatMap((part) => {
        let left = part;
        while (left.length > 2 && /^[的是]|[的是了]$/.test(left)) left = left.replace(/^[的是]|[的是了]$/, "");
        const cut = left.split(/[的是]/);
        return cut.every((one) => one.length > 1) ? cut : [left];
      })
      .filter((part) => part && !/^[的是了]$/.test(part));
    const words = parts.filter((part) => part.length > 1); // 选 in 损失函数怎么选 asks, too
    return words.length ? words : parts;
  };

  const asksInChinese = (query, index) => {
    const { long, short } = patternsOf(index);
    const plain = asWritten(query, index);
    return long.test(plain) || short.test(plain);
  };

  /* The words of a Chinese run without those of one character that may only ask: 准确率 of 准确率很高. */
  const withoutAsking = (run, index) => run.split(patternsOf(index).short).filter((part) => part.length > 1);

  /* Every way to cut a Chinese run into two or three words of two characters and more. */
  const cutsOf = (run) => {
    const inTwo = (part) =>
      Array.from({ length: Math.max(0, part.length - 3) }, (_, at) => [part.slice(0, at + 2), part.slice(at + 2)]);
    return [inTwo(run), inTwo(run).flatMap(([first, rest]) => inTwo(rest).map((others) => [first, ...others]))];
  };

  /* The parts of a word that one may search for alone: `x_train`, `BinaryCrossentropy`, پس‌انتشار, and 28x28, which
     pages write 28×28. */
  const partsOf = (word) => {
    const parts = word
      .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1_")
      .replace(/(\p{N})[xх](?=\p{N})/giu, "$1_")
      .split(/[_\u200c]+/u);
    return parts.length > 1 ? parts.filter((part) => part && !PARTICLES.has(fold(part))) : [];
  };

  /* What a text is found by. `keyOf` gives the key of a word's family. */
  const keysOf = (text, keyOf) =>
    [
      ...wordsOf(text).flatMap((word) =>
        word.chinese ? pairs(word.text) : [word.text, ...partsOf(word.text)].map(keyOf),
      ),
      ...joinedOf(text).map((word) => keyOf(word.text)),
    ].filter(Boolean);

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

  /* A Chinese word of the query, in parts that the texts have: 误差反向传播 where they say 反向传播 and 误差. A part that no
     text has is left out where twice as much is left: 反向传播算法. */
  const runsOf = (run, { terms }) => {
    const characters = [...run];
    const runs = [[]];
    for (const character of characters) {
      const last = runs.at(-1);
      const pair = (last.at(-1) ?? "") + character;
      if (last.length && !terms.has(pair) && !isBetween(pair)) runs.push([]);
      runs.at(-1).push(character);
    }
    const there = runs.filter((part) => part.length > 1).map((part) => part.join(""));
    const kept = there.join("").length;
    const isEnough = kept >= 2 * (run.length - kept);
    if (characters.length === 1 || !isEnough) return [{ text: run, unknown: "" }];
    return there.map((text) => ({ text, unknown: kept < run.length ? run : "" }));
  };

  /* What is written in the characters and words of the texts: 網路 as 网络. */
  const asWritten = (text, { characters, words }) =>
    words.reduce(
      (plain, [other, word]) => plain.replaceAll(other, word),
      [...text.normalize("NFKC")].map((character) => characters.get(character) ?? character).join(""),
    );

  /* Two words beside each other, whose `joined` form is known too, as one: `back propagation`. */
  const together = (one, other, joined) => ({
    ...other,
    ways: [...one.ways.flatMap((keys) => other.ways.map((others) => [...keys, ...others])), [joined]],
    beginning: "",
    text: `${one.text} ${other.text}`,
  });

  /* Whether a word is what one asks for, and none that questions and sentences have besides: `index.asking`. */
  const isMeant = (word, { asking }) => !PARTICLES.has(fold(word)) && !asking.has(fold(word));
  /* The words of a query or title that are meant; all where none is. */
  const meantIn = (plain, index) => {
    const all = wordsOf(plain);
    const asked = all
      .filter(({ text }) => isMeant(text, index))
      .flatMap((word) => (word.chinese ? askedFor(word.text, index).map((text) => ({ ...word, text })) : [word]));
    return asked.length ? asked : all;
  };

  /* A query → words that must all be found: [{ text, ways, beginning, run, unknown }], where `ways` are lists of keys of
     which one must be found whole, `beginning` is what a word may begin with (for the word that is being written),
     `run` are Chinese characters that must stand together, and `unknown` is a word that no text has, of which this is
     a part. */
  const queryOf = (query, index) => {
    const plain = asWritten(query, index);
    const words = meantIn(plain, index).flatMap((word) =>
      word.chinese ? runsOf(word.text, index).map((part) => ({ ...word, ...part })) : [word],
    );
    const found = words.map((word, place) => {
      const { text, unknown = "" } = word;
      if (word.chinese) {
        const parts = pairs(text);
        const [beginning = ""] = parts.length && [...text].length > 1 ? [] : [...text].filter((one) => !isBetween(one));
        return { text, ways: parts.length ? [parts] : [], beginning, run: text, unknown };
      }
      const folded = fold(word.text);
      const key = (text) => keyIn(index, fold(text));
      const whole = key(word.text);
      const parts = whole !== undefined && !word.text.includes(JOINT) ? [] : partsOf(word.text).map(key);
      const ways = [[whole], parts].filter((keys) => keys.length && keys.every((one) => one !== undefined));
      const isLast = place === words.length - 1 && plain.trimEnd().endsWith(word.text);
      return { text, ways, beginning: isLast && folded.length > 2 ? folded : "", run: "", unknown };
    });
    return found.reduce((before, word) => {
      const last = before.at(-1);
      const isJoined = last && ![last, word].some(({ text, run }) => run || fold(text).length < 2);
      const joined = isJoined ? keyIn(index, fold(last.text + word.text)) : undefined;
      return joined === undefined ? [...before, word] : [...before.slice(0, -1), together(last, word, joined)];
    }, []);
  };

  /* Whether a query is what a title says, in other forms of its words or written otherwise; an entry of the glossary has
     its English term in brackets. */
  const namesIn = (title, index) => {
    const [, outside, inside = ""] = /^(?:\p{N}+[.．、]?\s+)?(.*?)(?:\s\(([^()]*)\))?$/u.exec(title) ?? ["", "", title];
    return [outside, inside].filter(Boolean).flatMap((name) => namesOf(name, index));
  };
  const namesOf = (text, index) => {
    const words = meantIn(asWritten(text, index), index);
    const keys = words.map((word) => (word.chinese ? word.text : (keyIn(index, fold(word.text)) ?? fold(word.text))));
    return [keys.join(" "), fold(words.map((word) => word.text).join(""))];
  };

  /* The places in a text that a query means: [[from, to]], in order and without overlap. */
  const placesIn = (text, query, index) => {
    const isShort = ({ text, run }) => !run && fold(text).length < 3;
    const meant = query.every(isShort) ? query : query.filter((word) => !isShort(word));
    const keys = new Set(meant.flatMap(({ ways }) => ways.flat()));
    const beginnings = meant.map(({ beginning }) => beginning).filter(Boolean);
    const runs = query.map(({ run }) => run).filter(Boolean);
    const places = joinedOf(text)
      .filter((word) => keys.has(keyIn(index, fold(word.text))))
      .map(({ at, end }) => [at, end]);
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
    places.sort(([one, oneEnd], [other, otherEnd]) => one - other || otherEnd - oneEnd);
    let end = 0;
    return places.filter(([from, to]) => {
      const isApart = from >= end;
      if (isApart) end = to;
      return isApart;
    });
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

  /* What no text has, as it was typed: 不存在的东西啊 whole, and all of the query where its characters were exchanged. */
  const typed = (unknown, query) =>
    /\p{Script=Han}/u.test(unknown)
      ? (query.split(/\s+/).find((word) => word.includes(unknown)) ?? query.trim())
      : unknown;

  const compared = { fold, wordsOf, pairs, keysOf, keyIn, queryOf, namesIn, namesOf, placesIn };
  const chinese = { asksInChinese, withoutAsking, cutsOf };
  return { ...compared, ...chinese, typed, engineOptions, pack, unpack };
})();
