/** The search box: a combobox over the built index; choosing goes there and opens what is known of it. */
import { around, byId, element } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { whenMap } from "../map/map.ts";
import { switchOn, titleOf } from "../page/switches.ts";
import { change } from "../state.ts";
import { say } from "../status.ts";
import { showResult } from "../tables/figures.ts";
import { decimal, dms, type LatLng, readPosition } from "../tools/coordinates.ts";
import { goTo, showPosition } from "../tools/position.ts";
import { aliasOf, type Index, type Item, readIndex, search } from "./match.ts";

/** What is offered: an item of the index, or the position that was typed. */
type Option = Item | { position: LatLng; name: string; where: string; label: string };

const PAUSE = 2500; // ms a message stays
const POINT_ZOOM: Record<string, number> = { site: 9, town: 9, village: 10, airport: 11, facility: 9 };
const field = (): HTMLInputElement => byId<HTMLInputElement>("search-field");
let items: Item[] | null = null;
let found: Option[] = [];
let active = -1;
let turn = 0;

async function load(): Promise<Item[]> {
  if (items) return items;
  if (!field().value) announce("search_loading");
  items = readIndex(await fetchJson<Index>(byId("search").dataset.index!));
  return items;
}

function announce(key: string, count = 0): void {
  byId("search-status").textContent = word(key, { count });
}

function unfold(isOpen: boolean): void {
  byId("search-drop").hidden = !isOpen;
  field().setAttribute("aria-expanded", String(isOpen && found.length > 0));
  if (!isOpen) activate(-1);
}

function activate(rank: number): void {
  active = rank;
  const options = [...byId("search-list").children];
  for (const [n, option] of options.entries()) option.setAttribute("aria-selected", String(n === rank));
  const option = options[rank];
  if (!option) {
    field().removeAttribute("aria-activedescendant");
    return;
  }
  field().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function optionNode(option: Option, rank: number, asked: string): HTMLElement {
  const node = element("div", "search-option");
  node.id = `search-option-${rank}`;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  const text = element("span", "search-text");
  text.appendChild(element("span", "search-name", option.name));
  const beside = ["names" in option ? aliasOf(option, asked) : "", option.where].filter(Boolean).join(" · ");
  if (beside) text.appendChild(element("span", "search-where", beside));
  node.append(text, element("span", "search-kind", option.label));
  node.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  node.addEventListener("click", () => choose(option));
  node.addEventListener("mousemove", () => active !== rank && activate(rank));
  return node;
}

function showHelp(mine: number): void {
  found = [];
  byId("search-list").replaceChildren();
  announce("search_help");
  unfold(true);
  load().then(
    () => mine === turn && announce("search_help"),
    () => undefined,
  );
}

async function optionsFor(asked: string): Promise<Option[]> {
  const position = await readPosition(asked);
  let named: Item[] = [];
  try {
    named = search(await load(), asked);
  } catch {
    items = null; // the fetch has shown why; a position can still be gone to
  }
  if (!position) return named;
  const typed = { position, name: decimal(position), where: dms(position, word("west")), label: word("search_position") };
  return [typed, ...named.slice(0, 3)];
}

async function update(): Promise<void> {
  const mine = ++turn;
  const asked = field().value;
  if (!asked.trim()) {
    showHelp(mine);
    return;
  }
  const options = await optionsFor(asked);
  if (mine !== turn) return;
  found = options;
  byId("search-list").replaceChildren(...found.map((option, rank) => optionNode(option, rank, asked)));
  announce(found.length === 0 ? "search_none" : found.length === 1 ? "search_one" : "search_count", found.length);
  byId("search-status").classList.toggle("is-quiet", found.length > 0);
  unfold(true);
  activate(found.length ? 0 : -1);
}

async function choose(option: Option): Promise<void> {
  field().value = "position" in option ? option.name : "";
  leave();
  if ("position" in option) {
    await goTo([option.position.lat, option.position.lng], 9);
    await showPosition(option.position);
  } else await chooseItem(option);
}

async function chooseItem({ kind, name, at, place, layer, label }: Item): Promise<void> {
  whenMap.then((map) => map.closePopup()); // what was asked before
  const isResult = kind === "output" || kind === "indicator";
  const isSwitched = Boolean(layer && (at || !isResult) && switchOn(layer));
  if (isResult)
    showResult(name); // its row; its places are on the map behind
  else if (place) change({ selection: place });
  if (at) await goTo(at, POINT_ZOOM[kind]);
  if (isResult) return;
  if (kind === "layer" || isSwitched) say(word("search_switched", { title: titleOf(layer) }), PAUSE);
  else if (!place && !at) say("search_nowhere", PAUSE);
  if (place || !at || kind === "facility") return;
  const [a, b, c, d] = at as [number, number, number?, number?];
  await showPosition(c === undefined || d === undefined ? [a, b] : [(a + c) / 2, (b + d) / 2], `${name} · ${label}`);
}

/** Close the list; on a narrow screen the field goes back behind its button. */
function leave(): void {
  turn += 1;
  const isWide = byId("search").classList.contains("is-open");
  byId("search").classList.remove("is-open");
  unfold(false);
  field().blur();
  if (isWide) byId("search-open").focus();
}

function enter(): void {
  byId("search").classList.add("is-open");
  field().focus();
  field().select();
}

/** A gesture elsewhere closes the list without taking the focus back. */
function close(): void {
  if (byId("search-drop").hidden) return;
  turn += 1;
  byId("search").classList.remove("is-open");
  unfold(false);
}

function onFieldKey(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    if (byId("search-drop").hidden) unfold(true);
    activate((active + step + found.length) % found.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    const chosen = found[active];
    if (chosen) choose(chosen);
  } else if (event.key === "Escape") {
    event.stopPropagation(); // the dossier stays
    if (field().value && !byId("search-drop").hidden) {
      field().value = "";
      update();
    } else leave();
  }
}

const isField = (event: Event): boolean => event.target === field();

function onKey(event: KeyboardEvent): void {
  if (isField(event)) onFieldKey(event);
  else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (around(event, "input, textarea, select, [contenteditable], [role=dialog], dialog")) return;
    event.preventDefault();
    enter();
  }
}

function onClick(event: Event): void {
  if (around(event, "#search-open")) enter();
  else if (around(event, "#search-close")) leave();
  else if (!around(event, "#search")) close();
}

/** To be called after the tools start: an Escape that closes the list then closes no card. */
export function startSearch(): void {
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusin", (event) => {
    if (isField(event)) update();
    else if (!around(event, "#search")) close();
  });
  document.addEventListener("input", (event) => isField(event) && update());
  document.addEventListener("click", onClick);
}
