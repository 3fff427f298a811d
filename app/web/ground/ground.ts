/**
 * A vector ground of the server's own (a PMTiles file in the schema of Protomaps' basemap), in the atlas's colours and with names
 * in the page's language. Bundled apart: it is fetched, with protomaps-leaflet, when a reader chooses that ground.
 */
import type * as Leaflet from "leaflet";

type Props = Record<string, string | number | boolean | undefined>;
interface Feature {
  props: Props;
}
type Filter = (zoom: number, feature: Feature) => boolean;
type Option<T> = T | ((zoom: number, feature?: Feature) => T);
type Symbolizer = new (options: Record<string, unknown>) => object;

interface Rule {
  dataLayer: string;
  symbolizer: object;
  minzoom?: number;
  maxzoom?: number;
  filter?: Filter;
  sort?(a: Props, b: Props): number;
}

/** What is used of protomaps-leaflet; a script of the server's own that defines one global of its name. */
export interface Protomaps {
  PolygonSymbolizer: Symbolizer;
  LineSymbolizer: Symbolizer;
  CenteredTextSymbolizer: Symbolizer;
  LineLabelSymbolizer: Symbolizer;
  exp(base: number, stops: [number, number][]): (zoom: number) => number;
  leafletLayer(options: Record<string, unknown>): Leaflet.GridLayer;
}

export interface GroundOptions {
  url: string;
  lang: string;
  attribution: string;
  /** Deepest zoom of the file. */
  maxZoom: number;
}

export interface Script {
  layer(protomaps: Protomaps, options: GroundOptions): Leaflet.GridLayer;
}

const FONT = '"Noto Sans", system-ui, sans-serif';
/** The hues of the atlas's own ground (layers/schema/colours.py): quiet, so that the layers stand out. */
const COLOURS = {
  sea: "#DCE8F0",
  land: "#F3F0E9",
  urban: "#E8E3D8",
  green: "#E4EADB",
  bare: "#EFE9DB",
  water: "#B9D3E3",
  building: "#DED8CB",
  road: "#FFFFFF",
  edge: "#CFC8BA",
  track: "#CDBFA6",
  border: "#6B7680",
  limit: "#A9A59A",
  name: "#3D4C5A",
  waterName: "#4E7FA3",
};

const kinds = (...known: string[]): Filter => {
  const set = new Set(known);
  return (_, { props }) => set.has(String(props.kind));
};

const WIDE = kinds("highway", "major_road");
const GREEN = [
  "forest",
  "wood",
  "park",
  "nature_reserve",
  "grass",
  "grassland",
  "farmland",
  "scrub",
  "orchard",
  "wetland",
  "national_park",
];

function fills({ PolygonSymbolizer }: Protomaps): Rule[] {
  const fill = (dataLayer: string, colour: string, more: Partial<Rule> = {}): Rule => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill: colour }),
    ...more,
  });
  return [
    fill("earth", COLOURS.land),
    fill("landcover", COLOURS.green, { filter: kinds("forest", "farmland", "grassland", "scrub"), maxzoom: 7 }),
    fill("landcover", COLOURS.bare, { filter: kinds("barren"), maxzoom: 7 }),
    fill("landuse", COLOURS.green, { filter: kinds(...GREEN) }),
    fill("landuse", COLOURS.bare, { filter: kinds("sand", "beach", "desert", "bare_rock") }),
    fill("landuse", COLOURS.urban, { filter: kinds("residential", "urban_area", "industrial", "military", "aerodrome", "airfield") }),
    fill("water", COLOURS.water, { filter: (_, { props }) => !["stream", "river", "canal"].includes(String(props.kind)) }),
    fill("buildings", COLOURS.building, { minzoom: 14 }),
  ];
}

