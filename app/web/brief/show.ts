/** A brief presented on the map itself: each page sets the view; headline, message, place and clock stand below it. */
import type { BriefPage } from "../../../layers/web/brief.ts";
import { make } from "../../../layers/web/dom.ts";

export interface Stage {
  word(key: string): string;
  /** The day that a page speaks of, or the two that it compares; empty where it speaks of every date. */
  days(page: BriefPage): string;
  /** Show a page's view. */
  show(page: BriefPage): void;
  /** The map's room has changed. */
  resize(): void;
  /** The reader has ended: the view that was there before comes back. */
  ended(): void;
}

const NEXT = new Set(["ArrowRight", "PageDown", " ", "Enter"]); // presenters' remotes send PageDown and PageUp
const BACK = new Set(["ArrowLeft", "PageUp", "Backspace"]);
const SECOND = 1000; // ms

const two = (number: number): string => String(number).padStart(2, "0");

/** Minutes and seconds of a time in milliseconds. */
export const clock = (ms: number): string => `${Math.floor(ms / (60 * SECOND))}:${two(Math.floor(ms / SECOND) % 60)}`;

class Show {
  private place = -1;
  private readonly began = Date.now();
  private readonly title = make("h2", { id: "show-title" });
  private readonly message = make("p");
  private readonly day = make("span", { class: "show-day" });
  private readonly count = make("span", { class: "show-count" });
  private readonly time = make("span", { class: "show-clock" }, clock(0));
  private readonly tick = setInterval(() => {
    this.time.textContent = clock(Date.now() - this.began);
  }, SECOND);
  private readonly pages: readonly BriefPage[];
  private readonly stage: Stage;
  readonly bar: HTMLElement;

  constructor(pages: readonly BriefPage[], stage: Stage) {
    this.pages = pages;
    this.stage = stage;
    this.time.title = stage.word("clock");
    const words = make("div", { class: "show-words", "aria-live": "polite" }, this.title, this.message, this.day);
    this.bar = make("section", { class: "brief-show", "aria-labelledby": "show-title", tabindex: -1 }, words, this.tools());
    addEventListener("keydown", this.onKey, true);
  }

  private tools(): HTMLElement {
    const button = (key: string, sign: string, onclick: () => void): HTMLElement => {
      const said = this.stage.word(key);
      return make("button", { type: "button", class: "icon-button", title: said, "aria-label": said, onclick }, sign);
    };
    return make(
      "div",
      { class: "show-tools" },
      button("back", "‹", () => this.go(this.place - 1)),
      this.count,
      button("next", "›", () => this.go(this.place + 1)),
      this.time,
      button("end", "×", () => this.end()),
    );
  }

  go(to: number): void {
    const page = this.pages[to];
    if (!page || to === this.place) return;
    this.place = to;
    this.title.textContent = page.title;
    this.message.textContent = page.message;
    this.message.hidden = !page.message;
    this.day.textContent = this.stage.days(page);
    this.count.textContent = `${to + 1} / ${this.pages.length}`;
    this.stage.resize(); // words of another height leave the map another room
    this.stage.show(page);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const isOnButton = event.target instanceof Element && event.target.closest(".brief-show button");
    if (isOnButton && (key === " " || key === "Enter")) return; // the button's own
    if (NEXT.has(key)) this.go(this.place + 1);
    else if (BACK.has(key)) this.go(this.place - 1);
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(this.pages.length - 1);
    else if (key === "Escape") this.end();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** Escape leaves full screen before any script hears of the key. */
  readonly onFull = (): void => {
    if (document.fullscreenElement) this.stage.resize();
    else this.end();
  };

  private end(): void {
    clearInterval(this.tick);
    removeEventListener("keydown", this.onKey, true);
    document.removeEventListener("fullscreenchange", this.onFull);
    document.documentElement.classList.remove("is-presenting");
    this.bar.remove();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    this.stage.resize();
    this.stage.ended();
  }
}

/** Present pages from the first, on the whole screen where the browser allows it. */
export function present(pages: readonly BriefPage[], stage: Stage): void {
  const show = new Show(pages, stage);
  document.documentElement.classList.add("is-presenting");
  document.getElementById("shell")!.append(show.bar);
  document.documentElement
    .requestFullscreen?.()
    .then(() => document.addEventListener("fullscreenchange", show.onFull))
    .catch(() => undefined); // asked without a gesture: the page is presented as it is
  show.bar.focus();
  show.go(0);
}
