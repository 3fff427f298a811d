/** The brief and its file, as layers/view/brief.py has them. Nothing here knows the page. */

import type { View } from "./view.ts";

export interface BriefPage {
  /** Query of the view, and of its sheet, without the language. */
  view: string;
  title: string;
  message: string;
  notes: string;
}

export interface Brief {
  title: string;
  pages: BriefPage[];
  /** The other keys of its head (`profile`, …). */
  more: Record<string, string>;
}

export type Kind = "map" | "comparison" | "figures" | "dossier";

/** A basic string of TOML: escaped as JSON has it, and the characters more that TOML forbids. */
const quoted = (text: string): string => JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("\x7f", "\\u007f");

const lines = (values: Record<string, string>): string =>
  Object.entries(values)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key} = ${quoted(value)}\n`)
    .join("");

/** Write the file of a brief. */
export const writeBrief = ({ title, pages, more }: Brief): string =>
  [
    lines({ title, ...more }),
    ...pages.map((page) => `[[part]]\n${lines({ title: page.title, view: page.view, message: page.message, notes: page.notes })}`),
  ].join("\n");

/** What a view shows beside the map: two days, cases or places, the page of figures, one place. */
export function kindOf({ selection, beside, compare, other }: Pick<View, "selection" | "beside" | "compare" | "other">): Kind {
  if (compare || other || (selection && beside)) return "comparison";
  if (selection.startsWith("figures")) return "figures";
  return selection && !selection.startsWith("layer:") ? "dossier" : "map";
}

export const MOST_PAGES = 30;
const LONGEST = { title: 120, message: 240, notes: 3000 } as const;
const KEYS = ["subtitle", "profile", "preset", "marking", "marking_colour", "producer", "status", "validity", "logo"] as const;
/** Characters of a logo, as an address of data (layers/export/sheet/request/logo.py). */
export const LONGEST_LOGO = 200_100;

const text = (value: unknown, most: number): string => (typeof value === "string" ? value.slice(0, most) : "");

/** What was kept or sent, as a brief; null where it is none. Whatever a brief has not is left out. */
export function readBrief(value: unknown): Brief | null {
  const { title, pages, more } = (value ?? {}) as Partial<Record<keyof Brief, unknown>>;
  if (!Array.isArray(pages)) return null;
  const read = pages.slice(0, MOST_PAGES).map((page: unknown) => {
    const given = (page ?? {}) as Partial<Record<keyof BriefPage, unknown>>;
    return {
      view: text(given.view, 8000),
      title: text(given.title, LONGEST.title),
      message: text(given.message, LONGEST.message),
      notes: text(given.notes, LONGEST.notes),
    };
  });
  const head = (more ?? {}) as Record<string, unknown>;
  const kept = KEYS.map((key) => [key, text(head[key], key === "logo" ? LONGEST_LOGO : LONGEST.title)] as const).filter(([, said]) => said);
  return { title: text(title, LONGEST.title), pages: read, more: Object.fromEntries(kept) };
}

/** A list with one of its elements at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, n) => n !== from);
  rest.splice(to, 0, list[from]!);
  return rest;
}
