// Writes the licences of everything in the bundle, workers included, into one file beside it. Vite's own
// `build.license` leaves out what only the workers hold, and third-party notices inside packages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NOTICE = /^(licen[cs]e|copying|notice|third-?party-?notices)/i;

/** A pair of Vite plugins sharing what they saw: `workers` for the workers' builds, `page` for the page's. */
export function licences({ fileName }) {
  const folders = new Set();
  const collect = (bundle) => {
    for (const chunk of Object.values(bundle)) {
      for (const module of chunk.moduleIds ?? []) {
        const folder = packageFolder(module);
        if (folder) folders.add(folder);
      }
    }
  };
  return {
    workers: () => ({ name: "licences-of-workers", generateBundle: (_options, bundle) => collect(bundle) }),
    page: () => ({
      name: "licences",
      generateBundle(_options, bundle) {
        collect(bundle);
        const source = [...folders].map(packageNotice).sort().join("\n");
        this.emitFile({ type: "asset", fileName, source: `# Licences of what the explorer is built from\n\n${source}` });
      },
    }),
  };
}

function packageFolder(module) {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
}

function packageNotice(folder) {
  const { name, version, license, author, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const names = readdirSync(folder).filter((name) => NOTICE.test(name)).sort();
  const texts = names.map((name) => readFileSync(join(folder, name), "utf8").trim());
  if (texts.length === 0) {
    const source = repository?.url ?? repository ?? "its package";
    texts.push(`No licence text in the package. Author: ${author?.name ?? author ?? "see the source"}. Source: ${source}`);
  }
  const quoted = texts.map((text) => text.replace(/^/gm, "    ").replace(/[ \t]+$/gm, ""));
  return `## ${name} ${version} (${license})\n\n${quoted.join("\n\n")}\n`;
}
