/** Which names are written, and where: needs no page, so that every size of the map can be tried. */
import type { Geometry, Label, LabelStyle, Position } from "../types.ts";
import { type Beside, besideArea, type Leader } from "./leader.ts";
import { asOneLine, type Lettering, type WidthOf, waysToWrite } from "./lettering.ts";
import { along, around, type Box, boxAt, overlaps, place, placeInside, ROW, type Spot } from "./placement.ts";
import { project, roomsInRows, side, sideOf, type Territory, territoryOf } from "./territory.ts";

const NEAR = 14; // px; a name as near to a fan's middle is of the same place
const TWICE = 60; // px within which the same name is not written again
const ALONG = 24; // spots at most along a line
const PUSHING = 3; // least rank of an area whose name may push others away
const FEET = 6; // ends that are tried for a line
const APART = 14; // px between two of them
const FOOT = { width: 8, height: 8 }; // px that the foot of a line needs inside its area
const TRIES = 6; // spots from which an area's name may push others away

/** The plane in which names are placed: pixels per pixel of zoom 0, and where its corner lies in the whole world's. */
export interface Plane {
  scale: number;
  left: number;
  top: number;
}

/** What names are placed among, in pixels of the plane. */
export interface Scene {
  plane: Plane;
  /** The part of the map that is in sight. */
  seen: Box;
  /** Symbols, and what stands before the map. */
  taken: Box[];
  /** Where pins stand around a place. */
  fans: { at: Spot; ring: number }[];
  styles: Record<string, LabelStyle>;
  widthOf: WidthOf;
}

/** A name that is written: how, and its left upper corner. */
export interface Written {
  label: Label;
  lettering: Lettering;
  corner: [number, number];
  /** Of a name that stands beside its area. */
  leader?: Leader;
}

const isArea = ({ area }: Label): boolean => area?.type === "Polygon" || area?.type === "MultiPolygon";

const far = (a: Spot, b: Spot): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The place of a position in the plane. */
export function inPlane(position: Position, { scale, left, top }: Plane): Spot {
  const [x, y] = project(position);
  return { x: x * scale - left, y: y * scale - top };
}

function linePositions(geometry: Geometry): Position[] {
  if (geometry.type === "LineString") return geometry.coordinates;
  return geometry.type === "MultiLineString" ? geometry.coordinates.flat() : [];
}

const meets = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

const coverOf = ({ corner, lettering }: Written): Box => boxAt(corner, lettering.size);

class Arrangement {
  readonly #scene: Scene;
  readonly #territories: Territory[];
  readonly #labels: Label[];
  #covered: Box[]; // what is taken, and what the names written cover
  readonly written: Written[] = [];

  constructor(scene: Scene, labels: Label[]) {
    this.#scene = scene;
    this.#labels = labels;
    this.#covered = [...scene.taken];
    const territories = labels.filter(isArea).map((label) => territoryOf(label.area!));
    this.#territories = [...new Map(territories.map((each) => [each.box.join(), each])).values()]; // several layers draw one region
  }

  #at({ lon, lat }: Label): Spot {
    return inPlane([lon, lat], this.#scene.plane);
  }

