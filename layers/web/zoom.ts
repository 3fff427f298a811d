/**
 * Zooming with many layers on. Each layer is a surface of its own, so that switching one moves no other; while the map zooms, a
 * machine without a graphics card draws each of them anew at every frame, and a frame took a second. So of many layers only the
 * ground moves along, and they are there again when it stands: areas with the next frame, points with the one after.
 */
import type * as Leaflet from "leaflet";

const FEW = 6; // layers that may move along
const [ALL, POINTS] = ["is-zooming", "is-zooming-points"];

/** Begin; `count` says how many layers are visible. */
export function calmZoom(map: Leaflet.Map, count: () => number): void {
  const { classList } = map.getContainer();
  let turn = 0;
  map.on("zoomstart", () => {
    turn += 1;
    if (count() > FEW) classList.add(ALL, POINTS);
  });
  map.on("zoomend", () => {
    if (!classList.contains(ALL)) return;
    const mine = turn;
    const show = (name: string): void => {
      if (mine === turn) classList.remove(name);
    };
    requestAnimationFrame(() => {
      show(ALL);
      requestAnimationFrame(() => setTimeout(() => show(POINTS), 0));
    });
  });
}
