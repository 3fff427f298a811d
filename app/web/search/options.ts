/** The list of answers: headings by kind, a line each, the words that answer marked as text. */
import { element } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import type { Option, Section } from "./gather.ts";
import { aliasOf } from "./match.ts";
import { marked } from "./tongue.ts";

interface Line {
  name: Node[];
  where: Node[];
  label: string;
}

const text = (value: string): Node[] => (value ? [document.createTextNode(value)] : []);

/** A text with the words that were asked for marked. */
const markedNodes = (value: string, words: ReadonlySet<string>): Node[] =>
  marked(value, words).map(({ text, isAsked }) => (isAsked ? element("mark", "", text) : document.createTextNode(text)));

function lineOf(option: Option, asked: string): Line {
  if (option.type === "position") return { name: text(option.name), where: text(option.where), label: option.label };
  if (option.type === "item") {
    const { name, where, label } = option.item;
    return { name: text(name), where: text([aliasOf(option.item, asked), where].filter(Boolean).join(" · ")), label };
  }
  const { passage, words } = option.answer;
  const said = [...text(passage.where && passage.said ? `${passage.where} · ` : passage.where), ...markedNodes(passage.said, words)];
  return { name: markedNodes(passage.name, words), where: said, label: passage.label };
}

function optionNode(option: Option, rank: number, asked: string, act: Acts): HTMLElement {
  const { name, where, label } = lineOf(option, asked);
  const isPassage = option.type === "passage";
  const node = element("div", `search-option${isPassage ? " is-passage" : ""}`);
  node.id = `search-option-${rank}`;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  const words = element("span", "search-text");
  const title = element("span", "search-name");
  title.append(...name);
  words.append(title);
  if (where.length) {
    const beside = element("span", "search-where");
    beside.append(...where);
    words.append(" ", beside);
  }
  node.append(words, element("span", "search-kind", label));
  node.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  node.addEventListener("click", () => act.choose(option));
  node.addEventListener("mousemove", () => act.point(rank));
  return node;
}

interface Acts {
  choose(option: Option): void;
  point(rank: number): void;
}

/** The nodes of the list; a heading for each kind where there are several. */
export function listOf(sections: Section[], asked: string, act: Acts): HTMLElement[] {
  let rank = 0;
  return sections.map(({ kind, options }) => {
    const group = element("div", "search-group");
    group.setAttribute("role", "group");
    const heading = element("div", "search-heading", word(kind === "help" ? "search_help_kind" : `search_${kind}`));
    heading.id = `search-heading-${kind}`;
    heading.hidden = sections.length < 2;
    group.setAttribute("aria-labelledby", heading.id);
    group.append(heading, ...options.map((option) => optionNode(option, rank++, asked, act)));
    return group;
  });
}
