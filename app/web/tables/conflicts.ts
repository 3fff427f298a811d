/** Contradictions between documents: the explanation, and the figures of each. */
import { make } from "../../../layers/web/dom.ts";
import { isLater } from "../time/dated.ts";
import { type Choice, chooser, counted, type Fact, factList, type Heads, searchBox, type Words } from "./facts.ts";
import { figuresDated } from "./figures_dated.ts";
import { hasWords, simplified } from "./filter.ts";

/** `kind` is a rank in `kinds`, `preferred` one in `facts` or -1. */
type Conflict = [id: string, kind: number, explanation: string, preferred: number, why: string, facts: Fact[]];

export interface ConflictsTable extends Heads {
  kinds: Choice[];
  rows: Conflict[];
}

interface Item {
  kind: string;
  /** What the filter searches. */
  text: string;
  node: HTMLElement;
}

function conflictItem([id, kind, explanation, preferred, why, facts]: Conflict, table: ConflictsTable, words: Words): Item {
  const [key, title] = table.kinds[kind]!;
  const texts = facts.flatMap((fact) => [fact[0], fact[1], fact[7], table.sources[fact[4]]![0]]);
  const head = make(
    "div",
    { class: "fig-conflict-text" },
    make("p", { class: "kicker" }, title),
    make("p", {}, explanation),
    why ? make("p", { class: "note" }, why) : null,
  );
  const list = factList(facts, table, words, preferred);
  return {
    kind: key,
    text: simplified([explanation, why, ...texts].join(" ")),
    node: make("li", { class: "fig-conflict", "data-conflict": id }, head, list),
  };
}

export function conflictsNode(table: ConflictsTable, words: Words): HTMLElement {
  const items = table.rows.map((row) => conflictItem(row, table, words));
  const box = searchBox(words, show);
  const kinds = chooser("kind", words.kind!, table.kinds, words, show);
  const count = make("span", { class: "fig-shown", role: "status" });
  const none = make("p", { class: "fig-none" }, words.none);
  function show(): void {
    for (const { kind, text, node } of items) node.hidden = (kinds.value !== "" && kind !== kinds.value) || !hasWords(text, box.value);
    const known = items.filter(({ node }) => !isLater(node));
    const shown = known.filter(({ node }) => !node.hidden).length;
    none.hidden = shown > 0;
    count.textContent = counted(words, shown, known.length);
  }
  show();
  figuresDated.on(show);
  const nodes = items.map(({ node }) => node);
  return make("div", {}, make("div", { class: "fig-filters" }, box, kinds, count), none, make("ul", { class: "fig-conflicts" }, nodes));
}
