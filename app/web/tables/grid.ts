/** The rows of a layer as the cells of an HTML table. */
import { element } from "../../../layers/web/dom.ts";
import type { Mark } from "../../../layers/web/types.ts";
import { boot, lang } from "../boot.ts";
import { type Column, cellText, type Row, type Sort } from "./rows.ts";

const LONG = 24; // characters from which a text may fold

/** A symbol as a dot: filled, or hollow as on the map. */
function symbol(mark: Mark): HTMLElement {
  const dot = element("i");
  dot.style.borderColor = mark.color;
  dot.style.background = mark.fill < 0.5 && mark.shape !== "line" ? "none" : mark.color;
  if (mark.struck) dot.style.background = `linear-gradient(135deg, transparent 42%, ${mark.color} 42% 58%, transparent 58%)`;
  return dot;
}

const classOf = (column: Column, text: string): string => (column.isNumber ? "is-number" : text.length > LONG ? "is-long" : "");

/** The first cell of a row: its name, which opens the place's dossier where there is one. */
function nameCell(row: Row, column: Column): HTMLElement {
  const text = cellText(row.values[0], lang());
  const cell = element("th", classOf(column, text));
  const button = element("button", "", text);
  const { place_id: place } = row.feature.properties;
  cell.scope = "row";
  button.type = "button";
  button.classList.toggle("opens", place !== undefined && place in boot().places);
  cell.append(button);
  return cell;
}

function valueCell(row: Row, column: Column, rank: number): HTMLElement {
  const text = cellText(row.values[rank], lang());
  const cell = element("td", classOf(column, text));
  const box = element("div", column.mark ? "status-cell" : "cell", column.mark ? undefined : text);
  const mark = column.mark?.(row.feature);
  if (mark) box.append(symbol(mark), element("span", "", text));
  cell.append(box);
  return cell;
}

export function rowNode(row: Row, columns: Column[]): HTMLTableRowElement {
  const node = element("tr");
  node.dataset.row = row.feature.id;
  node.append(...columns.map((column, rank) => (rank ? valueCell(row, column, rank) : nameCell(row, column))));
  return node;
}

function head(columns: Column[], sort: Sort): HTMLElement {
  const line = element("tr");
  columns.forEach((column, rank) => {
    const cell = element("th", column.isNumber ? "is-number" : "");
    const button = element("button", "", column.label);
    cell.scope = "col";
    cell.setAttribute("aria-sort", rank !== sort.column ? "none" : sort.isDown ? "descending" : "ascending");
    button.type = "button";
    button.dataset.sort = String(rank);
    if (column.unit) button.append(element("span", "unit", column.unit));
    cell.append(button);
    line.append(cell);
  });
  const part = element("thead");
  part.append(line);
  return part;
}

export function grid(rows: HTMLElement[], columns: Column[], sort: Sort): HTMLTableElement {
  const table = element("table");
  const body = element("tbody");
  body.append(...rows);
  table.append(head(columns, sort), body);
  table.setAttribute("aria-labelledby", "table-title");
  return table;
}
