/** The drawer that lists what changed between two dates. */
import { byId, make } from "../../../layers/web/dom.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { lang, word, written } from "../boot.ts";
import { fetchJson, whatFailed } from "../fetch.ts";
import { isNarrow, resettle } from "../map/map.ts";
import { registerActions } from "../page/actions.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { byPlace, type Change, changesBetween, type Figure, isNation, KINDS, type Series, type Timeline } from "./changes.ts";

const NARROW = 900; // px of the map below which the legend would stand in the way
const FEW = 5; // entries of a kind that are shown unfolded
const shown = { first: "", second: "", topic: "" };

function figureNode(timeline: Timeline, [, , text, , , sign, source, citation, when, disputed]: Figure): HTMLElement {
  const [chip, title] = timeline.documents[source]!;
  return make(
    "div",
    { class: `change-figure is-${sign}` },
    make("span", { class: "figure" }, text, disputed ? make("span", { class: "disputed" }, " ≠") : null),
    make("span", { class: "when" }, when),
    make("details", { class: "chip" }, make("summary", {}, chip), make("span", {}, `${title} · ${citation}`)),
  );
}

const signed = (number: number, decimals: number): string =>
  `${number > 0 ? "+" : number < 0 ? "−" : ""}${written(Math.abs(number), decimals)}`;

function gapNode(series: Series, { difference, percent }: Change): HTMLElement | null {
  if (difference === undefined) return null;
  const unit = series.percent ? `\u00a0${word("changes_points")}` : "";
  const share = percent === undefined ? "" : ` (${signed(percent, 1)}${lang() === "fr" ? "\u202f" : ""}%)`;
  return make("p", { class: "change-gap figure" }, `${signed(difference, 6)}${unit}${share}`);
}

function entryNode(timeline: Timeline, entry: Change): HTMLElement {
  const series = timeline.series[entry.series]!;
  const side = (ranks: number[]) => {
    const figures = ranks.map((rank) => figureNode(timeline, series.figures[rank]!));
    return make("div", { class: "change-side" }, figures);
  };
  const arrow = make("span", { class: "change-arrow", "aria-hidden": "true" }, "→");
  const sides =
    entry.kind === "changed" ? [side(entry.then), arrow, side(entry.now)] : side(entry.kind === "ended" ? entry.then : entry.now);
  return make(
    "li",
    { class: `change is-${entry.kind}`, "data-change": entry.series },
    make("p", { class: "measure" }, series.measure, make("span", { class: "change-topic" }, timeline.topics[series.topic])),
    make("div", { class: "change-values" }, sides),
    gapNode(series, entry),
  );
}

/** A fold whose content is written when it opens: there may be hundreds of lines. */
function fold(className: string, title: string, count: number, isOpen: boolean, content: () => HTMLElement[]): HTMLElement {
  const box = make("details", { class: className }, make("summary", {}, title, make("span", { class: "count" }, written(count))));
  let isFilled = false;
  const fill = (): void => {
    if (!box.open || isFilled) return;
    isFilled = true;
    box.append(...content());
  };
  box.addEventListener("toggle", fill);
  box.open = isOpen;
  fill();
  return box;
}

const lists = (timeline: Timeline, entries: Change[]): HTMLElement[] =>
  KINDS.flatMap((kind) => {
    const own = entries.filter((entry) => entry.kind === kind);
    if (!own.length) return [];
    const entryNodes = () => own.map((entry) => entryNode(timeline, entry));
    const isOpen = kind === "changed" || own.length <= FEW;
    return fold(`change-kind is-${kind}`, word(`changes_${kind}`), own.length, isOpen, () => [make("ul", {}, entryNodes())]);
  });

function titleOf(timeline: Timeline, { place, group }: Series): string {
  if (isNation(place)) return word("changes_nation");
  return place ? timeline.places[place]![0] : word("changes_together", { title: timeline.groups[group]! });
}

