/** A panel sent as JSON (a tree of elements) becomes nodes of the page; texts are text nodes. */
import { all } from "../../../layers/web/dom.ts";
import { signal } from "../signal.ts";

export type Tree = null | undefined | string | number | Tree[] | { type: string; props: Record<string, unknown> & { children?: Tree } };

const RENAMED: Record<string, string> = { className: "class", htmlFor: "for" };
const PLAIN =
  /^(class|for|title|alt|lang|role|type|scope|open|hidden|tabindex|colspan|download|min|max|value|placeholder|inputmode|maxlength|autocomplete|aria-[a-z]+|data-[a-z-]+)$/;

/** An address below the page, which names no scheme: the atlas may be under a path of its host. */
const WITHIN = /^\w[\w./-]*([?#].*)?$/;

function setAttribute(node: Element, name: string, value: unknown): void {
  if (value === null || value === undefined || value === false) return;
  const attribute = RENAMED[name] ?? name.toLowerCase();
  const text = value === true ? "" : String(value);
  if (PLAIN.test(attribute)) node.setAttribute(attribute, text);
  else if (attribute === "href" && (WITHIN.test(text) || /^(\/(?!\/)|#|https?:)/.test(text))) node.setAttribute("href", text);
  else if (attribute === "src" && (WITHIN.test(text) || /^(\/(?!\/)|data:image\/)/.test(text))) node.setAttribute("src", text);
}

export function mount(tree: Tree): Node {
  if (tree === null || tree === undefined) return document.createDocumentFragment();
  if (Array.isArray(tree)) {
    const list = document.createDocumentFragment();
    list.append(...tree.map(mount));
    return list;
  }
  if (typeof tree !== "object") return document.createTextNode(String(tree));
  const node = document.createElement(tree.type.toLowerCase());
  for (const [name, value] of Object.entries(tree.props)) if (name !== "children") setAttribute(node, name, value);
  node.appendChild(mount(tree.props.children));
  return node;
}

/* Drawings of our own build, sent as text: read as XML, then made again of known elements and attributes only. */
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "g", "path", "circle", "text", "tspan"]);
const SHAPED = /^(viewBox|d|cx|cy|r|x|y|fill|stroke|opacity|(stroke|fill)-[a-z]+|font-(size|weight)|text-anchor|aria-hidden|data-[a-z]+)$/;

function draw(source: Element): Node {
  if (!DRAWN.has(source.localName)) return document.createDocumentFragment();
  const node = document.createElementNS(SVG, source.localName);
  for (const { name, value } of source.attributes) if (SHAPED.test(name)) node.setAttribute(name, value);
  for (const child of source.childNodes) node.append(child instanceof Element ? draw(child) : (child.textContent ?? ""));
  return node;
}

/** The holder of a chart that has just been drawn. */
export const chartDrawn = signal<HTMLElement>();

/** Draw the charts that are unfolded; the rest is drawn when its part is opened. */
export function drawCharts(root: ParentNode): void {
  for (const holder of all("[data-svg]", root)) {
    if (holder.closest("details:not([open])")) continue;
    holder.replaceChildren(draw(new DOMParser().parseFromString(holder.dataset.svg!, "image/svg+xml").documentElement));
    holder.removeAttribute("data-svg");
    chartDrawn.emit(holder);
  }
}

document.addEventListener(
  "toggle",
  (event) => event.target instanceof HTMLDetailsElement && event.target.open && drawCharts(event.target),
  true,
);
