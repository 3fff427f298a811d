/**
 * A drawing as a file: GeoJSON, which can be opened again, and KML; both say that it is the reader's own. And what the measuring
 * tool has, as a drawing.
 */
import { COLOURS, type Drawn, type DrawnKind, POINTS, readDrawn, USUAL, writeDrawn } from "../../../layers/web/drawn.ts";
import type { Shape } from "../../../layers/web/drawn_shape.ts";
import { readMeasured } from "../../../layers/web/measured.ts";
import { inMarkup } from "../../../layers/web/text.ts";

export type Pair = [number, number];
type Geometry =
  | { type: "Point"; coordinates: Pair }
  | { type: "LineString"; coordinates: Pair[] }
  | { type: "Polygon"; coordinates: Pair[][] };

const place = ([lat, lng]: readonly [number, number]): Pair => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];

/** RFC 7946: areas run counterclockwise. */
function ringOf(path: readonly (readonly [number, number])[]): Pair[] {
  const ring = path.map(place);
  const twice = ring.slice(1).reduce((sum, [x, y], n) => sum + (ring[n]![0] * y - x * ring[n]![1]), 0);
  return twice < 0 ? ring.reverse() : ring;
}

const isArea = (kind: DrawnKind): boolean => kind === "area" || kind === "circle";

/** Areas and lines have the points that were set; a circle its outline, and its centre and radius as properties. */
function geometryOf({ kind, points }: Drawn, { path }: Shape): Geometry {
  if (isArea(kind)) return { type: "Polygon", coordinates: [ringOf(kind === "circle" ? path : [...points, points[0]!])] };
  if (points.length > 1) return { type: "LineString", coordinates: points.map(place) };
  return { type: "Point", coordinates: place(points[0]!) };
}

export interface Told {
  /** Whose drawing it is. */
  note: string;
  sidc(symbol: string): string;
}

export function toGeoJson(things: readonly Drawn[], shapes: readonly Shape[], { note, sidc }: Told): string {
  const features = things.map((thing, n) => ({
    type: "Feature",
    properties: {
      name: shapes[n]!.written || shapes[n]!.name,
      source: note,
      kind: thing.kind,
      colour: thing.colour,
      size: thing.size,
      label: thing.label,
      ...(thing.kind === "circle" ? { radius_km: thing.radius, centre: place(thing.points[0]!) } : {}),
      ...(thing.kind === "number" ? { number: shapes[n]!.rank } : {}),
      ...(thing.symbol ? { symbol: thing.symbol, sidc: sidc(thing.symbol) } : {}),
      stroke: COLOURS[thing.colour],
    },
    geometry: geometryOf(thing, shapes[n]!),
  }));
  return `${JSON.stringify({ type: "FeatureCollection", name: note, features }, null, 1)}\n`;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);

/** The points of a geometry, latitude first; none where it is of another kind. */
function pointsOf(geometry: Record<string, unknown>): Pair[] {
  const { type, coordinates } = geometry;
  const given: unknown = type === "Point" ? [coordinates] : type === "Polygon" ? (coordinates as unknown[] | undefined)?.[0] : coordinates;
  if (!["Point", "LineString", "Polygon"].includes(String(type)) || !Array.isArray(given) || !given.every(isPair)) return [];
  const points = given.map(([lng, lat]): Pair => [lat, lng]);
  return type === "Polygon" ? points.slice(0, -1) : points;
}

const USUAL_KIND: Record<string, DrawnKind> = { LineString: "line", Polygon: "area" };

