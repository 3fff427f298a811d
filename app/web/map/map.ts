/** The Leaflet map that dash-leaflet makes, and the layers drawn on it as the view says. */
import type * as Leaflet from "leaflet";
import { asOf } from "../../../layers/web/asof.ts";
import { coloured } from "../../../layers/web/colour.ts";
import { draw } from "../../../layers/web/draw.ts";
import { filtered } from "../../../layers/web/filter.ts";
import { mapWords } from "../../../layers/web/here.ts";
import { followKeys } from "../../../layers/web/keys.ts";
import { Labels } from "../../../layers/web/names/labels.ts";
import type { Artifact, Handle } from "../../../layers/web/types.ts";
import { fromTheTop } from "../../../layers/web/view.ts";
import { sparePage } from "../../../layers/web/wheel.ts";
import { calmZoom } from "../../../layers/web/zoom.ts";
import { boot, word } from "../boot.ts";
import { whatFailed } from "../fetch.ts";
import { signal } from "../signal.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { grounds, makeBase, refreshBase } from "./base.ts";
import { hasRoomForLegend, look, refit, startCamera } from "./camera.ts";
import { ringPins, showChosen } from "./chosen.ts";
import { fetchLayer, firstFiles, layerUrl, warm } from "./files.ts";
import { askedOf, drawTiled, paintedTiles } from "./tiles.ts";

export { fitCountry, isHome, isNarrow } from "./camera.ts";
export { layerUrl } from "./files.ts";

/** A layer as drawn: from which file, as of which day and coloured by what. */
interface Drawn extends Handle, Picture {
  picture: string;
}

const layers = new Map<string, Drawn>();
const pending = new Map<string, Promise<Drawn | undefined>>();
const refused = new Set<string>(); // layers whose last arguments could not be used
let map: Leaflet.Map | undefined;
let labels: Labels | undefined;
let isReady: (made: Leaflet.Map) => void;

/** The map, once dash-leaflet has made it. */
export const whenMap = new Promise<Leaflet.Map>((resolve) => {
  isReady = resolve;
});

/** The map now; an error before it is there. */
export function theMap(): Leaflet.Map {
  if (!map) throw new Error("no map yet");
  return map;
}

/** After layers were drawn, shown, hidden or dated again. */
export const drawn = signal();

/** A feature chosen on the map: its layer and its identifier. */
export const picked = signal<{ layer: string; feature: string }>();

/** The layers that are visible. */
export const shown = (): Handle[] => [...layers.values()].filter((handle) => handle.visible);

let whenDrawable: Promise<unknown> = whenMap;

function pick(place: string): boolean {
  if (view().embed) return false; // no dossier there: the card is shown
  change({ selection: place });
  return true;
}

/** What a picture shows: a layer's file, the date as of which it is drawn, by what it is coloured, what is left of it. */
const pictured = (id: string): string => `${layerUrl(id)}#${view().date}#${view().colour[id] ?? ""}#${view().filter}`;

const isDrawn = (id: string): boolean => layers.get(id)?.picture === pictured(id);

/** What is drawn of a layer: filtered, as of a day and coloured; and what the server is asked for of one that it draws. */
export interface Picture {
  artifact: Artifact;
  asked: string;
}

/** A layer's file on a day, as the view filters and colours it. */
export function pictureOf(built: Artifact, date: string): Picture {
  const { colour, filter } = view();
  const paint = colour[built.atlas.id] ?? "";
  if (!built.atlas.tiles) return { artifact: coloured(asOf(filtered(built, filter), date), paint), asked: "" };
  return { artifact: paintedTiles(built, paint), asked: askedOf(built.atlas, date, filter, paint) };
}

/** Draw a layer on the map, or on one side of it. */
export function drawOn(on: Leaflet.Map, { artifact, asked }: Picture): Handle {
  const onChosen = (layer: string, feature: string): void => picked.emit({ layer, feature });
  const options = { order: boot().layers[artifact.atlas.id]!.order, onPick: pick, onChosen };
  const onCount = (): void => drawn.emit();
  return artifact.atlas.tiles ? drawTiled(on, artifact, { ...options, asked, onCount }) : draw(on, artifact, options);
}

async function drawLayer(id: string, picture: string): Promise<Drawn | undefined> {
  const { date } = view();
  const file = fetchLayer(layerUrl(id));
  await whenDrawable;
  const built = await file;
  const former = layers.get(id);
  if (picture !== pictured(id)) return former;
  const now = pictureOf(built, date);
  const isSame = built.atlas.tiles ? former?.asked === now.asked : former?.artifact === now.artifact;
  if (former && isSame) return Object.assign(former, { picture });
  const handle = drawOn(theMap(), now);
  former?.remove();
  const made = Object.assign(handle, { picture, ...now });
  layers.set(id, made);
  return made;
}

