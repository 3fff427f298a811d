// Bundles the explorer, its service worker and the standalone page's map into dist/ folders, which are committed.
// With --check nothing is written: what is committed must be what the sources give.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { build } from "esbuild";

const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  format: "iife",
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
};
const bundles = [
  { entryPoints: ["app/web/explorer.ts", "app/web/worker.ts", "app/web/styles/explorer.css"], outdir: "app/web/dist", sourcemap: true },
  { entryPoints: ["app/web/brief/brief.ts"], outdir: "app/web/dist", globalName: "brief" }, // fetched when first used
  { entryPoints: ["app/web/compare/compare.ts"], outdir: "app/web/dist", globalName: "compare" }, // the same
  { entryPoints: ["app/web/ground/ground.ts"], outdir: "app/web/dist", globalName: "ground" }, // the same
  { entryPoints: [{ in: "app/web/sheet/dialog.ts", out: "sheet" }], outdir: "app/web/dist", globalName: "sheet" }, // as well
  { entryPoints: ["app/web/draw/draw.ts"], outdir: "app/web/dist", globalName: "draw", loader: { ".css": "text" } },
  { entryPoints: ["layers/web/standalone.ts", "layers/web/standalone.css"], outdir: "layers/web/dist" },
];

const results = await Promise.all(bundles.map((bundle) => build({ ...shared, entryNames: "[name]", external: ["*.woff2"], ...bundle })));
const files = results.flatMap((result) => result.outputFiles);
const isCheck = process.argv.includes("--check");
const stale = [];
for (const { path, contents } of files) {
  if (!isCheck) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  } else if (!(await readFile(path).catch(() => Buffer.alloc(0))).equals(contents)) stale.push(relative(".", path));
}
if (stale.length) {
  console.error(`not what the sources give: ${stale.join(", ")}; run "make web" and commit the result`);
  process.exit(1);
}
