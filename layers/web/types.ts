/** What the build writes of a layer (layers/artifact/model.py), and what the map core makes of it. */
import type * as Leaflet from "leaflet";

export type Lang = "fr" | "en";

/** Longitude and latitude, WGS 84 degrees. */
export type Position = [number, number];

/** How a class of features is drawn: an entry of the legend. Sizes in CSS pixels, opacities 0 to 1. */
export interface Mark {
  key: string;
  label: string;
  shape: "area" | "line" | "dot" | "pin";
  color: string;
  stroke: string;
  fill: number;
  width: number;
  dash: string;
  radius: number;
  label_style: string;
  min_zoom: number;
  /** Short form of the name of its area. */
  short?: string;
  hatch?: boolean;
  /** Outline of the icon, on a grid of 15. */
  icon?: string;
  /** Of a pin that a bar crosses: what was called off. */
  struck?: boolean;
  /** Of the sign at each point of what is stated for several together. */
  together?: boolean;
  /** A class of numbers: a legend shows it, drawn or not. */
  scale?: boolean;
}

/** How a column of numbers is drawn. */
export type Colouring = "tint" | "symbol";

/** The classes of one column's numbers, from the least to the greatest. */
export interface Scale {
  how: Colouring;
  /** Greatest value of each class. */
  ends: number[];
  labels: string[];
  colors: string[];
  radii: number[];
}

/** How classes are drawn; what each of them changes in these marks is in its scale. */
export interface ScaleStyles {
  tint: Mark;
  spot: Mark;
  symbol: Mark;
  outline: Mark;
  unsaid_area: Mark;
  unsaid_point: Mark;
  warning: string;
}

export interface Field {
  name: string;
  label: string;
  kind: "text" | "number" | "date" | "citation" | "code";
  unit: string;
  /** Of a joined column, one of many: cards leave it out, tables and files have it. */
  theme?: string;
  theme_title?: string;
  /** What it counts, in one sentence. */
  about?: string;
  /** What colouring may do with it. */
  measure?: "count" | "share" | "number";
  /** Of what the card shows: the words after its number, for one and for several, `prison|prisons`. */
  headline?: string;
  /** Of what is given for several places together: the card says it small. */
  with_others?: boolean;
}

export interface Source {
  id: string;
  title: string;
  date: string;
  licence: string;
}

/** From when to when something holds (ISO 8601 days, open without a last one), and which document says so. */
export interface Validity {
  source: string;
  since: string;
  until: string | null;
}

export type FactState =
  | "stated"
  | "delivered"
  | "under_way"
  | "planned"
  | "authorised"
  | "postponed"
  | "not_held"
  | "not_deployed"
  | "lost"
  | "closed"
  | "event";

/** One fact that a feature states; its words are in the artifact's language. */
export interface FactRecord extends Validity {
  id: string;
  words: string;
  /** In `unit`; nothing for a mere presence. */
  value: number | null;
  /** How to read a value that is not exact, a key of BOUNDS in layers/words.py. */
  bound?: string;
  /** Code of the table of units. */
  unit: string;
  status: "actual" | "baseline" | "planned" | "authorised";
  /** What came of it (geodata/facts/states.py); what happened is an event. */
  state: FactState;
  /** Of the results framework, `1` to `5`, where the fact belongs to it. */
  component?: string;
  /** Of the result that it belongs to: `achieved`, `partial` or `not_achieved`. */
  verdict?: string;
  /** Reference of the result that it belongs to. */
  ref?: string;
}

export type Geometry =
  | { type: "Point"; coordinates: Position }
  | { type: "MultiPoint" | "LineString"; coordinates: Position[] }
  | { type: "MultiLineString" | "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] };

export interface Feature {
  type: "Feature";
  id: string;
  geometry: Geometry | null;
  properties: { name: string; mark: string; place_id?: string; rank?: number } & Record<string, string | number | null | undefined>;
  /** Where the name of an area or a line stands. */
  at?: Position;
  /** Areas (zone, sector, region, cercle) in which it lies, or any place that it is stated for. */
  inside?: string[];
  /** Of a group of areas and points, the points and their sign: the outline has none. */
  towns?: { mark: string; at: Position[] };
  /** Of a layer that places facts; as of a day, those that hold. */
  facts?: FactRecord[];
  /** As of a day, the facts that no longer hold. */
  past?: FactRecord[];
  /** Of a feature that is dated but lists no facts: when it holds. */
  holds?: Validity[];
  /** Of a place with joined columns: each column's value from each day on. */
  joined?: Record<string, [string, string | number | null][]>;
  /** Of a symbol that stands for an area's number: the area's identifier. */
  symbol_of?: string;
}

export interface Meta {
  id: string;
  lang: Lang;
  title: string;
  group: string;
  caveats: string[];
  marks: Mark[];
  fields: Field[];
  sources: Source[];
  count: number;
  data_date: string;
  min_zoom: number;
  query: string;
  caption?: string;
  as_of?: string;
  classes?: Record<string, Scale>;
  class_styles?: ScaleStyles;
  /** Where the reader coloured the layer: by which column, how, in words. */
  coloured?: { column: string; how: Colouring; title: string; about: string; warning: string };
  time_words?: { mark: string; past: string };
  /** Of a layer that the server draws: which version of it. */
  tiles?: { version: string };
}

export interface Artifact {
  type: "FeatureCollection";
  atlas: Meta;
  /** West, south, east, north, degrees. */
  bbox?: [number, number, number, number];
  features: Feature[];
}

/** How names of a style are written (layers/schema/type.py): CSS pixels, `hue` per cent of the mark's hue where `color` is empty. */
export interface LabelStyle {
  size: number;
  weight: number;
  spacing: number;
  upper: boolean;
  italic: boolean;
  color: string;
  halo: number;
  hue: number;
}

/** A name to be written on the map. */
export interface Label {
  text: string;
  /** Its short form, where the whole has no room; an area that has one also has its name beside it rather than not at all. */
  short?: string;
  style: string;
  rank: number;
  lat: number;
  lon: number;
  /** Pixels kept free around its point: the radius of the symbol. */
  gap: number;
  minZoom: number;
  color: string;
  isPoint: boolean;
  /** Its area, which it may not leave, or its line; nothing for a point. */
  area: Geometry | null;
  pin: Pin | null;
}

/** A marker with an icon; `shift` is how far, in pixels, it stands from its own place. */
export type Pin = Leaflet.Marker & { shift?: [number, number] };

/** A symbol that no name may cover. */
export interface Obstacle {
  lat: number;
  lon: number;
  radius: number;
  pin: Pin | null;
}

/** A point of what is stated for several together. */
export interface Member {
  at: Leaflet.LatLng;
  /** The statement, with the sign as its mark. */
  told: Told;
}

/** A layer as drawn on the map. */
export interface Handle {
  id: string;
  meta: Meta;
  features: Feature[];
  labels: Label[];
  obstacles: Obstacle[];
  pins: Pin[];
  members: Member[];
  visible: boolean;
  show(visible: boolean): void;
  fade(percent: number): void;
  raise(order: number): void;
  remove(): void;
  /** Of a layer whose rows the server has: how many lie in a shape (`circle=…`, `within=…`), and the first of them. */
  rowsIn?(shape: Record<string, string>): Promise<{ count: number; features: Feature[] }>;
}

/** A feature of the map, how it is drawn, and what choosing it does. */
export interface Told {
  feature: Feature;
  meta: Meta;
  mark: Mark;
  act(latlng: Leaflet.LatLng): void;
}
