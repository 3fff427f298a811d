/** Points that come near a place take its position, with a sign that says so; not while Alt is held. */
import type * as Leaflet from "leaflet";
import { element } from "../../../layers/web/dom.ts";
import type { Host, LatLng, Place } from "./host.ts";

const NEAR = 14; // px

export class Snap {
  readonly #host: Host;
  readonly #sign: Leaflet.LayerGroup;
  #places: Place[] = [];
  #isHeld = false;

  constructor(host: Host) {
    this.#host = host;
    this.#sign = L.layerGroup().addTo(host.map);
    const follow = (event: Event): void => {
      this.#isHeld = (event as MouseEvent | KeyboardEvent).altKey;
    };
    for (const kind of ["pointermove", "pointerdown", "keydown", "keyup"]) document.addEventListener(kind, follow, true);
  }

  async load(): Promise<void> {
    this.#places = await this.#host.places().catch(() => []); // without the list, no point is moved
  }

  /** The place that a position is near enough to, on the screen; null where there is none. */
  near(at: LatLng): Place | null {
    if (this.#isHeld) return null;
    const { map } = this.#host;
    const point = map.latLngToContainerPoint(at);
    let found: Place | null = null;
    let least = NEAR;
    for (const place of this.#places) {
      const far = map.latLngToContainerPoint(place.at).distanceTo(point);
      if (far < least) [found, least] = [place, far];
    }
    return found;
  }

  /** A position, or that of the place that is near. The sign stands where it is taken. */
  take(at: LatLng): LatLng {
    const place = this.near(at);
    this.mark(place);
    return place?.at ?? at;
  }

  mark(place: Place | null): void {
    this.#sign.clearLayers();
    if (!place) return;
    const { pane, renderer } = this.#host.sheet;
    const style = { pane, renderer, interactive: false, color: "#0B6FB8", weight: 2, fill: false };
    const html = element("span", "", place.name);
    const icon = L.divIcon({ className: "sketch-label draw-snap", html, iconSize: [0, 0] });
    this.#sign.addLayer(L.circleMarker(place.at, { ...style, radius: 10 }));
    this.#sign.addLayer(L.marker(place.at, { pane, icon, interactive: false, keyboard: false }));
  }
}