  #text({ text, style }: Label): string {
    return this.#scene.styles[style]!.upper ? text.toUpperCase() : text;
  }

  /** The name in its short form; nothing where it has none. */
  #shortened(label: Label): Label | undefined {
    return label.short ? { ...label, text: label.short } : undefined;
  }

  #outward([left, top, right, bottom]: Box): Box {
    const { plane } = this.#scene;
    return [
      (left + plane.left) / plane.scale,
      (top + plane.top) / plane.scale,
      (right + plane.left) / plane.scale,
      (bottom + plane.top) / plane.scale,
    ];
  }

  /** Where the area of a name has room for it, as it may be written. */
  #inside(label: Label, lettering: Lettering, taken: Box[]): Written | undefined {
    const { plane, seen } = this.#scene;
    const { scale, left, top } = plane;
    const territory = territoryOf(label.area!);
    const [west, north, east, south] = territory.box;
    const extent: Box = [west * scale - left, north * scale - top, east * scale - left, south * scale - top];
    const free = (first: number, count: number): [number, number][] =>
      roomsInRows(territory, ROW / scale, first, count).map(([a, b]) => [a * scale - left, b * scale - left]);
    const corner = placeInside({ point: this.#best(label, extent), size: lettering.size, extent, rooms: free }, seen, taken);
    return corner && { label, lettering, corner };
  }

  /** Where the name of an area would stand best: where it belongs, or in the middle of what is seen. */
  #best(label: Label, extent: Box): Spot {
    const { seen } = this.#scene;
    const own = this.#at(label);
    if (own.x > seen[0] && own.x < seen[2] && own.y > seen[1] && own.y < seen[3]) return own;
    const [left, top] = [Math.max(extent[0], seen[0]), Math.max(extent[1], seen[1])];
    return { x: (left + Math.min(extent[2], seen[2])) / 2, y: (top + Math.min(extent[3], seen[3])) / 2 };
  }

  /** Spots along what is seen of a line, its middle first. */
  #spots(label: Label): Spot[] {
    const { plane, seen } = this.#scene;
    const middle = this.#at(label);
    const line = label.area ? linePositions(label.area).map((position) => inPlane(position, plane)) : [];
    const inSight = line.filter(({ x, y }) => x > seen[0] && x < seen[2] && y > seen[1] && y < seen[3]);
    const every = Math.ceil(inSight.length / ALONG);
    return [middle, ...inSight.filter((_, rank) => rank % every === 0).sort((a, b) => far(a, middle) - far(b, middle))];
  }

  /** Whether a point's name stands on the same side of every limit as its point. */
  #isHome({ label, lettering: { size }, corner: [left, top] }: Written): boolean {
    const box = this.#outward([left, top, left + size.width, top + size.height]);
    return this.#territories.every((each) => side(each, box) === sideOf(label, each));
  }

  #around(label: Label, lettering: Lettering, taken: Box[]): [number, number] | undefined {
    const { fans, seen } = this.#scene;
    const { size } = lettering;
    const point = this.#at(label);
    const ring = Math.max(0, ...fans.filter((fan) => far(fan.at, point) < NEAR).map((fan) => fan.ring));
    const corners = around({ point, size, gap: label.gap, ring });
    const isHome = (corner: [number, number]): boolean => this.#isHome({ label, lettering, corner });
    const first = place(corners, size, seen, taken);
    if (!first || isHome(first)) return first;
    return place(corners.filter(isHome), size, seen, taken) ?? first;
  }

  #place(label: Label, taken: Box[]): Written | undefined {
    const { styles, widthOf, seen } = this.#scene;
    const style = styles[label.style]!;
    if (isArea(label)) {
      for (const lettering of waysToWrite(this.#text(label), style, widthOf)) {
        const found = this.#inside(label, lettering, taken);
        if (found) return found;
      }
      return undefined;
    }
    const lettering = asOneLine(this.#text(label), style, widthOf);
    const corner = label.isPoint
      ? this.#around(label, lettering, taken)
      : place(along(this.#spots(label), lettering.size), lettering.size, seen, taken);
    return corner && { label, lettering, corner };
  }

  /** Write an area's name where names of points stand that can all stand elsewhere, and no worse. */
  #makeRoom(label: Label): boolean {
    const { styles, widthOf, taken } = this.#scene;
    for (const lettering of waysToWrite(this.#text(label), styles[label.style]!, widthOf)) {
      const fixed = this.written.filter((each) => !each.label.isPoint);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const found = this.#inside(label, lettering, [...taken, ...fixed.map(coverOf)]);
        if (!found) break;
        const moved = this.written.filter((each) => overlaps(coverOf(each), [coverOf(found)]));
        const kept = [...this.written.filter((each) => !moved.includes(each)), found];
        const stays = moved.find((each) => {
          const again = this.#place(each.label, [...taken, ...kept.map(coverOf)]);
          if (again) kept.push(again);
          return !again || (this.#isHome(each) && !this.#isHome(again));
        });
        if (!stays) {
          this.written.splice(0, Infinity, ...kept);
          this.#covered = [...taken, ...kept.map(coverOf)];
          return true;
        }
        fixed.push(stays);
      }
    }
    return false;
  }

  /** Where a line to an area may end: free spots well apart in what is seen of it. */
  #feet(label: Label): Spot[] {
    const feet: Spot[] = [];
    const taken = [...this.#covered];
    while (feet.length < FEET) {
      const corner = this.#inside(label, { text: "", isTight: false, size: FOOT }, taken)?.corner;
      if (!corner) break;
      const [x, y] = [corner[0] + FOOT.width / 2, corner[1] + FOOT.height / 2];
      feet.push({ x, y });
      taken.push([x - APART, y - APART, x + APART, y + APART]);
    }
    return feet;
  }

  /** Write an area's name beside it, with a line, where none of the areas of its kind lies. */
  #beside(label: Label): Written | undefined {
    const { styles, widthOf, seen } = this.#scene;
    const alike = this.#labels.filter((other) => isArea(other) && other.style === label.style).map(({ area }) => territoryOf(area!));
    const isFree = (box: Box): boolean => alike.every((each) => side(each, this.#outward(box)) === "out");
    const lettering = asOneLine(this.#text(label), styles[label.style]!, widthOf);
    let found: Beside | undefined;
    for (const foot of this.#feet(label)) found = besideArea(foot, lettering.size, seen, this.#covered, isFree, found?.long) ?? found;
    return found && { label, lettering, corner: found.corner, leader: found.leader };
  }

  /** Write an important area's name in its short form, or beside the area. */
  #addShort(label: Label): void {
    const short = this.#shortened(label);
    if (!short) return;
    const inside = this.#place(short, this.#covered);
    if (!inside && this.#makeRoom(short)) return;
    const found = inside ?? this.#beside(short);
    if (!found) return;
    this.written.push(found);
    this.#covered.push(coverOf(found));
  }

  /** Whether two equal names are of one place: points near each other, or areas that reach into one another. */
  #isSame(one: Label, other: Label): boolean {
    if (isArea(one) && isArea(other) && meets(territoryOf(one.area!).box, territoryOf(other.area!).box)) return true;
    return far(this.#at(one), this.#at(other)) < TWICE;
  }

  /** Write a name, if it is not there already and there is room. */
  add(label: Label): void {
    if (this.written.some((other) => other.label.text === label.text && this.#isSame(other.label, label))) return;
    const found = this.#place(label, this.#covered);
    if (found) {
      this.written.push(found);
      this.#covered.push(coverOf(found));
    } else if (isArea(label) && label.rank <= PUSHING && !this.#makeRoom(label) && label.short) this.#addShort(label);
  }
}

/** Write as many names as have room, those that come first before the others. */
export function arrange(labels: Label[], scene: Scene): Written[] {
  const arrangement = new Arrangement(scene, labels);
  for (const label of labels) arrangement.add(label);
  return arrangement.written;
}
