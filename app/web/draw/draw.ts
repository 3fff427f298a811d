/** Drawing on the map: what a reader draws is kept in the view's address, and nothing of it is sent anywhere. */
import {
  type Drawn,
  type DrawnKind,
  isTooLarge,
  LONGEST_DRAWING,
  lengthOf,
  MOST_THINGS,
  readDrawing,
  USUAL,
  writeDrawing,
} from "../../../layers/web/drawn.ts";
import { DrawnMap } from "../../../layers/web/drawn_map.ts";
import { type Shape, shaped } from "../../../layers/web/drawn_shape.ts";
import { inMarkup } from "../../../layers/web/text.ts";
import styles from "./draw.css";
import { fromGeoJson, fromMeasure, toGeoJson, toKml } from "./files.ts";
import { Handles } from "./handles.ts";
import { History } from "./history.ts";
import type { Given, Host, LatLng, Script } from "./host.ts";
import { showLegend } from "./legend.ts";
import { Panel, type Pen } from "./panel.ts";
import { Setting } from "./setting.ts";
import { Snap } from "./snap.ts";

export type { Host, Script } from "./host.ts";

const LARGEST = 400_000; // bytes of a file
/** Decimals of a degree that are finer than a pixel. */
const decimalsAt = (zoom: number): number => (zoom < 9 ? 3 : zoom < 12 ? 4 : 5);

class Drawing implements Script {
  readonly #host: Host;
  readonly #given: Given;
  readonly #map: DrawnMap;
  readonly #snap: Snap;
  readonly #handles: Handles;
  readonly #setting: Setting;
  readonly #history = new History<readonly Drawn[]>();
  #panel: Panel | undefined;
  #things: readonly Drawn[] = [];
  #shapes: readonly Shape[] = [];
  #selected = -1;
  #isOpen = false;
  #isSigned = false;
  #pen: Pen = { colour: USUAL.colour, size: USUAL.size, label: "", radius: 50, symbol: "infantry" };

