/** The page of figures: it covers the map; its parts are fetched when they are opened. */
import { all, around, byId, make } from "../../../layers/web/dom.ts";
import { lang, word } from "../boot.ts";
import { fetchJson, Refusal } from "../fetch.ts";
import { registerActions } from "../page/actions.ts";
import { drawCharts, mount, type Tree } from "../page/mount.ts";
import { change } from "../state.ts";
import { conflictsNode } from "./conflicts.ts";
import { dateFigures } from "./figures_dated.ts";
import { resultsNode } from "./results.ts";
import { revealFact, seekFact, type TopicEntry, topicsNode } from "./topics.ts";

const PARTS: Record<string, string> = {
  figures: "national",
  "figures-results": "results",
  "figures-conflicts": "conflicts",
  "figures-topics": "topics",
};

interface Page {
  tree: Tree;
  words: Record<string, string>;
  topics: TopicEntry[];
}

/** The element, once opened; then what was fetched for it. */
let page: HTMLElement | undefined;
let data: Page | undefined;
let opener: HTMLElement | null = null;
/** The part that is open, or empty. */
let wanted = "";
/** Reference of the result to unfold once its table is there. */
let sought = "";

const button = (): HTMLElement | null => document.querySelector("[data-action=figures]");
const tabs = (): HTMLElement[] => all("[data-fig-part]", page);

function cover(isOpen: boolean): void {
  for (const id of ["panel", "dossier-frame", "map-frame"]) {
    const part = document.getElementById(id);
    if (part) part.inert = isOpen;
  }
  byId("shell").classList.toggle("is-figures-open", isOpen);
  button()?.setAttribute("aria-expanded", String(isOpen));
  if (page) page.hidden = !isOpen;
}

function makePage(): HTMLElement {
  const attributes = { id: "figures", class: "fig-page", role: "region", tabindex: "-1", "aria-label": button()?.title ?? "" };
  const node = make("section", attributes);
  node.addEventListener("click", chooseTab);
  node.addEventListener("keydown", moveBetweenTabs);
  document.querySelector(".body")!.append(node);
  return node;
}

/** The heads of a long table stop below the head of the page, however high its lines make it. */
function keepHeadsBelow(node: HTMLElement): void {
  const head = node.querySelector<HTMLElement>(".fig-head")!;
  new ResizeObserver(() => node.style.setProperty("--fig-head", `${head.offsetHeight}px`)).observe(head);
}

async function fetchPage(node: HTMLElement): Promise<Page> {
  node.setAttribute("aria-busy", "true");
  data = await fetchJson<Page>(`panel/figures.${lang()}.json`);
  node.replaceChildren(mount(data.tree));
  keepHeadsBelow(node);
  drawCharts(node);
  nameTabs(node);
  dateFigures();
  return data;
}

async function open(part: string): Promise<void> {
  const isNew = !wanted;
  wanted = part;
  if (isNew) opener = document.activeElement as HTMLElement | null;
  page ??= makePage();
  cover(true);
  try {
    const content = data ?? (await fetchPage(page));
    page.removeAttribute("aria-busy");
    if (!wanted) return;
    choose(wanted);
    if (isNew) page.querySelector("h2")!.focus({ preventScroll: true });
    await fill(page, content, wanted);
    unfold();
  } catch (error) {
    fail(page, part, error);
  }
}

/** Tabs and panels name each other. */
function nameTabs(node: HTMLElement): void {
  for (const tab of tabs()) {
    const part = tab.dataset.figPart!;
    const panel = node.querySelector<HTMLElement>(`[data-fig-panel=${part}]`)!;
    Object.assign(panel, { id: `fig-panel-${part}`, tabIndex: 0 });
    tab.id = `fig-tab-${part}`;
    tab.setAttribute("aria-controls", panel.id);
  }
}

