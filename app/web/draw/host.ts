/** What the explorer gives the drawing tool (app/web/page/draw.ts): its script is bundled apart, and shares no state with it. */
import type * as Leaflet from "leaflet";
import type { Geodesy, Sign } from "../../../layers/web/drawn_shape.ts";
import type { Lang } from "../../../layers/web/types.ts";

export interface LatLng {
  lat: number;
  lng: number;
}

/** Words and symbols in the page's language (app/panels/draw.py). */
export interface Given {
  words: Record<string, string>;
  /** In the order in which they are offered. */
  symbols: (Sign & { id: string; group: string; sidc: string; name: string })[];
}

/** A place with a point. */
export interface Place {
  name: string;
  at: LatLng;
}

export interface Sheet {
  pane: string;
  group: Leaflet.LayerGroup;
  renderer: Leaflet.Renderer;
}

export interface Sketching {
  onChange(points: LatLng[], hover: LatLng | null, isDone: boolean): void;
  least: number;
  most: number;
}

export interface Host {
  lang: Lang;
  map: Leaflet.Map;
  geodesy: Geodesy;
  /** The view's drawing and what is measured, as the address has them. */
  drawing(): string;
  measured(): string;
  change(drawing: string): void;
  /** The places that have a point. */
  places(): Promise<Place[]>;
  /** The position that a text writes, or of the place that it names best; null where there is none. */
  find(text: string): Promise<Place | null>;
  look(at: LatLng): Promise<void>;
  save(content: string, type: string, name: string): void;
  sheet: Sheet;
  sketch: {
    begin(sketching: Sketching): void;
    end(): void;
    set(points: LatLng[], isDone: boolean): void;
    /** Draw what is being set, with a text beside its last point. */
    draw(points: LatLng[], path: LatLng[], isArea: boolean, text: string): void;
  };
}

export interface Script {
  open(): void;
  close(): void;
  /** Show the drawing of the view. */
  show(): void;
}
