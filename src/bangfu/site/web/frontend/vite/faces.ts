import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import wawoff from "wawoff2";

const FETCHED = "node_modules/@fontsource-variable/noto-serif-sc";
const FOLDER = "../../../paper/official/fonts";

/** The free face of papers: parts of Noto Serif SC, unpacked to where `bangfu.paper.official` looks for them. */
export function faces(): Plugin {
  return {
    name: "bangfu-faces",
    apply: "build",
    async closeBundle() {
      rmSync(FOLDER, { recursive: true, force: true });
      mkdirSync(FOLDER, { recursive: true });
      const parts = readdirSync(join(FETCHED, "files")).filter((name) => name.endsWith("-wght-normal.woff2"));
      for (const name of parts) {
        const part = await wawoff.decompress(readFileSync(join(FETCHED, "files", name)));
        writeFileSync(join(FOLDER, name.replace(/woff2$/, "ttf")), part);
      }
      writeFileSync(join(FOLDER, "LICENSE"), readFileSync(join(FETCHED, "LICENSE")));
    },
  };
}
