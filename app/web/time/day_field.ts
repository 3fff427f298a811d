/** A day typed as both languages write it: day, month, year, by any separator or none; the year first is understood. */
import { word } from "../boot.ts";

const SHAPES = [
  /^(?<day>\d{1,2})\D+(?<month>\d{1,2})\D+(?<year>\d{4})$/,
  /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})$/,
  /^(?<year>\d{4})\D+(?<month>\d{1,2})\D+(?<day>\d{1,2})$/,
];

/** The day of a text in ISO 8601, or nothing where it is no day of the calendar. */
export function dayOf(text: string): string {
  const found = SHAPES.map((shape) => text.match(shape)).find(Boolean);
  if (!found) return "";
  const [day, month, year] = ["day", "month", "year"].map((name) => Number(found.groups![name])) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : "";
}

/** An ISO day as it is typed. */
export const typed = (day: string): string => day.split("-").reverse().join("/");

export function fillDay(field: HTMLInputElement, day: string): void {
  field.value = typed(day);
  field.removeAttribute("aria-invalid");
}

/** The day typed, nothing for an emptied field; null where it cannot be used, as is then written beside the field. */
export function dayTyped(field: HTMLInputElement): string | null {
  const text = field.value.trim();
  const day = dayOf(text);
  if (!text || (day >= field.dataset.first! && day <= field.dataset.last!)) return day;
  field.setAttribute("aria-invalid", "true");
  field.closest(".time-bar, .dates")!.querySelector(".time-empty, .dates-status")!.textContent = word("time_wrong", { text });
  return null;
}
