/** The table of a layer: the same file as the map, as rows. Row and feature select each other. */
import { asOf } from "../../../layers/web/asof.ts";
import { all, around, byId, element } from "../../../layers/web/dom.ts";
import { filtered } from "../../../layers/web/filter.ts";
import type { Artifact } from "../../../layers/web/types.ts";
import type { View } from "../../../layers/web/view.ts";
import { boot, lang, written } from "../boot.ts";
import { fetchJson, whatFailed } from "../fetch.ts";
import { isNarrow, layerUrl, picked, resettle } from "../map/map.ts";
import { registerActions } from "../page/actions.ts";
import { switchOn } from "../page/switches.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { saveFile } from "./downloads.ts";
import { grid, rowNode } from "./grid.ts";
import "./grip.ts";
import { ringFeature } from "./ring.ts";
import { arranged, type Column, columnsOf, type Row, rowsOf } from "./rows.ts";

const PAUSE = 2500; // ms
const LONGEST_LINK = 7000; // characters of a query; servers and proxies take about 8000 of a whole request line
const UNSORTED = { column: 0, isDown: false };
const state = {
  id: "",
  url: "",
  date: "",
  filter: "",
  columns: [] as Column[],
  rows: [] as Row[],
  sort: UNSORTED,
  typed: "",
  current: "",
  picked: "",
};
/** The rows that have been shown once. */
const nodes = new Map<Row, HTMLTableRowElement>();
/** What of a layer the table shows. */
type Shown = Pick<View, "date" | "filter">;
let opener: HTMLElement | undefined;

const sheet = (): HTMLElement => byId("table-sheet");
const scroll = (): HTMLElement => byId("table-scroll");
const sheetWord = (key: string): string => sheet().getAttribute(`data-word-${key}`)!;

function makeRows(artifact: Artifact): void {
  state.columns = columnsOf(artifact.atlas, sheetWord("name"), sheetWord("status"));
  state.rows = rowsOf(artifact, state.columns, lang());
  nodes.clear();
}

function nodeOf(row: Row): HTMLTableRowElement {
  const node = nodes.get(row) ?? rowNode(row, state.columns);
  nodes.set(row, node);
  return node;
}

function draw(): void {
  const rows = arranged(state.rows, state.typed, state.sort, lang());
  const count = sheetWord(rows.length === 1 ? "one" : "rows");
  byId("table-count").textContent = count.replace("{shown}", written(rows.length)).replace("{total}", written(state.rows.length));
  scroll().replaceChildren(grid(rows.map(nodeOf), state.columns, state.sort));
  setLinks(rows);
  if (!rows.length) scroll().append(element("p", "table-status", sheetWord(state.rows.length ? "none" : "empty")));
  showCurrent(false);
}

function showCurrent(scrolls: boolean): void {
  for (const [row, node] of nodes) {
    const isCurrent = row.feature.id === state.current;
    if (isCurrent) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
    if (scrolls && isCurrent && node.isConnected) node.scrollIntoView({ block: "nearest" });
  }
}

/** A row chosen: its feature ringed on the map and, if asked, the dossier of its place where it has one. */
function choose(id: string, opens: boolean): void {
  const { feature } = state.rows.find((row) => row.feature.id === id)!;
  const { place_id: place } = feature.properties;
  state.current = state.picked = id;
  showCurrent(false);
  switchOn(state.id);
  if (place && opens) change({ selection: place });
  if (!feature.geometry && !place) say(sheetWord("unplaced"), PAUSE);
  ringFeature(feature, !opens || !place || !(place in boot().places)); // the dossier's opening moves the map itself
}

/** The selection of the map: the row picked there, else the first of the place. */
function showSelected(selection: string): void {
  const isOfPlace = ({ feature }: Row): boolean => feature.properties.place_id === selection;
  const row =
    state.rows.find((other) => other.feature.id === state.picked && (!selection || isOfPlace(other))) ??
    (selection ? state.rows.find(isOfPlace) : undefined);
  state.current = row?.feature.id ?? "";
  showCurrent(true);
  ringFeature(row?.feature, false);
}

const files = (): HTMLAnchorElement[] => ["csv", "xlsx"].map((form) => byId<HTMLAnchorElement>(`table-${form}`));

/** The files of the table: of the rows that the filter leaves, and none where it leaves none. */
function setLinks(shown = state.rows): void {
  const query = new URL(state.url, location.href).searchParams;
  query.set("lang", lang());
  if (state.date) query.set("date", state.date);
  if (state.filter) query.set("filter", state.filter);
  const isPart = shown.length > 0 && shown.length < state.rows.length;
  if (isPart) query.set("ids", shown.map(({ feature }) => feature.id).join(","));
  for (const link of files()) {
    link.href = `layers/${state.id}.${link.id.replace("table-", "")}?${query}`;
    link.hidden = !shown.length && state.rows.length > 0;
  }
}