  constructor(host: Host, given: Given) {
    this.#host = host;
    this.#given = given;
    this.#map = new DrawnMap(host.map, { onPick: (rank) => this.#pick(rank) });
    this.#snap = new Snap(host);
    this.#handles = new Handles(host, this.#snap, {
      word: this.#word,
      round: (at) => this.#rounded(at),
      preview: (thing) => this.#map.show(this.#shape(this.#with(this.#selected, thing)), false),
      keep: (thing, key) => void this.#commit(this.#with(this.#selected, thing), this.#selected, key),
    });
    this.#setting = new Setting(host, this.#snap, {
      word: this.#word,
      say: (key, values) => this.#say(key, values),
      round: (at) => this.#rounded(at),
      pen: () => this.#pen,
      finished: (thing) => this.#finished(thing),
    });
    host.map.on("zoomend", () => this.#showHandles());
    document.addEventListener("keydown", (event) => this.#onKey(event));
    this.#things = readDrawing(host.drawing());
  }

  readonly #word = (key: string, values: Record<string, string | number> = {}): string =>
    Object.entries(values).reduce(
      (text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)),
      this.#given.words[key] ?? key,
    );

  open(): void {
    this.#isOpen = true;
    this.#panel ??= new Panel(this.#given, this.#word, {
      draw: (kind) => this.#begin(kind),
      edit: (change) => this.#edit(change),
      addPoint: (text) => void this.#setting.addPoint(text),
      pick: (rank) => this.#pick(rank),
      remove: (rank) => this.#remove(rank),
      undo: () => this.#go(this.#history.undo(this.#things)),
      redo: () => this.#go(this.#history.redo(this.#things)),
      clear: () => void this.#commit([], -1),
      takeMeasure: () => this.#takeMeasure(),
      save: (form) => this.#save(form),
      open: (file) => void this.#openFile(file),
    });
    void this.#snap.load();
    this.#refresh();
  }

  close(): void {
    this.#isOpen = false;
    this.#end();
    this.#selected = -1;
    this.#refresh();
  }

  show(): void {
    const text = this.#host.drawing();
    if (text !== writeDrawing(this.#things)) {
      this.#things = readDrawing(text);
      this.#selected = -1;
      this.#history.forget(); // another view: its drawing has steps of its own
    }
    this.#refresh();
  }

  #shape(things: readonly Drawn[]): Shape[] {
    const symbols = this.#given.symbols;
    const symbolOf = ({ symbol }: Drawn) => symbols.find(({ id }) => id === symbol) ?? null;
    const named = (thing: Drawn): string => symbols.find(({ id }) => id === thing.symbol)?.name ?? this.#word(thing.kind);
    return shaped(things, this.#host.geodesy, this.#host.lang, symbolOf, named);
  }

  #with(rank: number, thing: Drawn): Drawn[] {
    return this.#things.map((other, n) => (n === rank ? thing : other));
  }

  #rounded({ lat, lng }: LatLng): [number, number] {
    const isPlace = this.#snap.near({ lat, lng })?.at.lat === lat;
    const decimals = isPlace ? 5 : decimalsAt(this.#host.map.getZoom());
    return [Number(lat.toFixed(decimals)), Number(lng.toFixed(decimals))];
  }

  #say(key: string, values: Record<string, string | number> = {}): void {
    this.#panel?.say(key && this.#word(key, values));
  }

  /** Keep a drawing; what an address cannot carry is refused, and said. */
  #commit(things: readonly Drawn[], selected: number, key = ""): boolean {
    const text = writeDrawing(things);
    if (isTooLarge(text)) {
      this.#say("too_large", { count: things.length, most: MOST_THINGS, length: lengthOf(text), longest: LONGEST_DRAWING });
      this.#refresh();
      return false;
    }
    const read = readDrawing(text);
    if (read.length !== things.length) {
      this.#say("unusable");
      this.#refresh();
      return false;
    }
    this.#history.step(this.#things, key);
    this.#things = read;
    this.#selected = selected;
    this.#host.change(text);
    this.#say("");
    this.#refresh();
    return true;
  }

  #go(things: readonly Drawn[] | undefined): void {
    if (!things) return;
    this.#end();
    this.#things = things;
    this.#selected = -1;
    this.#host.change(writeDrawing(things));
    this.#refresh();
  }

  #refresh(): void {
    this.#shapes = this.#shape(this.#things);
    this.#map.show(this.#shapes, this.#isOpen && !this.#setting.kind);
    showLegend(this.#shapes);
    this.#sign();
    this.#showHandles();
    if (!this.#isOpen) return;
    this.#panel?.update({
      things: this.#things,
      shapes: this.#shapes,
      selected: this.#selected,
      kind: this.#setting.kind,
      pen: this.#pen,
      canUndo: this.#history.canUndo,
      canRedo: this.#history.canRedo,
      isMeasured: Boolean(this.#host.measured()),
    });
  }

  /** Beside the map's sources: whose the drawings are, where the legend is folded too. */
  #sign(): void {
    const control = this.#host.map.attributionControl;
    if (this.#isSigned === this.#shapes.length > 0) return;
    this.#isSigned = !this.#isSigned;
    control[this.#isSigned ? "addAttribution" : "removeAttribution"](inMarkup(this.#word("signed")));
  }

  #showHandles(): void {
    const thing = this.#things[this.#selected];
    if (this.#isOpen && thing && !this.#setting.kind) this.#handles.show(thing);
    else this.#handles.clear();
  }

  #pick(rank: number): void {
    this.#end();
    this.#selected = rank;
    this.#refresh();
  }

  #remove(rank: number): void {
    this.#end();
    if (
      this.#commit(
        this.#things.filter((_, n) => n !== rank),
        -1,
      )
    )
      this.#say("removed");
  }

  /** Change the selected thing, or what the next one is drawn with. */
  #edit(change: Partial<Pen>): void {
    const thing = this.#things[this.#selected];
    if (!thing) {
      this.#pen = { ...this.#pen, ...change };
      this.#refresh();
      return;
    }
    if (thing.kind === "text" && change.label?.trim() === "") {
      this.#say("needs_text");
      return;
    }
    if (this.#commit(this.#with(this.#selected, { ...thing, ...change }), this.#selected, `${Object.keys(change)}-${this.#selected}`)) {
      const { colour, size } = { ...thing, ...change };
      this.#pen = { ...this.#pen, colour, size };
    }
  }

  /** Begin a thing; the same kind again ends it. */
  #begin(kind: DrawnKind): void {
    const isSame = this.#setting.kind === kind;
    this.#end();
    this.#selected = -1;
    this.#pen = { ...this.#pen, label: "" };
    if (!isSame) this.#setting.begin(kind);
    this.#refresh();
  }

  #end(): void {
    if (this.#setting.end()) this.#say("hint");
  }

  #finished(thing: Drawn): void {
    this.#commit([...this.#things, thing], this.#things.length);
    const label = document.getElementById("draw-label") as HTMLInputElement | null;
    if (!label || matchMedia("(pointer: coarse)").matches) return; // no keyboard over the map that was not asked for
    label.focus({ preventScroll: false });
    label.select();
  }

  /** Keep what the measuring tool has as drawn things. */
  #takeMeasure(): void {
    this.#commit([...this.#things, ...fromMeasure(this.#host.measured(), this.#pen)], -1);
  }

  #save(form: "geojson" | "kml"): void {
    const told = { note: this.#word("readers"), sidc: (symbol: string) => this.#given.symbols.find(({ id }) => id === symbol)?.sidc ?? "" };
    const write = form === "kml" ? toKml : toGeoJson;
    const type = form === "kml" ? "application/vnd.google-earth.kml+xml" : "application/geo+json";
    this.#host.save(write(this.#things, this.#shapes, told), type, `${this.#word("file")}.${form}`);
    this.#say("saved");
  }

  async #openFile(file: File): Promise<void> {
    const read = file.size <= LARGEST ? fromGeoJson(await file.text()) : null;
    if (!read?.things.length) return this.#say("bad_file", { name: file.name });
    this.#end();
    if (!this.#commit(read.things, -1)) return;
    this.#say(read.left ? "opened_part" : "opened", { count: read.things.length, left: read.left });
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#isOpen || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLInputElement && event.target.type === "text") return; // its own steps
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (key !== "z" && !isRedo) return;
    event.preventDefault();
    this.#go(isRedo ? this.#history.redo(this.#things) : this.#history.undo(this.#things));
  }
}

/** The tool's styles come with it: the first picture does without. */
function addStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}

export function start(host: Host, given: Given): Script {
  addStyles();
  return new Drawing(host, given);
}
