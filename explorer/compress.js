// Leaves a compressed copy beside every text file of the bundle, so that the server never compresses them itself.
import { gzipSync } from "node:zlib";

const TEXT = /\.(css|js|json|md|svg|ttf)$/;
const SMALLEST_WORTH_IT_BYTES = 1024;

export function compressed() {
  return {
    name: "compressed-copies",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          const content = Buffer.from(output.code ?? output.source);
          if (!TEXT.test(fileName) || content.length < SMALLEST_WORTH_IT_BYTES) continue;
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) });
        }
      },
    },
  };
}
