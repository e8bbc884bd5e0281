// Set Persian texts as virastar would: {texts, options} → texts.
import { readFileSync } from "node:fs";
import Virastar from "virastar";

const { texts, options } = JSON.parse(readFileSync(0, "utf-8"));
const virastar = new Virastar(options);
process.stdout.write(JSON.stringify(texts.map((text) => virastar.cleanup(text))));