/** Fetch and draw; what was drawn before stays until the new picture is there. */
function ensure(id: string): Promise<Drawn | undefined> {
  const picture = pictured(id);
  if (isDrawn(id)) return Promise.resolve(layers.get(id));
  if (!pending.has(picture))
    pending.set(
      picture,
      drawLayer(id, picture).finally(() => pending.delete(picture)),
    );
  return pending.get(picture)!;
}

/** How high a layer is drawn: a number that does not move when another layer comes or goes. */
function heightOf(id: string): number {
  const { order } = view();
  const count = Object.keys(boot().layers).length;
  return order.includes(id) ? count + order.length - order.indexOf(id) : boot().layers[id]!.order;
}

/** Show, fade and raise a layer as the view says. */
export function apply(handle: Handle): void {
  handle.show(view().layers.includes(handle.id));
  handle.fade(view().opacity[handle.id] ?? 100);
  handle.raise(heightOf(handle.id));
}

/** The frame around the map is shown with the first picture, or without it where there is none to wait for. */
function reveal(): void {
  document.documentElement.dataset.start = "done";
}

export function refreshLabels(): void {
  const fromTop = fromTheTop(view().order, view().layers);
  const place = (handle: Handle): number => fromTop.indexOf(handle.id);
  labels?.update([...grounds, ...[...layers.values()].sort((a, b) => place(a) - place(b))]);
}

function settle(): void {
  reveal();
  refreshLabels();
  ringPins(shown());
  document.documentElement.dataset.drawn = shown()
    .map((handle) => handle.id)
    .join(" ");
  drawn.emit();
}

async function show(id: string): Promise<void> {
  try {
    const handle = await ensure(id);
    if (handle) apply(handle);
    settle();
    if (refused.delete(id)) say("");
  } catch (error) {
    reveal();
    refused.add(id); // what was drawn before stays; the reader is told why it did not change
    say(whatFailed(error));
  }
}

/** Draw what the view says; a layer is fetched the first time it is switched on and kept. */
function sync(): Promise<unknown> {
  for (const handle of layers.values()) apply(handle);
  if (layers.size) settle();
  const missing = view().layers.filter((id) => !isDrawn(id) || refused.has(id));
  view().layers.forEach(warm);
  if (!view().layers.length) reveal();
  return Promise.all(missing.map(show));
}

/** Ask again for what could not be loaded. */
export const retry = (): Promise<unknown> => sync();

let redrawing: Promise<unknown> = Promise.resolve();

/** The layers as of the view's date are drawn again (for whoever must wait for it). */
export const redrawn = (): Promise<unknown> => redrawing;

/** Show an opacity while its slider moves, before the view takes it. */
export const fade = (id: string, percent: number): void => layers.get(id)?.fade(percent);

/** The map's room has changed: where it showed the whole country, it does so again, and what is chosen stays in sight. */
export const resettle = (): Promise<void> => whenMap.then(refit).then(goToSelection);

function nameZoomButtons(): void {
  for (const [part, key] of [
    ["in", "zoom_in"],
    ["out", "zoom_out"],
  ]) {
    const button = theMap().getContainer().querySelector<HTMLElement>(`.leaflet-control-zoom-${part}`);
    if (!button) continue;
    button.title = word(key!);
    button.setAttribute("aria-label", word(key!));
  }
}

function start(made: Leaflet.Map): void {
  map = made;
  if (!hasRoomForLegend(made)) document.querySelector<HTMLDetailsElement>(".legend")!.open = false;
  makeBase(made, refreshLabels);
  Object.assign(mapWords, boot().words);
  labels = new Labels(made, boot().label_styles);
  startCamera(made, view().camera);
  nameZoomButtons();
  followKeys(made);
  sparePage(made);
  calmZoom(made, () => shown().length);
  made.attributionControl.setPrefix("Leaflet");
  isReady(made);
  sync();
  whenDrawable.then(() => refreshBase(view().base));
  goToSelection();
}

/** Move to what is selected, unless it already stands well inside the view. */
export function goToSelection(): void {
  showChosen(theMap(), shown());
}

/** Take hold of the map when dash-leaflet makes it; the files of the first picture are asked for meanwhile. */
export function startMap(): void {
  const together = firstFiles();
  whenDrawable = whenMap.then(() => together);
  L.Map.addInitHook(function (this: Leaflet.Map) {
    if (!map) this.whenReady(() => setTimeout(() => start(this), 0));
  });
  follow(["layers", "opacity", "order", "arguments", "date", "colour", "filter"], (now, changed) => {
    if (changed.has("date") || changed.has("colour") || changed.has("filter")) map?.closePopup();
    redrawing = sync();
    if (changed.has("layers") && now.layers.length === 0) settle();
  });
  follow(["base"], (now) => refreshBase(now.base));
  follow(["selection"], () => ringPins(shown()));
}

/** Look where the view says, after a step back or forward. */
export const lookAgain = (): void => look(view().camera);
