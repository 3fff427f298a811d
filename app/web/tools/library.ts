/** Libraries of the project's own server that are fetched when a tool first needs them; each defines one global of its own name. */
import { boot } from "../boot.ts";
import type { Host, Script } from "../brief/brief.ts";
import type { Host as Comparer, Script as Comparison } from "../compare/compare.ts";
import type { Host as DrawHost, Script as DrawScript, Given } from "../draw/host.ts";
import type { Script as Ground, Protomaps } from "../ground/ground.ts";
import type { MakeEngine } from "../search/passages.ts";
import type { Dialog, Host as DialogHost } from "../sheet/dialog.ts";
import { say } from "../status.ts";

/** GeographicLib (Karney 2013): geodesics and areas on the ellipsoid; degrees, metres. */
export interface Geodesic {
  Geodesic: {
    WGS84: {
      Inverse(lat1: number, lon1: number, lat2: number, lon2: number): { s12: number; azi1: number };
      Direct(lat: number, lon: number, azimuth: number, metres: number): { lat2: number; lon2: number };
    };
  };
  PolygonArea: {
    PolygonArea: new (
      ellipsoid: Geodesic["Geodesic"]["WGS84"],
      isLine: boolean,
    ) => { AddPoint(lat: number, lon: number): void; Compute(reverse: boolean, sign: boolean): { area: number; perimeter: number } };
  };
}

/** Military grid references; positions are longitude and latitude. */
export interface Mgrs {
  forward(position: [number, number], digits: number): string;
  toPoint(text: string): [number, number];
}

interface Libraries {
  /** The brief's panel (app/web/brief), our own. */
  brief: { start(host: Host, brought: string): Script };
  /** Two dates or cases on the map (app/web/compare), our own. */
  compare: { start(host: Comparer): Comparison };
  /** The export dialog (app/web/sheet), our own. */
  sheet: { start(host: DialogHost): Dialog };
  /** Drawing on the map (app/web/draw), our own. */
  draw: { start(host: DrawHost, given: Given): DrawScript };
  /** Full-text search (app/web/search/passages.ts). */
  MiniSearch: MakeEngine;
  /** How a vector ground of the server's own is drawn (app/web/ground), our own. */
  ground: Ground;
  protomapsL: Protomaps;
  geodesic: Geodesic;
  mgrs: Mgrs;
}

const asked = new Map<string, Promise<unknown>>();

/** A library, if it has been fetched. */
export const loaded = <N extends keyof Libraries>(name: N): Libraries[N] | undefined => (globalThis as Partial<Libraries>)[name];

function ask(name: keyof Libraries): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = boot().vendor[name]!;
    script.onload = () => resolve(loaded(name));
    script.onerror = () => {
      asked.delete(name);
      script.remove();
      say("failed");
      reject(new Error(name));
    };
    document.head.appendChild(script);
  });
}

/** A library, fetched once; a failure is shown in the status line and may be tried again. */
export async function library<N extends keyof Libraries>(name: N): Promise<Libraries[N]> {
  const there = loaded(name);
  if (there) return there;
  if (!asked.has(name)) asked.set(name, ask(name));
  return asked.get(name) as Promise<Libraries[N]>;
}
