/** Lengths, areas and numbers as a language writes them. */
import { lang } from "../boot.ts";

/** A number with exactly so many decimals. */
export const fixed = (value: number, digits: number, language: string = lang()): string =>
  value.toLocaleString(language, { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** A length of metres, in metres or kilometres. */
export const lengthText = (metres: number, language?: string): string =>
  metres < 1000 ? `${fixed(metres, 0, language)} m` : `${fixed(metres / 1000, metres < 100000 ? 2 : 1, language)} km`;

/** An area of square metres, in square metres, hectares or square kilometres. */
export function areaText(metres: number, language?: string): string {
  if (metres < 10000) return `${fixed(metres, 0, language)} m²`;
  const km = metres / 1e6;
  return km < 10 ? `${fixed(metres / 10000, 1, language)} ha` : `${fixed(km, km < 1000 ? 1 : 0, language)} km²`;
}
