import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import type { Plugin } from "vite";

const TABLER = "node_modules/@tabler/icons/icons/outline";

/** One sprite, `icons.svg`: our own drawings in icons/ and the Tabler icons named in icons/tabler.txt. */
export function icons(): Plugin {
  return {
    name: "bangfu-icons",
    apply: "build",
    buildStart() {
      const own = readdirSync("icons").filter((name) => name.endsWith(".svg") && name !== "app.svg");
      const named = readFileSync("icons/tabler.txt", "utf8").split(/\s+/).filter(Boolean);
      const files = [...own.map((name) => `icons/${name}`), ...named.map((name) => `${TABLER}/${name}.svg`)];
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${files.map(symbol).join("")}</svg>\n`;
      this.emitFile({ type: "asset", name: "icons.svg", originalFileName: "icons.svg", source });
      const app = readFileSync("icons/app.svg");
      this.emitFile({ type: "asset", name: "app.svg", originalFileName: "app.svg", source: app });
    },
  };
}

function symbol(file: string): string {
  const text = readFileSync(file, "utf8");
  const body = text
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s+/g, " ");
  return `<symbol id="${basename(file, ".svg")}" viewBox="0 0 24 24">${body}</symbol>`;
}
