/** The list of views that this browser keeps by name: opened in place, renamed, deleted, given to others as a link. */
import { around, byId, element, make } from "../../../layers/web/dom.ts";
import { toQuery } from "../../../layers/web/view.ts";
import { showQuery } from "../address.ts";
import { boot, lang, word } from "../boot.ts";
import { view } from "../state.ts";
import { say } from "../status.ts";
import { copy } from "./frame.ts";
import { readViews, renamed, type SavedView, withoutLanguage, withoutView, withView, writeViews } from "./saved_store.ts";

const PAUSE = 2500; // ms a message stays
const box = (): HTMLElement => byId("saved-views");
const list = (): HTMLElement => box().querySelector<HTMLElement>(".saved-list")!;
const name = (): HTMLInputElement => byId<HTMLInputElement>("saved-name");

function kept(): SavedView[] {
  try {
    return readViews(localStorage);
  } catch {
    return []; // no storage
  }
}

/** Keep the views and show them; whether the browser did. */
function keep(views: SavedView[]): boolean {
  try {
    writeViews(localStorage, views);
  } catch {
    say("saved_failed");
    return false;
  }
  write();
  return true;
}

const addressOf = ({ query }: SavedView): string => `${location.pathname}?lang=${lang()}&${query}`;

const sign = (act: string, said: string): HTMLElement =>
  make("button", { type: "button", class: `saved-act is-${act}`, "data-saved": act, title: said, "aria-label": said });

function lineOf(saved: SavedView): HTMLElement {
  const said = { name: saved.name };
  return make(
    "li",
    { class: "saved-line", "data-view": saved.name },
    make("a", { href: addressOf(saved), "data-saved": "open" }, saved.name),
    sign("copy", word("saved_copy", said)),
    sign("rename", word("saved_rename", said)),
    sign("delete", word("saved_delete", said)),
  );
}

function write(): void {
  const views = kept();
  list().replaceChildren(...(views.length ? views.map(lineOf) : [element("li", "empty", word("saved_none"))]));
}

const lineNamed = (wanted: string): HTMLElement | null => list().querySelector(`[data-view="${CSS.escape(wanted)}"]`);

function save(event: Event): void {
  if (!around(event, ".saved-form")) return;
  event.preventDefault();
  const given = name().value.trim();
  if (!given) {
    name().focus();
    return;
  }
  if (!keep(withView(kept(), { name: given, query: withoutLanguage(toQuery(view())) }))) return;
  name().value = "";
  say(word("saved_kept", { name: given }), PAUSE);
}

/** The name of a line becomes a field; Enter and leaving it keep what is typed, Escape does not. */
function rename(line: HTMLElement): void {
  const from = line.dataset.view!;
  const field = make("input", { type: "text", value: from, maxlength: 80, "aria-label": word("saved_rename", { name: from }) });
  let isDone = false;
  const end = (to: string): void => {
    if (isDone) return;
    isDone = true;
    const views = renamed(kept(), from, to);
    keep(views);
    const now = views.some((saved) => saved.name === from) ? from : to.trim();
    lineNamed(now)?.querySelector<HTMLElement>('[data-saved="rename"]')?.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    end(event.key === "Enter" ? field.value : from);
  });
  field.addEventListener("blur", () => end(field.value));
  line.querySelector("a")!.replaceWith(field);
  field.select();
}

/** A deleted view may be had back until the list changes again. */
function drop(line: HTMLElement): void {
  const views = kept();
  const { rest, place } = withoutView(views, line.dataset.view!);
  const gone = views[place];
  if (!gone || !keep(rest)) return;
  const undo = make("button", { type: "button", class: "goto" }, word("saved_undo"));
  undo.addEventListener("click", () => {
    if (keep([...kept().slice(0, place), gone, ...kept().slice(place)])) lineNamed(gone.name)?.querySelector("a")?.focus();
  });
  const told = make("li", { class: "saved-line is-gone" }, make("span", {}, word("saved_gone", { name: gone.name })), undo);
  list().insertBefore(told, list().children[place] ?? null);
  undo.focus();
}

/** Show a view in place; one that names layers which this page does not know is a visit. */
function open(event: Event, saved: SavedView): void {
  const pressed = event as MouseEvent;
  if (pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return; // a tab or a window of its own
  const asked = new URLSearchParams(saved.query).get("layers")?.split(",") ?? [];
  if (asked.some((id) => id !== "none" && !boot().rules.layers.includes(id))) return;
  event.preventDefault();
  showQuery(`lang=${lang()}&${saved.query}`);
}

function onClick(event: Event): void {
  const pressed = around(event, "#saved-views [data-saved]");
  const line = pressed?.closest<HTMLElement>("[data-view]");
  const saved = line && kept().find((each) => each.name === line.dataset.view);
  if (!pressed || !line || !saved) return;
  const acts: Record<string, () => unknown> = {
    open: () => open(event, saved),
    copy: () => copy(location.origin + addressOf(saved), "copied"),
    rename: () => rename(line),
    delete: () => drop(line),
  };
  acts[pressed.dataset.saved!]?.();
}

export function startSaved(): void {
  box().addEventListener("toggle", write);
  document.addEventListener("submit", save);
  document.addEventListener("click", onClick);
  window.addEventListener("storage", ({ key }) => key === "atlas-views" && write()); // another window of the same browser
}
