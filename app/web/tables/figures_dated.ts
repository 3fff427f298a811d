/** The page of figures as of the date. */
import { all } from "../../../layers/web/dom.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { lang, word, written } from "../boot.ts";
import { type Signal, signal } from "../signal.ts";
import { follow, view } from "../state.ts";
import { dateAll } from "../time/dated.ts";
import { fillDay } from "../time/day_field.ts";
import { countKnown, readKnown } from "./known.ts";

/** The page has been dated: what it counts may have changed. */
export const figuresDated: Signal<void> = signal();

const inWords = (day: string): string => dayInWords(day, lang());

/** The results framework: before the end of its period only the plan is known, before its start nothing. */
function dateResults(page: HTMLElement, date: string): void {
  const results = page.querySelector<HTMLElement>(".fig-results");
  if (!results) return;
  const [plan, outcome] = results.dataset.days!.split(" ") as [string, string];
  const isUnknown = Boolean(date) && date < outcome;
  const note = results.querySelector<HTMLElement>(".fig-dated")!;
  const key = date < plan ? "results_unplanned" : "results_unreported";
  results.classList.toggle("is-unreported", isUnknown);
  note.hidden = !isUnknown;
  note.textContent = isUnknown ? word(key, { plan: inWords(plan), reported: inWords(outcome) }) : "";
}

export function dateFigures(): void {
  const page = document.getElementById("figures");
  if (!page?.querySelector(".dates")) return; // not there yet
  const { date } = view();
  dateAll(page);
  dateResults(page, date);
  for (const count of all("[data-known]", page)) count.textContent = written(countKnown(readKnown(count.dataset.known!), date));
  for (const button of all(".dates button", page)) button.setAttribute("aria-pressed", String((button.dataset.timeMark ?? "") === date));
  fillDay(page.querySelector("[data-time-day]")!, date);
  page.querySelector(".dates-status")!.textContent = date ? word("figures_as_of", { date: inWords(date) }) : "";
  page.querySelector<HTMLElement>(".fig-empty")!.hidden = Boolean(page.querySelector(".fig-card:not(.is-later)"));
  figuresDated.emit();
}

follow(["date"], dateFigures);
