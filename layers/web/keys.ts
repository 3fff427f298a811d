/**
 * The keyboard on the map. All that is drawn is one stop of the Tab key: arrows go from there to the next thing in their
 * direction, Home and End to the first and the last, letters to a name that begins so; Enter and Space choose.
 */
import type * as Leaflet from "leaflet";
import { fold } from "./text.ts";

const STOPS = '.leaflet-pane [role="button"]';
const TYPED = 800; // ms in which letters make one word
const acts = new WeakMap<Element, () => void>();

/** Give a drawn thing its name for those who do not see it, and what choosing it by keyboard does. */
export function nameStop(node: Element, name: string, act: () => void): void {
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", name);
  node.setAttribute("tabindex", "-1");
  acts.set(node, act);
}

/** Something drawn that is in sight, and the middle of its part that is. */
export interface Stop {
  x: number;
  y: number;
}

type Step = [across: number, down: number];

const STEPS: Record<string, Step> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const ASIDE = 2; // how much farther a thing counts for each pixel that it lies aside

/** The nearest stop in a direction; what lies more aside than ahead is in another one. */
export function ahead<S extends Stop>(from: Stop, stops: readonly S[], [across, down]: Step): S | undefined {
  let [best, least]: [S | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const stop of stops) {
    const [x, y] = [stop.x - from.x, stop.y - from.y];
    const [far, aside] = [x * across + y * down, Math.abs(x * down) + Math.abs(y * across)];
    if (far < 0.5 || aside > far) continue;
    const cost = far + ASIDE * aside;
    if (cost < least) [best, least] = [stop, cost];
  }
  return best;
}

interface Seen extends Stop {
  node: HTMLElement;
}

/** From where to where the side of a comparison reaches that a thing is drawn on, in pixels of the map; all of it without one. */
function sideOf(node: Element, { width }: DOMRect): [from: number, to: number] {
  const seen = node.closest<HTMLElement>("[data-seen]")?.dataset.seen;
  return seen ? (seen.split(" ").map(Number) as [number, number]) : [0, width];
}

/** What is in sight, from the top left to the bottom right. */
function inSight(container: HTMLElement): Seen[] {
  const frame = container.getBoundingClientRect();
  const found = [...container.querySelectorAll<HTMLElement>(STOPS)].flatMap((node) => {
    const box = node.getBoundingClientRect();
    const [from, to] = sideOf(node, frame);
    const [left, right] = [Math.max(box.left, frame.left + from), Math.min(box.right, frame.left + to)];
    const [top, bottom] = [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)];
    return box.width && right > left && bottom > top ? { node, x: (left + right) / 2, y: (top + bottom) / 2 } : [];
  });
  return found.sort((a, b) => a.y - b.y || a.x - b.x);
}

/** Make one of the things the stop of the Tab key. */
function mark(container: HTMLElement, node: Element): void {
  for (const other of container.querySelectorAll(`${STOPS}[tabindex="0"]`)) if (other !== node) other.setAttribute("tabindex", "-1");
  node.setAttribute("tabindex", "0");
}

/** The map has the keys: the thing nearest to its middle is the next stop. */
function markMiddle(container: HTMLElement): void {
  const { left, top, width, height } = container.getBoundingClientRect();
  const far = ({ x, y }: Stop): number => Math.hypot(x - left - width / 2, y - top - height / 2);
  const stops = inSight(container);
  if (stops.length) mark(container, stops.reduce((best, next) => (far(next) < far(best) ? next : best)).node);
}

let typed = "";
let last = 0;

/** The next thing, after the present one, whose name begins with the letters that were typed. */
function named(stops: readonly Seen[], from: number, letter: string): Seen | undefined {
  const now = performance.now();
  typed = now - last < TYPED ? typed + letter : letter;
  last = now;
  const sought = fold(typed);
  const turned = [...stops.slice(from + 1), ...stops.slice(0, from + 1)];
  const among = typed.length > 1 && from >= 0 ? [stops[from]!, ...turned] : turned;
  return among.find(({ node }) => fold(node.getAttribute("aria-label")!).startsWith(sought));
}

function next(stops: Seen[], node: Element, key: string): Seen | undefined {
  const from = stops.findIndex((stop) => stop.node === node);
  const step = STEPS[key];
  if (key.length > 1) typed = ""; // a move begins a new word
  if (step) return from < 0 ? stops[0] : ahead(stops[from]!, stops, step);
  if (key === "Home") return stops[0];
  if (key === "End") return stops.at(-1);
  return named(stops, from, key);
}

const isLetter = (event: KeyboardEvent): boolean => /^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;

function onKey(event: KeyboardEvent, container: HTMLElement): void {
  const node = (event.target as Element).closest(STOPS);
  const isMove = event.key in STEPS || event.key === "Home" || event.key === "End" || isLetter(event);
  const isChoice = event.key === "Enter" || event.key === " ";
  if (!node || !(isMove || isChoice)) return;
  event.preventDefault();
  event.stopPropagation(); // the map itself would move
  if (isChoice) acts.get(node)?.();
  else next(inSight(container), node, event.key)?.node.focus({ preventScroll: true });
}

/** Begin to answer the keys on a map. */
export function followKeys(map: Leaflet.Map): void {
  const container = map.getContainer();
  container.addEventListener("keydown", (event) => onKey(event, container), true);
  container.addEventListener("focusin", ({ target }) => {
    if (target === container) markMiddle(container);
    else if ((target as Element).matches(STOPS)) mark(container, target as Element);
  });
}