function lines({ LineSymbolizer, exp }: Protomaps): Rule[] {
  const line = (dataLayer: string, color: string, width: Option<number>, more: Partial<Rule> & { dash?: number[] } = {}): Rule => {
    const { dash, ...rest } = more;
    const options = { color, width, lineCap: "round", lineJoin: "round", ...(dash ? { dash, dashColor: color, dashWidth: 1.2 } : {}) };
    return { dataLayer, symbolizer: new LineSymbolizer(options), ...rest };
  };
  const widths = (...stops: [number, number][]): ((zoom: number) => number) => exp(1.6, stops);
  return [
    line("water", COLOURS.water, widths([6, 0.6], [12, 2], [16, 5]), { filter: kinds("river", "canal") }),
    line("water", COLOURS.water, widths([11, 0.5], [16, 2]), { filter: kinds("stream"), minzoom: 11 }),
    line("roads", COLOURS.track, 1, { filter: kinds("path", "other"), minzoom: 12, dash: [3, 3] }),
    line("roads", COLOURS.edge, widths([12, 1], [18, 14]), { filter: kinds("minor_road"), minzoom: 12 }),
    line("roads", COLOURS.edge, widths([6, 1], [12, 3.4], [18, 22]), { filter: WIDE }),
    line("roads", COLOURS.road, widths([12, 0.4], [18, 12]), { filter: kinds("minor_road"), minzoom: 12 }),
    line("roads", COLOURS.road, widths([6, 0.3], [12, 2.2], [18, 19]), { filter: WIDE, minzoom: 8 }),
    line("boundaries", COLOURS.limit, 0.9, { filter: kinds("region", "county"), dash: [4, 3] }),
    line("boundaries", COLOURS.border, 1.3, { filter: kinds("country") }),
  ];
}

/** Smaller towns later: the file says from which zoom each is worth naming. */
const rank = (a: Props, b: Props): number =>
  Number(a.min_zoom ?? 15) - Number(b.min_zoom ?? 15) || Number(b.population_rank ?? 0) - Number(a.population_rank ?? 0);

function names({ CenteredTextSymbolizer, LineLabelSymbolizer }: Protomaps, lang: string): Rule[] {
  const text = (size: Option<number>, weight: number, fill: string, style = ""): object =>
    new CenteredTextSymbolizer({
      labelProps: [`name:${lang}`, "name"],
      fontFamily: FONT,
      fontSize: size,
      fontWeight: weight,
      fontStyle: style,
      fill,
      stroke: "#FFFFFF",
      width: 2.5,
      lineHeight: 1.2,
    });
  const road = new LineLabelSymbolizer({
    labelProps: [`name:${lang}`, "name"],
    font: `400 11px ${FONT}`,
    fill: COLOURS.name,
    stroke: "#FFFFFF",
    width: 2.5,
  });
  const isWorth: Filter = (zoom, { props }) => zoom + 1 >= Number(props.min_zoom ?? 0);
  const size = (zoom: number, feature?: Feature): number => (Number(feature?.props.population_rank ?? 0) > 8 && zoom < 11 ? 14 : 12);
  return [
    { dataLayer: "places", symbolizer: text(13, 600, COLOURS.border), filter: kinds("country"), maxzoom: 8 },
    {
      dataLayer: "places",
      symbolizer: text(size, 600, COLOURS.name),
      filter: (z, f) => kinds("locality")(z, f) && isWorth(z, f),
      sort: rank,
    },
    { dataLayer: "places", symbolizer: text(11, 400, COLOURS.name), filter: kinds("neighbourhood", "macrohood"), minzoom: 13, sort: rank },
    { dataLayer: "water", symbolizer: text(11, 400, COLOURS.waterName, "italic"), filter: kinds("lake", "reservoir", "water"), minzoom: 8 },
    { dataLayer: "roads", symbolizer: road, filter: WIDE, minzoom: 12 },
  ];
}

export function layer(protomaps: Protomaps, { url, lang, attribution, maxZoom }: GroundOptions): Leaflet.GridLayer {
  return protomaps.leafletLayer({
    url,
    lang,
    attribution,
    maxDataZoom: maxZoom,
    maxZoom: 19,
    noWrap: true,
    backgroundColor: COLOURS.sea,
    paintRules: [...fills(protomaps), ...lines(protomaps)],
    labelRules: names(protomaps, lang),
  });
}
