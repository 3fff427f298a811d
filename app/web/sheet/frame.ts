/** Where the map of a sheet lies: its middle on the ground, its scale, and the paper's width. Nothing here knows the page. */

export interface SheetFrame {
  /** Degrees, WGS 84. */
  latitude: number;
  longitude: number;
  /** Denominator. */
  scale: number;
  /** Of the paper, millimetres. */
  width: number;
}

const DEGREE = 111_195; // metres on a sphere of 6371 km: near enough for what a hand drags
const MOST = 80; // degrees of latitude

/** Read what the answer with the preview says of its frame (app/http/sheets.py). */
export function sheetFrame(text: string | null): SheetFrame | undefined {
  const [latitude, longitude, scale, width] = (text ?? "").split(",").map(Number);
  const isWhole = [latitude, longitude, scale, width].every((each) => Number.isFinite(each));
  return isWhole ? { latitude: latitude!, longitude: longitude!, scale: scale!, width: width! } : undefined;
}

/**
 * The middle of a frame whose picture was dragged, as the field `centre` has it.
 *
 * Right and down are shares of the paper's width: what is dragged to the right shows more of the west.
 */
export function moved({ latitude, longitude, scale, width }: SheetFrame, right: number, down: number): string {
  const metres = (width / 1000) * scale;
  const north = Math.max(-MOST, Math.min(MOST, latitude + (down * metres) / DEGREE));
  const east = longitude - (right * metres) / (DEGREE * Math.cos((latitude * Math.PI) / 180));
  return `${north.toFixed(4)},${east.toFixed(4)}`;
}
