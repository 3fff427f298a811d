/** The search box: a combobox over the built index; choosing goes there and opens what is known of it. */
import { all, around, byId } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { isLink } from "../tools/links.ts";
import { goToOption } from "./choose.ts";
import { answersTo, library, names, type Option, theLibrary } from "./gather.ts";
import { listOf } from "./options.ts";

const field = (): HTMLInputElement => byId<HTMLInputElement>("search-field");
const options = (): HTMLElement[] => all(".search-option", byId("search-list"));
let found: Option[] = [];
let active = -1;
let turn = 0;

/** Fetch what is searched; what was typed meanwhile is answered again when the passages are there. */
function load(): void {
  if (theLibrary()) return;
  library().then(
    () => {
      if (!byId("search-drop").hidden && field().value.trim()) update(active > 0 ? found[active] : undefined); // where the reader has gone
    },
    () => undefined, // the fetch has shown why; names and positions answer alone
  );
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
  const lines = options();
  for (const [n, line] of lines.entries()) line.setAttribute("aria-selected", String(n === rank));
  const option = lines[rank];
  if (!option) {
    field().removeAttribute("aria-activedescendant");
    return;
  }
  field().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function showHelp(mine: number): void {
  found = [];
  byId("search-list").replaceChildren();
  announce("search_loading");
  unfold(true);
  const show = (): unknown => mine === turn && announce("search_help");
  names().then(show, () => undefined);
}

/** What an option is of, which stays when the list is made again. */
const thing = (option: Option | undefined): unknown =>
  option?.type === "item" ? option.item : option?.type === "passage" ? option.answer.passage : undefined;

/** Answer what is typed; `chosen` stays active if it is still there. */
async function update(chosen?: Option): Promise<void> {
  const mine = ++turn;
  const asked = field().value;
  load();
  if (!asked.trim()) {
    showHelp(mine);
    return;
  }
  const sections = await answersTo(asked);
  if (mine !== turn) return;
  found = sections.flatMap((section) => section.options);
  const act = { choose, point: (rank: number): unknown => active !== rank && activate(rank) };
  byId("search-list").replaceChildren(...listOf(sections, asked, act));
  const none = isLink(asked) ? "search_link_none" : "search_none";
  announce(found.length === 0 ? none : found.length === 1 ? "search_one" : "search_count", found.length);
  byId("search-status").classList.toggle("is-quiet", found.length > 0);
  unfold(true);
  const kept = thing(chosen) ? found.findIndex((option) => thing(option) === thing(chosen)) : -1;
  activate(found.length ? Math.max(0, kept) : -1);
}

async function choose(option: Option): Promise<void> {
  const asked = field().value;
  field().value = option.type === "position" ? option.name : "";
  leave();
  await goToOption(option, asked);
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
