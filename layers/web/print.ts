/** A map on paper: what is on the screen, drawn already, made as small as the paper needs. */

/** Millimetres that any landscape sheet of A4 or Letter has for a map, below its title and beside its legend. */
const ROOM = { width: 172, height: 140 };
const PIXELS = 96 / 25.4; // CSS pixels in a millimetre

/** By what to enlarge a map of a size (px) so that it stands whole on the paper. */
export const printZoom = (width: number, height: number): number =>
  Math.min((ROOM.width * PIXELS) / width, (ROOM.height * PIXELS) / height);

/**
 * Keep a map's size when the page is printed.
 *
 * A browser lays the page out anew for the paper, and the map, drawn for the screen, would be cut: it keeps its pixels, and
 * the style sheet enlarges or reduces the whole.
 */
export function printWhole(box: HTMLElement): void {
  addEventListener("beforeprint", () => {
    const { offsetWidth: width, offsetHeight: height } = box;
    if (!width || !height) return;
    box.classList.add("atlas-printed");
    box.style.setProperty("--print-width", `${width}px`);
    box.style.setProperty("--print-height", `${height}px`);
    box.style.setProperty("--print-zoom", printZoom(width, height).toFixed(4));
  });
  addEventListener("afterprint", () => box.classList.remove("atlas-printed"));
}
