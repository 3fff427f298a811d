// Bundles the explorer, its service worker and the standalone page's map into dist/ folders, which are committed.
import { build } from "esbuild";

const shared = {
  bundle: true,
  minify: true,
  sourcemap: true,
  target: "es2022",
  format: "iife",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

await Promise.all([
  build({ ...shared, entryPoints: ["app/web/explorer.ts", "app/web/worker.ts"], outdir: "app/web/dist" }),
  build({ ...shared, entryPoints: ["app/web/styles/explorer.css"], outdir: "app/web/dist", external: ["/static/*"] }),
  build({ ...shared, entryPoints: ["layers/web/standalone.ts", "layers/web/standalone.css"], outdir: "layers/web/dist", sourcemap: false }),
]);
