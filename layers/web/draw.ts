/** Draw one artifact on a Leaflet map: shared by the explorer and the standalone page. Words and styles come resolved. */
import type * as Leaflet from "leaflet";
import { bindTip, card } from "./card.ts";
import { ownFeatures } from "./colour.ts";
import { listHere, meant, nameClose, popup, tell } from "./here.ts";
import { nameStop } from "./keys.ts";
import { labelOf } from "./names/label.ts";
import { pathStyle, pinElement } from "./symbols.ts";
import type { Artifact, Feature, Handle, Mark, Member, Meta, Pin, Position, Told } from "./types.ts";

export interface DrawOptions {
  /** Draw quietly below everything, on the canvas of `renderer`. */
  base?: boolean;
  pane?: string;
  renderer?: Leaflet.Renderer;
  /** Height among the layers, 0 to 99. */
  order?: number;
  /** Called with the place of the feature that was chosen; false shows its card instead. */
  onPick?(place: string): boolean;
  /** Called with every feature chosen. */
  onChosen?(layer: string, feature: string): void;
}

interface Frame extends DrawOptions {
  map: Leaflet.Map;
  meta: Meta;
  pane: string;
  renderer: Leaflet.Renderer;
}

/** A feature, and what choosing it does. */
function toldAs(feature: Feature, mark: Mark, frame: Frame): Told {
  const { meta, map } = frame;
  const place = feature.properties.place_id;
  const act = (latlng: Leaflet.LatLng): void => {
    frame.onChosen?.(meta.id, feature.symbol_of ?? feature.id);
    if (place && frame.onPick?.(place)) return;
    const box = popup({}).setLatLng(latlng).setContent(card(feature, meta)).openOn(map);
    nameClose(box);
  };
  return { feature, meta, mark, act };
}

type Drawn = Leaflet.Path | Leaflet.Marker;

/** The layers that one feature is drawn as. */
const partsOf = (layer: Leaflet.Layer): Drawn[] => (layer instanceof L.LayerGroup ? layer.getLayers() : [layer]) as Drawn[];

/** By keyboard a feature is meant, whatever lies under it. */
function choose(part: Drawn, about: Told): void {
  part.closeTooltip();
  about.act("getLatLng" in part ? part.getLatLng() : (part as Leaflet.Polyline).getBounds().getCenter());
}

/** A click chooses the feature; where several lie under it, the reader chooses among them. */
function listen(layer: Leaflet.Layer, feature: Feature, mark: Mark, frame: Frame): void {
  const { map } = frame;
  const about = toldAs(feature, mark, frame);
  tell(layer, about);
  for (const part of partsOf(layer)) part.on("add", () => nameStop(part.getElement()!, feature.properties.name, () => choose(part, about)));
  layer.on("click", (event: Leaflet.LeafletMouseEvent) => {
    const found = event.originalEvent ? meant(event.originalEvent) : [];
    const latlng = event.latlng ?? (layer as Leaflet.Marker).getLatLng();
    layer.closeTooltip();
    if (found.length > 1) listHere(map, latlng, found);
    else (found[0] ?? about).act(latlng);
  });
}

type PinClass = new (latlng: Leaflet.LatLng, options: Leaflet.MarkerOptions) => Pin;
let pinClass: PinClass | undefined;

/** Placed in the plane: a pin moved in space is a surface of its own for the browser, and so is all that lies over it. */
function planePin(): PinClass {
  pinClass ??= L.Marker.extend({
    _setPos(this: Leaflet.Marker & { _icon?: HTMLElement }, pos: Leaflet.Point) {
      (L.Marker.prototype as unknown as { _setPos(pos: Leaflet.Point): void })._setPos.call(this, pos);
      if (this._icon) this._icon.style.transform = `translate(${pos.x}px, ${pos.y}px)`;
    },
  }) as unknown as PinClass;
  return pinClass;
}

function pinOf(feature: Feature, latlng: Leaflet.LatLng, mark: Mark, frame: Frame): Pin {
  const { name } = feature.properties;
  const size: [number, number] = [2 * mark.radius, 2 * mark.radius];
  const icon = L.divIcon({ className: "atlas-pin", html: pinElement(mark), iconSize: size });
  const marker = new (planePin())(latlng, { pane: frame.pane, alt: name, keyboard: true, riseOnHover: true, icon });
  listen(marker, feature, mark, frame);
  marker.on("add", () => {
    marker.getElement()!.dataset.feature = feature.id;
  });
  bindTip(marker, feature, frame.meta, mark.radius);
  return marker;
}

function shapeOf(feature: Feature, mark: Mark, frame: Frame, options: Leaflet.PathOptions): Leaflet.Path {
  const shape = L.GeoJSON.geometryToLayer(
    feature as GeoJSON.Feature,
    { ...options, pane: frame.pane } as Leaflet.GeoJSONOptions,
  ) as Leaflet.Path;
  if (frame.base) return shape;
  listen(shape, feature, mark, frame);
  const fillOpacity = options.fillOpacity!;
  shape.on("mouseover", () => shape.setStyle({ weight: mark.width + 1.2, fillOpacity: Math.min(1, fillOpacity + 0.12) }));
  shape.on("mouseout", () => shape.setStyle({ weight: mark.width, fillOpacity }));
  bindTip(shape, feature, frame.meta, null);
  return shape;
}

