/** The legend: a sign that several layers share is said once, and an entry that is pressed is pointed out on the map. */
import { all, around } from "../../../layers/web/dom.ts";
import { drawnBy } from "../../../layers/web/here.ts";
import type { Told } from "../../../layers/web/types.ts";
import { drawn, whenMap } from "../map/map.ts";
import { addSigns, partsAdded } from "./parts.ts";

/** A layer, one of its marks, or a sign of every layer. */
interface Pointed {
  layer?: string | undefined;
  mark?: string | undefined;
}

let pressed: HTMLElement | undefined;

const signOf = (line: HTMLElement): string => `${line.dataset.mark ?? line.dataset.sign}|${line.textContent!.trim()}`;

/** The blocks that say their layer's own marks; one coloured by a column says its classes. */
const blocks = (): HTMLElement[] => all(".legend-block:not([hidden], .is-coloured)");

/** Say once what several of the layers that are on have alike. */
export function showShared(): void {
  const counts = new Map<string, number>();
  for (const block of blocks())
    for (const line of all("[data-mark]:not([hidden])", block)) counts.set(signOf(line), (counts.get(signOf(line)) ?? 0) + 1);
  const isShared = (line: HTMLElement): boolean => (counts.get(signOf(line)) ?? 0) > 1;
  for (const block of blocks()) for (const line of all("[data-mark]", block)) line.classList.toggle("is-shared", isShared(line));
  const signs = all(".legend-signs [data-sign]");
  for (const line of signs) line.hidden = !isShared(line);
  const said = new Set(signs.map(signOf));
  const missing = [...counts].flatMap(([sign, count]) => (count > 1 && !said.has(sign) ? sign : []));
  if (missing.length) void addSigns(missing).catch(() => undefined); // the status line says what failed
  if (pressed?.closest("[hidden], .is-shared")) point(undefined);
}

function pointedBy(entry: HTMLElement): Pointed {
  const layer = entry.closest<HTMLElement>("[data-legend]")?.dataset.legend;
  return { layer, mark: entry.dataset.mark ?? entry.dataset.sign };
}

/** Dim all that is drawn but what the pressed entry says. */
function dim(): void {
  const wanted = pressed && pointedBy(pressed);
  const isMeantBy = ({ meta, mark }: Told): boolean =>
    (!wanted?.layer || meta.id === wanted.layer) && (!wanted?.mark || mark.key === wanted.mark);
  for (const node of all(".atlas-pin, .atlas-with, .leaflet-pane path")) {
    const drawn = drawnBy(node);
    if (!drawn.length) continue;
    const isMeant = drawn.some(isMeantBy);
    node.classList.toggle("is-dimmed", Boolean(wanted) && !isMeant);
  }
}

function point(entry: HTMLElement | undefined): void {
  pressed?.setAttribute("aria-pressed", "false");
  pressed = entry;
  pressed?.setAttribute("aria-pressed", "true");
  dim();
}

const SHARED_NEXT = 150; // ms: what several layers share waits until the frame that shows a switch is there
let sharing: ReturnType<typeof setTimeout> | undefined;

function onDrawn(): void {
  clearTimeout(sharing);
  sharing = setTimeout(showShared, SHARED_NEXT);
  if (pressed) dim();
}

export function startLegend(): void {
  document.addEventListener("click", (event) => {
    const entry = around(event, ".legend-title, .legend-line[aria-pressed]");
    if (entry) point(entry === pressed ? undefined : entry);
  });
  document.querySelector(".legend")!.addEventListener("keydown", (event) => {
    if (!pressed || (event as KeyboardEvent).key !== "Escape") return;
    event.stopPropagation();
    point(undefined);
  });
  drawn.on(onDrawn);
  partsAdded.on(showShared);
  whenMap.then((map) => map.on("zoomend", () => pressed && dim()));
  showShared();
}
