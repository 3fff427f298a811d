/** The slider of months, the year of a chart, and the day that a comparison starts from. Days are ISO 8601. */

/** The last day of the month at a position of the slider, which begins with the month `first` (YYYY-MM). */
export function dayAt(first: string, position: number): string {
  const [year, month] = first.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month + position, 0)).toISOString().slice(0, 10);
}

export function positionOf(first: string, day: string): number {
  const [start, wanted] = [first, day].map((text) => text.split("-").map(Number)) as [[number, number], [number, number]];
  return 12 * (wanted[0] - start[0]) + wanted[1] - start[1];
}

/** A day as a fraction of its year: 2020-07-02 is 2020.5. */
export function decimalYear(day: string): number {
  const year = Number(day.slice(0, 4));
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (Date.parse(day) - start) / (end - start);
}

/** The reference date before a day or, where there is none, the first after it. */
export const dateBefore = (references: string[], day: string): string =>
  references.filter((reference) => reference < day).at(-1) ?? references.find((reference) => reference > day) ?? "";
