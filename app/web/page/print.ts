/** The page on paper: a title above and sources and disclaimer below what is shown, and the map whole. */
import { all, element } from "../../../layers/web/dom.ts";
import { printWhole } from "../../../layers/web/print.ts";
import type { Source } from "../../../layers/web/types.ts";
import { lang, word } from "../boot.ts";
import { shown, whenMap } from "../map/map.ts";
import { view } from "../state.ts";

const LOCAL = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/;
let added: HTMLElement[] = [];
let opened: HTMLDetailsElement[] = [];
const MOST_COLUMNS = 9; // of a table that has room across a sheet of paper

/** The page of figures covers the map: it is printed alone. */
const hasFigures = (): boolean => Boolean(document.querySelector(".fig-page:not([hidden])"));

function head(): HTMLElement {
  const made = element("header", "print-head");
  const { date } = view();
  const titles = hasFigures() ? [] : shown().map(({ meta }) => meta.title);
  made.append(element("h1", "", `${word("title")}${titles.length ? ` · ${titles.join(", ")}` : ""}`));
  if (date) {
    const day = new Intl.DateTimeFormat(lang(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00Z`));
    made.append(element("p", "", word("print_as_of", { date: day })));
  }
  return made;
}

const cited = ({ title, date, licence }: Source): string => [title, date, licence].filter(Boolean).join(", ");

function foot(): HTMLElement {
  const made = element("footer", "print-foot");
  const sources = hasFigures() ? [] : [...new Set(shown().flatMap(({ meta }) => meta.sources.map(cited)))];
  if (sources.length) made.append(element("p", "", word("print_sources", { sources: sources.join(" ; ") })));
  const said = element("p");
  said.append(element("strong", "", `${word("draft")}.`), ` ${word("disclaimer")}`);
  made.append(said);
  if (!LOCAL.test(location.host)) made.append(element("p", "", location.href));
  return made;
}

/** A table too wide for paper is printed as records: each value after the name of its column, what is empty left out. */
function asRecords(): void {
  const table = document.querySelector<HTMLElement>("#table-sheet:not([hidden]) table");
  const labels = all("thead > tr > th", table ?? element("table")).map((cell) => cell.textContent!.trim());
  if (!table || labels.length <= MOST_COLUMNS) return;
  table.classList.add("is-records");
  for (const row of all<HTMLTableRowElement>("tbody > tr", table))
    [...row.cells].forEach((cell, rank) => {
      if (rank && !cell.dataset.label) cell.dataset.label = labels[rank]!;
    });
}

function prepare(): void {
  if (added.length) return;
  added = [head(), foot()];
  document.body.prepend(added[0]!);
  document.querySelector("#shell")!.after(added[1]!);
  opened = all<HTMLDetailsElement>("details.legend:not([open]), .fig-page:not([hidden]) .fig-card > details:not([open])");
  for (const each of opened) each.open = true;
  asRecords();
}

function restore(): void {
  for (const each of added) each.remove();
  for (const each of opened) each.open = false;
  added = [];
  opened = [];
  document.querySelector(".is-records")?.classList.remove("is-records");
}

/** Be ready for Ctrl+P. */
export function startPrint(): void {
  whenMap.then((map) => printWhole(map.getContainer()));
  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
}
