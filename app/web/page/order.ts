/** The order in which layers are drawn: dragged by its grip, or moved by buttons and arrow keys. */
import { all, around, byId, element } from "../../../layers/web/dom.ts";
import { fromTheTop } from "../../../layers/web/view.ts";
import { boot, word } from "../boot.ts";
import { change, view } from "../state.ts";
import { say } from "../status.ts";

const PAUSE = 2500; // ms a message stays
let drawn: string[] = []; // the layers that are on, from the top down
const list = (): HTMLElement => byId("layer-order-list");
const switchOf = (id: string): HTMLElement => document.querySelector(`.row[data-layer="${id}"] .switch`)!;
const title = (id: string): string => switchOf(id).textContent!.trim();

/** All the layers that are on, from the top of the drawing down. */
const present = (): string[] => fromTheTop(view().order, view().layers);

function button(className: string, data: Record<string, string>, words: string, text?: string): HTMLButtonElement {
  const node = element("button", className, text);
  node.type = "button";
  Object.assign(node.dataset, data);
  node.title = words;
  node.setAttribute("aria-label", words);
  return node;
}

function line(id: string, place: number): HTMLLIElement {
  const item = element("li", "order-line");
  item.dataset.ordered = id;
  const swatch = document.querySelector(`.row[data-layer="${id}"] .swatch`);
  const up = button("order-step", { orderStep: "-1" }, word("order_up", { title: title(id) }), "↑");
  const down = button("order-step", { orderStep: "1" }, word("order_down", { title: title(id) }), "↓");
  up.setAttribute("aria-disabled", String(place === 0));
  down.setAttribute("aria-disabled", String(place === drawn.length - 1));
  const grip = button("order-grip", { orderGrip: id }, word("order_grip", { title: title(id) }));
  item.append(grip, ...(swatch ? [swatch.cloneNode(true)] : []), element("span", "order-title", title(id)), up, down);
  return item;
}

/** The list and the legend in the order of the drawing; what had the focus keeps it. */
function write(): void {
  const focused = document.activeElement?.closest<HTMLElement>(".order-line");
  const part = focused ? [...focused.children].indexOf(document.activeElement!) : -1;
  list().replaceChildren(...drawn.map(line));
  if (focused)
    list()
      .querySelector<HTMLElement>(`[data-ordered="${focused.dataset.ordered}"] > :nth-child(${part + 1})`)
      ?.focus();
  byId("layer-order").hidden = drawn.length < 2;
  orderLegend();
}

/** The legend in the order of the drawing; a block that is on its way comes later. */
export function orderLegend(): void {
  const blocks = document.querySelector<HTMLElement>(".legend-blocks")!;
  const now = all("[data-legend]", blocks).map((block) => block.dataset.legend!);
  if (now.filter((id) => drawn.includes(id)).join() === drawn.join()) return;
  for (const id of drawn) blocks.append(...all(`[data-legend="${id}"]`, blocks));
}

/** Write the list again where the view's layers or their order have changed. */
export function showOrder(): void {
  const wanted = present();
  if (wanted.join() === drawn.join() && list().childElementCount === drawn.length) return;
  drawn = wanted;
  write();
}

function settle(order: string[], id: string): void {
  drawn = order;
  write();
  change({ order });
  say(word("order_status", { title: title(id), place: order.indexOf(id) + 1, count: order.length }), PAUSE);
}

function step(id: string, by: number): void {
  const place = drawn.indexOf(id);
  if (place + by < 0 || place + by >= drawn.length) return;
  const order = drawn.filter((other) => other !== id);
  order.splice(place + by, 0, id);
  settle(order, id);
}

/** By mouse or finger: the line follows the pointer past the middle of its neighbours. */
function drag(item: HTMLElement): void {
  const id = item.dataset.ordered!;
  const move = (event: PointerEvent): void => {
    const others = [...list().children].filter((other) => other !== item) as HTMLElement[];
    const next = others.find((other) => event.clientY < other.getBoundingClientRect().top + other.offsetHeight / 2) ?? null;
    if (next !== item.nextElementSibling) list().insertBefore(item, next);
  };
  const end = (): void => {
    document.removeEventListener("pointermove", move);
    item.classList.remove("is-dragged");
    const order = all("[data-ordered]", list()).map((other) => other.dataset.ordered!);
    if (order.join() !== drawn.join()) settle(order, id);
    list().querySelector<HTMLElement>(`[data-order-grip="${id}"]`)?.focus();
  };
  item.classList.add("is-dragged");
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end, { once: true });
  document.addEventListener("pointercancel", end, { once: true });
}

export function startOrder(): void {
  document.addEventListener("click", (event) => {
    const pressed = around(event, "[data-order-step]");
    if (pressed) step(pressed.closest<HTMLElement>(".order-line")!.dataset.ordered!, Number(pressed.dataset.orderStep));
    else if (around(event, "#layer-order-reset") && drawn.length)
      settle(
        boot().rules.layers.filter((id) => drawn.includes(id)),
        drawn[0]!,
      );
  });
  document.addEventListener("keydown", (event) => {
    const grip = around(event, "[data-order-grip]");
    if (!grip || !/^Arrow(Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    step(grip.dataset.orderGrip!, event.key === "ArrowUp" ? -1 : 1);
  });
  document.addEventListener("pointerdown", (event) => {
    const grip = around(event, "[data-order-grip]");
    if (!grip) return;
    event.preventDefault();
    drag(grip.closest<HTMLElement>(".order-line")!);
  });
}
