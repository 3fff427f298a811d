/** The first visit: three steps that can be skipped, shown once to each browser. */
import { all, byId } from "../../../layers/web/dom.ts";
import { setLater } from "../later.ts";
import { whenMap } from "../map/map.ts";
import { view } from "../state.ts";
import { registerActions } from "./actions.ts";

const MARK = "atlas-tour";
const PAUSE = 250; // ms, in which the help box gives the focus back
/** What each step points at; of several ways to one thing, the first that shows. */
const TARGETS: Record<number, string[][]> = {
  1: [["#panel", "[data-action=togglePanel]"]],
  2: [["#map"], ["#time-toggle", "#time-bar"]],
  3: [["[data-action=copyLink]"]],
};
let step = 0;

const box = (): HTMLElement => byId("tour");
const steps = (): HTMLElement[] => all(".tour-step", box());

function isSeen(): boolean {
  try {
    return Boolean(localStorage.getItem(MARK));
  } catch {
    return true; // no storage: a tour at each visit would only be in the way
  }
}

function point(): void {
  for (const node of all(".is-toured")) node.classList.remove("is-toured");
  for (const ways of TARGETS[step] ?? []) {
    const nodes = ways.map((selector) => document.querySelector<HTMLElement>(selector));
    nodes.find((node) => node?.offsetParent)?.classList.add("is-toured");
  }
}

function show(wanted: number): void {
  step = wanted;
  for (const part of steps()) part.hidden = Number(part.dataset.step) !== step;
  box().hidden = !step;
  box().dataset.at = String(step);
  point();
  if (!step) {
    box().removeAttribute("role");
    return;
  }
  box().setAttribute("role", "dialog");
  const button = box().querySelector<HTMLElement>(".tour-next")!;
  const { done, next } = button.dataset;
  button.dataset.next = next || button.textContent;
  button.textContent = step === steps().length ? done! : button.dataset.next;
  button.focus({ preventScroll: true });
}

function end(): void {
  try {
    localStorage.setItem(MARK, "1");
  } catch {
    // nothing to keep it in
  }
  show(0);
}

registerActions({
  tour: () => {
    setLater("help-box", { opened: false });
    setTimeout(() => show(1), PAUSE);
  },
  skipTour: end,
  nextStep: () => (step < steps().length ? show(step + 1) : end()),
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && step) end();
});

export function startTour(): void {
  if (box() && !isSeen() && !view().selection.startsWith("figures")) whenMap.then(() => show(1));
}