function choose(part: string): void {
  for (const tab of tabs()) {
    const isChosen = tab.dataset.figPart === part;
    const row = tab.parentElement!;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    if (isChosen && row.scrollWidth > row.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "center" });
  }
  for (const panel of all("[data-fig-panel]", page)) panel.hidden = panel.dataset.figPanel !== part;
}

async function partNode(part: string, { topics, words }: Page): Promise<HTMLElement> {
  if (part === "topics") return topicsNode(topics, words);
  const url = `figures/${part}.${lang()}.json`;
  return part === "results" ? resultsNode(await fetchJson(url), words) : conflictsNode(await fetchJson(url), words);
}

async function fill(node: HTMLElement, content: Page, part: string): Promise<void> {
  const body = node.querySelector<HTMLElement>(`[data-fig-body=${part}]`);
  if (!body || body.dataset.state) return;
  body.dataset.state = "loading";
  body.textContent = content.words.wait!;
  try {
    body.replaceChildren(await partNode(part, content));
    body.dataset.state = "ready";
    dateFigures();
  } catch (error) {
    delete body.dataset.state;
    throw error;
  }
}

/** Unfold the fact or the result that was asked for, all filters cleared. */
function unfold(): void {
  if (page && wanted === "topics") revealFact(page);
  if (!page || !sought || wanted !== "results") return;
  const reset = page.querySelector<HTMLElement>("[data-fig-panel=results] .fig-reset");
  if (reset && !reset.hidden) reset.click();
  const row = page.querySelector(`[data-ref="${CSS.escape(sought)}"]`);
  if (!row) return; // the table is still on its way
  sought = "";
  const title = row.querySelector<HTMLElement>(".fig-open")!;
  if (title.getAttribute("aria-expanded") === "false") title.click();
  row.scrollIntoView({ block: "center" });
  title.focus({ preventScroll: true });
}

function fail(node: HTMLElement, part: string, error: unknown): void {
  node.removeAttribute("aria-busy");
  const reason = (error instanceof Refusal && error.words) || data?.words.failed || word("failed");
  const body = node.querySelector(`[data-fig-body=${part}]`) ?? node;
  body.replaceChildren(make("p", { class: "fig-about", role: "alert" }, reason));
}

function close(): void {
  wanted = "";
  cover(false);
  const back = opener?.isConnected && opener !== document.body ? opener : button();
  opener = null;
  back?.focus({ preventScroll: true });
}

function chooseTab(event: Event): void {
  const part = around(event, "[data-fig-part]")?.dataset.figPart;
  if (!part) return;
  choose(part);
  change({ selection: Object.keys(PARTS).find((selection) => PARTS[selection] === part)! });
}

/** Arrows move between the tabs. */
function moveBetweenTabs(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const row = tabs();
  const present = row.indexOf(event.target as HTMLElement);
  if (!step || present < 0) return;
  const next = row[(present + step + row.length) % row.length]!;
  next.focus();
  next.click();
}

/** Whether a selection is a part of this page; opens it, or leaves the page for another selection. */
export function followFigures(selection: string): boolean {
  const part = PARTS[selection];
  if (part) open(part);
  else if (wanted) close();
  return Boolean(part);
}

/** Open the row of one result, by its reference. */
export function showResult(reference: string): void {
  sought = reference;
  change({ selection: "figures-results" });
  unfold();
}

/** Open a fact of the whole country among those of its topic. */
export function showFact(topic: string, fact: string): void {
  seekFact(topic, fact);
  change({ selection: "figures-topics" });
  unfold();
}

const closeFigures = (): void => change({ selection: "" });

registerActions({ figures: () => change({ selection: wanted ? "" : "figures" }), closeFigures });

document.addEventListener("click", (event) => {
  const result = around(event, "[data-result]");
  if (result) showResult(result.dataset.result!);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !wanted || event.defaultPrevented || document.querySelector("[role=dialog]")) return;
  const { target } = event;
  if (target instanceof HTMLInputElement && target.type === "search" && target.value) return; // Escape first empties a search box
  closeFigures();
});
