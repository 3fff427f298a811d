/** The border between the two sides of a comparison: dragged, or moved with the arrow keys. It asks the server for nothing. */
import { roundedSplit, SPLITS } from "../../../layers/web/comparing.ts";
import { element, make } from "../../../layers/web/dom.ts";
import type { Host } from "./compare.ts";

const [STEP, LEAP] = [0.01, 0.1];
const SETTLED = 250; // ms after the last key until the address is written

export class Border {
  /** Called while the border moves, with its share of the map's width. */
  moved: (split: number) => void = () => undefined;
  readonly #host: Host;
  readonly #node: HTMLElement;
  readonly #grip: HTMLElement;
  readonly #names: [HTMLElement, HTMLElement];
  #split = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#grip = make("button", { type: "button", class: "border-grip", role: "slider", "aria-orientation": "horizontal" });
    this.#grip.setAttribute("aria-valuemin", String(100 * SPLITS[0]));
    this.#grip.setAttribute("aria-valuemax", String(100 * SPLITS[1]));
    this.#names = [element("span", "border-name is-left"), element("span", "border-name is-right")];
    const close = make("button", { type: "button", class: "border-close", "aria-label": host.word("compare_end") }, "×");
    close.addEventListener("click", () => host.change({ how: "", other: "" }));
    this.#node = make("div", { class: "border", hidden: true }, ...this.#names, this.#grip, close);
    this.#node.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#grip.addEventListener("keydown", (event) => this.#key(event));
    L.DomEvent.disableClickPropagation(this.#node);
    host.map.getContainer().append(this.#node);
  }

  show(isShown: boolean): void {
    this.#node.hidden = !isShown;
    if (!isShown) return;
    const [own, other] = this.#host.sides();
    const words = isOwnLeft(this.#host) ? [own.words, other.words] : [other.words, own.words];
    words.forEach((text, at) => {
      this.#names[at]!.textContent = text;
    });
    this.#grip.setAttribute("aria-label", this.#host.word("compare_border", { left: words[0]!, right: words[1]! }));
    this.#place(this.#host.view().split);
  }

  #place(split: number): void {
    this.#split = roundedSplit(split);
    this.#node.style.left = `${100 * this.#split}%`;
    const percent = Math.round(100 * this.#split);
    this.#grip.setAttribute("aria-valuenow", String(percent));
    this.#grip.setAttribute("aria-valuetext", this.#host.word("compare_split", { percent }));
    this.moved(this.#split);
  }

  #drag(event: PointerEvent): void {
    if ((event.target as Element).closest(".border-close") || event.button) return;
    event.preventDefault();
    this.#grip.focus({ preventScroll: true });
    this.#node.setPointerCapture(event.pointerId);
    const { left, width } = this.#host.map.getContainer().getBoundingClientRect();
    const move = ({ clientX }: PointerEvent): void => this.#place((clientX - left) / width);
    const end = (): void => {
      this.#node.removeEventListener("pointermove", move);
      this.#host.change({ split: this.#split });
    };
    this.#node.addEventListener("pointermove", move);
    this.#node.addEventListener("lostpointercapture", end, { once: true });
  }

  #key(event: KeyboardEvent): void {
    const step = event.shiftKey ? LEAP : STEP;
    const to: Record<string, number> = {
      ArrowLeft: this.#split - step,
      ArrowDown: this.#split - step,
      ArrowRight: this.#split + step,
      ArrowUp: this.#split + step,
      PageDown: this.#split - LEAP,
      PageUp: this.#split + LEAP,
      Home: SPLITS[0],
      End: SPLITS[1],
    };
    const split = to[event.key];
    if (split === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the map itself would move
    this.#place(split);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#host.change({ split: this.#split }), SETTLED);
  }
}

/** Of two days the earlier stands left; of two cases the view's own. */
export const isOwnLeft = ({ view }: Host): boolean => !view().compare || view().date <= view().compare;
