/** The filter: chosen in a card at the foot of the map, said there by chips while the card is folded, kept in the address. */
import { all, around, byId, make } from "../../../layers/web/dom.ts";
import { FACT_FIELDS, type FactField } from "../../../layers/web/filter.ts";
import { fill } from "../../../layers/web/text.ts";
import { lang, written } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { drawn, shown } from "../map/map.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { registerActions } from "./actions.ts";
import { chips } from "./filter_chips.ts";
import { columnRow } from "./filter_columns.ts";
import { type Offered, setFilter, wanted } from "./filter_state.ts";

const PAUSE = 2500; // ms a message stays
const SETTLED = 250; // ms after the last letter
let offered: Offered | undefined;
let typing: ReturnType<typeof setTimeout> | undefined;

const card = (): HTMLElement => byId("filter-card");
const toggle = (): HTMLElement => byId("filter-toggle");

async function offer(): Promise<Offered> {
  offered ??= await fetchJson<Offered>(`panel/filter.${lang()}.json`);
  return offered;
}

function turn(field: FactField, value: string): void {
  const filter = wanted();
  const chosen = filter.facts[field] ?? [];
  filter.facts[field] = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  setFilter(filter);
}

const choice = (field: FactField, value: string, words: string): HTMLElement =>
  make(
    "button",
    { type: "button", class: "filter-choice", "data-filter-field": field, "data-filter-value": value, "aria-pressed": "false" },
    words,
  );

/** The areas are many: one is added from a list, and stands beside it then. */
function areaRow({ choices, words }: Offered): HTMLElement[] {
  const options = choices.inside.map(([id, name]) => make("option", { value: id }, name));
  const list = make("select", { "aria-label": words.area, class: "filter-areas" }, make("option", { value: "" }, words.area), options);
  list.addEventListener("change", () => {
    const { value } = list;
    list.value = "";
    if (value && !wanted().facts.inside?.includes(value)) turn("inside", value);
  });
  return [list, ...choices.inside.map(([id, name]) => choice("inside", id, name))];
}

function wordsRow({ titles, words }: Offered): HTMLElement {
  const box = make("input", { type: "search", id: "filter-words", maxlength: 80, placeholder: words.hint, "aria-label": titles.text });
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => setFilter({ ...wanted(), words: box.value }), SETTLED);
  });
  return box;
}

const row = (title: string, ...content: HTMLElement[]): HTMLElement =>
  make(
    "div",
    { class: "filter-row", role: "group", "aria-label": title },
    make("span", { class: "filter-title" }, title),
    make("div", {}, content),
  );

function build(all: Offered): void {
  const { titles, choices, words } = all;
  const rows = FACT_FIELDS.map((field) => {
    const content = field === "inside" ? areaRow(all) : choices[field].map(([value, name]) => choice(field, value, name));
    return row(titles[field], ...content);
  });
  const clear = make("button", { type: "button", class: "tool-button", "data-action": "filterClear" }, words.clear);
  const fold = make(
    "button",
    { type: "button", class: "icon-button filter-fold", title: words.close, "aria-label": words.close, "data-action": "filter" },
    "×",
  );
  card().replaceChildren(
    make("div", { class: "filter-head" }, make("p", { id: "filter-count", role: "status" }), clear, fold),
    ...rows,
    row(titles.text, wordsRow(all)),
    row(words.column!, columnRow(all)),
    make("p", { class: "fine" }, words.note),
  );
}

/** How much each layer that is drawn has left, beside its name and in all. */
function showCounts(): void {
  let [left, total] = [0, 0];
  const drawnNow = new Map(shown().map(({ id, meta }) => [id, meta.count]));
  for (const count of all(".row[data-layer] > .row-head > .count")) {
    const id = count.closest<HTMLElement>(".row")!.dataset.layer!;
    count.dataset.total ??= count.textContent!;
    const found = drawnNow.get(id);
    const isLess = view().filter && found !== undefined && found !== Number(count.dataset.total);
    const text = isLess && offered ? `${found}/${count.dataset.total}` : count.dataset.total;
    if (count.textContent !== text) count.textContent = text;
    if (found === undefined) continue;
    left += found;
    total += Number(count.dataset.total);
  }
  const status = document.getElementById("filter-count");
  if (status && offered) status.textContent = fill(offered.words.shown!, { shown: written(left), total: written(total) });
}

function showChoices(): void {
  const filter = wanted();
  for (const button of all("[data-filter-field]", card())) {
    const isOn = Boolean(filter.facts[button.dataset.filterField as FactField]?.includes(button.dataset.filterValue!));
    button.setAttribute("aria-pressed", String(isOn));
    if (button.dataset.filterField === "inside") button.hidden = !isOn;
  }
  const box = document.getElementById("filter-words") as HTMLInputElement | null;
  if (box && box !== document.activeElement) box.value = filter.words;
}

async function show(): Promise<void> {
  const isOpen = !card().hidden;
  const { filter } = view();
  toggle().classList.toggle("is-on", Boolean(filter));
  toggle().setAttribute("aria-expanded", String(isOpen));
  if (!filter && !isOpen && !offered) return;
  try {
    const known = await offer();
    if (isOpen && !card().childElementCount) build(known);
    showChoices();
    byId("filter-chips").replaceChildren(...(card().hidden ? chips(wanted(), known) : []));
    showCounts();
  } catch {
    say("failed", PAUSE);
  }
}

async function open(): Promise<void> {
  card().hidden = !card().hidden;
  await show();
  const first = card().hidden ? toggle() : card().querySelector<HTMLElement>(".filter-choice:not([hidden])");
  first?.focus({ preventScroll: true });
}

export function startFilter(): void {
  if (!card()) return; // the frame of another page has none
  registerActions({ filter: open, filterClear: () => change({ filter: "" }) });
  document.addEventListener("click", (event) => {
    const pressed = around(event, "[data-filter-field]");
    if (pressed) turn(pressed.dataset.filterField as FactField, pressed.dataset.filterValue!);
  });
  card().addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    void open();
  });
  follow(["filter"], () => void show());
  drawn.on(() => view().filter && showCounts());
  if (view().filter) void show();
}