function layerOf(feature: Feature, mark: Mark, frame: Frame): Leaflet.Layer | null {
  if (!feature.geometry) return null;
  const options = pathStyle(mark, frame.renderer, !frame.base);
  if (feature.geometry.type !== "Point") return shapeOf(feature, mark, frame, options);
  const [lon, lat] = feature.geometry.coordinates;
  if (mark.shape === "pin") return pinOf(feature, L.latLng(lat, lon), mark, frame);
  const dot = L.circleMarker([lat, lon], { ...options, radius: mark.radius, pane: frame.pane });
  if (frame.base) return dot;
  listen(dot, feature, mark, frame);
  bindTip(dot, feature, frame.meta, mark.radius);
  return dot;
}

function paneOf(map: Leaflet.Map, name: string, zIndex: number): HTMLElement {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = String(zIndex);
  return pane;
}

function basePane(map: Leaflet.Map, name: string): HTMLElement {
  const pane = paneOf(map, name, 200);
  pane.style.pointerEvents = "none";
  return pane;
}

const PARTS = ["areas", "points"] as const;

/** Points stand above every area, so that each can be reached; there is room for a hundred heights. */
const level = (part: number, order: number): number => (part ? 480 : 300) + order;

/** The points of what is stated for several together; of a group with areas, those that are no area. */
function membersOf(feature: Feature, sign: Mark, frame: Frame): Member[] {
  const told = toldAs(feature, sign, frame);
  const { geometry, towns } = feature;
  const positions: Position[] = towns?.at ?? (geometry?.type === "MultiPoint" ? geometry.coordinates : []);
  return positions.map(([lon, lat]) => ({ at: L.latLng(lat, lon), told }));
}

/** Make the Leaflet layers of every feature, in the groups of their marks; fill names, obstacles and pins. */
function addFeatures(features: Feature[], handle: Handle, groups: Map<string, Leaflet.LayerGroup>, frameOf: (mark: Mark) => Frame): void {
  const marks = new Map(handle.meta.marks.map((mark) => [mark.key, mark]));
  for (const feature of features) {
    if (!feature.geometry) continue;
    const mark = marks.get(feature.properties.mark)!;
    const frame = frameOf(mark);
    if (mark.together || feature.towns) {
      const sign = feature.towns ? marks.get(feature.towns.mark)! : mark;
      handle.members.push(...membersOf(feature, sign, frame));
    }
    if (mark.together) continue;
    const layer = layerOf(feature, mark, frame);
    const pin = mark.shape === "pin" ? (layer as Pin) : null;
    if (pin) handle.pins.push(pin);
    if (layer) groups.get(mark.key)!.addLayer(layer);
    const label = labelOf(feature, mark, pin);
    if (label) handle.labels.push(label);
    if (feature.geometry.type === "Point" && (pin || (mark.shape === "dot" && !frame.base))) {
      const [lon, lat] = feature.geometry.coordinates;
      handle.obstacles.push({ lat, lon, radius: mark.radius, pin });
    }
  }
}

function handleOf(artifact: Artifact, panes: HTMLElement[], remove: () => void): Handle {
  const meta = artifact.atlas;
  const handle: Handle = {
    id: meta.id,
    meta,
    features: ownFeatures(artifact.features),
    labels: [],
    obstacles: [],
    pins: [],
    members: [],
    visible: true,
    show: (visible) => {
      handle.visible = visible;
      for (const pane of panes) pane.style.display = visible ? "" : "none";
    },
    fade: (percent) => {
      for (const pane of panes) pane.style.opacity = String(percent / 100);
    },
    raise: (order) => {
      panes.forEach((pane, part) => {
        pane.style.zIndex = String(level(part, order));
      });
    },
    remove,
  };
  return handle;
}

/** Draw an artifact and return a handle of it. */
export function draw(map: Leaflet.Map, artifact: Artifact, options: DrawOptions): Handle {
  const meta = artifact.atlas;
  const name = options.pane ?? `atlas-${meta.id}`;
  const names = options.base ? [name] : PARTS.map((part) => `${name}-${part}`);
  const panes = names.map((own, part) => (options.base ? basePane(map, own) : paneOf(map, own, level(part, options.order ?? 0))));
  const renderers = options.base ? [options.renderer!] : names.map((own) => L.svg({ pane: own }));
  const frameOf = (mark: Mark): Frame => {
    const part = options.base ? 0 : Number(mark.shape === "dot" || mark.shape === "pin");
    return { ...options, map, meta, pane: names[part]!, renderer: renderers[part]! };
  };
  const groups = new Map(meta.marks.map((mark) => [mark.key, L.layerGroup()]));
  const byZoom = (): void => {
    for (const mark of meta.marks) {
      const group = groups.get(mark.key)!;
      const isWanted = map.getZoom() >= mark.min_zoom;
      if (isWanted !== map.hasLayer(group)) isWanted ? group.addTo(map) : group.remove();
    }
  };
  const handle = handleOf(artifact, panes, () => {
    map.off("zoomend", byZoom);
    for (const group of groups.values()) group.remove();
    if (!options.base) for (const renderer of renderers) renderer.remove();
  });
  addFeatures(artifact.features, handle, groups, frameOf);
  byZoom();
  map.on("zoomend", byZoom);
  return handle;
}
