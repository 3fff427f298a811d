/** The bar in which a date, and another to compare it with, is chosen. */
import { all, around, byId } from "../../../layers/web/dom.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import type { View } from "../../../layers/web/view.ts";
import { lang, word } from "../boot.ts";
import { isNarrow, resettle } from "../map/map.ts";
import { registerActions } from "../page/actions.ts";
import { change, follow, view } from "../state.ts";
import { dateFigures } from "../tables/figures_dated.ts";
import { dayTyped, fillDay } from "./day_field.ts";
import { dateBefore, dayAt, positionOf } from "./months.ts";

type DateName = "date" | "compare";

/** Whether the bar is unfolded, once a reader or the view has decided it. */
let isOpen: boolean | undefined;

const inWords = (day: string): string => dayInWords(day, lang());
const firstMonth = (): string => byId("time-bar").dataset.first!;
const dayOfSlider = (slider: HTMLInputElement): string => dayAt(firstMonth(), Number(slider.value));

function showRow(row: HTMLElement): void {
  const day = view()[row.dataset.timeOf as DateName];
  const words = day ? inWords(day) : word("time_all");
  row.hidden = row.dataset.timeOf === "compare" && !day;
  row.classList.toggle("is-off", !day);
  row.querySelector("[data-time-words]")!.textContent = words;
  const slider = row.querySelector<HTMLInputElement>("[data-time]")!;
  slider.value = day ? String(positionOf(firstMonth(), day)) : slider.max;
  slider.setAttribute("aria-valuetext", words);
  fillDay(row.querySelector("[data-time-day]")!, day);
  for (const mark of all("[data-time-mark]", row)) {
    mark.style.left = `${100 * Number(mark.dataset.at)}%`;
    mark.setAttribute("aria-pressed", String(mark.dataset.timeMark === day));
  }
}

function showToggle(isShown: boolean): void {
  const { date, compare } = view();
  const toggle = byId("time-toggle");
  toggle.hidden = isShown;
  toggle.setAttribute("aria-expanded", String(isShown));
  toggle.classList.toggle("is-dated", Boolean(date));
  const both = compare ? [compare, date].sort().map(inWords).join(" → ") : date && inWords(date);
  byId("time-status").textContent = both || word("time_all");
}

function showBar(): void {
  const bar = byId("time-bar");
  if (!bar) return; // the frame of another page has none
  const { date, compare } = view();
  if (isOpen === undefined && date) isOpen = !isNarrow();
  const isShown = Boolean(isOpen);
  bar.hidden = !isShown;
  const height = [isShown, Boolean(compare)].join();
  if (height !== (bar.dataset.shown ?? "false,false")) setTimeout(resettle, 0); // the page comes with a closed bar
  bar.dataset.shown = height;
  showToggle(isShown);
  document.querySelector(".time-all")!.setAttribute("aria-pressed", String(!date));
  byId<HTMLInputElement>("time-compare").checked = Boolean(compare);
  all("[data-time-of]").forEach(showRow);
  byId("time-how").hidden = !compare;
  for (const radio of all<HTMLInputElement>("[name=time-how]")) radio.checked = radio.value === view().how;
}

function choose(name: DateName, day: string): void {
  if (day === view()[name]) {
    showBar(); // a field may hold another writing of the same day
    dateFigures();
  }
  if (name === "date" || !day || view().date) change({ [name]: day });
  else change({ compare: day, date: dayOfSlider(document.querySelector("[data-time=date]")!) });
}

/** A comparison starts between the last two reference dates, or with the one before the date chosen. */
function compareDates(isOn: boolean): void {
  const references = all("[data-time-row=date]").map((mark) => mark.dataset.timeMark!);
  const date = view().date || references.at(-1)!;
  change(isOn ? { date, compare: dateBefore(references, date), how: "halos" } : { compare: "" });
}

function toggleBar(): void {
  isOpen = !isOpen;
  showBar();
  (isOpen ? document.querySelector<HTMLElement>(".time-all")! : byId("time-toggle")).focus({ preventScroll: true });
}

registerActions({ timeBar: toggleBar, allDates: () => change({ date: "", compare: "" }) });

document.addEventListener("click", (event) => {
  const mark = around(event, "[data-time-mark]");
  if (mark) choose(mark.dataset.timeRow as DateName, mark.dataset.timeMark!);
});
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.dataset.time) return;
  const words = inWords(dayOfSlider(target));
  const row = target.closest(".time-row")!;
  target.setAttribute("aria-valuetext", words);
  row.classList.remove("is-off");
  row.querySelector("[data-time-words]")!.textContent = words;
});
document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.dataset.time) choose(target.dataset.time as DateName, dayOfSlider(target));
  else if (target.dataset.timeDay) {
    const day = dayTyped(target);
    if (day !== null) choose(target.dataset.timeDay as DateName, day);
  } else if (target.id === "time-compare") compareDates(target.checked);
  else if (target.name === "time-how") change({ how: target.value as View["how"] });
});
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !around(event, "#time-bar")) return;
    event.stopPropagation();
    toggleBar();
  },
  true,
);

follow(["date", "compare", "how"], showBar);

export const startTime = showBar;