/** The thing of a feature: of our own file as it was, of another's a point, a line or an area with its name. */
function thingOf(feature: unknown): Drawn | null {
  const { properties, geometry } = (feature ?? {}) as { properties?: Record<string, unknown>; geometry?: Record<string, unknown> };
  if (!geometry) return null;
  const said = properties ?? {};
  const label = text(said.label ?? said.name ?? said.title);
  const usual = USUAL_KIND[String(geometry.type)] ?? (label ? "text" : "number");
  const kind = Object.hasOwn(POINTS, text(said.kind)) ? (text(said.kind) as DrawnKind) : usual;
  const points = kind === "circle" ? [said.centre].filter(isPair).map(([lng, lat]): Pair => [lat, lng]) : pointsOf(geometry);
  const colour = Object.hasOwn(COLOURS, text(said.colour)) ? (text(said.colour) as Drawn["colour"]) : USUAL.colour;
  const size = typeof said.size === "number" ? said.size : USUAL.size;
  const radius = typeof said.radius_km === "number" ? said.radius_km : 0;
  const thing = { kind, points, colour, size, label, radius, symbol: kind === "symbol" ? text(said.symbol) : "" };
  return readDrawn(writeDrawn(thing)); // what an address cannot carry is not taken
}

/** The things of a file, and how many features were left out; null where it is no GeoJSON. */
export function fromGeoJson(content: string): { things: Drawn[]; left: number } | null {
  let read: { type?: unknown; features?: unknown };
  try {
    read = JSON.parse(content) as typeof read;
  } catch {
    return null;
  }
  if (read?.type !== "FeatureCollection" || !Array.isArray(read.features)) return null;
  const things = read.features.map(thingOf);
  const kept = things.filter((thing) => thing !== null);
  return { things: kept, left: things.length - kept.length };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
/** KML writes opacity, blue, green, red. */
const kmlColour = (hex: string, opacity = "ff"): string => `${opacity}${hex.slice(5, 7)}${hex.slice(3, 5)}${hex.slice(1, 3)}`.toLowerCase();

export function toKml(things: readonly Drawn[], shapes: readonly Shape[], { note, sidc }: Told): string {
  const coordinates = (pairs: readonly Pair[]): string => `<coordinates>${pairs.map((pair) => pair.join(",")).join(" ")}</coordinates>`;
  const drawn = (geometry: Geometry): string => {
    if (geometry.type === "Point") return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    if (geometry.type === "LineString") return `<LineString><tessellate>1</tessellate>${coordinates(geometry.coordinates)}</LineString>`;
    const ring = coordinates(geometry.coordinates[0]!);
    return `<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing>${ring}</LinearRing></outerBoundaryIs></Polygon>`;
  };
  const styles = Object.entries(COLOURS).map(
    ([name, hex]) =>
      `<Style id="${name}"><LineStyle><color>${kmlColour(hex)}</color><width>3</width></LineStyle><PolyStyle><color>${kmlColour(hex, "20")}</color></PolyStyle><IconStyle><color>${kmlColour(hex)}</color></IconStyle></Style>`,
  );
  const marks = things.map((thing, n) => {
    const { written, name, rank } = shapes[n]!;
    const title = [rank || "", written || name].filter(Boolean).join(" ");
    const more = thing.symbol ? ` · ${name} (${sidc(thing.symbol)})` : "";
    const about = `<description>${inMarkup(note + more)}</description>`;
    return `<Placemark><name>${inMarkup(title)}</name>${about}<styleUrl>#${thing.colour}</styleUrl>${drawn(geometryOf(thing, shapes[n]!))}</Placemark>`;
  });
  const document = `<Document><name>${inMarkup(note)}</name>${styles.join("")}${marks.join("")}</Document>`;
  return `${HEAD}<kml xmlns="http://www.opengis.net/kml/2.2">${document}</kml>\n`;
}

/** What is measured (layers/web/measured.ts) as drawn things: a line that says its length, an area, a circle for each ring. */
export function fromMeasure(text: string, { colour, size }: Pick<Drawn, "colour" | "size">): Drawn[] {
  const measured = readMeasured(text);
  if (!measured) return [];
  const usual = { points: measured.points, colour, size, label: "", radius: 0, symbol: "" };
  if (measured.kind === "rings") return measured.radii.map((radius) => ({ ...usual, kind: "circle", radius }));
  return [{ ...usual, kind: measured.kind === "line" ? "measure" : "area" }];
}