function section(timeline: Timeline, key: string, entries: Change[]): HTMLElement {
  const series = timeline.series[entries[0]!.series]!;
  const { place } = series;
  const hasDossier = place && !isNation(place);
  const link = hasDossier
    ? [make("p", {}, make("button", { type: "button", class: "goto", "data-goto": place }, word("changes_dossier")))]
    : [];
  const content = () => [...link, ...lists(timeline, entries)];
  const box = fold("topic change-place", titleOf(timeline, series), entries.length, isNation(place), content);
  box.dataset.changesOf = key;
  return box;
}

function topicChoice(timeline: Timeline, changes: Change[]): HTMLElement {
  const present = new Set(changes.map((entry) => timeline.series[entry.series]!.topic));
  const topics = Object.entries(timeline.topics).filter(([key]) => present.has(key) || key === shown.topic);
  const select = make(
    "select",
    { id: "changes-topic" },
    make("option", { value: "" }, word("changes_every_topic")),
    topics.map(([key, title]) => make("option", { value: key, selected: key === shown.topic }, title)),
  );
  select.addEventListener("change", () => {
    shown.topic = select.value;
    write(timeline);
  });
  return make("label", { class: "changes-filter" }, make("span", {}, word("changes_topic")), select);
}

function counts(changes: Change[]): string {
  const parts = KINDS.map((kind) => [kind, changes.filter((entry) => entry.kind === kind).length] as const);
  const present = parts.filter(([, count]) => count).map(([kind, count]) => word(`changes_count_${kind}`, { count: written(count) }));
  return present.join(" · ") || word("changes_none");
}

function body(timeline: Timeline): HTMLElement[] {
  if (shown.first === shown.second) return [make("p", { class: "empty" }, word("changes_same"))];
  const changes = changesBetween(timeline, shown.first, shown.second);
  const found = changes.filter((entry) => !shown.topic || timeline.series[entry.series]!.topic === shown.topic);
  return [
    topicChoice(timeline, changes),
    make("p", { class: "changes-counts", role: "status" }, counts(found)),
    ...byPlace(timeline, found).map(([key, entries]) => section(timeline, key, entries)),
    make("p", { class: "fine" }, word("changes_reading")),
  ];
}

function write(timeline: Timeline): void {
  const [first, second] = [shown.first, shown.second].map((day) => dayInWords(day, lang())) as [string, string];
  const dates = make("p", { class: "kicker" }, word("changes_dates", { first, second }));
  const head = make("header", {}, make("h2", { tabindex: "-1" }, word("changes")), dates);
  byId("changes").replaceChildren(make("article", {}, head, ...body(timeline)));
  if (shown.topic) byId("changes-topic").focus({ preventScroll: true });
}

async function fill(first: string, second: string): Promise<void> {
  if (shown.first === first && shown.second === second) return;
  Object.assign(shown, { first, second });
  try {
    if (!document.querySelector("#changes article")) byId("changes").textContent = word("changes_loading");
    const timeline = await fetchJson<Timeline>(`timeline.${lang()}.json`);
    if (shown.first === first && shown.second === second) write(timeline);
  } catch (error) {
    Object.assign(shown, { first: "", second: "" }); // so that the next gesture tries again
    say(whatFailed(error));
  }
}

/** Open the drawer on two dates, close it without; a dossier stands before it. */
async function showChanges(): Promise<void> {
  const frame = byId("changes-frame");
  if (!frame) return;
  const { date, compare, how, selection } = view();
  const isShown = Boolean(compare && !selection && !(how && isNarrow())); // on a phone it would cover what the map compares
  const hasMoved = frame.classList.contains("is-open") !== isShown;
  frame.classList.toggle("is-open", isShown);
  if (isShown && byId("map-frame").clientWidth < NARROW) document.querySelector<HTMLDetailsElement>(".legend")!.open = false;
  if (hasMoved) await resettle();
  if (compare) await fill(...([date, compare].sort() as [string, string]));
  else Object.assign(shown, { first: "", second: "", topic: "" });
}

registerActions({ closeChanges: () => change({ compare: "" }) });
follow(["date", "compare", "how", "selection"], showChanges);

export const startChanges = showChanges;
