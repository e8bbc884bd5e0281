// The index of an edition's search, made with MiniSearch: reads JSON from standard input, writes JSON.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import MiniSearch from "minisearch";

const { words, sections, families, characters, otherWords } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(words);
const { fold, keysOf, keyIn, engineOptions, pack } = globalThis.polyneuronWords;

const FEWEST = 3; // An ending that fewer words have is most likely none.
const known = new Map(Object.entries(families));
const keyOf = (word) => {
  const [, leader] = known.get(word.toLowerCase()) ?? [];
  return fold(leader ?? word);
};
const engine = new MiniSearch(engineOptions);
const terms = new Set();
sections.forEach(({ title, text }, id) => {
  const fields = { title: keysOf(title, keyOf), text: keysOf(text, keyOf) };
  for (const term of [...fields.title, ...fields.text]) terms.add(term);
  engine.add({ id, title: fields.title.join("\n"), text: fields.text.join("\n") });
});

const counts = new Map();
const aliases = new Map();
for (const [word, [stem, leader]] of known) {
  const [whole, short, key] = [word, stem, leader].map(fold);
  if (!terms.has(key)) continue;
  if (short !== key && !terms.has(short)) aliases.set(short, key);
  if (whole.startsWith(short) && whole !== short) {
    const ending = whole.slice(short.length);
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
}
const endings = new Set([...counts].filter(([, count]) => count >= FEWEST).map(([ending]) => ending));
// Where stem and ending would lead astray, the word itself says where it belongs; the more words do, the more endings
// can be looked for, so this is done until nothing changes.
const index = { terms, aliases, endings };
const belongs = new Map([...known].map(([word, [, leader]]) => [fold(word), fold(leader)]));
for (let size = -1; size !== aliases.size; ) {
  size = aliases.size;
  for (const [whole, key] of belongs) if (terms.has(key) && keyIn(index, whole) !== key) aliases.set(whole, key);
}
const { index: entries, ...rest } = engine.toJSON();
process.stdout.write(
  JSON.stringify({
    engine: rest,
    entries: pack(entries),
    aliases: [...aliases].sort(),
    endings: [...endings].sort(),
    characters,
    words: otherWords,
  }),
);
