/** The card of the drawing tool: kinds, fields of what is drawn or selected, a field for positions, the list, files. */
import { byId, type Child, make, svg } from "../../../layers/web/dom.ts";
import { COLOURS, type Colour, type Drawn, type DrawnKind, LONGEST_LABEL, POINTS } from "../../../layers/web/drawn.ts";
import type { Shape } from "../../../layers/web/drawn_shape.ts";
import type { Given } from "./host.ts";

/** What new things are drawn with. */
export type Pen = Pick<Drawn, "colour" | "size" | "label" | "radius" | "symbol">;

export interface State {
  things: readonly Drawn[];
  shapes: readonly Shape[];
  selected: number;
  kind: DrawnKind | "";
  pen: Pen;
  canUndo: boolean;
  canRedo: boolean;
  isMeasured: boolean;
}

export interface Acts {
  draw(kind: DrawnKind): void;
  edit(change: Partial<Pen>): void;
  addPoint(text: string): void;
  pick(rank: number): void;
  remove(rank: number): void;
  undo(): void;
  redo(): void;
  clear(): void;
  takeMeasure(): void;
  save(form: "geojson" | "kml"): void;
  open(file: File): void;
}

const SIGNS: Record<DrawnKind, string> = {
  arrow: "M2 16 15 3M8.500 3H15v6.500",
  line: "M2 14 7.500 5l4 6L16 4",
  area: "M3 5l9-2.500 3.500 8L9 16l-6-3z",
  circle: "M9 2a7 7 0 1 1 0 14A7 7 0 1 1 9 2M9 8.200v1.600M8.200 9h1.600",
  text: "M3 6V3.500h12V6M9 3.500v11M6.500 14.500h5",
  measure: "M2 13 16 5M2 10v6M16 2v6",
  number: "M9 1.800a7.200 7.200 0 1 1 0 14.400A7.200 7.200 0 1 1 9 1.800M7.200 7 9.200 5.500V12.500",
  symbol: "M1.500 4.500h15v9h-15zM1.500 4.500l15 9M16.500 4.500l-15 9",
};
const KINDS = Object.keys(POINTS) as DrawnKind[];

const field = <T extends HTMLElement = HTMLInputElement>(name: string): T => byId<T>(`draw-${name}`);

export class Panel {
  readonly #word: (key: string, values?: Record<string, string | number>) => string;
  readonly #acts: Acts;
  readonly #given: Given;

