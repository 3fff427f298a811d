/**
 * What is written follows the date: what is later is left out, or drawn as an empty mark; what no longer holds is greyed.
 * Days stand in `data-since` (or `data-reported`) and `data-until`.
 */

import { all, element, svg } from "../../../layers/web/dom.ts";
import { type State, stateOn } from "../../../layers/web/facts.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { lang, word, written } from "../boot.ts";
import { chartDrawn } from "../page/mount.ts";
import { view } from "../state.ts";
import { decimalYear } from "./months.ts";

const ITEM = "li[data-since], .values > [data-since], [data-reported]";
const BLOCKS = ".pair, .activity, .conflict, .dossier-charts > div, .topic, .radio, .fig-more, .fig-card, .fig-section, .fig-conflict";
/** What the number of a fold counts. */
const COUNTED = [
  [".is-conflict", ".conflict"],
  [".is-series", ".dossier-charts > div"],
  [".is-activities, .is-inner", ".activity"],
  [".fig-more", "li"],
  [".topic", ".fact"],
] as const;

export const isLater = (node: Element): boolean => node.classList.contains("is-later");

function stateOf({ since, until, reported }: DOMStringMap): State {
  const { date } = view();
  const first = since || reported;
  return date && first ? stateOn(first, until ?? "", date) : "holds";
}

function mark(node: HTMLElement | SVGElement): State {
  const state = stateOf(node.dataset);
  for (const name of ["later", "past"]) node.classList.toggle(`is-${name}`, state === name);
  return state;
}

/** A fact that no longer holds says since when. */
function dateItem(item: HTMLElement): void {
  const state = mark(item);
  if (item.tagName !== "LI") return;
  item.querySelector(":scope > .time-tag")?.remove();
  if (state !== "past") return;
  const key = item.dataset.sign === "planned" ? "time_ended" : "time_past";
  item.append(element("p", "time-tag", word(key, { date: dayInWords(item.dataset.until!, lang()) })));
}

/** Where a chart's years lie, a fine line stands at the date. */
function drawDay(chart: SVGElement): void {
  chart.querySelector(".chart-day")?.remove();
  const { date } = view();
  if (!date || !chart.dataset.plane) return;
  const plane = chart.dataset.plane.split(" ").map(Number) as [number, number, number, number, number, number];
  const [first, last, left, right, top, bottom] = plane;
  const year = decimalYear(date);
  if (year < first || year > last) return;
  const x = left + ((year - first) / (last - first)) * (right - left);
  chart.prepend(svg("path", { class: "chart-day", d: `M${x.toFixed(1)} ${top}V${bottom}` }));
}

/** How many of a chart's figures hold, no longer hold, are later. */
function countFigures(chart: SVGElement): Record<State, number> {
  const counts = { holds: 0, past: 0, later: 0 };
  for (const part of chart.querySelectorAll<SVGElement>("g[data-since]")) {
    const state = mark(part);
    if (part.querySelector("circle")) counts[state] += 1;
  }
  return counts;
}

/** A chart as of the date, and under it how many of its figures hold. */
function dateChart(holder: HTMLElement): void {
  const chart = holder.querySelector("svg");
  if (!chart) return;
  const counts = countFigures(chart);
  drawDay(chart);
  holder.dataset.alt ||= holder.getAttribute("aria-label") ?? "";
  if (holder.nextElementSibling?.classList.contains("chart-note")) holder.nextElementSibling.remove();
  holder.setAttribute("aria-label", holder.dataset.alt);
  if (!counts.past && !counts.later) return;
  const parts = (["holds", "past", "later"] as const)
    .filter((state) => counts[state] || state === "holds")
    .map((state) => word(`chart_${state}`, { count: written(counts[state]) }));
  const note = `${dayInWords(view().date, lang())} · ${parts.join(" · ")}`;
  const texts = [...chart.querySelectorAll("g[data-since]:not(.is-later) text")].map((text) => text.textContent);
  holder.setAttribute("aria-label", [note, ...texts].join("; "));
  holder.after(element("p", "chart-note", note));
}

/** A block is left out with all that it holds; a contradiction, until two of its sides are known. */
function dateBlock(block: HTMLElement): void {
  const inside = all(ITEM, block);
  const known = inside.filter((item) => !isLater(item)).length;
  const least = Math.min(block.matches(".conflict, .fig-conflict") ? 2 : 1, inside.length);
  block.classList.toggle("is-later", stateOf(block.dataset) === "later" || known < least);
  const count = block.querySelector(":scope > summary > :is(.count, .fig-count)");
  const counted = COUNTED.find(([kind]) => block.matches(kind))?.[1];
  if (count && counted && !block.dataset.part) count.textContent = written(all(counted, block).filter((item) => !isLater(item)).length);
}

/** A value that follows the date says what was known of its place on the day; a theme of which nothing was is left out. */
function dateValue(value: HTMLElement): void {
  const { date } = view();
  value.dataset.whole ??= value.textContent;
  const steps = JSON.parse(value.dataset.steps!) as [string, string][];
  value.textContent = date ? (steps.filter(([since]) => since <= date).at(-1)?.[1] ?? "") : value.dataset.whole;
  value.closest("tr")?.classList.toggle("is-later", !value.textContent);
}

function dateTheme(theme: HTMLElement): void {
  theme.classList.toggle(
    "is-later",
    all("td [data-steps]", theme).every((value) => !value.textContent),
  );
}

/** Date everything below an element; the innermost blocks first. */
export function dateAll(root: ParentNode): void {
  all(ITEM, root).forEach(dateItem);
  all("[data-steps]", root).forEach(dateValue);
  all(".scorecard details", root).forEach(dateTheme);
  all(".fig-chart", root).forEach(dateChart);
  all(BLOCKS, root).reverse().forEach(dateBlock);
}

chartDrawn.on((holder) => view().date && dateChart(holder));
