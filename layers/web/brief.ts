/** The brief and its file, as layers/view/brief.py has them. Nothing here knows the page. */

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

/** What a view shows beside the map: two days or places, the page of figures, one place. */
export function kindOf({ selection, beside, compare }: { selection: string; beside: string; compare: string }): Kind {
  if (compare || (selection && beside)) return "comparison";
  if (selection.startsWith("figures")) return "figures";
  return selection && !selection.startsWith("layer:") ? "dossier" : "map";
}
