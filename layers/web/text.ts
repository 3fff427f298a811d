/** Words and days as Python writes them (geodata/places/names.py, layers/words.py). */
import type { Lang } from "./types.ts";

/** Latin letters that Unicode does not take apart: ligatures, and the letters of Bambara. */
const LETTERS: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ɛ: "e", ɔ: "o", ŋ: "ng", ɲ: "ny" };

/** Accents, case, hyphens and apostrophes set aside, in the steps that geodata/places/names.py gives. */
export function fold(text: string): string {
  const lowered = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return (lowered.replace(/[œæßɛɔŋɲ]/g, (letter) => LETTERS[letter]!).match(/[a-z0-9]+/g) ?? []).join(" ");
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as XML and HTML write it: for files, and where Leaflet takes nothing but a string. */
export const inMarkup = (text: string | number): string => String(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** An ISO day in words, as layers/words.py writes it. */
export function dayInWords(iso: string, lang: Lang): string {
  const written = new Date(`${iso}T00:00:00Z`).toLocaleDateString(lang === "en" ? "en-GB" : "fr", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return lang === "fr" ? written.replace(/^1 /, "1er ") : written;
}

const hex = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** A value of an address's query, as layers/view/state.py quotes it. */
export const quoted = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%2C/g, ",")
    .replace(/[!'()*]/g, hex);

const DAYS = ["2013-01-01", "2023-12-31"] as const;

/** Whether a text is a day that a view may show (layers/view/days.py). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < DAYS[0] || text > DAYS[1]) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Fill the fields `{name}` of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
