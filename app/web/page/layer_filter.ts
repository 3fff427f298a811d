/** The layer panel's extras: filter, starting sets, one layer alone, zoom to a layer. */
import { all, around, byId } from "../../../layers/web/dom.ts";
import { fold } from "../../../layers/web/text.ts";
import { word } from "../boot.ts";
import { isNarrow } from "../map/map.ts";
import { change } from "../state.ts";
import { say } from "../status.ts";
import { goTo } from "../tools/position.ts";
import { loadTerms, speaksOf } from "./layer_terms.ts";
import { showGroups, switchOn } from "./switches.ts";

const PAUSE = 2500; // ms a message stays
const folded = new Map<Element, boolean>(); // group -> was open before the filter

function showOnly(layers: string[]): void {
  change({ layers });
  say(word("set_shown", { count: layers.length }), PAUSE);
}

function filter(text: string): void {
  const words = fold(text).split(" ").filter(Boolean);
  let count = 0;
  for (const group of all<HTMLDetailsElement>(".group")) {
    if (words.length && !folded.has(group)) folded.set(group, group.open);
    const heading = group.querySelector(".group-title")!.firstChild!.textContent!.trim();
    const rows = all(".row[data-layer]", group);
    for (const row of rows) row.hidden = words.length > 0 && !speaksOf(row.dataset.layer!, `${heading} ${textOf(row)}`, text);
    const shown = rows.filter((row) => !row.hidden).length;
    count += shown;
    group.parentElement!.hidden = shown === 0;
    group.open = words.length ? shown > 0 : (folded.get(group) ?? group.open);
  }
  if (!words.length) folded.clear();
  byId("layer-filter-none").hidden = count > 0;
  showGroups();
}

/** The title of a row. */
const textOf = (row: Element): string => row.querySelector(".switch")!.textContent!.trim();

/** Synonyms are fetched when the field is first used; what was typed meanwhile is filtered again. */
function withTerms(field: HTMLInputElement): void {
  loadTerms().then(
    () => field.value && filter(field.value),
    () => undefined, // the fetch has shown why; titles alone are read
  );
}

function onClick(event: Event): void {
  const button = around(event, "[data-set], [data-only], [data-zoom-layer]");
  if (!button) return;
  const { set, only, zoomLayer, bounds } = button.dataset;
  if (set !== undefined) {
    showOnly(set.split(" "));
    for (const group of all<HTMLDetailsElement>(".group")) if (group.querySelector("[data-switch]:checked")) group.open = true;
  } else if (only) showOnly([only]);
  else if (zoomLayer) {
    switchOn(zoomLayer);
    if (isNarrow()) byId("shell").classList.remove("is-panel-open"); // it would hide what was asked for
    goTo(bounds!.split(",").map(Number) as [number, number, number, number]);
  }
}

export function startLayerFilter(): void {
  const isField = (event: Event): event is Event & { target: HTMLInputElement } => (event.target as Element).id === "layer-filter";
  document.addEventListener("input", (event) => isField(event) && filter(event.target.value));
  document.addEventListener("focusin", (event) => isField(event) && withTerms(event.target));
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !isField(event) || !event.target.value) return;
      event.stopPropagation();
      event.preventDefault();
      event.target.value = "";
      filter("");
    },
    true,
  );
  document.addEventListener("click", onClick);
}
