/** Facts with no place, folded by topic; each topic is fetched when it is unfolded, all of them for a search. */
import { make } from "../../../layers/web/dom.ts";
import { lang, written } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { bringOut } from "../page/seek.ts";
import { view } from "../state.ts";
import { dateAll, isLater } from "../time/dated.ts";
import { counted, type Fact, factList, type Heads, searchBox, type Words } from "./facts.ts";
import { figuresDated } from "./figures_dated.ts";
import { hasWords, simplified } from "./filter.ts";
import { countKnown } from "./known.ts";

const LEAST = 2; // letters from which the facts are searched

/** A topic, its title, and how many of its facts become known on each day. */
export type TopicEntry = [id: string, title: string, known: Record<string, number>];

interface Topic {
  id: string;
  known: Record<string, number>;
  count: HTMLElement;
  body: HTMLElement;
  node: HTMLDetailsElement;
  /** The facts, once fetched, with what the search reads of each. */
  lines: { node: HTMLElement; text: string }[] | null;
}

const textOf = (fact: Fact): string => simplified([fact[0], fact[1], fact[5], fact[7]].join(" "));

/** How many facts are known at the date. */
const numberOf = ({ known }: Topic): number => countKnown(Object.entries(known), view().date);

async function load(topic: Topic, words: Words): Promise<void> {
  if (topic.lines) return;
  if (!topic.body.firstChild) topic.body.textContent = words.wait!;
  try {
    const table = await fetchJson<Heads & { rows: Fact[] }>(`figures/topic-${topic.id}.${lang()}.json`);
    if (topic.lines) return;
    const list = factList(table.rows, table, words);
    topic.body.replaceChildren(list);
    dateAll(topic.body);
    topic.node.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    topic.lines = table.rows.map((fact, rank) => ({ node: list.children[rank] as HTMLElement, text: textOf(fact) }));
  } catch (error) {
    topic.body.textContent = words.failed!;
    throw error;
  }
}

function makeTopic([id, title, known]: TopicEntry, words: Words): Topic {
  const count = make("span", { class: "fig-count" });
  const body = make("div", {});
  const node = make("details", { class: "fig-topic", "data-topic": id }, make("summary", {}, title, count), body);
  const topic: Topic = { id, known, count, body, node, lines: null };
  node.addEventListener("toggle", () => node.open && load(topic, words).catch(() => undefined));
  return topic;
}

/** Hide the facts that do not contain the words; how many of the rest are known. */
function search({ lines }: Topic, typed: string): number {
  for (const { node, text } of lines ?? []) node.hidden = !hasWords(text, typed);
  return (lines ?? []).filter(({ node }) => !node.hidden && !isLater(node)).length;
}

let sought: { topic: string; fact: string } | null = null;

/** Remember the fact that is to be shown as soon as its topic is there. */
export function seekFact(topic: string, fact: string): void {
  sought = { topic, fact };
}

/** Unfold the topic of the fact that is sought, which fetches it; then bring the fact out. */
export function revealFact(page: HTMLElement): void {
  const details = sought && page.querySelector<HTMLDetailsElement>(`[data-topic="${CSS.escape(sought.topic)}"]`);
  if (!sought || !details) return; // still on its way
  const box = page.querySelector<HTMLInputElement>("[data-fig-panel=topics] .fig-search");
  if (box?.value) {
    box.value = "";
    box.dispatchEvent(new Event("input"));
  }
  details.hidden = false;
  details.open = true;
  const node = details.querySelector<HTMLElement>(`[data-fact="${CSS.escape(sought.fact)}"]`);
  if (!node) return; // called again when the topic is there
  sought = null;
  bringOut(node);
}

export function topicsNode(entries: TopicEntry[], words: Words): HTMLElement {
  const topics = entries.map((entry) => makeTopic(entry, words));
  const box = searchBox(words, show);
  const count = make("span", { class: "fig-shown", role: "status" });
  const none = make("p", { class: "fig-none", hidden: true }, words.none);
  let searched = "";
  async function show(): Promise<void> {
    const asked = box.value;
    const typed = asked.length < LEAST ? "" : simplified(asked);
    if (typed) {
      count.textContent = words.wait!;
      await Promise.all(topics.map((topic) => load(topic, words))).catch(() => undefined);
      if (box.value !== asked) return;
    }
    let shown = 0;
    for (const topic of topics) {
      const found = search(topic, typed);
      const number = typed ? found : numberOf(topic);
      topic.node.hidden = !number;
      if (searched !== typed) topic.node.open = typed !== "" && number > 0;
      topic.count.textContent = written(number);
      shown += number;
    }
    searched = typed;
    none.hidden = shown > 0;
    const total = topics.reduce((sum, topic) => sum + numberOf(topic), 0);
    count.textContent = counted(words, shown, total);
  }
  show();
  figuresDated.on(show);
  const nodes = topics.map(({ node }) => node);
  const onfilled = (): void => revealFact(document.getElementById("figures")!);
  return make("div", { onfilled }, make("div", { class: "fig-filters" }, box, count), none, make("div", { class: "fig-topics" }, nodes));
}
