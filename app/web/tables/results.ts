/** The results framework: bars that count, a table that filters and sorts, rows that unfold. */
import { make } from "../../../layers/web/dom.ts";
import { fill } from "../../../layers/web/text.ts";
import { lang } from "../boot.ts";
import { setFilter, wanted } from "../page/filter_state.ts";
import { follow } from "../state.ts";
import { type Choice, chooser, counted, searchBox, type Words } from "./facts.ts";
import { barNodes } from "./result_bars.ts";
import { detailNode } from "./result_detail.ts";
import { type Filter, fits, type ResultRow, type ResultSort, type ResultsTable, resultRows, SORTS, sortResults } from "./results_rows.ts";

type Lists = Record<Exclude<keyof Filter, "words">, HTMLSelectElement>;

const DISCS: Record<string, string> = { achieved: "●", partial: "◐", not_achieved: "○" };

function rowNode(row: ResultRow, table: ResultsTable, words: Words): HTMLElement {
  const nameOf = (choices: Choice[], wanted: string): string => choices.find(([key]) => key === wanted)![1];
  const title = make("button", { type: "button", class: "fig-open", "aria-expanded": "false" }, row.title);
  const disc = make("span", { "aria-hidden": "true" }, `${DISCS[row.verdict]} `);
  const node = make(
    "tr",
    { class: "fig-row", "data-ref": row.ref },
    make("td", { class: "fig-rank" }, row.ref),
    make("td", { class: "fig-component", title: nameOf(table.components, row.component) }, row.component),
    make("td", { class: "fig-title" }, title),
    make("td", { class: `fig-verdict is-${row.verdict}` }, disc, nameOf(table.verdicts, row.verdict)),
    make("td", { class: "fig-reason" }, row.category),
  );
  node.addEventListener("click", () => {
    const isOpen = title.getAttribute("aria-expanded") === "true";
    title.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) node.nextSibling!.remove();
    else node.after(make("tr", { class: "fig-detail" }, make("td", { colspan: SORTS.length }, detailNode(row, table, words))));
  });
  return node;
}

/** The lists to filter by, in the order in which they stand. */
function filterLists(table: ResultsTable, words: Words, onChange: () => void): Lists {
  const collator = new Intl.Collator(lang(), { numeric: true });
  const components = table.components.map(([key, text]): Choice => [key, `${key} · ${text}`]);
  const kinds: Choice[] = [...Object.entries({ I: words.indicators!, O: words.outputs! })];
  const places = table.places.map(([, name], rank): Choice => [String(rank), name]).sort(([, a], [, b]) => collator.compare(a, b));
  const list = (name: string, choices: Choice[]) => chooser(name, words[name]!, choices, words, onChange);
  return {
    component: list("component", components),
    kind: list("kind", kinds),
    verdict: list("verdict", table.verdicts),
    reason: list("reason", table.reasons),
    place: list("place", places),
  };
}

/** The heads of the columns and, for a narrow screen where the table has none, a list that sorts it. */
function sorters(words: Words, sortBy: (by: ResultSort["by"], turns: boolean) => void) {
  const labels = { rank: words.ref!, component: words.component!, title: words.measure!, verdict: words.verdict!, reason: words.reason! };
  const heads = SORTS.map((by) => {
    const button = make("button", { type: "button", "data-fig-sort": by, onclick: () => sortBy(by, true) }, labels[by]);
    return make("th", { scope: "col", class: `fig-${by}` }, button);
  });
  const options = SORTS.map((by) => make("option", { value: by }, fill(words.sort_by!, { head: labels[by] })));
  const list = make("select", { class: "fig-sorter", "aria-label": words.sort }, options);
  list.addEventListener("change", () => sortBy(list.value as ResultSort["by"], false));
  const mark = ({ by, isDown }: ResultSort): void => {
    list.value = by;
    heads.forEach((head, rank) => {
      head.setAttribute("aria-sort", SORTS[rank] !== by ? "none" : isDown ? "descending" : "ascending");
    });
  };
  return { heads, list, mark };
}

/** The body of the table, the count of its rows and the bars, written again for a filter and an order. */
function outcome(table: ResultsTable, words: Words, choose: (component: string, verdict: string) => void) {
  const rows = resultRows(table);
  const count = make("span", { class: "fig-shown", role: "status" });
  const bars = make("div", { class: "fig-bars" });
  const body = make("tbody");
  /** Whether every row is shown. */
  const write = (filter: Filter, sort: ResultSort): boolean => {
    const { component = [], verdict = [] } = wanted().facts; // of several values the lists show none
    const isAsked = (row: ResultRow): boolean =>
      (!component.length || component.includes(row.component)) && (!verdict.length || verdict.includes(row.verdict));
    const fitting = rows.filter((row) => isAsked(row) && fits(row, filter));
    const shown = sortResults(fitting, table.verdicts, sort, lang());
    body.replaceChildren(...shown.map((row) => rowNode(row, table, words)));
    if (!shown.length) body.append(make("tr", {}, make("td", { colspan: SORTS.length, class: "fig-none" }, words.none)));
    count.textContent = counted(words, shown.length, rows.length);
    bars.replaceChildren(...barNodes(rows, table, filter, choose));
    return shown.length === rows.length;
  };
  return { count, bars, body, write };
}

export function resultsNode(table: ResultsTable, words: Words): HTMLElement {
  let sort: ResultSort = { by: "rank", isDown: false };
  const box = searchBox(words, show);
  const lists = filterLists(table, words, ask);
  const reset = make("button", { type: "button", class: "fig-reset", onclick: clear }, words.reset);
  const { count, bars, body, write } = outcome(table, words, (component, verdict) => {
    lists.component.value = component;
    lists.verdict.value = verdict;
    ask();
  });
  const { heads, list, mark } = sorters(words, (by, turns) => {
    sort = { by, isDown: turns && sort.by === by && !sort.isDown };
    show();
  });
  function clear(): void {
    for (const field of [box, ...Object.values(lists)]) field.value = "";
    ask();
  }
  /** Component and verdict are those of the view's filter: what is chosen here holds for the map too. */
  function ask(): void {
    const filter = wanted();
    const one = ({ value }: HTMLSelectElement): string[] => (value ? [value] : []);
    setFilter({ ...filter, facts: { ...filter.facts, component: one(lists.component), verdict: one(lists.verdict) } });
    show();
  }
  function read(): void {
    for (const name of ["component", "verdict"] as const) {
      const chosen = wanted().facts[name] ?? [];
      lists[name].value = chosen.length === 1 ? chosen[0]! : "";
    }
    show();
  }
  function show(): void {
    const { component, kind, verdict, reason, place } = lists;
    const filter = { component: component.value, kind: kind.value, verdict: verdict.value, reason: reason.value, place: place.value };
    reset.hidden = write({ ...filter, words: box.value }, sort) && !box.value;
    mark(sort);
  }
  read();
  follow(["filter"], read);
  const note = make("p", { class: "fig-dated", role: "status", hidden: true });
  const filters = make("div", { class: "fig-filters" }, box, Object.values(lists), list, reset, count);
  const whole = make("table", { class: "fig-table" }, make("thead", {}, make("tr", {}, heads)), body);
  return make("div", { class: "fig-results", "data-days": table.days.join(" ") }, note, bars, filters, whole);
}
