/** The results framework counted: a bar for each component, and the key of the verdicts. */
import { make } from "../../../layers/web/dom.ts";
import type { Choice } from "./facts.ts";
import { countVerdicts, type Filter, fits, type ResultRow, type ResultsTable } from "./results_rows.ts";

/** Called with the component and the verdict of the part that was pressed; both empty to take them away. */
type Choose = (component: string, verdict: string) => void;

function verdictKey(rows: ResultRow[], verdicts: Choice[], filter: Filter): HTMLElement {
  const fitting = rows.filter((row) => fits(row, filter, "verdict"));
  const counts = countVerdicts(fitting, verdicts);
  const parts = verdicts.map(([key, name], rank) => {
    const symbol = make("span", { class: `fig-key is-${key}`, "aria-hidden": "true" });
    return make("span", {}, symbol, `${name} `, make("b", {}, counts[rank]));
  });
  return make("p", { class: "fig-bars-key" }, parts);
}

export function barNodes(rows: ResultRow[], table: ResultsTable, filter: Filter, choose: Choose): HTMLElement[] {
  const most = Math.max(...table.components.map(([key]) => rows.filter((row) => row.component === key).length));
  const bars = table.components.map(([component, title]) => {
    const fitting = rows.filter((row) => row.component === component && fits(row, filter, "component", "verdict"));
    const counts = countVerdicts(fitting, table.verdicts);
    const parts = table.verdicts.map(([verdict, name], rank) => {
      const count = counts[rank]!;
      if (!count) return null;
      const isChosen = filter.component === component && filter.verdict === verdict;
      const part = make(
        "button",
        {
          type: "button",
          class: `fig-part is-${verdict}`,
          "aria-pressed": String(isChosen),
          title: `${count} ${name}`,
          "aria-label": `${component} · ${title}, ${name}: ${count}`,
          "data-fig-bar": `${component}-${rank}`,
          onclick: () => (isChosen ? choose("", "") : choose(component, verdict)),
        },
        count,
      );
      part.style.width = `${(100 * count) / most}%`;
      return part;
    });
    const name = make("span", { class: "fig-bar-name" }, `${component} · ${title}`);
    return make("div", { class: "fig-bar-row" }, name, make("span", { class: "fig-bar" }, parts));
  });
  return [verdictKey(rows, table.verdicts, filter), ...bars];
}
