import type { Plugin, Rollup } from "vite";

const ENTRIES = ["app", "record", "checklist"];

/** Tells the service worker which files recording and checklists are made of: they must be there with no network. */
export function shellFiles(): Plugin {
  return {
    name: "bangfu-shell-files",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is Rollup.OutputChunk => file.type === "chunk");
      const worker = chunks.find((chunk) => chunk.name === "sw");
      if (!worker) return;
      const names = new Set<string>();
      const add = (chunk?: Rollup.OutputChunk): void => {
        if (!chunk || names.has(chunk.fileName)) return;
        names.add(chunk.fileName);
        chunk.viteMetadata?.importedCss.forEach((name) => names.add(name));
        chunk.imports.forEach((name) => add(chunks.find((other) => other.fileName === name)));
      };
      ENTRIES.forEach((entry) => add(chunks.find((chunk) => chunk.isEntry && chunk.name === entry)));
      Object.keys(bundle).filter((name) => name.endsWith(".svg")).forEach((name) => names.add(name));
      const list = JSON.stringify([...names].sort().map((name) => `/static/build/${name}`));
      worker.code = worker.code.replace(/(["'`])__SHELL_FILES__\1/, list);
    },
  };
}
