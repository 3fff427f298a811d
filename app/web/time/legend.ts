/** The legend writes the date, and what the grey of past things means. */
import { PAST } from "../../../layers/web/asof.ts";
import { element } from "../../../layers/web/dom.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { lang, word } from "../boot.ts";
import { drawn, redrawn, shown, whenMap } from "../map/map.ts";
import { follow, view } from "../state.ts";

function noteOf(body: Element): HTMLElement {
  const present = document.getElementById("legend-time");
  if (present) return present;
  const note = element("div", "legend-time");
  note.id = "legend-time";
  body.append(note);
  return note;
}

function greyLine(): HTMLElement {
  const line = element("div", "legend-line");
  line.append(element("i", "legend-past"), word("time_legend"));
  return line;
}

function showLegend(): void {
  const body = document.querySelector(".legend-body");
  if (!body) return;
  const { date } = view();
  const note = noteOf(body);
  const layers = shown();
  const dated = layers.filter((layer) => layer.meta.time_words);
  const isEmpty = Boolean(date) && dated.length > 0 && !dated.some((layer) => layer.features.length);
  const empty = document.getElementById("time-empty");
  if (empty) empty.textContent = isEmpty ? word("time_nothing") : "";
  note.hidden = !date;
  if (!date) return;
  const isGrey = layers.some((layer) => layer.meta.marks.some((mark) => mark.key.endsWith(PAST)));
  note.replaceChildren(element("p", "legend-date", dayInWords(date, lang())));
  if (isEmpty) note.append(element("p", "", word("time_nothing")));
  else if (isGrey) note.append(greyLine());
}

/** `data-date` of the document is the date of the picture that is there. */
async function settle(): Promise<void> {
  await whenMap;
  await redrawn();
  document.documentElement.dataset.date = view().date;
  showLegend();
}

drawn.on(showLegend);
follow(["date"], settle);

export const startTimeLegend = settle;
