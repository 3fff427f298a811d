/** The tool bar and its cards. */
import { around, byId } from "../../../layers/web/dom.ts";
import { drawing } from "../page/draw.ts";
import { follow, view } from "../state.ts";
import { startGraticule } from "./graticule.ts";
import { inside, startInside } from "./inside.ts";
import { isMeasured, isMeasureMeant, measure, showMeant, startMeasure } from "./measure.ts";
import { startPointer } from "./pointer.ts";
import { clearSketch, isBegun, isDrawing, startSketches } from "./sketch.ts";

interface Tool {
  open(): Promise<void>;
  close(): void;
}

const TOOLS: Record<string, Tool> = { measure, draw: drawing, inside };
let opened = "";

const opener = (name: string): HTMLElement => document.querySelector<HTMLElement>(`[data-tool="${name}"]`)!;

function mark(name: string, isOpen: boolean): void {
  byId(`tool-${name}`).hidden = !isOpen;
  opener(name).setAttribute("aria-expanded", String(isOpen));
}

/** Begin; the fetch of a library has shown what went wrong. */
const begin = (name: string): void => void TOOLS[name]?.open().catch(() => undefined);

function close(refocus: boolean): void {
  if (!opened) return;
  const name = opened;
  opened = "";
  mark(name, false);
  TOOLS[name]?.close();
  if (refocus) opener(name).focus();
}

/** Open a tool's card, if it is not. */
export function openTool(name: string): void {
  if (name !== opened) open(name);
}

/** Draw the measure that the view carries: of a link that was opened, of a saved view, or a step back. */
function showMeasure(): void {
  if (isMeasureMeant()) {
    showMeant();
    if (opened === "measure") begin("measure");
    else unfold("measure");
  } else if (opened === "measure" && !view().measured && isMeasured()) clearSketch();
}

function unfold(name: string): void {
  close(false);
  opened = name;
  mark(name, true);
  begin(name);
}

function open(name: string): void {
  unfold(name);
  byId(`tool-${name}`).querySelector<HTMLElement>("input:checked")?.focus({ preventScroll: true });
}

function onClick(event: Event): void {
  const name = around(event, "[data-tool]")?.dataset.tool;
  if (name && name !== opened) open(name);
  else if (name || around(event, "[data-tool-close]")) close(true);
}

/** Another kind of measure or shape begins anew. */
function onChange({ target }: Event): void {
  if (!opened || !(target instanceof HTMLInputElement) || !["measure-kind", "inside-kind"].includes(target.name)) return;
  TOOLS[opened]?.close();
  begin(opened);
}

/** Escape: first what is being drawn, then the card; the dossier stays. */
function onKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !opened || !byId("search-drop").hidden || document.querySelector("[role=dialog], dialog[open]")) return;
  event.stopPropagation();
  if (isDrawing() && isBegun()) clearSketch();
  else close(true);
}

export function startTools(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("keydown", onKey, true);
  startSketches();
  startInside();
  startMeasure();
  startGraticule();
  startPointer();
  follow(["measured"], showMeasure);
  showMeasure();
}
