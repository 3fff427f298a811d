/** How names are written: their styles as rules of the page, and how much room they take. */

import type { LabelStyle } from "../types.ts";
import type { Size } from "./placement.ts";

const FONT = '"Noto Sans", system-ui, sans-serif';
const LINE = 1.25;
const WIDE = 0.5; // px between letters from which a name may be set closer

/** A name as it may be written: its lines, and whether its letters stand closer than its style says. */
export interface Lettering {
  text: string;
  isTight: boolean;
  size: Size;
}

/** Width of a line of text as a style writes it, without the space between its letters; px. */
export type WidthOf = (text: string, style: LabelStyle) => number;

let pen: CanvasRenderingContext2D | undefined;
const widths = new Map<string, number>(); // what was measured with the fonts at hand

const fontOf = ({ size, weight, italic }: LabelStyle): string => `${italic ? "italic " : ""}${weight} ${size}px ${FONT}`;

/** Forget what was measured: another font has other widths. */
export const forgetWidths = (): void => widths.clear();

/** Measured by the browser, each text once. */
export function widthOf(text: string, style: LabelStyle): number {
  const font = fontOf(style);
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d")!;
  pen.font = font;
  const width = pen.measureText(text).width;
  widths.set(key, width);
  return width;
}

function lettering(lines: string[], isTight: boolean, style: LabelStyle, widthOf: WidthOf): Lettering {
  const spacing = isTight ? 0 : style.spacing;
  const width = Math.max(...lines.map((line) => widthOf(line, style) + spacing * line.length));
  return { text: lines.join("\n"), isTight, size: { width, height: style.size * LINE * lines.length } };
}

/** The two lines of a name, as equal as can be; nothing where it is one word. */
export function inTwo(text: string): [string, string] | undefined {
  const breaks = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (!breaks.length) return undefined;
  const at = breaks.reduce((best, each) => (Math.abs(2 * each - text.length) < Math.abs(2 * best - text.length) ? each : best));
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The name of a point or a line. */
export const asOneLine = (text: string, style: LabelStyle, widthOf: WidthOf): Lettering => lettering([text], false, style, widthOf);

/** The ways to write an area's name, the best first: on one line, on two, and both with letters set closer. */
export function* waysToWrite(text: string, style: LabelStyle, widthOf: WidthOf): Generator<Lettering> {
  const two = inTwo(text);
  for (const isTight of style.spacing > WIDE ? [false, true] : [false]) {
    yield lettering([text], isTight, style, widthOf);
    if (two) yield lettering(two, isTight, style, widthOf);
  }
}

const USUAL = 16; // px of a browser's text, unless its reader says otherwise

/** The styles at the size of text that the reader has chosen in the browser. */
export function inReadersSize(styles: Record<string, LabelStyle>): Record<string, LabelStyle> {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;
  if (scale === 1) return styles;
  const scaled = (style: LabelStyle): LabelStyle => ({ ...style, size: style.size * scale, spacing: style.spacing * scale });
  return Object.fromEntries(Object.entries(styles).map(([name, style]) => [name, scaled(style)]));
}

/** The styles as rules of the page: a name then only carries its style's class. */
export function writeRules(styles: Record<string, LabelStyle>): void {
  const sheet = new CSSStyleSheet();
  for (const [name, style] of Object.entries(styles)) {
    const color = style.color ? `color: ${style.color};` : "";
    const type = `font: ${fontOf(style)}; line-height: ${LINE}; letter-spacing: ${style.spacing}px; -webkit-text-stroke-width: ${style.halo}px;`;
    sheet.insertRule(`.atlas-label-${name} { ${type} ${color} }`);
  }
  document.adoptedStyleSheets.push(sheet);
}