  constructor(given: Given, word: (key: string, values?: Record<string, string | number>) => string, acts: Acts) {
    this.#word = word;
    this.#acts = acts;
    this.#given = given;
    byId("draw-body").replaceChildren(...this.#nodes());
  }

  say(text: string): void {
    byId("draw-said").textContent = text;
  }

  #button(key: string, act: () => void, more: Record<string, unknown> = {}): HTMLButtonElement {
    return make("button", { type: "button", class: "tool-button", id: `draw-${key}`, onclick: act, ...more }, this.#word(key));
  }

  #nodes(): Node[] {
    return [
      make("div", { class: "draw-kinds", role: "group", "aria-label": this.#word("kinds") }, ...KINDS.map((kind) => this.#kind(kind))),
      make("p", { id: "draw-said", class: "fine", role: "status" }, this.#word("hint")),
      this.#sketching(),
      this.#fields(),
      make(
        "div",
        { class: "draw-rest" },
        make("h3", { id: "draw-title" }, this.#word("list")),
        make("ol", { id: "draw-list", class: "draw-list", "aria-labelledby": "draw-title" }),
        this.#steps(),
        this.#files(),
        make("p", { class: "fine" }, this.#word("about")),
      ),
    ];
  }

  #kind(kind: DrawnKind): HTMLElement {
    const sign = svg("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true", class: "icon" });
    svg("path", { d: SIGNS[kind], fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linejoin": "round" }, sign);
    const attributes = { type: "button", "data-kind": kind, "aria-pressed": "false", onclick: () => this.#acts.draw(kind) };
    return make("button", attributes, sign, make("span", {}, this.#word(kind)));
  }

  /** Buttons of the sketch (app/web/tools/sketch.ts), and a position that is typed. */
  #sketching(): HTMLElement {
    const buttons = (["add", "undo", "finish", "clear"] as const).map((act) =>
      make("button", { type: "button", class: "tool-button", "data-sketch": act }, this.#word(`sketch_${act}`)),
    );
    const input = make("input", { id: "draw-position", type: "text", autocomplete: "off", placeholder: this.#word("position_example") });
    const submit = (event: Event): void => {
      event.preventDefault();
      if (input.value.trim()) this.#acts.addPoint(input.value.trim());
    };
    return make(
      "div",
      { class: "draw-sketching" },
      make("div", { class: "tool-buttons" }, ...buttons),
      make(
        "form",
        { class: "draw-form", onsubmit: submit },
        make("label", { for: "draw-position" }, this.#word("position")),
        input,
        make("button", { type: "submit", class: "tool-button" }, this.#word("position_add")),
      ),
    );
  }

  #fields(): HTMLElement {
    const edit = this.#acts.edit;
    const colours = (Object.keys(COLOURS) as Colour[]).map((colour) => {
      const swatch = make("i", { "aria-hidden": "true" });
      swatch.style.background = COLOURS[colour];
      const onchange = (): void => edit({ colour });
      const radio = make("input", { type: "radio", name: "draw-colour", value: colour, "aria-label": this.#word(colour), onchange });
      return make("label", { title: this.#word(colour) }, radio, swatch);
    });
    const label = make("input", { id: "draw-label", type: "text", maxlength: LONGEST_LABEL, autocomplete: "off" });
    label.addEventListener("input", () => edit({ label: label.value }));
    const size = make("input", { id: "draw-size", type: "range", min: 1, max: 5, step: 1 });
    size.addEventListener("input", () => edit({ size: Number(size.value) }));
    const radius = make("input", { id: "draw-radius", type: "text", inputmode: "decimal", autocomplete: "off" });
    radius.addEventListener("change", () => edit({ radius: Number(radius.value.replace(",", ".").replace(/\s/g, "")) }));
    const line = (key: string, input: HTMLElement): HTMLElement =>
      make("p", { class: "draw-field", id: `draw-${key}-line` }, make("label", { for: `draw-${key}` }, this.#word(`field_${key}`)), input);
    return make(
      "fieldset",
      { id: "draw-fields" },
      make("legend", { id: "draw-what" }),
      line("symbol", this.#symbols()),
      line("label", label),
      line("radius", radius),
      make("div", { class: "draw-colours", role: "radiogroup", "aria-label": this.#word("colour") }, ...colours),
      line("size", size),
    );
  }

  #symbols(): HTMLSelectElement {
    const groups = [...new Set(this.#given.symbols.map(({ group }) => group))].map((group) =>
      make(
        "optgroup",
        { label: this.#word(group) },
        ...this.#given.symbols.filter((each) => each.group === group).map(({ id, name }): Child => make("option", { value: id }, name)),
      ),
    );
    const select = make("select", { id: "draw-symbol" }, ...groups);
    select.addEventListener("change", () => this.#acts.edit({ symbol: select.value }));
    return select;
  }

  #steps(): HTMLElement {
    const { undo, redo, clear, takeMeasure } = this.#acts;
    return make(
      "div",
      { class: "draw-steps" },
      this.#button("undo", undo, { title: "Ctrl+Z" }),
      this.#button("redo", redo, { title: "Ctrl+Y" }),
      this.#button("clear", clear),
      this.#button("measured", takeMeasure),
    );
  }

  #files(): HTMLElement {
    const input = make("input", { id: "draw-file", type: "file", accept: ".geojson,.json,application/geo+json", hidden: true });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.#acts.open(file);
      input.value = "";
    });
    return make(
      "div",
      { class: "draw-steps", role: "group", "aria-label": this.#word("files") },
      this.#button("geojson", () => this.#acts.save("geojson")),
      this.#button("kml", () => this.#acts.save("kml")),
      this.#button("open", () => input.click()),
      input,
    );
  }

  /** Show the state; a field in which the reader writes is left as it is. */
  update(state: State): void {
    const thing = state.things[state.selected];
    const kind = thing?.kind ?? state.kind;
    const pen: Pen = thing ?? state.pen;
    for (const button of document.querySelectorAll<HTMLElement>("#tool-draw [data-kind]"))
      button.setAttribute("aria-pressed", String(!thing && button.dataset.kind === state.kind));
    document.querySelector<HTMLElement>(".draw-sketching")!.hidden = !state.kind;
    field<HTMLFieldSetElement>("fields").hidden = !kind;
    byId("draw-what").textContent = thing ? this.#word("selected", { name: state.shapes[state.selected]!.name }) : this.#word("new");
    this.#set("label", pen.label);
    this.#set(
      "radius",
      pen.radius ? new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 }).format(pen.radius) : "",
    );
    this.#set("size", String(pen.size));
    field<HTMLSelectElement>("symbol").value = pen.symbol || this.#given.symbols[0]!.id;
    byId("draw-radius-line").hidden = kind !== "circle";
    byId("draw-symbol-line").hidden = kind !== "symbol";
    for (const radio of document.querySelectorAll<HTMLInputElement>("[name=draw-colour]")) radio.checked = radio.value === pen.colour;
    this.#list(state);
    const off = {
      undo: !state.canUndo,
      redo: !state.canRedo,
      clear: !state.things.length,
      geojson: !state.things.length,
      kml: !state.things.length,
    };
    for (const [key, isOff] of Object.entries(off)) field<HTMLButtonElement>(key).disabled = isOff;
    field("measured").hidden = !state.isMeasured;
  }

  #set(name: string, value: string): void {
    const input = field(name);
    if (input !== document.activeElement || name === "size") input.value = value;
  }

  #list({ things, shapes, selected }: State): void {
    const list = byId("draw-list");
    const held = (document.activeElement as HTMLElement | null)?.dataset;
    const row = held && list.contains(document.activeElement) ? { act: held.act, rank: Number(held.rank) } : null;
    list.replaceChildren(...things.map((thing, n) => this.#row(thing, shapes[n]!, n, n === selected)));
    if (!things.length) list.append(make("li", { class: "empty" }, this.#word("none")));
    if (!row) return;
    const rank = Math.min(row.rank, things.length - 1);
    list.querySelector<HTMLElement>(`[data-act="${row.act}"][data-rank="${rank}"]`)?.focus({ preventScroll: true });
  }

  #row(thing: Drawn, shape: Shape, rank: number, isSelected: boolean): HTMLElement {
    const name = [shape.rank ? `${shape.name} ${shape.rank}` : shape.name, shape.written].filter(Boolean).join(" · ");
    const swatch = make("i", { "aria-hidden": "true" });
    swatch.style.background = COLOURS[thing.colour];
    const onkeydown = (event: Event): void => {
      if ((event as KeyboardEvent).key === "Delete") this.#acts.remove(rank);
    };
    return make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          class: "draw-pick",
          "data-act": "pick",
          "data-rank": rank,
          "aria-pressed": String(isSelected),
          onclick: () => this.#acts.pick(isSelected ? -1 : rank),
          onkeydown,
        },
        swatch,
        make("span", {}, name),
      ),
      make("button", {
        type: "button",
        class: "saved-act is-delete",
        "data-act": "remove",
        "data-rank": rank,
        "aria-label": this.#word("remove", { name }),
        title: this.#word("remove", { name }),
        onclick: () => this.#acts.remove(rank),
      }),
    );
  }
}
