/** One status line, read aloud by screen readers. */
import { word } from "./boot.ts";

let timer: ReturnType<typeof setTimeout> | undefined;

/** Show a text of the page by its key, or a text as it is; nothing empties the line. After `pause` ms it is emptied. */
export function say(key: string, pause = 0): void {
  const line = document.getElementById("status");
  if (!line) return;
  clearTimeout(timer);
  line.textContent = key && word(key);
  line.classList.toggle("is-shown", Boolean(key));
  if (pause) timer = setTimeout(() => say(""), pause);
}
