/** The one view of the page. Gestures change it; map, panels, address and Dash follow it. */
import { canonical, fromQuery, type View } from "../../layers/web/view.ts";
import { boot } from "./boot.ts";
import { LayerSettings } from "./settings.ts";

type Name = keyof View;
type Follower = (view: Readonly<View>, changed: ReadonlySet<Name>) => void;

let current: View | undefined;
const settings = new LayerSettings();
const followers: { names: readonly Name[]; follow: Follower }[] = [];

export function view(): Readonly<View> {
  current ??= fromQuery(location.search, boot().rules, boot().lang);
  return current;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Change fields of the view; those who follow them are called at once, in the order in which they began to follow. */
export function change(fields: Partial<View>): void {
  const before = view();
  const next = canonical({ ...before, ...settings.complete(before, fields) }, boot().rules);
  const changed = new Set((Object.keys(next) as Name[]).filter((name) => !same(before[name], next[name])));
  if (!changed.size) return;
  current = next;
  for (const { names, follow } of followers) if (names.some((name) => changed.has(name))) follow(next, changed);
}

/** Be called whenever one of these fields has changed. */
export function follow(names: readonly Name[], follower: Follower): void {
  followers.push({ names, follow: follower });
}

/** Fields in the order of the view. */
export const NAMES: readonly Name[] = [
  "lang",
  "layers",
  "order",
  "opacity",
  "colour",
  "arguments",
  "camera",
  "base",
  "selection",
  "beside",
  "table",
  "date",
  "compare",
  "how",
  "split",
  "other",
  "filter",
  "measured",
  "drawing",
  "embed",
];
