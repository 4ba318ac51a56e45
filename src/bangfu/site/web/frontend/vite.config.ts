import { defineConfig } from "vite";
import { faces } from "./vite/faces.ts";
import { icons } from "./vite/icons.ts";
import { precompressed } from "./vite/precompressed.ts";
import { shellFiles } from "./vite/shell-files.ts";

export default defineConfig({
  base: "/static/build/",
  plugins: [faces(), icons(), shellFiles(), precompressed()],
  build: {
    outDir: "../static/build",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Phones in the villages are old: Chromium 87 is what their built-in browsers are made of.
    target: ["chrome87", "safari14"],
    cssTarget: ["chrome87", "safari14"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rollupOptions: {
      // htmx holds an eval for a feature that we switch off; the pages' policy forbids it besides.
      onwarn: (warning, warn) => warning.code === "EVAL" || warn(warning),
      input: { app: "src/app.ts", record: "src/record.ts", checklist: "src/checklist.ts", sw: "src/sw.ts" },
      output: {
        // Twelve hex digits: the mark by which whitenoise knows that a file never changes.
        hashCharacters: "hex",
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "[name].[hash:12].js"),
        chunkFileNames: "[name].[hash:12].js",
        assetFileNames: "[name].[hash:12][extname]",
      },
    },
  },
  css: {
    transformer: "lightningcss",
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: ["node_modules"] } },
  },
});
