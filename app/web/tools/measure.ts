/** The card that measures: a route of several legs, an area, or rings and bearings round a point; each can be saved. */
import type * as Leaflet from "leaflet";
import { around, byId, element } from "../../../layers/web/dom.ts";
import { LEAST, type MeasuredKind, MOST, readMeasured, writeMeasured } from "../../../layers/web/measured.ts";
import { boot, lang, word, written } from "../boot.ts";
import { theMap, whenMap } from "../map/map.ts";
import { change, view } from "../state.ts";
import { saveBlob } from "../tables/downloads.ts";
import { type LatLng, mgrs } from "./coordinates.ts";
import { geodesicPath, leg, measurePolygon, reach } from "./geodesy.ts";
import { library } from "./library.ts";
import * as plan from "./plan.ts";
import { FILES } from "./plan_files.ts";
import { goTo } from "./position.ts";
import { beginSketch, drawSketch, endSketch, type Label, labelSketch, makeSheet, type Sheet, setSketch } from "./sketch.ts";
import { areaText, lengthText } from "./units.ts";

const card = (): HTMLElement => byId("tool-measure");
const find = <T extends HTMLElement = HTMLElement>(selector: string): T => card().querySelector<T>(selector)!;
const value = (id: string): string => byId<HTMLInputElement>(id).value;
const kind = (): MeasuredKind => find<HTMLInputElement>("[name=measure-kind]:checked").value as MeasuredKind;
const speed = (): number => plan.speedOf(Number(value("measure-speed").replace(",", ".")), value("measure-speed-unit"));
const withBearings = (): boolean => byId<HTMLInputElement>("measure-bearings").checked;
const LABEL_HEIGHT = 18; // px
const LEG_FROM = 120; // px; the label of a shorter leg would hide it
const BEARINGS_FROM = 80; // px; round a smaller ring there is no room for twelve
const pixels = (a: LatLng, b: LatLng): number => theMap().latLngToContainerPoint(a).distanceTo(theMap().latLngToContainerPoint(b));
let sheet: Sheet | undefined;
let points: LatLng[] = [];

/** Key of its name, and what was measured. */
type Measure = [key: string, text: string];

function write(rows: Measure[], lines: HTMLElement[] = []): void {
  const parts = rows.flatMap(([key, text]) => [element("dt", "", word(key)), element("dd", "figure", text)]);
  find(".tool-status").replaceChildren(...parts);
  find(".tool-legs").replaceChildren(...lines);
  find(".tool-files").hidden = !isWhole();
}

const timeText = (metres: number): string => {
  const minutes = plan.minutesOf(metres, speed());
  if (minutes === null) return "";
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
};

const beside = (...parts: string[]): string => parts.filter(Boolean).join(" · ");

/** A line of the list: a position, and what is told of it. */
function lineOf(name: string, text: string): HTMLElement {
  const line = element("li");
  line.append(element("span", "figure", name), element("small", "figure", text));
  return line;
}

const legText = (metres: number, bearing: number | null): string =>
  beside(bearing === null ? "" : plan.bearingText(bearing), lengthText(metres), timeText(metres));

function drawLine(hover: LatLng | null): void {
  const chain = hover && points.length ? [...points, hover] : points;
  drawSketch(sheet!, points, geodesicPath(chain, false), false);
  const stops = plan.stopsOf(points);
  const [last, before] = [chain.at(-1), chain.at(-2)];
  const rows: Measure[] = [];
  if (last && before) {
    const { metres, azimuth } = leg(before, last);
    const total = plan.stopsOf(chain).at(-1)!.total;
    rows.push(["measured_length", beside(lengthText(total), timeText(total))], ["measured_last", legText(metres, azimuth)]);
  }
  write(
    rows,
    stops.map((stop, n) => lineOf(stop.mgrs, n ? beside(legText(stop.metres, stop.bearing), `Σ ${lengthText(stop.total)}`) : "")),
  );
  labelSketch(
    sheet!,
    points.map((at, n) => ({ at, text: String(n + 1), isPoint: true })),
  );
  labelSketch(sheet!, legLabels(stops));
}

