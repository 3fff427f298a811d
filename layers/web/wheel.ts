/** The wheel over a map that stands in another page: it scrolls that page, unless the reader means the map. */
import type * as Leaflet from "leaflet";

/**
 * Leave the wheel to the page around, until the map is clicked or while Ctrl is held.
 *
 * Leaving the map gives the wheel back to the page. Nothing is changed where the map is a page of its own.
 */
export function sparePage(map: Leaflet.Map, isFramed = self !== top): void {
  if (!isFramed) return;
  const box = map.getContainer();
  let isMeant = false;
  box.addEventListener("wheel", (event) => !isMeant && !event.ctrlKey && event.stopImmediatePropagation(), {
    capture: true,
    passive: true,
  });
  box.addEventListener("pointerdown", () => {
    isMeant = true;
  });
  box.addEventListener("pointerleave", () => {
    isMeant = false;
  });
}
