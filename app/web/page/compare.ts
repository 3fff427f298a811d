/** Two places side by side: what is known of each, in one table under the choice of the other place. */
import { all, around, element } from "../../../layers/web/dom.ts";
import { isPlace } from "../../../layers/web/view.ts";
import { lang, word } from "../boot.ts";
import { fetchJson, whatFailed } from "../fetch.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { dateAll } from "../time/dated.ts";
import { dossierShown } from "./dossier.ts";
import { mount, type Tree } from "./mount.ts";

let wanted = "";

const choice = (): HTMLSelectElement | null => document.querySelector("#dossier [data-compare]");

/** The values of a scorecard by column; the cells keep what each is at any date. */
function cellsOf(card: ParentNode): Map<string, HTMLElement> {
  return new Map(all<HTMLElement>("td [data-code]", card).map((cell) => [cell.dataset.code!, cell]));
}

const cell = (value: HTMLElement | undefined): HTMLElement => {
  const node = element("td");
  node.append(value ? value.cloneNode(true) : element("span", "fine", word("compare_missing")));
  return node;
};

function heading(text: string, scope: "col" | "row"): HTMLElement {
  const node = element("th", "", text);
  node.setAttribute("scope", scope);
  return node;
}

/** Names of themes and columns in the order of the join, from both scorecards. */
function rows(cards: readonly ParentNode[]): Map<string, Map<string, string>> {
  const themes = new Map<string, Map<string, string>>();
  for (const theme of cards.flatMap((card) => all(".scorecard details", card))) {
    const name = theme.querySelector(".score-theme")!.textContent;
    const columns = themes.get(name) ?? new Map<string, string>();
    for (const value of all<HTMLElement>("td [data-code]", theme))
      columns.set(value.dataset.code!, value.closest("tr")!.querySelector("th")!.firstChild!.textContent!);
    themes.set(name, columns);
  }
  return themes;
}

function tableOf(names: readonly string[], cards: readonly ParentNode[]): HTMLElement {
  const values = cards.map(cellsOf);
  const orders = new Map(values.flatMap((found) => [...found].map(([code, value]) => [code, Number(value.dataset.order)] as const)));
  const table = element("table", "compared");
  const head = element("tr");
  head.append(element("td"), ...names.map((name) => heading(name, "col")));
  table.append(head);
  for (const [theme, columns] of rows(cards)) {
    const title = element("tr", "compared-theme");
    const name = heading(theme, "col");
    name.setAttribute("colspan", "3");
    title.append(name);
    table.append(title);
    const ordered = [...columns].sort(([a], [b]) => orders.get(a)! - orders.get(b)!);
    for (const [code, label] of ordered) {
      const row = element("tr");
      row.append(heading(label, "row"), ...values.map((found) => cell(found.get(code))));
      table.append(row);
    }
  }
  return table;
}

/** Show the comparison that the view asks for, or take it away. */
async function compare(): Promise<void> {
  const select = choice();
  if (!select) return;
  const article = select.closest("article")!;
  const { beside } = view();
  select.value = beside;
  article.querySelector(".compared")?.remove();
  if (select.value !== beside) return change({ beside: "" }); // not a place of this kind
  wanted = beside;
  if (!beside) return;
  try {
    const other = mount(await fetchJson<Tree>(`panel/place/${encodeURIComponent(beside)}.${lang()}.json`));
    if (beside !== wanted || !article.isConnected) return;
    const holder = element("div");
    holder.append(other);
    const names = [article, holder].map((part) => part.querySelector("h2")!.textContent);
    const table = tableOf(names, [article, holder]);
    article.querySelector(".compared")?.remove();
    select.closest("label")!.after(table);
    dateAll(table);
  } catch (error) {
    say(whatFailed(error));
  }
}

export function startCompare(): void {
  dossierShown.on(compare);
  follow(["beside"], compare);
  follow(["selection"], ({ selection }) => isPlace(selection) || change({ beside: "" }));
  document.addEventListener("change", (event) => {
    const select = around(event, "[data-compare]") as HTMLSelectElement | null;
    if (select) change({ beside: select.value });
  });
}
