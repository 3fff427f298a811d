/** Positions in what other programs give: UTM, `geo:` addresses, links of online maps. Read here; nothing is asked of them. */
import type { LatLng } from "./coordinates.ts";
import { fromUtm } from "./grid.ts";

const BANDS = "CDEFGHJKLMNPQRSTUVWX"; // of 8 degrees, from 80° S
const ZONE = "(?:UTM\\s*)?(?:ZONE\\s*)?(\\d{1,2})\\s*([C-HJ-NP-X])";
const METRES = "(\\d{6,7}(?:[.,]\\d+)?)\\s*(?:M?E|M)?[\\s,;]+(\\d{5,8}(?:[.,]\\d+)?)\\s*(?:M?N|M)?";
const UTM = [new RegExp(`^${ZONE}[\\s,;]+${METRES}$`), new RegExp(`^${METRES}[\\s,;]+${ZONE}$`)] as const;
const NUMBER = "[+-]?\\d{1,3}(?:\\.\\d+)?";

const inRange = (lat: number, lng: number): LatLng | null => (Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { lat, lng } : null);

/** Whether a latitude lies in a band, half a degree more at each side. */
function inBand(lat: number, band: string): boolean {
  const south = BANDS.indexOf(band) * 8 - 80;
  return lat >= south - 0.5 && lat <= south + 8.5;
}

/** Zone with band or hemisphere, easting and northing in metres, in either order: `30P 372511 1601617`. */
export function readUtm(text: string): LatLng | null {
  const plain = text.trim().toUpperCase();
  const [before, after] = UTM.map((form) => form.exec(plain));
  const parts = before ? before.slice(1, 5) : after ? [after[3], after[4], after[1], after[2]] : null;
  if (!parts) return null;
  const [zone, letter] = [Number(parts[0]), parts[1]!];
  const [easting, northing] = parts.slice(2).map((part) => Number(part!.replace(",", "."))) as [number, number];
  if (zone < 1 || zone > 60 || easting < 100000 || easting >= 1000000) return null;
  // N and S are bands, and the letters that many write for the hemispheres
  const readings = letter === "N" ? [northing] : letter === "S" ? [northing, northing - 1e7] : [letter < "N" ? northing - 1e7 : northing];
  for (const [rank, each] of readings.entries()) {
    const [lat, lng] = fromUtm(zone, easting, each);
    if (letter === "N" ? lat >= 0 : rank === 1 ? lat < 0 : inBand(lat, letter)) return inRange(lat, lng);
  }
  return null;
}

const PAIR = new RegExp(`(${NUMBER})(?:,|%2C|~|_|;)\\s*\\+?\\s*(${NUMBER})`);

const pairIn = (text: string | null | undefined): LatLng | null => {
  const found = PAIR.exec(text ?? "");
  return found && inRange(Number(found[1]), Number(found[2]));
};

/** `geo:14.48,-4.18` with whatever follows (RFC 5870). */
export const readGeo = (text: string): LatLng | null => (/^geo:/i.test(text.trim()) ? pairIn(text.trim().slice("geo:".length)) : null);

/** Whether a text is a link. */
export const isLink = (text: string): boolean => /^(https?:\/\/|www\.|maps\.)\S+$/i.test(text.trim());

/** Fields of an address that hold latitude and longitude, the point meant before the middle of the map. */
const FIELDS = ["q", "query", "destination", "daddr", "coordinate", "sp", "to", "mlatlng", "cp", "ll", "center", "map"];

function inFields(fields: URLSearchParams, lngFirst: boolean): LatLng | null {
  for (const [lat, lng] of [
    ["mlat", "mlon"],
    ["lat", "lon"],
    ["lat", "lng"],
    ["lat", "long"],
  ] as const) {
    if (!fields.has(lat) || !fields.has(lng)) continue;
    const found = pairIn(`${fields.get(lat)},${fields.get(lng)}`);
    if (found) return found;
  }
  if (lngFirst) {
    const found = pairIn(fields.get("pt") ?? fields.get("ll"));
    return found && inRange(found.lng, found.lat);
  }
  for (const field of FIELDS) {
    const found = pairIn(fields.get(field));
    if (found) return found;
  }
  return null;
}

/** The position in a link of an online map (Google, OpenStreetMap, Bing, Apple, Here, Waze, Yandex and their like). */
export function readLink(text: string): LatLng | null {
  if (!isLink(text)) return null;
  const plain = text.trim();
  let url: URL;
  let path: string;
  try {
    url = new URL(/^https?:/i.test(plain) ? plain : `https://${plain}`);
    path = decodeURIComponent(url.pathname);
  } catch {
    return null; // a broken address
  }
  const pins = [...path.matchAll(new RegExp(`!3d(${NUMBER})!4d(${NUMBER})`, "g"))];
  const pin = pins.at(-1);
  if (pin) return inRange(Number(pin[1]), Number(pin[2]));
  const hash = new RegExp(`(?:map=|^#)[\\d.]+/(${NUMBER})/(${NUMBER})`).exec(url.hash);
  return (
    inFields(url.searchParams, /(^|\.)yandex\./.test(url.hostname)) ??
    pairIn(/\/(?:place|search|dir|l|@)[^@]*?\/?([+-]?\d{1,3}\.\d+,\s*\+?[+-]?\d{1,3}\.\d+)/.exec(path)?.[1]) ??
    pairIn(/@([^/]+)/.exec(path)?.[1]) ??
    (hash && inRange(Number(hash[1]), Number(hash[2])))
  );
}
