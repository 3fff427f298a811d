/** Setting the points of a new thing: by the map's sketch (app/web/tools/sketch.ts), or by positions that are typed. */
import { type Drawn, type DrawnKind, POINTS } from "../../../layers/web/drawn.ts";
import { kmText, lengthKm } from "../../../layers/web/drawn_shape.ts";
import type { Host, LatLng } from "./host.ts";
import type { Pen } from "./panel.ts";
import type { Snap } from "./snap.ts";

export interface Acts {
  word(key: string): string;
  say(key: string, values?: Record<string, string | number>): void;
  round(at: LatLng): [number, number];
  pen(): Pen;
  finished(thing: Drawn): void;
}

/** Points that a thing needs, and those with which it is finished; a circle may have a second one, on its edge. */
const pointsOf = (kind: DrawnKind): readonly [number, number] => (kind === "circle" ? [1, 2] : POINTS[kind]);

export class Setting {
  readonly #host: Host;
  readonly #snap: Snap;
  readonly #acts: Acts;
  #kind: DrawnKind | "" = "";
  #points: LatLng[] = [];

  constructor(host: Host, snap: Snap, acts: Acts) {
    this.#host = host;
    this.#snap = snap;
    this.#acts = acts;
  }

  /** What is being set, or empty. */
  get kind(): DrawnKind | "" {
    return this.#kind;
  }

  begin(kind: DrawnKind): void {
    this.#kind = kind;
    const [least, most] = pointsOf(kind);
    this.#host.sketch.begin({ least, most, onChange: (points, hover, isDone) => this.#onSketch(points, hover, isDone) });
    this.#acts.say(POINTS[kind][1] > 1 ? "hint_points" : `hint_${kind}`);
  }

  /** Leave off; whether something was being set. */
  end(): boolean {
    if (!this.#kind) return false;
    this.#kind = "";
    this.#points = [];
    this.#host.sketch.end();
    this.#host.sketch.draw([], [], false, "");
    this.#snap.mark(null);
    return true;
  }

  #onSketch(points: LatLng[], hover: LatLng | null, isDone: boolean): void {
    const kind = this.#kind;
    if (!kind) return;
    const isNew = points.length > this.#points.length;
    if (isNew) {
      const at = points.at(-1)!;
      const [lat, lng] = this.#acts.round(this.#snap.take(at));
      points[points.length - 1] = { lat, lng };
      const before = points.at(-2);
      if (before && before.lat === lat && before.lng === lng) points.pop(); // the second click of two at a place
    }
    this.#points = [...points];
    if (isDone && points.length) {
      queueMicrotask(() => this.#finish()); // the sketch is done with this change first
      return;
    }
    const aim = hover && this.#snap.take(hover);
    const chain = aim ? [...points, aim] : points;
    this.#preview(kind, points, chain);
  }

  #preview(kind: DrawnKind, points: LatLng[], chain: LatLng[]): void {
    const { geodesy, sketch } = this.#host;
    const thing = this.#thing(kind, chain);
    if (kind === "circle" && chain.length > 1) sketch.draw(points, [...this.#ring(chain)], true, kmText(thing.radius, this.#host.lang));
    else if (POINTS[kind][1] < 2) sketch.draw(points, [], false, "");
    else {
      const length = chain.length > 1 ? kmText(lengthKm(thing, geodesy), this.#host.lang) : "";
      sketch.draw(points, geodesy.geodesicPath(chain, kind === "area"), kind === "area" && chain.length > 2, kind === "area" ? "" : length);
    }
  }

  #ring([centre, edge]: LatLng[]): LatLng[] {
    const { circle, leg } = this.#host.geodesy;
    return circle(centre!, leg(centre!, edge!).metres);
  }

  #thing(kind: DrawnKind, points: LatLng[]): Drawn {
    const { leg } = this.#host.geodesy;
    const [centre, edge] = points;
    const radius = kind !== "circle" ? 0 : edge ? Number((leg(centre!, edge).metres / 1000).toPrecision(3)) : this.#acts.pen().radius;
    const label = this.#acts.pen().label || (kind === "text" ? this.#acts.word("text") : "");
    const kept = kind === "circle" ? points.slice(0, 1) : points;
    const symbol = kind === "symbol" ? this.#acts.pen().symbol : "";
    return { kind, points: kept.map(({ lat, lng }) => [lat, lng]), ...this.#acts.pen(), label, radius, symbol };
  }

  #finish(): void {
    const kind = this.#kind;
    if (!kind || this.#points.length < pointsOf(kind)[0]) return;
    const thing = this.#thing(kind, this.#points);
    this.end();
    this.#acts.finished(thing);
  }

  /** Set a point that was typed: as it is, not moved to a place near by. */
  async addPoint(text: string): Promise<void> {
    const kind = this.#kind;
    if (!kind) return this.#acts.say("choose_kind");
    const found = await this.#host.find(text);
    if (!found) return this.#acts.say("not_found", { text });
    await this.#host.look(found.at);
    if (this.#kind !== kind) return; // left off meanwhile
    const points = [...this.#points, found.at];
    const input = document.getElementById("draw-position") as HTMLInputElement;
    input.value = "";
    this.#acts.say("added", { name: found.name });
    this.#points = points;
    this.#host.sketch.set(points, points.length >= pointsOf(kind)[1]);
  }
}
