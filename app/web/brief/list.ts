/** The pages of a brief as a list: fields, buttons, and an order that is changed by dragging, buttons or keys. */
import { type BriefPage, kindOf } from "../../../layers/web/brief.ts";
import { all, around, type Child, make } from "../../../layers/web/dom.ts";
import type { View } from "../../../layers/web/view.ts";

export interface Acts {
  word(key: string, values?: Record<string, string | number>): string;
  read(query: string): View;
  edit(place: number, page: Partial<BriefPage>): void;
  move(from: number, to: number): void;
  show(place: number): void;
  update(place: number): void;
  remove(place: number): void;
}

let dragged = -1;

const list = (): HTMLElement | null => document.getElementById("brief-list");
const placeOf = (node: Element): number => Number(node.closest<HTMLElement>("[data-page]")!.dataset.page);

/** The day of a view, or the two that it compares, the earlier first. */
export const daysOf = ({ compare, date }: View, written: (day: string) => string): string =>
  [compare, date].filter(Boolean).sort().map(written).join(" – ");

/** What a page shows beside the map, and of what. */
function kindWords(page: BriefPage, { word, read }: Acts): string {
  const view = read(page.view);
  return [word(kindOf(view)), daysOf(view, (day) => day)].filter(Boolean).join(" · ");
}

function field(key: "title" | "message" | "notes", page: BriefPage, acts: Acts, most: number): HTMLElement {
  const label = acts.word(key === "title" ? "headline" : key);
  const given = { maxlength: most, "data-field": key, "aria-label": label };
  const node =
    key === "title"
      ? make("input", { ...given, type: "text", placeholder: `${label} (${acts.word("composed")})` })
      : make("textarea", { ...given, rows: key === "notes" ? 4 : 2, placeholder: label });
  node.value = page[key];
  node.addEventListener("input", () => acts.edit(placeOf(node), { [key]: node.value }));
  return node;
}

function sign(act: string, words: string, sign: string, isOff = false): HTMLElement {
  return make(
    "button",
    { type: "button", class: "brief-sign", "data-act": act, title: words, "aria-label": words, "aria-disabled": isOff },
    sign,
  );
}

function line(page: BriefPage, place: number, count: number, acts: Acts): HTMLElement {
  const n = place + 1;
  const grip = make("span", { class: "brief-grip", draggable: "true", title: acts.word("grip", { n }) }, String(n));
  const button = (act: string): Child => make("button", { type: "button", class: "goto", "data-act": act }, acts.word(act));
  return make(
    "li",
    { "data-page": place },
    make(
      "div",
      { class: "brief-line" },
      grip,
      make("span", { class: "brief-kind" }, kindWords(page, acts)),
      sign("up", acts.word("up", { n }), "↑", place === 0),
      sign("down", acts.word("down", { n }), "↓", place === count - 1),
    ),
    field("title", page, acts, 120),
    field("message", page, acts, 240),
    make("details", { open: Boolean(page.notes) }, make("summary", {}, acts.word("notes")), field("notes", page, acts, 3000)),
    make("div", { class: "brief-acts" }, button("show"), button("update"), button("remove")),
  );
}

/** Write the list anew; what had the focus keeps it, in the page given. */
export function writeList(pages: readonly BriefPage[], acts: Acts, focused = -1): void {
  const box = list();
  if (!box) return;
  const active = document.activeElement;
  const what = active && box.contains(active) ? (active as HTMLElement).dataset : undefined;
  const none = make("li", { class: "empty" }, acts.word("none"));
  box.replaceChildren(...(pages.length ? pages.map((page, n) => line(page, n, pages.length, acts)) : [none]));
  if (focused < 0) return;
  const item = box.querySelector<HTMLElement>(`[data-page="${Math.min(focused, pages.length - 1)}"]`);
  item?.scrollIntoView({ block: "nearest" });
  if (what?.act) item?.querySelector<HTMLElement>(`[data-act="${what.act}"]`)?.focus();
  else if (what?.field) item?.querySelector<HTMLElement>(`[data-field="${what.field}"]`)?.focus();
}

function onClick(event: Event, acts: Acts): void {
  const button = around(event, "#brief-list [data-act]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const place = placeOf(button);
  const known: Record<string, () => void> = {
    up: () => acts.move(place, place - 1),
    down: () => acts.move(place, place + 1),
    show: () => acts.show(place),
    update: () => acts.update(place),
    remove: () => acts.remove(place),
  };
  known[button.dataset.act!]?.();
}

/** Alt with an arrow moves the page in which the keys are. */
function onKey(event: KeyboardEvent, acts: Acts): void {
  const item = around(event, "#brief-list [data-page]");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!item || !by || !event.altKey) return;
  event.preventDefault();
  acts.move(placeOf(item), placeOf(item) + by);
}

const markOver = (item: HTMLElement | null): void => {
  for (const other of all(".is-over", list()!)) other.classList.remove("is-over");
  item?.classList.add("is-over");
};

export function startList(acts: Acts): void {
  document.addEventListener("click", (event) => onClick(event, acts));
  document.addEventListener("keydown", (event) => onKey(event, acts));
  document.addEventListener("dragstart", (event) => {
    const grip = around(event, ".brief-grip");
    if (!grip) return;
    dragged = placeOf(grip);
    event.dataTransfer?.setData("text/plain", grip.textContent!);
    event.dataTransfer?.setDragImage(grip.closest("li")!, 12, 12);
  });
  document.addEventListener("dragover", (event) => {
    const item = dragged < 0 ? null : around(event, "#brief-list [data-page]");
    if (item) event.preventDefault();
    if (dragged >= 0) markOver(item);
  });
  document.addEventListener("drop", (event) => {
    const item = dragged < 0 ? null : around(event, "#brief-list [data-page]");
    if (!item) return;
    event.preventDefault();
    acts.move(dragged, placeOf(item));
  });
  document.addEventListener("dragend", () => {
    if (dragged >= 0) markOver(null);
    dragged = -1;
  });
}
