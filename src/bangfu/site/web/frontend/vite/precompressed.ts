import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** A `.gz` beside every file of the build; whitenoise sends it to browsers that take it. */
export function precompressed(): Plugin {
  return {
    name: "bangfu-precompressed",
    apply: "build",
    writeBundle(options) {
      const folder = options.dir ?? ".";
      for (const name of readdirSync(folder).filter((name) => /\.(js|css|svg|json)$/.test(name))) {
        const path = join(folder, name);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    },
  };
}
