/** What unfolds below a row of the results framework: values, reason, places, source. */
import { make } from "../../../layers/web/dom.ts";
import { fill } from "../../../layers/web/text.ts";
import { showPlaces } from "../search/results.ts";
import { sourceChip, type Words } from "./facts.ts";
import type { ResultRow, ResultsTable, ResultValue } from "./results_rows.ts";

function valuesTable(values: ResultValue[], words: Words): HTMLElement {
  const heads = [words.baseline!, words.planned!, words.actual!];
  const lines = values.map(([item, baseline, planned, actual, note]) => {
    const name = make("td", {}, item, note ? make("div", { class: "note" }, note) : null);
    const cells = [baseline, planned, actual].map((cell, rank) => make("td", { class: "fig-value", "data-label": heads[rank] }, cell));
    return make("tr", {}, name, cells);
  });
  const columns = [words.item!, ...heads].map((text) => make("th", { scope: "col" }, text));
  return make("table", {}, make("thead", {}, make("tr", {}, columns)), make("tbody", {}, lines));
}

function reasonNode({ category, why }: ResultRow): HTMLElement | null {
  return why ? make("p", {}, make("b", {}, !category || why.startsWith(category) ? "" : `${category}. `), why) : null;
}

export function detailNode(row: ResultRow, table: ResultsTable, words: Words): HTMLElement {
  const places = row.places.map((rank) => table.places[rank]!);
  const links = places.map(([id, name, title]) => make("button", { type: "button", class: "goto", "data-goto": id, title }, name));
  const ids = places.map(([id]) => id);
  return make(
    "div",
    { class: "fig-detail-body" },
    row.values.length ? valuesTable(row.values, words) : make("p", { class: "note" }, words.no_values),
    reasonNode(row),
    places.length ? make("div", { class: "fig-places" }, links) : null,
    make(
      "div",
      { class: "fig-fact-source" },
      sourceChip(table.sources[table.source]!),
      make("span", {}, row.locator),
      make("span", {}, fill(words.line!, { line: row.line })),
      places.length ? make("button", { type: "button", class: "fig-on-map", onclick: () => showPlaces(row.ref, ids) }, words.on_map) : null,
    ),
  );
}
