/** The panel of the brief: its pages are kept in the browser, changed here, and sent to be made into files. */
import { type Brief, type BriefPage, LONGEST_LOGO, MOST_PAGES, moved, readBrief, writeBrief } from "../../../layers/web/brief.ts";
import type { View } from "../../../layers/web/view.ts";
import { fromFragment, LONGEST_LINK, toFragment } from "./link.ts";
import { type Acts, daysOf, startList, writeList } from "./list.ts";
import { present } from "./show.ts";

/** What the explorer gives (app/web/page/brief.ts): this script is bundled apart, and has no state of its own to share. */
export interface Host {
  lang(): string;
  /** Query of the present view. */
  present(): string;
  read(query: string): View;
  isKnown(layer: string): boolean;
  show(query: string): void;
  copy(text: string, words: string): Promise<void>;
  patiently(ask: () => Promise<Response>): Promise<Response>;
  saveFile(file: Blob, name: string): void;
  set(id: string, props: Record<string, unknown>): Promise<void>;
  open(isOpen: boolean): Promise<void>;
  resize(): void;
}

export interface Script {
  act(asked: string, given: unknown[]): Promise<string | undefined>;
}

const MARK = "atlas-brief";
const FIELDS = ["title", "profile", "subtitle", "marking", "producer", "status", "validity", "marking_colour", "preset", "logo"] as const;
const GESTURES = 7; // buttons of the callback, before its fields (app/panels/brief.py)
const HEAD = 2; // inputs before them

let host: Host;
let brief: Brief = { title: "", pages: [], more: {} };
let before: Brief | undefined; // what "undo" brings back
let words: Record<string, string> = {};
let asked = "";
let shownLogo = ""; // what the panel's upload holds

const word = (key: string, values: Record<string, string | number> = {}): string =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), words[key] ?? key);

const withoutLanguage = (query: string): string => query.replace(/(^|&)lang=[^&]*/, "").replace(/^&/, "");

/** Keep the brief; what the panel then says, where the browser keeps nothing. */
function keep(next: Brief, said?: string): string | undefined {
  brief = next;
  try {
    localStorage.setItem(MARK, JSON.stringify(brief));
  } catch {
    return word("not_kept");
  }
  return said;
}

const say = (text: string | undefined): void => {
  if (text !== undefined) host.set("brief-said", { children: text }).catch(() => undefined);
};

function withPages(pages: BriefPage[], said?: string, focused = -1): string | undefined {
  const told = keep({ ...brief, pages }, said);
  writeList(brief.pages, acts, focused);
  return told;
}

const edited = (place: number, page: Partial<BriefPage>): BriefPage[] =>
  brief.pages.map((other, n) => (n === place ? { ...other, ...page } : other));

const acts: Acts = {
  word,
  read: (query) => host.read(query),
  edit: (place, page) => say(keep({ ...brief, pages: edited(place, page) })),
  move(from, to) {
    if (to < 0 || to >= brief.pages.length || from === to) return;
    say(withPages(moved(brief.pages, from, to), word("moved", { n: to + 1, count: brief.pages.length }), to));
  },
  show: (place) => show(brief.pages[place]!),
  update: (place) => say(withPages(edited(place, { view: withoutLanguage(host.present()) }), "", place)),
  remove(place) {
    before = brief;
    const pages = brief.pages.filter((_, n) => n !== place);
    say(withPages(pages, word("removed"), place));
  },
};

const show = ({ view }: BriefPage): void => host.show(`lang=${host.lang()}&${view}`);

/** Layers of readers that the page does not know come with a document whose address names them. */
const unknown = (): string[] =>
  brief.pages
    .flatMap(({ view }) => view.match(/\bown-[0-9a-f]{32}\b/g) ?? [])
    .filter((layer, n, all) => !host.isKnown(layer) && all.indexOf(layer) === n);

function add(): string | undefined {
  const count = brief.pages.length;
  if (count >= MOST_PAGES) return word("full", { most: MOST_PAGES });
  const page = { view: withoutLanguage(host.present()), title: "", message: "", notes: "" };
  return withPages([...brief.pages, page], word("added", { n: count + 1 }), count);
}

/** Put another brief in the place of this one, which may be had back. */
function replace(next: Brief | null, refusal: string): string | undefined {
  if (!next) return refusal;
  before = brief.pages.length ? brief : undefined;
  const told = keep(next, word("replaced", { count: next.pages.length }));
  write();
  return told;
}

function undo(): string | undefined {
  if (!before) return undefined;
  const told = keep(before, "");
  before = undefined;
  write();
  return told;
}

/** The fields of the panel and its list, as the brief has them. */
function write(): void {
  for (const key of FIELDS) {
    const value = key === "title" ? brief.title : (brief.more[key] ?? (key === "profile" ? "public" : ""));
    if (key === "logo" && !value && !shownLogo) continue;
    if (key === "logo") shownLogo = value;
    const given = key === "logo" ? { contents: value || null } : { value };
    host.set(`brief-${key === "title" ? "name" : key}`, given).catch(() => undefined);
  }
  writeList(brief.pages, acts);
}

