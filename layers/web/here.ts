/** What lies under the pointer: every feature of the visible layers, as a list to choose from where there are several. */
import type * as Leaflet from "leaflet";
import { element } from "./dom.ts";
import { pinElement } from "./symbols.ts";
import type { Mark, Told } from "./types.ts";

const REACH = 10; // px that a finger may miss a symbol by
const drawnAs = new WeakMap<Element, Told[]>();

/** The page's words for what the map core writes itself. */
export const mapWords: Record<string, string> = { here: "", stack: "", with_others: "" };

/** Remember which features the elements of a Leaflet layer draw, and what choosing each does. */
export function tell(layer: Leaflet.Layer, ...about: Told[]): void {
  const parts = layer instanceof L.LayerGroup ? layer.getLayers() : [layer];
  for (const part of parts as Leaflet.Path[]) part.on("add", () => drawnAs.set(part.getElement()!, about));
}

/** The features that an element of the map draws. */
export const drawnBy = (node: Element): readonly Told[] => drawnAs.get(node) ?? [];

const standsFor = new WeakMap<Element, Told[]>();

/** Remember which features a count on the map stands for. */
export const standFor = (node: Element, about: Told[]): unknown => standsFor.set(node, about);

/** The features that an element of the map draws or stands for. */
export const signified = (node: Element): readonly Told[] => drawnAs.get(node) ?? standsFor.get(node) ?? [];

export const toldOf = (layer: Leaflet.Marker): Told => drawnAs.get(layer.getElement()!)![0]!;

const isPoint = (about: Told): boolean => about.mark.shape === "pin" || about.mark.shape === "dot";

function exactly(x: number, y: number): Told[] {
  return document.elementsFromPoint(x, y).flatMap((node) => {
    const pin = node.closest(".atlas-pin, .atlas-with");
    return drawnAs.get(node) ?? (pin && drawnAs.get(pin)) ?? [];
  });
}

function nearby(x: number, y: number): Told[] {
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4);
  return turns.flatMap((turn) => exactly(x + REACH * Math.cos(turn), y + REACH * Math.sin(turn))).filter(isPoint);
}

/** Everything at a place of the screen, topmost first. */
export const under = (x: number, y: number): Told[] => [...new Set(exactly(x, y))];

/** What a click means: the symbols hit, or nearly hit by a finger; else all the areas there. */
export function meant(event: MouseEvent): Told[] {
  const everything = under(event.clientX, event.clientY);
  const points = everything.filter(isPoint);
  if (points.length) return points;
  const isTouch = (event as PointerEvent).pointerType === "touch";
  const near = isTouch ? [...new Set(nearby(event.clientX, event.clientY))] : [];
  return near.length ? near : everything;
}

function swatch(mark: Mark): HTMLElement {
  if (mark.shape === "pin") return pinElement({ ...mark, radius: 9 });
  const dot = element("i", mark.shape === "dot" ? "is-dot" : "");
  dot.style.border = `${Math.max(1.5, mark.width)}px ${mark.dash ? "dashed" : "solid"} ${mark.stroke}`;
  dot.style.background = mark.fill ? `color-mix(in srgb, ${mark.color} ${Math.round(100 * Math.max(0.15, mark.fill))}%, white)` : "none";
  return dot;
}

function row(about: Told, choose: (about: Told) => void, point: (about: Told) => void): HTMLLIElement {
  const button = element("button", "here-row");
  button.type = "button";
  const words = element("span", "", about.feature.properties.name);
  words.appendChild(element("small", "", about.meta.title));
  button.append(swatch(about.mark), words);
  button.addEventListener("click", () => choose(about));
  button.addEventListener("pointerenter", () => point(about));
  button.addEventListener("focus", () => point(about));
  const line = element("li");
  line.appendChild(button);
  return line;
}

const nothing = (): void => {};

/** Buttons, one for each feature; `choose` is called with the one chosen, `point` with the one pointed at. */
export function hereList(items: Told[], choose: (about: Told) => void, point: (about: Told) => void = nothing): HTMLElement {
  const list = element("ul", "here-list");
  list.append(...items.map((about) => row(about, choose, point)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...list.querySelectorAll("button")];
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(now + step + buttons.length) % buttons.length]!.focus();
  });
  return list;
}

export interface ListOptions {
  title?: string;
  /** Called with the feature pointed at. */
  point?(about: Told): void;
  /** Called when the list goes, before what was chosen is shown. */
  gone?(): void;
}

/** Show the list on the map; Escape closes it and gives the focus back. */
export function listHere(map: Leaflet.Map, latlng: Leaflet.LatLngExpression, items: Told[], options: ListOptions = {}): void {
  const { title = mapWords.here!, point = nothing, gone = nothing } = options;
  const box = element("div", "here");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  box.appendChild(element("strong", "", title));
  const before = document.activeElement as HTMLElement | null;
  const frame = popup({ minWidth: 220, maxHeight: 300 });
  const leave = (): void => {
    frame.remove();
    (before?.isConnected && before !== document.body ? before : map.getContainer()).focus({ preventScroll: true });
  };
  const choose = (about: Told): void => {
    leave();
    about.act(L.latLng(latlng as Leaflet.LatLngTuple));
  };
  box.appendChild(hereList(items, choose, point));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  });
  frame.on("remove", gone);
  frame.setLatLng(latlng).setContent(box).openOn(map);
  nameClose(frame);
  box.querySelector("button")!.focus({ preventScroll: true });
}

/** A popup that opens clear of the buttons at the right of the map. */
export const popup = (options: Leaflet.PopupOptions): Leaflet.Popup =>
  L.popup({
    className: "atlas-popup-frame",
    maxWidth: 300,
    autoPanPaddingTopLeft: [8, 12],
    autoPanPaddingBottomRight: [62, 30],
    ...options,
  });

/** Say what the cross of an open popup does, in the page's language. */
export function nameClose(frame: Leaflet.Popup): void {
  const close = frame.getElement()?.querySelector(".leaflet-popup-close-button");
  if (close && mapWords.close) close.setAttribute("aria-label", mapWords.close);
}
