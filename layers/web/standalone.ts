/** The map of the standalone page: everything it shows lies in the page itself. */
import type * as Leaflet from "leaflet";
import { all } from "./dom.ts";
import { draw } from "./draw.ts";
import { DrawnMap } from "./drawn_map.ts";
import type { Shape } from "./drawn_shape.ts";
import { mapWords } from "./here.ts";
import { followKeys } from "./keys.ts";
import { Labels } from "./names/labels.ts";
import { printWhole } from "./print.ts";
import type { Artifact, Handle, LabelStyle } from "./types.ts";
import { sparePage } from "./wheel.ts";

export interface Content {
  words: Record<string, string>;
  label_styles: Record<string, LabelStyle>;
  /** South-west and north-east corners, degrees; null where the page has a camera. */
  bounds: Leaflet.LatLngBoundsLiteral | null;
  base: Artifact[];
  /** From the top of the drawing down; opacity in percent. */
  layers: { artifact: Artifact; opacity: number; picture: Picture | null }[];
  /** What the reader drew. */
  drawn: Shape[];
}

/** A layer whose rows the server has: an address of data, and its south-west and north-east corners. */
interface Picture {
  data: string;
  bounds: Leaflet.LatLngBoundsLiteral;
}

/** Show a picture where its layer's points would be, with it. */
function addPicture(map: Leaflet.Map, handle: Handle, { data, bounds }: Picture): void {
  const overlay = L.imageOverlay(data, bounds, { pane: `atlas-${handle.id}-points` }).addTo(map);
  const { show } = handle;
  handle.show = (visible) => {
    show(visible);
    visible ? overlay.addTo(map) : overlay.remove();
  };
}

function fit(map: Leaflet.Map, bounds: Leaflet.LatLngBoundsLiteral): void {
  const side = document.querySelector<HTMLElement>(".atlas-side")!;
  const isWide = innerWidth > 900;
  map.fitBounds(bounds, {
    animate: false,
    paddingTopLeft: [isWide ? side.offsetWidth + 16 : 0, 8],
    paddingBottomRight: [8, isWide ? 8 : side.offsetHeight + 8],
  });
}

/** Controls at the foot of a narrow map stand above the side box, however tall it is. */
function standAbove(): void {
  const side = document.querySelector<HTMLElement>(".atlas-side")!;
  new ResizeObserver(() => document.body.style.setProperty("--card", `${side.offsetHeight + 8}px`)).observe(side);
}

function start(map: Leaflet.Map, content: Content): void {
  map.createPane("atlas-base").style.zIndex = "200";
  const renderer = L.canvas({ pane: "atlas-base", padding: 0.3 });
  Object.assign(mapWords, content.words);
  followKeys(map);
  standAbove();
  sparePage(map);
  printWhole(map.getContainer());
  const labels = new Labels(map, content.label_styles);
  map.attributionControl.setPrefix("Leaflet");
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  if (content.bounds) fit(map, content.bounds);
  const base = content.base.map((artifact) => draw(map, artifact, { base: true, pane: "atlas-base", renderer }));
  const drawn = content.layers.map((item, rank) => {
    const handle = draw(map, item.artifact, { order: content.layers.length - rank });
    handle.fade(item.opacity);
    if (item.picture) addPicture(map, handle, item.picture);
    return handle;
  });
  if (content.drawn.length) new DrawnMap(map).show(content.drawn);
  const update = (): void => labels.update([...base, ...drawn]);
  for (const box of all<HTMLInputElement>("[data-layer]")) {
    box.addEventListener("change", () => {
      drawn.find((handle) => handle.id === box.dataset.layer)?.show(box.checked);
      update();
    });
  }
  update();
}

Object.assign(window, { atlas: { start } });
