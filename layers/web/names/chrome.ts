/** What stands before the map and hides what lies under it. */
import type * as Leaflet from "leaflet";
import { all } from "../dom.ts";
import type { Box } from "./placement.ts";

const CHROME =
  ".leaflet-control, .tool-bar, .tool, .home, .map-foot, .filter-chips, .filter-card, .time-bar, .legend, .pointer, .open-explorer, .atlas-side, .dossier";

/** The boxes of what stands before the map, in pixels of its container. They are measured again when one of them
    changes size or the map does: to ask at every placing would lay out the page once more. */
export function chrome(map: Leaflet.Map, onChange: () => void): () => Box[] {
  let boxes: Box[] | null = null;
  const watched = new WeakSet<Element>();
  const watch = new ResizeObserver(() => {
    boxes = null;
    onChange();
  });
  map.on("resize", () => {
    boxes = null;
  });
  return () => {
    if (boxes) return boxes;
    const { left, top } = map.getContainer().getBoundingClientRect();
    const nodes = all(CHROME);
    for (const node of nodes) if (!watched.has(node)) watched.add(node) && watch.observe(node);
    const seen = nodes.map((node) => node.getBoundingClientRect()).filter((box) => box.width);
    boxes = seen.map((box): Box => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
    return boxes;
  };
}
