/** Which pins stand together: around their place where there is room, else behind a count. Pixels throughout; no page needed. */

export interface Spot {
  x: number;
  y: number;
}

/** Pins of one place of the map. */
export interface Place<P> {
  /** Where it lies on the screen. */
  point: Spot;
  pins: P[];
  /** Radius that it takes on the screen, px. */
  extent: number;
  /** Whether its pins stand around it. */
  isOpen: boolean;
  /** Whether it goes behind the count of another place. */
  isTaken: boolean;
}

export const PIN = 11; // radius, px
export const STACK = 14; // radius of a count, px
const SAME = 14; // px between centres under which a place of several pins takes in its neighbour
const CLOSE = 22; // px between centres under which a count takes in its neighbour

const distance = (a: Spot, b: Spot): number => Math.hypot(a.x - b.x, a.y - b.y);

/** How far from its place each of so many pins stands, so that none touches the next. */
export const fanRadius = (count: number): number => (count < 2 ? 0 : Math.max(13, (count * 23) / (2 * Math.PI)));

/** An airfield beside its town is a place of its own only where the map shows them apart. */
export function joinNear<P>(places: Place<P>[]): Place<P>[] {
  const joined: Place<P>[] = [];
  for (const place of [...places].sort((a, b) => b.pins.length - a.pins.length)) {
    const near = joined.find((other) => other.pins.length > 1 && distance(other.point, place.point) < SAME);
    if (near) near.pins.push(...place.pins);
    else joined.push(place);
  }
  return joined;
}

/** The smallest groups fan out first, each as long as it stays clear of all others. */
function open<P>(places: Place<P>[]): void {
  for (const place of places) place.extent = place.pins.length > 1 ? STACK : PIN;
  for (const place of [...places].sort((a, b) => a.pins.length - b.pins.length)) {
    const extent = place.pins.length > 1 ? fanRadius(place.pins.length) + PIN : PIN;
    const isClear = (other: Place<P>): boolean => other === place || distance(other.point, place.point) > (extent + other.extent) * 0.94;
    place.isOpen = place.pins.length < 2 || places.every(isClear);
    if (place.isOpen) place.extent = extent;
  }
}

/** Open what has room; return each count with all the pins behind it. */
export function arrange<P>(places: Place<P>[]): { place: Place<P>; pins: P[] }[] {
  open(places);
  const counts: { place: Place<P>; pins: P[] }[] = [];
  const isCount = new Set<Place<P>>();
  for (const place of places.filter((place) => !place.isOpen).sort((a, b) => b.pins.length - a.pins.length)) {
    if (place.isTaken) continue;
    isCount.add(place);
    const pins = [...place.pins];
    for (const other of places) {
      const isSmall = !other.isOpen || other.pins.length === 1;
      if (isCount.has(other) || other.isTaken || !isSmall || distance(other.point, place.point) > CLOSE) continue;
      other.isTaken = true;
      pins.push(...other.pins);
    }
    counts.push({ place, pins });
  }
  return counts;
}
