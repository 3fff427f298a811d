/** The edge by which the table's sheet is made higher or lower, with the pointer or the arrow keys. */
import { around, byId } from "../../../layers/web/dom.ts";
import { whenMap } from "../map/map.ts";

const HEIGHTS = [20, 85] as const; // percent of the room
const STEP = 5; // percent

const sheet = (): HTMLElement => byId("table-sheet");

function resize(percent: number): void {
  const height = Math.round(Math.min(HEIGHTS[1], Math.max(HEIGHTS[0], percent)));
  sheet().style.setProperty("--table-height", `${height}%`);
  byId("table-grip").setAttribute("aria-valuenow", String(height));
  whenMap.then((map) => map.invalidateSize({ debounceMoveend: true }));
}

document.addEventListener(
  "keydown",
  (event) => {
    const grip = around(event, "#table-grip");
    if (!grip || !/^Arrow(Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    resize(Number(grip.getAttribute("aria-valuenow")) + (event.key === "ArrowUp" ? STEP : -STEP));
  },
  true,
);
document.addEventListener("pointerdown", (event) => {
  const grip = around(event, "#table-grip");
  if (!grip) return;
  const room = sheet().parentElement!.getBoundingClientRect();
  const move = ({ clientY }: PointerEvent): void => resize(((room.bottom - clientY) / room.height) * 100);
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", () => grip.removeEventListener("pointermove", move), { once: true });
});
