// Write ё where only ё can stand: {texts} → texts.
import { readFileSync } from "node:fs";
import { Eyo, safeDictionary } from "eyo-kernel";

const { texts } = JSON.parse(readFileSync(0, "utf-8"));
const eyo = new Eyo();
eyo.dictionary.set(safeDictionary);
process.stdout.write(JSON.stringify(texts.map((text) => eyo.restore(text))));
