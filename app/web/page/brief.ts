/** The brief (app/web/brief): its script is fetched when its panel first opens, or for a link that brings one. */
import { fromQuery, toQuery } from "../../../layers/web/view.ts";
import { showQuery } from "../address.ts";
import { boot, lang } from "../boot.ts";
import type { Host, Script } from "../brief/brief.ts";
import { setLater } from "../later.ts";
import { theMap } from "../map/map.ts";
import { view } from "../state.ts";
import { library } from "../tools/library.ts";
import { patiently, saveFile } from "./export.ts";
import { copy, openDrawer } from "./frame.ts";

const PANEL = "brief";
const BROUGHT = /^#(brief=[\w-]+|present)$/;

const host: Host = {
  lang,
  present: () => toQuery(view()),
  read: (query) => fromQuery(query, boot().rules, lang()),
  isKnown: (layer) => boot().rules.layers.includes(layer),
  show: showQuery,
  copy,
  patiently,
  saveFile,
  set: setLater,
  open: (isOpen) => (isOpen ? openDrawer(PANEL) : setLater(PANEL, { opened: false })),
  resize: () => theMap().invalidateSize(),
};

let brought = "";
let made: Promise<Script> | undefined;

/** What the panel's callback calls (app/panels/brief.py), with the values of its inputs and states. */
export async function brief(...given: unknown[]): Promise<unknown> {
  const asked = window.dash_clientside.callback_context?.triggered_id;
  made ??= library("brief").then(({ start }) => start(host, brought));
  return (await (await made).act(String(asked), given)) ?? window.dash_clientside.no_update;
}

/** A link that brings a brief opens the panel; the fragment is not sent to the server, nor kept in the address. */
export function startBrief(): void {
  if (!BROUGHT.test(location.hash) || !document.querySelector(`[data-panel="${PANEL}"]`)) return;
  brought = location.hash.slice(1);
  history.replaceState({}, "", location.pathname + location.search);
  openDrawer(PANEL).catch(() => undefined);
}
