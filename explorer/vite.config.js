// Builds the explorer into the Python package. Names carry hashes, addresses are relative (the gateway may be
// mounted anywhere), nothing is fetched from elsewhere, and the licences of what is bundled lie beside it.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { compressed } from "./compress.js";
import { licences } from "./licences.js";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const notices = licences({ fileName: "THIRD-PARTY-LICENCES.md" });

export default defineConfig({
  root: path("."),
  base: "./",
  publicDir: false,
  plugins: [notices.page(), compressed()],
  worker: { format: "es", plugins: () => [notices.workers()] },
  build: {
    outDir: path(process.env.EXPLORER_OUT ?? "../gql/server/static/explorer"),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the Content-Security-Policy allows files of this origin, not data: fonts
    // The whole page is one application: a warning about chunks above 500 kB asks for nothing that helps here.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: path("src/main.js"),
      output: { keepNames: true }, // GraphiQL labels its icons, for screen readers, with the names of their functions
      onLog(level, log, report) {
        // Libraries mark modules for React's server components; in a browser bundle the mark means nothing.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
});
