/** Cells of a CSV file (RFC 4180), as geodata/cells.py guards them. */

/** A cell: text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvCell(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  const guarded = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}
