/** A comparison on the map: two sides of a border, or rings around what changed. Bundled apart, fetched when first asked for. */
import type * as Leaflet from "leaflet";
import type { Artifact, Handle, Told } from "../../../layers/web/types.ts";
import type { View } from "../../../layers/web/view.ts";
import type { Picture } from "../map/map.ts";
import { Border } from "./border.ts";
import { Rings } from "./rings.ts";
import { Sides } from "./sides.ts";

/** What a side shows: which day, and which case of a computed layer. */
export interface Side {
  date: string;
  /** Arguments of computed layers, as texts. */
  given: View["arguments"];
  words: string;
}

/** What the explorer gives (app/web/map/comparison.ts): this script has no state of its own to share. */
export interface Host {
  map: Leaflet.Map;
  view(): Readonly<View>;
  change(fields: Partial<View>): void;
  word(key: string, values?: Record<string, string | number>): string;
  /** The side of the view's own date and arguments, then the one that it is compared with. */
  sides(): readonly [Side, Side];
  /** A layer as a side shows it. */
  picture(id: string, side: Side): Promise<Picture>;
  /** A layer of every date together, filtered and coloured as the view says. */
  whole(id: string): Promise<Artifact>;
  draw(on: Leaflet.Map, picture: Picture): Handle;
  /** Show, fade and raise a layer as the view says. */
  apply(handle: Handle): void;
  /** Writes names on a map. */
  names(on: Leaflet.Map): { update(handles: Handle[]): void };
  grounds: readonly Handle[];
  shown(): Handle[];
  drawnBy(node: Element): readonly Told[];
  failed(error: unknown): void;
}

export interface Script {
  /** Show what the view says; called whenever it has changed, or something was drawn. */
  show(): void;
}

export function start(host: Host): Script {
  const border = new Border(host);
  const sides = new Sides(host);
  const rings = new Rings(host);
  border.moved = (split) => sides.clip(split);
  return {
    show() {
      const { how, split } = host.view();
      border.show(how === "swipe");
      sides.show(how === "swipe", split);
      rings.show(how === "halos");
    },
  };
}