/** A leg's label at its half, where it is long enough on the screen. */
function legLabels(stops: plan.Stop[]): Label[] {
  return stops.slice(1).flatMap((stop, n) => {
    const from = points[n]!;
    if (stop.bearing === null || pixels(from, stop.at) < LEG_FROM) return [];
    return [{ at: reach(from, stop.bearing, stop.metres / 2), text: legText(stop.metres, stop.bearing) }];
  });
}

function drawArea(hover: LatLng | null): void {
  const chain = hover && points.length ? [...points, hover] : points;
  drawSketch(sheet!, points, geodesicPath(chain, true), chain.length > 2);
  const rows: Measure[] = [];
  if (chain.length > 2) {
    const found = measurePolygon(chain);
    rows.push(["measured_area", areaText(found.area)], ["measured_perimeter", lengthText(found.perimeter)]);
  }
  const [last, before] = [chain.at(-1), chain.at(-2)];
  if (last && before) rows.push(["measured_last", legText(leg(before, last).metres, leg(before, last).azimuth)]);
  write(
    rows,
    points.map((at) => lineOf(mgrs(at), "")),
  );
  labelSketch(
    sheet!,
    points.map((at, n) => ({ at, text: String(n + 1), isPoint: true })),
  );
}

/** Radii in metres, as the fields say. */
function radii(): number[] {
  return plan.radiiOf(plan.readDistances(value("measure-radii"), lang()), value("measure-radii-unit"), speed());
}

/** A radius as it was typed: without decimals that say nothing. */
const radiusText = (metres: number): string => `${written(metres / 1000, 1)} km`;

const ringText = (metres: number): string => beside(radiusText(metres), timeText(metres));

function drawRings(): void {
  const [centre] = points;
  drawSketch(sheet!, points, [], false);
  find(".rings-speed").hidden = !(value("measure-radii-unit") === "min" && !speed());
  if (!centre) {
    write([]);
    return;
  }
  const rings = plan.ringsOf(centre, radii());
  const spokes = withBearings() ? plan.spokesOf(centre, radii()) : [];
  const style: Leaflet.PolylineOptions = { pane: sheet!.pane, renderer: sheet!.renderer, interactive: false, color: "#B3261E" };
  for (const { path } of spokes) sheet!.group.addLayer(L.polyline(path, { ...style, weight: 1, opacity: 0.6, dashArray: "2 4" }));
  for (const { path } of rings) sheet!.group.addLayer(L.polygon(path, { ...style, weight: 2, fill: false, smoothFactor: 0.2 }));
  labelRings(centre, rings, spokes);
  write(
    [["measured_centre", mgrs(centre)]],
    rings.map(({ metres }) => lineOf(radiusText(metres), timeText(metres))),
  );
}

/** Labels where there is room for them; the farthest ring has its own first, and no bearing stands under it. */
function labelRings(centre: LatLng, rings: plan.Ring[], spokes: plan.Spoke[]): void {
  let lowest = Number.NEGATIVE_INFINITY;
  const kept = rings.toReversed().filter(({ top }) => {
    const height = theMap().latLngToContainerPoint(top).y;
    if (height - lowest < LABEL_HEIGHT || pixels(centre, top) < LABEL_HEIGHT) return false;
    lowest = height;
    return true;
  });
  const isWide = pixels(centre, rings.at(-1)?.top ?? centre) > BEARINGS_FROM;
  const shown = isWide ? spokes.filter(({ bearing }) => bearing) : [];
  labelSketch(
    sheet!,
    shown.map(({ bearing, path }) => ({ at: path.at(-1)!, text: plan.bearingText(bearing) })),
  );
  labelSketch(
    sheet!,
    kept.map(({ top, metres }) => ({ at: top, text: ringText(metres) })),
  );
}

function draw(hover: LatLng | null = null): void {
  if (kind() === "rings") drawRings();
  else if (kind() === "area") drawArea(hover);
  else drawLine(hover);
}

/** Whether there is something to save. */
const isWhole = (): boolean => points.length >= LEAST[kind()] && (kind() !== "rings" || radii().length > 0);

/** What is measured, as the address carries it; empty while there is too little, or more than an address holds. */
function measuredNow(): string {
  if (!isWhole() || points.length > MOST) return "";
  const km = kind() === "rings" ? radii().map((metres) => metres / 1000) : [];
  return writeMeasured({ kind: kind(), points: points.map(({ lat, lng }) => [lat, lng]), radii: km });
}

