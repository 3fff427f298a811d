/** What the frame's buttons do, by the name that each carries in `data-action`. */
import { around } from "../../../layers/web/dom.ts";

type Action = (button: HTMLElement) => unknown;

const actions = new Map<string, Action>();

export function registerActions(more: Record<string, Action>): void {
  for (const [name, action] of Object.entries(more)) actions.set(name, action);
}

export function act(name: string, button: HTMLElement = document.body): void {
  actions.get(name)?.(button);
}

document.addEventListener("click", (event) => {
  const button = around(event, "[data-action]");
  if (button) act(button.dataset.action!, button);
});
