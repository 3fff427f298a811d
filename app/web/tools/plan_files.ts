/** What was drawn as a file: GeoJSON, KML, GPX, CSV. Positions are WGS 84 degrees; `word` gives a heading by its key. */
import { inMarkup } from "../../../layers/web/text.ts";
import { csvCell } from "../tables/csv.ts";
import type { LatLng } from "./coordinates.ts";
import type { Drawing, Values } from "./plan.ts";

type Word = (key: string) => string;

const place = ({ lat, lng }: LatLng): [number, number] => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];

/** Longitude is whole turns away from the meridian of the first point, so that no line leaps round the earth. */
function unwound(path: readonly LatLng[]): LatLng[] {
  const first = path[0]?.lng ?? 0;
  return path.map(({ lat, lng }) => ({ lat, lng: lng - 360 * Math.round((lng - first) / 360) }));
}

/** RFC 7946: areas run counterclockwise. */
function ringOf(path: readonly LatLng[]): [number, number][] {
  const ring = unwound(path).map(place);
  const twice = ring.slice(1).reduce((sum, [x, y], n) => sum + (ring[n]![0] * y - x * ring[n]![1]), 0);
  return twice < 0 ? ring.reverse() : ring;
}

export function toGeoJson({ points, lines }: Drawing): string {
  const feature = (geometry: unknown, name: string, values: Values) => ({ type: "Feature", properties: { name, ...values }, geometry });
  const features = [
    ...points.map(({ name, at, values }) => feature({ type: "Point", coordinates: place(at) }, name, values)),
    ...lines.map(({ name, path, isArea, values }) =>
      feature(
        isArea ? { type: "Polygon", coordinates: [ringOf(path)] } : { type: "LineString", coordinates: unwound(path).map(place) },
        name,
        values,
      ),
    ),
  ];
  return JSON.stringify({ type: "FeatureCollection", features });
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

const described = (values: Values, word: Word): string =>
  Object.entries(values)
    .map(([key, value]) => `${word(key)} ${value}`)
    .join(" · ");

export function toKml({ points, lines }: Drawing, title: string, word: Word): string {
  const data = (values: Values): string =>
    `<ExtendedData>${Object.entries(values)
      .map(
        ([key, value]) => `<Data name="${key}"><displayName>${inMarkup(word(key))}</displayName><value>${inMarkup(value)}</value></Data>`,
      )
      .join("")}</ExtendedData>`;
  const placemark = (name: string, values: Values, geometry: string): string =>
    `<Placemark><name>${inMarkup(name)}</name><styleUrl>#drawn</styleUrl>${data(values)}${geometry}</Placemark>`;
  const coordinates = (path: readonly [number, number][]): string =>
    `<coordinates>${path.map((each) => each.join(",")).join(" ")}</coordinates>`;
  const line = (path: readonly LatLng[], isArea: boolean): string =>
    isArea
      ? `<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing>${coordinates(ringOf(path))}</LinearRing></outerBoundaryIs></Polygon>`
      : `<LineString><tessellate>1</tessellate>${coordinates(unwound(path).map(place))}</LineString>`;
  const style =
    '<Style id="drawn"><LineStyle><color>ff1e26b3</color><width>2.5</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>'; // KML writes blue, green, red
  const marks = [
    ...points.map(({ name, at, values }) => placemark(name, values, `<Point>${coordinates([place(at)])}</Point>`)),
    ...lines.map(({ name, path, isArea, values }) => placemark(name, values, line(path, isArea))),
  ];
  return `${HEAD}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${inMarkup(title)}</name>${style}${marks.join("")}</Document></kml>`;
}

/** A route is a route, with its points as they were set; areas, rings and bearings are tracks, other points waypoints. */
export function toGpx({ points, lines }: Drawing, title: string, word: Word): string {
  const point = (tag: string, at: LatLng, name = "", values: Values = {}): string => {
    const [lon, lat] = place(at);
    const inside = name ? `<name>${inMarkup(name)}</name><desc>${inMarkup(described(values, word))}</desc>` : "";
    return `<${tag} lat="${lat}" lon="${lon}">${inside}</${tag}>`;
  };
  const isRoute = lines.some((line) => line.isRoute);
  const waypoints = isRoute ? [] : points.map(({ name, at, values }) => point("wpt", at, name, values));
  const routes = lines
    .filter((line) => line.isRoute)
    .map(({ name, values }) => {
      const stops = points.map((each) => point("rtept", each.at, each.name, each.values));
      return `<rte><name>${inMarkup(name)}</name><desc>${inMarkup(described(values, word))}</desc>${stops.join("")}</rte>`;
    });
  const tracks = lines
    .filter((line) => !line.isRoute)
    .map(({ name, path, values }) => {
      const steps = path.map((at) => point("trkpt", at));
      return `<trk><name>${inMarkup(name)}</name><desc>${inMarkup(described(values, word))}</desc><trkseg>${steps.join("")}</trkseg></trk>`;
    });
  const metadata = `<metadata><name>${inMarkup(title)}</name></metadata>`;
  return `${HEAD}<gpx version="1.1" creator="mission-atlas" xmlns="http://www.topografix.com/GPX/1/1">${metadata}${[...waypoints, ...routes, ...tracks].join("")}</gpx>`;
}

/** A line for each point and for each line or ring; a column for each value that any of them has. */
export function toCsv({ points, lines }: Drawing, word: Word): string {
  const all = [...points, ...lines];
  const keys = [...new Set(all.flatMap(({ values }) => Object.keys(values)))];
  const rows = [["csv_name", ...keys].map(word), ...all.map(({ name, values }) => [name, ...keys.map((key) => values[key] ?? "")])];
  return rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** Content and media type of each file, by the ending of its name. */
export const FILES: Record<string, { type: string; write: (drawing: Drawing, title: string, word: Word) => string }> = {
  geojson: { type: "application/geo+json", write: toGeoJson },
  kml: { type: "application/vnd.google-earth.kml+xml", write: toKml },
  gpx: { type: "application/gpx+xml", write: toGpx },
  csv: { type: "text/csv;charset=utf-8", write: (drawing, _, word) => `\ufeff${toCsv(drawing, word)}` },
};
