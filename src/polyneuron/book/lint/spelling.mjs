// Look words up in a dictionary file of cspell: {dictionary, words, suggestions} → {rejected word: suggestions}.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createSpellingDictionaryFromTrieFile } from "cspell-dictionary";

const { dictionary, words, suggestions } = JSON.parse(readFileSync(0, "utf-8"));
const known = createSpellingDictionaryFromTrieFile(gunzipSync(readFileSync(dictionary)), dictionary, dictionary, {});
const rejected = {};
for (const word of words) {
  if (!known.has(word)) {
    rejected[word] = suggestions
      ? known.suggest(word, { numSuggestions: suggestions, numChanges: 2 }).map((found) => found.word)
      : [];
  }
}
process.stdout.write(JSON.stringify(rejected));
