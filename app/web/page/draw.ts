/** Drawing on the map (app/web/draw): its script is fetched when the tool first opens, or for a view that holds a drawing. */
import { byId } from "../../../layers/web/dom.ts";
import { lang } from "../boot.ts";
import type { Given, Host, Place, Script } from "../draw/host.ts";
import { fetchJson } from "../fetch.ts";
import { whenDrawn } from "../later.ts";
import { whenMap } from "../map/map.ts";
import { names } from "../search/gather.ts";
import { search } from "../search/match.ts";
import { change, follow, view } from "../state.ts";
import { saveBlob } from "../tables/downloads.ts";
import { decimal, readPosition } from "../tools/coordinates.ts";
import { circle, geodesicPath, leg, reach } from "../tools/geodesy.ts";
import { library } from "../tools/library.ts";
import { goTo } from "../tools/position.ts";
import { beginSketch, drawSketch, endSketch, labelSketch, makeSheet, setSketch } from "../tools/sketch.ts";

let script: Promise<Script> | undefined;
let made: Script | undefined;

const isPoint = (at: number[] | null): at is [number, number] => at?.length === 2;

async function places(): Promise<Place[]> {
  return (await names()).flatMap(({ id, place, name, at }) =>
    id === place && isPoint(at) ? { name, at: { lat: at[0], lng: at[1] } } : [],
  );
}

async function find(text: string): Promise<Place | null> {
  const written = await readPosition(text);
  if (written) return { name: decimal(written.at), at: written.at };
  const item = search(await names(), text).find(({ at }) => isPoint(at));
  return item ? { name: item.name, at: { lat: item.at![0]!, lng: item.at![1]! } } : null;
}

async function load(): Promise<Script> {
  const [{ start }, given, map] = await Promise.all([
    library("draw"),
    fetchJson<Given>(`panel/draw.${lang()}.json`),
    whenMap,
    library("geodesic"),
  ]);
  const sheet = makeSheet(map, "atlas-drawing", 640);
  const host: Host = {
    lang: lang(),
    map,
    geodesy: { leg, reach, circle, geodesicPath },
    drawing: () => view().drawing,
    measured: () => view().measured,
    change: (drawing) => change({ drawing }),
    places,
    find,
    look: async ({ lat, lng }) => {
      if (!map.getBounds().contains([lat, lng])) await goTo([lat, lng], map.getZoom());
    },
    save: (content, type, name) => saveBlob(new Blob([content], { type }), name),
    sheet,
    sketch: {
      begin: beginSketch,
      end: endSketch,
      set: setSketch,
      draw: (points, path, isArea, text) => {
        drawSketch(sheet, points, path, isArea);
        const at = path.at(-1);
        if (text && at) labelSketch(sheet, [{ at, text }]);
      },
    },
  };
  made = start(host, given);
  return made;
}

function begin(): Promise<Script> {
  script ??= load().catch((error: unknown) => {
    script = undefined; // the status line says what failed
    throw error;
  });
  return script;
}

export const drawing = {
  async open(): Promise<void> {
    const tool = await begin();
    if (!byId("tool-draw").hidden) tool.open(); // it may have been closed meanwhile
  },
  close(): void {
    made?.close(); // at once: the next tool begins a sketch of its own
  },
};

export function startDraw(): void {
  const show = (): void => {
    if (view().drawing || script)
      begin().then(
        (made) => made.show(),
        () => undefined,
      );
  };
  follow(["drawing", "measured"], show);
  if (view().drawing) whenDrawn(show);
}
