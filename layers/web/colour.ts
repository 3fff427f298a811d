/** A layer drawn by the classes of one of its columns, as layers/artifact/colour.py gives it: both are held to tests/shared/colour_cases.json. */
import { PAST } from "./asof.ts";
import { dayInWords } from "./text.ts";
import type { Artifact, Colouring, Feature, Mark, Meta, Scale, ScaleStyles } from "./types.ts";

/** What the identifier of a symbol ends with, after that of the area whose number it shows. */
const SYMBOL = "~symbol";

const keyOf = (name: string, way: number): string => (way ? `${name}~${way}` : name);

/** Draws features by the class of their number, and gathers the marks that this takes. */
class Painter {
  readonly #meta: Meta;
  readonly #column: string;
  readonly #how: Colouring;
  readonly #scale: Scale;
  readonly #styles: ScaleStyles;
  readonly #former: Map<string, Mark>;
  readonly #ways: string[] = []; // shape; dash, names and least zoom of the marks that are replaced
  readonly #used = new Map<string, Mark>();

  constructor(meta: Meta, column: string, how: Colouring, scale: Scale) {
    this.#meta = meta;
    this.#column = column;
    this.#how = how;
    this.#scale = scale;
    this.#styles = meta.class_styles!;
    this.#former = new Map(meta.marks.map((mark) => [mark.key, mark]));
  }

  /** The feature as it is drawn, and the symbol of its number where there is one. */
  draw(feature: Feature): Feature[] {
    const mark = this.#former.get(feature.properties.mark)!;
    const value = feature.properties[this.#column];
    const at = typeof value === "number" ? this.#class(value) : null;
    const { geometry } = feature;
    if (!geometry || mark.key.endsWith(PAST) || mark.shape === "line") {
      this.#used.set(mark.key, mark);
      return [feature];
    }
    if (geometry.type === "Point")
      return [this.#marked(feature, this.#ofClass(this.#pointStyle, { ...mark, dash: "" }, at, "unsaid_point"))];
    if (this.#how === "tint" || at === null) return [this.#marked(feature, this.#ofClass(this.#styles.tint, mark, at, "unsaid_area"))];
    return [this.#marked(feature, this.#outline(mark)), this.#symbol(feature, mark, at)];
  }

  get #pointStyle(): Mark {
    return this.#how === "symbol" ? this.#styles.symbol : this.#styles.spot;
  }

  #class(value: number): number {
    const at = this.#scale.ends.findIndex((end) => value <= end);
    return at < 0 ? this.#scale.ends.length - 1 : at;
  }

  /** What a class changes in the mark that it is drawn with. */
  #look(at: number): Partial<Mark> {
    const size = this.#how === "tint" ? { color: this.#scale.colors[at]! } : { radius: this.#scale.radii[at]! };
    return { label: this.#scale.labels[at]!, scale: true, ...size };
  }

  #ofClass(style: Mark, { dash, label_style, min_zoom }: Mark, at: number | null, unsaid: "unsaid_area" | "unsaid_point"): Mark {
    const way = JSON.stringify([style.shape, dash, label_style, min_zoom]);
    if (!this.#ways.includes(way)) this.#ways.push(way);
    const number = this.#ways.indexOf(way);
    const kept = { dash, label_style, min_zoom };
    if (at === null) return this.#use({ ...this.#styles[unsaid], ...kept, key: keyOf("unsaid", number) });
    return this.#use({ ...style, ...kept, ...this.#look(at), key: keyOf(`class-${at}`, number) });
  }

  #use(mark: Mark): Mark {
    if (!this.#used.has(mark.key)) this.#used.set(mark.key, mark);
    return this.#used.get(mark.key)!;
  }

  /** A quiet outline; marks that it is the same for share one, named after the layer. */
  #outline({ dash, label, min_zoom }: Mark): Mark {
    const key = `outline-${dash}`;
    const known = this.#used.get(key);
    const named = !known || known.label === label ? label : this.#meta.title;
    const outline = { ...this.#styles.outline, key, label: named, dash, min_zoom };
    this.#used.set(key, outline);
    return outline;
  }

  #marked(feature: Feature, mark: Mark): Feature {
    return { ...feature, properties: { ...feature.properties, mark: mark.key } };
  }

  #symbol(area: Feature, former: Mark, at: number): Feature {
    const mark = this.#ofClass(this.#styles.symbol, { ...former, dash: "" }, at, "unsaid_point");
    return {
      type: "Feature",
      id: area.id + SYMBOL,
      geometry: { type: "Point", coordinates: area.at! },
      properties: { ...area.properties, mark: mark.key },
      symbol_of: area.id,
    };
  }

  /** The classes, the greatest first, drawn or not; then no data, outlines, and what stayed as it was. */
  marks(): Mark[] {
    const all = [...this.#used.values()];
    const found = this.#scale.ends
      .map((_, at) => {
        const ofClass = all.filter(({ key }) => key.split("~")[0] === `class-${at}`);
        return ofClass.length ? ofClass : [this.#unused(at)];
      })
      .reverse()
      .flat();
    const rest = all.filter((mark) => !found.includes(mark));
    const isUnsaid = ({ key }: Mark): boolean => key.startsWith("unsaid");
    return [...found, ...rest.filter(isUnsaid), ...rest.filter((mark) => !isUnsaid(mark))];
  }

  /** A class that nothing is in, as it would be drawn. */
  #unused(at: number): Mark {
    const hasPoints = [...this.#former.values()].some(({ shape }) => shape === "dot" || shape === "pin");
    const style = this.#how === "symbol" || hasPoints ? this.#pointStyle : this.#styles.tint;
    return { ...style, ...this.#look(at), key: `class-${at}` };
  }

  /** What the legend says above the classes, and below them. */
  words(): NonNullable<Meta["coloured"]> {
    const { fields, as_of, lang } = this.#meta;
    const field = fields.find(({ name }) => name === this.#column)!;
    const hasAreas = [...this.#former.values()].some(({ shape }) => shape === "area");
    const isWarned = hasAreas && this.#how === "tint" && field.measure !== "share";
    return {
      column: this.#column,
      how: this.#how,
      title: field.label + (as_of ? `, ${dayInWords(as_of, lang)}` : ""),
      about: field.about ?? "",
      warning: isWarned ? this.#styles.warning : "",
    };
  }
}

/** The layer coloured by a choice of the view (`column`, or `column.tint`, `column.symbol`); the same object where it has no such column. */
export function coloured(artifact: Artifact, choice: string): Artifact {
  const [column, asked] = choice.split(".") as [string, Colouring | undefined];
  const meta = artifact.atlas;
  const scale = meta.classes && Object.hasOwn(meta.classes, column) ? meta.classes[column] : undefined;
  if (!scale) return artifact;
  const painter = new Painter(meta, column, asked || scale.how, scale);
  const features = artifact.features.flatMap((feature) => painter.draw(feature));
  const words = painter.words();
  const about = words.about && `${words.title}${meta.lang === "fr" ? "\u202f: " : ": "}${words.about}`;
  const caveats = [words.warning, about, ...meta.caveats].filter(Boolean);
  return { ...artifact, atlas: { ...meta, marks: painter.marks(), coloured: words, caveats }, features };
}

/** The features of a layer without the symbols that stand for the numbers of its areas. */
export const ownFeatures = (features: Feature[]): Feature[] => features.filter((feature) => !feature.symbol_of);
