/** The panel of the selected place or layer: fetched ready-made. An empty selection closes it. */
import { all, around, byId } from "../../../layers/web/dom.ts";
import { boot, lang } from "../boot.ts";
import { fetchJson, whatFailed } from "../fetch.ts";
import { refit } from "../map/camera.ts";
import { goToSelection, whenMap } from "../map/map.ts";
import { signal } from "../signal.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { registerActions } from "./actions.ts";
import { drawCharts, mount, type Tree } from "./mount.ts";

/** A dossier has just been put into `#dossier`. */
export const dossierShown = signal();

const NARROW = 900; // px of the map's frame
let wanted = "";

function panelUrl(selection: string): string {
  if (!selection.startsWith("layer:")) return `panel/place/${encodeURIComponent(selection)}.${lang()}.json`;
  const layer = selection.slice("layer:".length);
  const usual = Object.fromEntries((boot().rules.parameters[layer] ?? []).map((parameter) => [parameter.name, parameter.usual]));
  const given = new URLSearchParams({ lang: lang(), ...usual, ...view().arguments[layer] });
  return `panel/layer/${encodeURIComponent(layer)}.${lang()}.json?${given}`;
}

/** Facts that the dossiers of many places share: fetched when their part is opened, or at once where a date counts them. */
async function fill(part: HTMLElement): Promise<void> {
  const url = part.dataset.part!;
  delete part.dataset.part;
  try {
    part.append(mount(await fetchJson<Tree>(url)));
    if (part.isConnected) dossierShown.emit();
  } catch (error) {
    part.dataset.part = url;
    (part as HTMLDetailsElement).open = false;
    say(whatFailed(error));
  }
}

function fillParts(): void {
  if (view().date) for (const part of all("#dossier [data-part]")) void fill(part);
}

async function show(isFigures: (selection: string) => boolean): Promise<void> {
  const frame = byId("dossier-frame");
  const selection = isFigures(view().selection) ? "" : view().selection; // the figures cover the map; no dossier beside them
  const hasMoved = frame.classList.contains("is-open") !== Boolean(selection);
  frame.classList.toggle("is-open", Boolean(selection));
  whenMap.then(() => {
    if (hasMoved) refit(); // the map has another room
    goToSelection();
  });
  if (!selection) {
    wanted = "";
    return;
  }
  if (byId("map-frame").clientWidth < NARROW) document.querySelector<HTMLDetailsElement>(".legend")!.open = false;
  const url = panelUrl(selection);
  if (url === wanted) return;
  wanted = url;
  try {
    const tree = await fetchJson<Tree>(url);
    if (url !== wanted) return; // a later gesture asked for another
    if (frame.dataset.shown !== selection) frame.scrollTop = 0;
    frame.dataset.shown = selection;
    byId("dossier").replaceChildren(mount(tree));
    drawCharts(frame);
    dossierShown.emit();
    fillParts();
  } catch (error) {
    wanted = "";
    say(whatFailed(error));
  }
}

/** Begin; `isFigures` opens the page of figures where the selection is a part of it, and says so. */
export function startDossier(isFigures: (selection: string) => boolean): void {
  registerActions({ closeDossier: () => change({ selection: "" }) });
  follow(["selection", "arguments"], () => show(isFigures));
  follow(["date"], fillParts);
  byId("dossier").addEventListener(
    "toggle",
    ({ target }) => {
      const part = target as HTMLDetailsElement;
      if (part.open && part.dataset.part) void fill(part);
    },
    true, // the event does not rise
  );
  document.addEventListener("click", (event) => {
    const link = around(event, "[data-goto]");
    if (link) change({ selection: link.dataset.goto! });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".dossier.is-open") && !document.querySelector("[role=dialog]"))
      change({ selection: "" });
  });
  show(isFigures);
}