/** Keep what the fields of the panel say. */
function take(fields: unknown[]): string | undefined {
  const said = Object.fromEntries(FIELDS.map((key, n) => [key, String(fields[n] ?? "")]));
  const { title = "", profile, ...others } = said;
  shownLogo = others.logo ?? "";
  if ((others.logo ?? "").length > LONGEST_LOGO) {
    host.set("brief-logo", { contents: null }).catch(() => undefined);
    return word("logo_large");
  }
  const more = { ...others, profile: profile === "public" ? "" : (profile ?? "") };
  return keep({ ...brief, title, more: Object.fromEntries(Object.entries(more).filter(([, value]) => value)) });
}

function withoutLogo(): string | undefined {
  const { logo: _, ...more } = brief.more;
  const told = keep({ ...brief, more }, "");
  write();
  return told;
}

function save(): string | undefined {
  if (!brief.pages.length) return word("empty");
  host.saveFile(new Blob([writeBrief(brief)], { type: "application/toml" }), `${slug(brief.title)}.toml`);
  return undefined;
}

const slug = (title: string): string =>
  title
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[\s_]+/g, "-")
    .toLowerCase()
    .slice(0, 60) || "brief";

async function link(): Promise<string | undefined> {
  if (!brief.pages.length) return word("empty");
  const fragment = await toFragment(brief);
  if (fragment.length > LONGEST_LINK) return word("too_long");
  await host.copy(`${location.origin}${location.pathname}?lang=${host.lang()}#brief=${fragment}`, word("copied"));
  return word("copied");
}

async function make(format: string): Promise<string | undefined> {
  if (!brief.pages.length) return word("empty");
  say(word("making"));
  const [form = "", handout = "1"] = format.split("-");
  const address = `brief.${form}?lang=${host.lang()}&handout=${handout}`;
  try {
    const answer = await host.patiently(() => fetch(address, { method: "POST", body: writeBrief(brief) }));
    if (!answer.ok) return ((await answer.json().catch(() => ({}))) as { title?: string }).title ?? word("failed");
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `brief.${form}`;
    host.saveFile(await answer.blob(), name);
    return word("made", { name });
  } catch {
    return word("failed");
  }
}

function startShow(): string | undefined {
  if (!brief.pages.length) return word("empty");
  const missing = unknown();
  if (missing.length) {
    location.assign(`${location.pathname}?lang=${host.lang()}&${brief.pages[0]!.view}&own=${missing.join(",")}#present`);
    return undefined;
  }
  const back = host.present();
  host.open(false).catch(() => undefined);
  const written = new Intl.DateTimeFormat(host.lang(), { dateStyle: "long", timeZone: "UTC" });
  present(brief.pages, {
    word,
    days: ({ view }) => daysOf(host.read(view), (day) => written.format(new Date(`${day}T00:00Z`))),
    show,
    resize: host.resize,
    ended: () => {
      host.show(back);
      host.open(true).catch(() => undefined);
    },
  });
  return undefined;
}

let watch: MutationObserver | undefined;

/** Fill the panel's list whenever it comes to the page: one that closes stays a moment, and is not the one that opens. */
function fillWhenThere(): Promise<void> {
  watch?.disconnect();
  return new Promise((resolve) => {
    const look = (): void => {
      const list = document.getElementById("brief-list");
      if (!list || list.childElementCount) return;
      write();
      resolve();
    };
    watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    if (document.getElementById("brief-list")) {
      write();
      resolve();
    }
  });
}

async function opened(isOpen: boolean): Promise<string | undefined> {
  if (!isOpen) {
    watch?.disconnect();
    return undefined;
  }
  await fillWhenThere();
  const wanted = asked;
  asked = "";
  if (wanted === "present") return startShow();
  return wanted ? replace(await fromFragment(wanted.slice("brief=".length)), word("bad_link")) : undefined;
}

/** What a file held, or why it is no brief. */
function takeFile(file: FileRead): string | undefined {
  if (!file) return undefined;
  return replace(readBrief(file), file.error ?? word("bad_link"));
}

type FileRead = (Partial<Brief> & { error?: string }) | null;

/** Do what an input of the panel's callback asks for, and return what the panel then says. */
async function act(input: string, given: unknown[]): Promise<string | undefined> {
  const fields = given.slice(HEAD + GESTURES, HEAD + GESTURES + FIELDS.length);
  words = (given.at(-1) as Record<string, string> | null) ?? words;
  const [isOpen, file] = given as [boolean, FileRead];
  const known: Record<string, () => string | undefined | Promise<string | undefined>> = {
    brief: () => opened(isOpen),
    "brief-opened": () => takeFile(file),
    "brief-add": add,
    "brief-present": startShow,
    "brief-undo": undo,
    "brief-save": save,
    "brief-link": link,
    "brief-unlogo": () => withoutLogo(),
    "brief-logo": () => take(fields) ?? (fields.at(-1) ? word("logo_taken") : ""),
    "brief-export": () => make(String(given.at(-2))),
  };
  return (known[input] ?? (() => take(fields)))();
}

/** Take what the browser keeps; `brought` is what a link brings. */
export function start(given: Host, brought: string): Script {
  host = given;
  asked = brought;
  try {
    brief = readBrief(JSON.parse(localStorage.getItem(MARK) ?? "null")) ?? brief;
  } catch {
    // the browser keeps nothing, or another program's text
  }
  startList(acts);
  return { act };
}
