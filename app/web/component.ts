/** The Dash component `View`: its properties are the fields of the view. It wraps dash-leaflet's map; a callback in Python may
    read them (`Input("view", "selection")`) and write them (`Output("view", "layers")`). `Slot` holds what is mounted later. */
import type * as React from "react";
import type { View as ViewFields } from "../../layers/web/view.ts";
import { slotFilled } from "./later.ts";
import { theMap } from "./map/map.ts";
import { change, follow, NAMES, view } from "./state.ts";

interface Given {
  id?: string;
  children?: React.ReactNode;
  /** Dash's way to be told of changed properties. */
  setProps?(props: Partial<ViewFields>): void;
}

type ViewProps = Given & Partial<ViewFields>;

declare global {
  interface Window {
    React: typeof React;
  }
}

const [AT_ONCE, SUCCESSION] = [50, 250]; // ms: switches pressed in quick succession are one change for callbacks
const FILLED = { height: "100%" };
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Tell Dash of the view: whole at first, then what has changed. `known` is what Dash has been told. */
function tellDash(setProps: NonNullable<Given["setProps"]>, known: Partial<ViewFields>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    const names = NAMES.filter((name) => !same(known[name], view()[name]));
    const news: Partial<ViewFields> = Object.fromEntries(names.map((name) => [name, view()[name]]));
    Object.assign(known, news);
    if (names.length) setProps(news);
  };
  follow(NAMES, (_, changed) => {
    clearTimeout(timer);
    timer = setTimeout(tell, changed.has("layers") ? SUCCESSION : AT_ONCE);
  });
  tell();
}

/** What a callback has written: the properties that differ from what Dash was told. */
function takeFromDash(props: ViewProps, known: Partial<ViewFields>): void {
  const names = NAMES.filter((name) => props[name] !== undefined && !same(props[name], known[name]));
  const news: Partial<ViewFields> = Object.fromEntries(names.map((name) => [name, props[name]]));
  if (!names.length) return;
  Object.assign(known, news);
  change(news);
}

function View(props: ViewProps): React.ReactElement {
  const { createElement, useEffect, useRef } = window.React;
  const known = useRef<Partial<ViewFields>>({});
  useEffect(() => {
    if (props.setProps) tellDash(props.setProps, known.current);
  }, []);
  useEffect(
    () => takeFromDash(props, known.current),
    NAMES.map((name) => props[name]),
  );
  return createElement("div", { id: props.id, style: FILLED }, props.children);
}

function Slot({ id, children }: Given): React.ReactElement {
  const { createElement, useEffect } = window.React;
  useEffect(() => {
    if (children) slotFilled();
  }, [children]);
  return createElement("div", { id }, children);
}

/** The components, under the namespace that the Python classes name (app/web/__init__.py), and the Leaflet map. */
export const namespace = {
  View,
  Slot,
  get map() {
    try {
      return theMap();
    } catch {
      return undefined;
    }
  },
};