/** Save a file whose address would be too long for some server or proxy: its fields are posted. */
function saveLong(event: MouseEvent): void {
  const link = around<HTMLAnchorElement>(event, "#table-csv, #table-xlsx");
  const [path = "", query = ""] = link?.getAttribute("href")?.split("?") ?? [];
  if (query.length <= LONGEST_LINK || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  saveFile(path, Object.fromEntries(new URLSearchParams(query)));
}

function openSheet(id: string): void {
  sheet().hidden = !id;
  for (const button of all(".row-table")) button.setAttribute("aria-pressed", String(button.dataset.layer === id));
  resettle();
}

/** The layer, filtered and as of the date; nothing where a later gesture has asked for another by then. */
async function artifactOf({ date, filter }: Shown): Promise<Artifact | undefined> {
  const { url } = state;
  const artifact = asOf(filtered(await fetchJson<Artifact>(url), filter), date);
  return state.url === url && state.date === date && state.filter === filter ? artifact : undefined;
}

/** The same table as of another date, or filtered otherwise: order and typed words stay. */
async function restate(shown: Shown): Promise<boolean> {
  Object.assign(state, shown);
  const artifact = await artifactOf(shown);
  if (!artifact) return false;
  setLinks();
  makeRows(artifact);
  state.sort = { ...state.sort, column: Math.min(state.sort.column, state.columns.length - 1) };
  draw();
  return true;
}

async function load(id: string, url: string, shown: Shown): Promise<boolean> {
  Object.assign(state, { id, url, ...shown, rows: [], sort: UNSORTED, typed: "", current: "" });
  byId<HTMLInputElement>("table-filter").value = "";
  byId("table-title").textContent = byId("table-count").textContent = "";
  scroll().replaceChildren(element("p", "table-status", sheetWord("loading")));
  setLinks();
  const artifact = await artifactOf(shown);
  if (!artifact) return false;
  byId("table-title").textContent = artifact.atlas.title;
  makeRows(artifact);
  draw();
  scroll().scrollTo(0, 0);
  return true;
}

function close(): void {
  Object.assign(state, { id: "", url: "", rows: [], current: "", picked: "" });
  nodes.clear();
  ringFeature(undefined, false);
  opener?.focus();
}

/** The table that the view names, and the row of what is selected. */
async function showTable({ table: id, selection, date, filter }: View): Promise<void> {
  if (!sheet() || (!id && !state.id)) return;
  if (Boolean(id) !== Boolean(state.id)) openSheet(id);
  if (!id) return close();
  const url = layerUrl(id);
  try {
    if (url !== state.url) {
      const before = state.id;
      if (!(await load(id, url, { date, filter }))) return;
      if (before !== id && opener) byId("table-title").focus();
    }
    if ((state.date !== date || state.filter !== filter) && !(await restate({ date, filter }))) return;
    showSelected(selection);
  } catch (error) {
    say(whatFailed(error));
  }
}

/** Order by a column; by the same again, the other way round. */
function sortBy(column: number): void {
  state.sort = { column, isDown: column === state.sort.column && !state.sort.isDown };
  draw();
  scroll().querySelector<HTMLElement>(`[data-sort="${column}"]`)!.focus();
}

const closeTable = (): void => change({ table: "" });

registerActions({
  table: (button) => {
    opener = button;
    const isOpen = button.dataset.layer === state.id;
    if (!isOpen) byId("shell").classList.remove("is-panel-open");
    change({ table: isOpen ? "" : button.dataset.layer! });
  },
  closeTable,
});

picked.on(({ layer, feature }) => {
  if (layer !== state.id) return;
  state.picked = feature;
  showSelected("");
});
document.addEventListener("click", (event) => {
  saveLong(event);
  if (!around(event, "#table-scroll")) return;
  const row = around(event, "[data-row]");
  // On a phone a dossier covers the table: there only a name opens it, the rest of a row shows it on the map.
  if (row && !String(getSelection())) choose(row.dataset.row!, !isNarrow() || Boolean(around(event, "th")));
  const column = around(event, "[data-sort]");
  if (column) sortBy(Number(column.dataset.sort));
});
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.id !== "table-filter") return;
  state.typed = target.value;
  draw();
});
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !around(event, "#table-sheet")) return;
    event.stopPropagation();
    closeTable();
  },
  true,
);

follow(["table", "arguments", "selection", "date", "filter"], showTable);

export const startTable = (): Promise<void> => showTable(view());
