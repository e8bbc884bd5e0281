// Set texts as typograf would: {texts, locale, enable, disable} → texts. Rules are named as in its own list of rules.
import { readFileSync } from "node:fs";
import Typograf from "typograf";

const { texts, locale, enable, disable } = JSON.parse(readFileSync(0, "utf-8"));
const typograf = new Typograf({ locale, enableRule: enable, disableRule: disable });
process.stdout.write(JSON.stringify(texts.map((text) => typograf.execute(text))));
