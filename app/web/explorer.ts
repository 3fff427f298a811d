/** The explorer: what takes hold of the page, in the order in which it must. Loaded after dash-leaflet, before Dash renders. */
import { toQuery } from "../../layers/web/view.ts";
import { startAddress } from "./address.ts";
import { boot } from "./boot.ts";
import { namespace } from "./component.ts";
import { later, startLater, whenDrawn } from "./later.ts";
import { startComparison } from "./map/comparison.ts";
import { drawn, startMap } from "./map/map.ts";
import { startOffline } from "./offline.ts";
import { brief, startBrief } from "./page/brief.ts";
import { watchCalls } from "./page/calls.ts";
import { startColours } from "./page/colours.ts";
import { startCompare } from "./page/compare.ts";
import { startDossier } from "./page/dossier.ts";
import { startDraw } from "./page/draw.ts";
import "./page/export.ts";
import { startFilter } from "./page/filter.ts";
import { startFrame } from "./page/frame.ts";
import { startLayerFilter } from "./page/layer_filter.ts";
import { startLegend } from "./page/legend.ts";
import { startOrder } from "./page/order.ts";
import { goOwn, listOwn, queueOwn, startOwn } from "./page/own.ts";
import { startParts } from "./page/parts.ts";
import { startPrint } from "./page/print.ts";
import { startSaved } from "./page/saved.ts";
import { startSwitches } from "./page/switches.ts";
import { startTour } from "./page/tour.ts";
import { startSearch } from "./search/search.ts";
import { view } from "./state.ts";
import { startDownloads } from "./tables/downloads.ts";
import { followFigures } from "./tables/figures.ts";
import { startTable } from "./tables/table.ts";
import { startTime } from "./time/bar.ts";
import { startChanges } from "./time/changes_drawer.ts";
import "./time/dossier.ts";
import { startTimeLegend } from "./time/legend.ts";
import { startTools } from "./tools/toolbar.ts";

Object.assign(window, { atlas: namespace });
startLater({ brief, goOwn, listOwn, queueOwn });
const isOther = boot().query !== toQuery(view()); // the frame was written for another view: a page that the worker kept

/** What speaks of the picture, and answers gestures: begun when the picture is there, which it would only delay. */
function startRest(): void {
  startSwitches(isOther, drawn.on);
  startParts();
  startFilter();
  startColours();
  startLegend();
  startOrder();
  startLayerFilter();
  startFrame();
  startSaved();
  startOwn();
  watchCalls();
  startBrief();
  startCompare();
  startComparison();
  startDossier(followFigures);
  startTools();
  startDraw();
  startSearch();
  startDownloads();
  startTime();
  startTimeLegend();
  startChanges();
  startTable();
  startTour();
  startAddress();
  startOffline();
  startPrint();
  if (boot().notice) whenDrawn(() => later().catch(() => undefined));
}

const PATIENCE = 600; // ms; on a poor link the page answers before its picture is there
let isBegun = false;

function begin(): void {
  if (isBegun) return;
  isBegun = true;
  startRest();
}

startMap();
setTimeout(begin, PATIENCE);
drawn.on(() => isBegun || requestAnimationFrame(() => setTimeout(begin, 0))); // the task after the frame of the first picture
for (const gesture of ["pointerdown", "keydown", "focusin", "click", "change", "dragenter"])
  addEventListener(gesture, begin, { capture: true, once: true }); // sooner
if (!view().layers.length) begin();