/** The view's address follows what is measured. */
function keep(): void {
  const measured = measuredNow();
  if (measured !== view().measured) change({ measured });
}

/** Whether the view carries a measure that is not the one on the map: a link that was opened, a step back. */
export const isMeasureMeant = (): boolean => view().measured !== "" && view().measured !== measuredNow();

/** Whether something is measured now. */
export const isMeasured = (): boolean => measuredNow() !== "";

/** Set the card as the view's measure says, so that opening it draws that measure. */
export function showMeant(): void {
  const meant = readMeasured(view().measured);
  if (!meant) return;
  for (const field of card().querySelectorAll<HTMLInputElement>("[name=measure-kind]")) field.checked = field.value === meant.kind;
  if (meant.kind !== "rings") return;
  byId<HTMLInputElement>("measure-radii").value = meant.radii.map((km) => written(km, 3)).join("; ");
  byId<HTMLSelectElement>("measure-radii-unit").value = "km";
}

function drawing(): plan.Drawing {
  const title = word(`measure_${kind()}`);
  if (kind() === "line") return plan.drawRoute(points, speed(), title);
  if (kind() === "area") return plan.drawArea(points, title);
  return plan.drawRings(points[0]!, radii(), speed(), withBearings(), { centre: word("measured_centre"), ring: ringText });
}

async function save(ending: string): Promise<void> {
  await library("mgrs").catch(() => undefined); // without it, without MGRS
  const file = FILES[ending];
  if (!file || !isWhole()) return;
  const heading = (key: string): string => word(key === "csv_name" || key in { latitude: 1, longitude: 1, mgrs: 1 } ? key : `plan_${key}`);
  const content = file.write(drawing(), word(`measure_${kind()}`), heading);
  saveBlob(new Blob([content], { type: file.type }), `${kind() === "line" ? "route" : kind()}.${lang()}.${ending}`);
}

/** Rings round the selected place, or round the middle of the map where none with a point is selected. */
function aroundSelection(): void {
  const at = boot().places[view().selection];
  if (!at) return;
  setSketch([{ lat: at[0], lng: at[1] }], true);
  look();
}

/** Bring the widest ring into view. */
function look(): void {
  const [centre] = points;
  const far = Math.max(0, ...radii());
  if (!centre || !far) return;
  const path = plan.ringsOf(centre, [far])[0]!.path;
  const [lats, lngs] = [path.map(({ lat }) => lat), path.map(({ lng }) => lng)];
  goTo([Math.min(...lats), Math.min(...lngs), Math.max(...lats), Math.max(...lngs)]);
}

function onClick(event: Event): void {
  const ending = around(event, "[data-measured]")?.dataset.measured;
  if (ending) save(ending);
  else if (around(event, "#rings-place")) aroundSelection();
}

/** Fields of the card change what is drawn at once. */
function onInput(event: Event): void {
  if (!sheet || card().hidden || !around(event, "#tool-measure .tool-fields")) return;
  draw();
  keep();
}

export function startMeasure(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("input", onInput);
  whenMap.then((map) => map.on("zoomend", () => points.length && !card().hidden && draw())); // other labels have room
}

export const measure = {
  async open(): Promise<void> {
    const map = await whenMap;
    await library("geodesic");
    await library("mgrs").catch(() => undefined); // without it, without MGRS
    sheet ??= makeSheet(map, "atlas-sketch", 640);
    if (card().hidden) return;
    const what = kind();
    find(".rings-fields").hidden = find(".rings-hint").hidden = what !== "rings";
    find(".points-hint").hidden = what === "rings";
    find(".speed-field").hidden = what === "area";
    byId("rings-place").hidden = !boot().places[view().selection];
    const meant = readMeasured(view().measured);
    const onChange = (set: LatLng[], hover: LatLng | null): void => {
      points = set;
      draw(hover);
      keep();
    };
    const from = meant?.kind === what ? meant.points.map(([lat, lng]) => ({ lat, lng })) : [];
    beginSketch({ onChange, least: LEAST[what], most: what === "rings" ? 1 : Number.POSITIVE_INFINITY }, from);
  },
  close(): void {
    endSketch();
    points = [];
    sheet?.group.clearLayers();
    write([]);
    keep();
  },
};
