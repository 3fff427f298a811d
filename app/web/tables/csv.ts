/** Cells of a CSV file (RFC 4180), as geodata/cells.py guards them. */

/** Texts that a spreadsheet may run: an operator, in either width, after any blanks; or a leading control. */
const FORMULA = /^[ \t\n\r\v\f\u00a0\u202f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A cell: text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvCell(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}
