/** Views that a browser keeps by name: their queries without the language. Nothing here knows the page. */

export interface SavedView {
  name: string;
  /** Query of the view, without the question mark and without its language. */
  query: string;
}

const MARK = "atlas-views";
const MOST = 200;

const isView = (value: unknown): value is SavedView => {
  const { name, query } = (value ?? {}) as Partial<SavedView>;
  return typeof name === "string" && name !== "" && typeof query === "string";
};

/** What was kept; what another program left under the same name is no view. */
export function readViews(storage: Pick<Storage, "getItem">): SavedView[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(MARK) ?? "[]");
    return Array.isArray(found) ? found.filter(isView).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keep the views; throws where the browser keeps nothing. */
export function writeViews(storage: Pick<Storage, "setItem">, views: readonly SavedView[]): void {
  storage.setItem(MARK, JSON.stringify(views.slice(0, MOST)));
}

/** The query of a view whatever its language. */
export const withoutLanguage = (query: string): string =>
  query
    .split("&")
    .filter((pair) => !pair.startsWith("lang="))
    .join("&");

/** The views with one more, topmost; a name given before is that view's new content. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] => [
  view,
  ...views.filter(({ name }) => name !== view.name),
];

/** The views, one of them under another name; unchanged where the name is empty or another's. */
export function renamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  const name = to.trim();
  if (!name || (name !== from && views.some((view) => view.name === name))) return [...views];
  return views.map((view) => (view.name === from ? { ...view, name } : view));
}

/** The views without one, and where it stood. */
export function withoutView(views: readonly SavedView[], name: string): { rest: SavedView[]; place: number } {
  return { rest: views.filter((view) => view.name !== name), place: views.findIndex((view) => view.name === name) };
}
